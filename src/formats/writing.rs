//! How sites are written, whatever the format: in chunks, so that no download is ever whole in memory.
//!
//! A [`TextFormat`] is written site by site, so a chunk is made when it is read. Other formats seek, so they are written
//! to a temporary file.

use std::{fs::File, iter, mem};

use super::{TITLE, WriteError, disk::Disk, features::Features};
use crate::{
    catalog::{Catalog, Rows, Stop},
    dataset::Terms,
    feature::Link,
};

/// The approximate size of a chunk, in bytes.
pub const CHUNK: usize = 256 << 10;

/// How many sites are written before the size of the chunk is checked.
const BATCH: usize = 32;

/// The sites to write.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    /// Their properties and sources.
    pub catalog: &'a Catalog,
    /// Their stored Features.
    pub features: &'a Features,
    /// Their rows, in the order of the output.
    pub sites: &'a Rows,
    /// What the output says about the whole selection.
    pub about: &'a About,
    /// Set when writing takes too long, or its client has disconnected.
    pub stop: &'a Stop,
}

/// What the output says about the whole selection.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// How many sites pass the filters; on a page, more than are written.
    pub matched: usize,
    /// Links to related documents.
    pub links: Vec<Link>,
    /// The URL of the bibliography of these sites; none without a server.
    pub bibliography: Option<String>,
    /// Whether a table in CSV begins with a byte order mark. Excel reads the file as UTF-8 only then.
    pub byte_order_mark: bool,
}

/// A format that is written site by site.
#[expect(unused_variables, reason = "the defaults write nothing")]
pub(super) trait TextFormat: Send {
    /// Writes what comes before the sites: nothing by default.
    fn begin(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        Ok(())
    }

    /// Writes these sites.
    fn sites(&mut self, selection: &Selection<'_>, sites: &[usize], out: &mut Vec<u8>) -> Result<(), WriteError>;

    /// Writes what comes after the sites: nothing by default.
    fn end(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        Ok(())
    }
}

/// How a format is written.
#[derive(Clone, Copy)]
pub(super) enum Writer {
    /// Site by site.
    Text(fn() -> Box<dyn TextFormat>),
    /// As a whole, to a temporary file that has no name.
    File(fn(&Selection<'_>, Disk<'_>) -> Result<File, WriteError>),
}

/// A selection in a text format, written in chunks.
pub(crate) struct TextStream {
    format: Box<dyn TextFormat>,
    has_begun: bool,
    /// Where the next sites are, in the rows of the selection.
    position: usize,
    is_over: bool,
}

impl Selection<'_> {
    /// Calls `write` for each site, until the signal to stop.
    ///
    /// # Errors
    /// Those of `write`, and [`WriteError::Stopped`].
    pub fn each(&self, mut write: impl FnMut(usize) -> Result<(), WriteError>) -> Result<(), WriteError> {
        self.sites.iter().try_for_each(|row| {
            self.stop.check()?;
            write(row)
        })
    }

    /// The licence of the data, and whom to credit.
    pub fn terms(&self) -> &Terms {
        &self.catalog.dataset.terms
    }

    /// The sources cited, each with its CSL-JSON, in the order of their ids.
    pub(super) fn sources(&self) -> Vec<(&str, &str)> {
        self.features.cited(self.catalog, self.sites.iter())
    }

    /// The sources cited as a CSL-JSON array.
    pub(super) fn bibliography(&self) -> String {
        let items: Vec<&str> = self.sources().into_iter().map(|(_, item)| item).collect();
        format!("[{}]", items.join(","))
    }

    /// The metadata of a file, by name: attribution, licence, day, generator and so on.
    pub(super) fn metadata(&self) -> Vec<(&'static str, String)> {
        let terms = self.terms();
        let license = [("license", terms.license.clone()), ("license_url", terms.license_url())];
        let license = license.into_iter().filter_map(|(name, text)| Some((name, text?)));
        let mut metadata: Vec<_> = std::iter::once(("title", TITLE.to_owned())).chain(license).collect();
        metadata.extend([
            ("attribution", terms.attribution.clone()),
            ("as_of", self.catalog.day.to_string()),
            ("matched", self.about.matched.to_string()),
            ("generator", concat!("Oreatlas ", env!("CARGO_PKG_VERSION")).to_owned()),
        ]);
        metadata.extend(self.about.bibliography.clone().map(|address| ("bibliography", address)));
        metadata
    }

    /// How many of the sites have no location: those that a format without null geometry leaves out.
    pub fn without_location(&self) -> usize {
        self.sites.iter().filter(|&row| !self.catalog.columns.geometries().is_located(row)).count()
    }
}

impl TextStream {
    /// A stream that has not begun.
    pub(super) fn new(format: Box<dyn TextFormat>) -> Self {
        Self { format, has_begun: false, position: 0, is_over: false }
    }

    /// Appends the next chunk to `out`; false if there is none, as after an error. The selection must be the same each
    /// time.
    pub(crate) fn next(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<bool, WriteError> {
        if mem::replace(&mut self.is_over, true) {
            return Ok(false);
        }
        let before = out.len();
        if !mem::replace(&mut self.has_begun, true) {
            self.format.begin(selection, out)?;
        }
        let mut batch = Vec::with_capacity(BATCH);
        while out.len() - before < CHUNK {
            selection.stop.check()?;
            batch.clear();
            batch.extend(iter::from_fn(|| selection.sites.next(&mut self.position)).take(BATCH));
            if batch.is_empty() {
                self.format.end(selection, out)?;
                return Ok(out.len() > before);
            }
            self.format.sites(selection, &batch, out)?;
        }
        self.is_over = false;
        Ok(true)
    }
}

//! How sites are written, whatever the format: in chunks, so that no download is ever whole in memory.
//!
//! A [`TextFormat`] is written site by site, so a chunk is made when it is read. Other formats seek, so they are written
//! to a temporary file, which is then read in chunks.

use std::{
    fs::File,
    io::{Read, Seek},
    sync::atomic::{AtomicBool, Ordering},
};

use super::{TITLE, WriteError, features::Features};
use crate::{catalog::Catalog, dataset::Terms, feature::Link};

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
    pub sites: &'a [usize],
    /// What the output says about the whole selection.
    pub about: &'a About,
    /// Set when the download is cancelled.
    pub given_up: &'a AtomicBool,
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
    /// As a whole, to a temporary file.
    File(fn(&Selection<'_>) -> Result<File, WriteError>),
}

/// A selection in some format, written in chunks.
pub(crate) struct ChunkStream(State);

enum State {
    Unbegun(Box<dyn TextFormat>),
    /// With the number of sites written so far.
    Begun(Box<dyn TextFormat>, usize),
    Unwritten(fn(&Selection<'_>) -> Result<File, WriteError>),
    Written(File),
    Over,
}

impl Selection<'_> {
    /// Calls `write` for each site, until the download is cancelled.
    ///
    /// # Errors
    /// Those of `write`, and [`WriteError::GivenUp`].
    pub fn each(&self, mut write: impl FnMut(usize) -> Result<(), WriteError>) -> Result<(), WriteError> {
        for &row in self.sites {
            if self.given_up.load(Ordering::Relaxed) {
                return Err(WriteError::GivenUp);
            }
            write(row)?;
        }
        Ok(())
    }

    /// The licence of the data, and whom to credit.
    pub fn terms(&self) -> &Terms {
        &self.catalog.dataset.terms
    }

    /// The sources cited, each with its CSL-JSON, in the order of their ids.
    pub(super) fn sources(&self) -> Vec<(&str, &str)> {
        self.features.cited(self.catalog, self.sites)
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
        self.sites.iter().filter(|&&row| !self.catalog.columns.geometries().is_located(row)).count()
    }
}

impl ChunkStream {
    /// A stream that has not begun.
    pub(super) fn new(writer: Writer) -> Self {
        Self(match writer {
            Writer::Text(format) => State::Unbegun(format()),
            Writer::File(write) => State::Unwritten(write),
        })
    }

    /// Whether the first chunk takes as long as all the others together, because a file is written for it.
    pub(crate) fn is_file(&self) -> bool {
        matches!(self.0, State::Unwritten(_))
    }

    /// Appends the next chunk to `out`; false if there is none, as after an error. The selection must be the same each
    /// time.
    pub(crate) fn next(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<bool, WriteError> {
        let before = out.len();
        self.0 = match std::mem::replace(&mut self.0, State::Over) {
            State::Unbegun(mut text) => {
                text.begin(selection, out)?;
                go_on(text, 0, selection, out)?
            }
            State::Begun(text, written) => go_on(text, written, selection, out)?,
            State::Unwritten(to_file) => {
                let mut file = to_file(selection)?;
                file.rewind()?;
                read_on(file, out)?
            }
            State::Written(file) => read_on(file, out)?,
            State::Over => State::Over,
        };
        Ok(out.len() > before)
    }
}

fn go_on(
    mut text: Box<dyn TextFormat>,
    mut written: usize,
    selection: &Selection<'_>,
    out: &mut Vec<u8>,
) -> Result<State, WriteError> {
    let before = out.len();
    while out.len() - before < CHUNK {
        let batch = &selection.sites[written..];
        if batch.is_empty() {
            text.end(selection, out)?;
            return Ok(State::Over);
        }
        let batch = &batch[..batch.len().min(BATCH)];
        text.sites(selection, batch, out)?;
        written += batch.len();
    }
    Ok(State::Begun(text, written))
}

fn read_on(file: File, out: &mut Vec<u8>) -> Result<State, WriteError> {
    let read = (&file).take(CHUNK as u64).read_to_end(out)?;
    Ok(if read < CHUNK { State::Over } else { State::Written(file) })
}

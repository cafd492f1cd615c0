//! How sites are written, whatever the format: piece by piece, so that no answer is ever whole in memory.
//!
//! A [`Text`] begins, goes on site by site and ends, so a piece of it is made when someone takes one. Any other format
//! is written to a temporary file, because it seeks, and the file is read piece by piece.

use std::{
    fs::File,
    io::{Read, Seek, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    ATTRIBUTION, Format, LICENSE, LICENSE_URL, TITLE, WriteError, csv, features::Features, fgb, geojson, geojsonl,
    gpkg, jsonfg, kml, parquet, xlsx,
};
use crate::{catalog::Catalog, feature::Link};

/// How many bytes a piece has, about.
pub const CHUNK: usize = 256 << 10;

/// How many sites are written before the piece's size is looked at.
const BATCH: usize = 32;

/// What is to be written.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    /// The flat facts and the sources.
    pub catalog: &'a Catalog,
    /// The sites, whole.
    pub features: &'a Features,
    /// Which, and in which order.
    pub sites: &'a [usize],
    /// What is said of all of them.
    pub about: &'a About,
    /// Set by whoever no longer wants them.
    pub given_up: &'a AtomicBool,
}

/// What is said of a selection as a whole.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// How many sites pass the filters; more than are written where they are a page.
    pub matched: usize,
    /// Where to go from here.
    pub links: Vec<Link>,
    /// The address of the bibliography of these sites; none without a server.
    pub bibliography: Option<String>,
}

/// A format that is text, a site after another.
pub trait Text: Send {
    /// Writes what stands before the sites.
    ///
    /// # Errors
    /// When something has no form in the format.
    fn begin(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError>;

    /// Writes these sites.
    ///
    /// # Errors
    /// When something has no form in the format.
    fn sites(&mut self, selection: &Selection<'_>, sites: &[usize], out: &mut Vec<u8>) -> Result<(), WriteError>;

    /// Writes what stands after the sites.
    ///
    /// # Errors
    /// When something has no form in the format.
    fn end(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError>;
}

/// Writes a whole selection to a temporary file.
type ToFile = fn(&Selection<'_>) -> Result<File, WriteError>;

/// A selection in some format, on its way out.
pub struct ChunkStream(State);

enum State {
    Unbegun(Box<dyn Text>),
    /// How many sites are written.
    Begun(Box<dyn Text>, usize),
    Unwritten(ToFile),
    Written(File),
    Over,
}

impl Selection<'_> {
    /// Calls `write` for each site, until someone gives the selection up.
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

    /// The sources cited, each with its CSL-JSON, in the order of their ids.
    #[must_use]
    pub fn sources(&self) -> Vec<(&str, &str)> {
        self.features.cited(self.catalog, self.sites)
    }

    /// The sources cited as a CSL-JSON array.
    #[must_use]
    pub fn bibliography(&self) -> String {
        let items: Vec<&str> = self.sources().into_iter().map(|(_, item)| item).collect();
        format!("[{}]", items.join(","))
    }

    /// What a file says of itself, by name: who is to be named, under which licence, as of when, made by what.
    #[must_use]
    pub fn metadata(&self) -> Vec<(&'static str, String)> {
        let mut metadata = vec![
            ("title", TITLE.to_owned()),
            ("license", LICENSE.to_owned()),
            ("license_url", LICENSE_URL.to_owned()),
            ("attribution", ATTRIBUTION.to_owned()),
            ("as_of", self.catalog.day.to_string()),
            ("matched", self.about.matched.to_string()),
            ("generator", concat!("Oreatlas ", env!("CARGO_PKG_VERSION")).to_owned()),
        ];
        metadata.extend(self.about.bibliography.clone().map(|address| ("bibliography", address)));
        metadata
    }

    /// How many of the sites have no place: those that a format without null geometry leaves out.
    #[must_use]
    pub fn without_place(&self) -> usize {
        self.sites.iter().filter(|&&row| !self.catalog.columns.geometries().is_placed(row)).count()
    }
}

impl Format {
    /// The pieces of a selection in this format, none of them made yet.
    #[must_use]
    pub fn pieces(self) -> ChunkStream {
        ChunkStream(match self {
            Self::GeoJson => State::Unbegun(Box::new(geojson::Collection::default())),
            Self::GeoJsonSeq => State::Unbegun(Box::new(geojsonl::Sequence)),
            Self::JsonFg => State::Unbegun(Box::new(jsonfg::Collection::default())),
            Self::Csv => State::Unbegun(Box::new(csv::Table)),
            Self::GeoPackage => State::Unwritten(gpkg::file),
            Self::FlatGeobuf => State::Unwritten(fgb::file),
            Self::GeoParquet => State::Unwritten(parquet::file),
            Self::Kml => State::Unbegun(Box::new(kml::Document::default())),
            Self::Excel => State::Unwritten(xlsx::file),
        })
    }

    /// Writes a whole selection.
    ///
    /// # Errors
    /// When something has no form in the format, or `out` takes no more.
    pub fn write(self, selection: &Selection<'_>, out: &mut dyn Write) -> Result<(), WriteError> {
        let mut pieces = self.pieces();
        let mut piece = Vec::with_capacity(CHUNK * 5 / 4);
        while pieces.next(selection, &mut piece)? {
            out.write_all(&piece)?;
            piece.clear();
        }
        Ok(out.flush()?)
    }
}

impl ChunkStream {
    /// Whether the first piece takes as long as all the others together, because a file is written for it.
    #[must_use]
    pub fn is_file(&self) -> bool {
        matches!(self.0, State::Unwritten(_))
    }

    /// Writes the next piece to the end of `out`; false where there is none. It has to be the same selection each time.
    ///
    /// # Errors
    /// When something has no form in the format, or the temporary file fails; there are no more pieces then.
    pub fn next(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<bool, WriteError> {
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
    mut text: Box<dyn Text>,
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

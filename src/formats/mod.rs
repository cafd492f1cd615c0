//! The formats in which sites are downloaded, one file each. A new format is a module with a [`Definition`], and an
//! entry in `formats!`.

pub mod atlas;
pub mod bibliography;
pub(crate) mod csv;
pub(crate) mod disk;
mod features;
mod fgb;
pub(crate) mod flat;
pub(crate) mod geojson;
mod geojsonl;
mod gpkg;
mod jsonfg;
mod kml;
pub mod mvt;
mod parquet;
mod projection;
pub mod table;
pub(crate) mod text_store;
pub mod writing;
mod xlsx;

use std::{
    fs::File,
    io::{self, Seek, Write},
};

pub(crate) use self::projection::Projection;
pub use self::{atlas::Atlas, features::Features};
use self::{
    disk::Disk,
    writing::{CHUNK, Selection, TextStream, Writer},
};
use crate::{catalog::Stopped, model::vocabulary::vocabulary};

/// The title of a file of sites.
pub const TITLE: &str = "Oreatlas: mineral sites";

/// The name of its layer, sheet or folder.
pub const LAYER: &str = "sites";

/// Why sites could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A record has no JSON form.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A stored text is damaged.
    #[error(transparent)]
    Damaged(#[from] text_store::Damaged),
    /// The library of a format failed. Boxed, so that a Result is not as large as the largest error.
    #[error(transparent)]
    Library(Box<dyn std::error::Error + Send + Sync>),
    /// The output failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It took too long, or its client disconnected.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

macro_rules! library_errors {
    ($($error:ty,)+) => {
        $(impl From<$error> for WriteError {
            fn from(error: $error) -> Self {
                Self::Library(error.into())
            }
        })+
    };
}

library_errors! {
    ::csv::Error,
    fast_mvt::MvtError,
    geopackage::Error,
    flatgeobuf::Error,
    geozero::error::GeozeroError,
    ::parquet::errors::ParquetError,
    arrow_schema::ArrowError,
    geoarrow_schema::error::GeoArrowError,
    ::kml::Error,
    rust_xlsxwriter::XlsxError,
}

/// What a format is. Each format's module has its own as `DEFINITION`.
#[derive(Clone, Copy)]
pub struct Definition {
    /// The media type.
    pub media_type: &'static str,
    /// What people call it, with an article where English wants one.
    pub title: &'static str,
    /// What the API's description says of the download.
    pub summary: &'static str,
    /// Whether it can hold a site without a location; one that cannot leaves those sites out.
    pub has_null_geometry: bool,
    /// Whether a file states its attribution, its licence and the sources that its sites cite.
    pub has_licence: bool,
    /// The greatest number of sites in a file.
    pub capacity: usize,
    writer: Writer,
}

impl Definition {
    /// A format that holds any number of sites, those without a location among them, and states their licence.
    const fn new(media_type: &'static str, title: &'static str, summary: &'static str, writer: Writer) -> Self {
        Self { media_type, title, summary, has_null_geometry: true, has_licence: true, capacity: usize::MAX, writer }
    }
}

macro_rules! formats {
    ($($variant:ident = $name:literal: $module:ident,)+) => {
        vocabulary! {
            /// A format of the download, named as its file name extension.
            ///
            /// ```
            /// use oreatlas::formats::Format;
            ///
            /// let format: Format = "gpkg".parse()?;
            /// assert_eq!(format.definition().media_type, "application/geopackage+sqlite3");
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub enum Format { $($variant = $name,)+ }
        }

        impl Format {
            /// What it is.
            pub const fn definition(self) -> Definition {
                match self { $(Self::$variant => $module::DEFINITION),+ }
            }
        }
    };
}

formats! {
    GeoJson = "geojson": geojson,
    GeoJsonSeq = "geojsonl": geojsonl,
    JsonFg = "jsonfg": jsonfg,
    Csv = "csv": csv,
    GeoPackage = "gpkg": gpkg,
    FlatGeobuf = "fgb": fgb,
    GeoParquet = "parquet": parquet,
    Kml = "kml": kml,
    Excel = "xlsx": xlsx,
}

impl Format {
    /// Begins the text of a selection; none for a format that is written as a whole.
    pub(crate) fn text(self) -> Option<impl Fn() -> TextStream + Copy + Send + Sync + 'static> {
        match self.definition().writer {
            Writer::Text(format) => Some(move || TextStream::new(format())),
            Writer::File(_) => None,
        }
    }

    /// Writes a whole selection to a temporary file, which lasts as long as its handle.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub(crate) fn to_file(self, selection: &Selection<'_>, disk: Disk<'_>) -> Result<File, WriteError> {
        match self.definition().writer {
            Writer::File(write) => write(selection, disk),
            Writer::Text(_) => {
                let mut file = disk.file()?;
                self.write(selection, &mut file)?;
                Ok(file.into_file())
            }
        }
    }

    /// Writes a whole selection.
    ///
    /// # Errors
    /// When something cannot be written in the format, or `out` fails.
    pub fn write(self, selection: &Selection<'_>, out: &mut dyn Write) -> Result<(), WriteError> {
        if let Some(begin) = self.text() {
            let mut text = begin();
            let mut chunk = Vec::with_capacity(CHUNK * 5 / 4);
            while text.next(selection, &mut chunk)? {
                out.write_all(&chunk)?;
                chunk.clear();
            }
        } else {
            let mut file = self.to_file(selection, Disk::UNLIMITED)?;
            file.rewind()?;
            io::copy(&mut file, out)?;
        }
        Ok(out.flush()?)
    }
}

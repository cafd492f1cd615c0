//! The formats in which sites are downloaded, one file each. A new format is a module with a [`Definition`], and an
//! entry in `formats!`.

pub mod atlas;
pub mod bibliography;
pub mod csv;
pub mod features;
pub mod fgb;
pub mod geojson;
pub mod geojsonl;
pub mod gpkg;
pub mod jsonfg;
pub mod kml;
pub mod mvt;
pub mod parquet;
mod projection;
pub mod table;
pub mod text_store;
pub mod writing;
pub mod xlsx;

use std::io::Write;

use self::writing::{CHUNK, ChunkStream, Selection, Writer};
pub use self::{atlas::Atlas, features::Features, projection::Projection};
use crate::model::vocabulary::vocabulary;

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
    /// A CSV could not be written.
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    /// A tile could not be written.
    #[error(transparent)]
    Mvt(#[from] fast_mvt::MvtError),
    /// A `GeoPackage` could not be written.
    #[error(transparent)]
    GeoPackage(Box<geopackage::Error>),
    /// A `FlatGeobuf` could not be written.
    #[error(transparent)]
    FlatGeobuf(#[from] flatgeobuf::Error),
    /// A feature of a `FlatGeobuf` could not be written.
    #[error(transparent)]
    Geozero(#[from] geozero::error::GeozeroError),
    /// A `GeoParquet` could not be written.
    #[error(transparent)]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// Its columns could not be built.
    #[error(transparent)]
    Arrow(#[from] arrow_schema::ArrowError),
    /// Its geometries could not be built.
    #[error(transparent)]
    GeoArrow(#[from] geoarrow_schema::error::GeoArrowError),
    /// A KML document could not be written.
    #[error(transparent)]
    Kml(Box<::kml::Error>),
    /// An Excel workbook could not be written.
    #[error(transparent)]
    Excel(Box<rust_xlsxwriter::XlsxError>),
    /// The output failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The download was cancelled.
    #[error("given up")]
    GivenUp,
}

// Boxed, so that a Result is not as large as the largest error.
impl From<geopackage::Error> for WriteError {
    fn from(error: geopackage::Error) -> Self {
        Self::GeoPackage(error.into())
    }
}

impl From<::kml::Error> for WriteError {
    fn from(error: ::kml::Error) -> Self {
        Self::Kml(error.into())
    }
}

impl From<rust_xlsxwriter::XlsxError> for WriteError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Excel(error.into())
    }
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
    /// How a selection is written.
    pub writer: Writer,
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
            #[must_use]
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
    /// The chunks of a selection in this format, none of them written yet.
    #[must_use]
    pub fn chunks(self) -> ChunkStream {
        ChunkStream::new(self.definition().writer)
    }

    /// Writes a whole selection.
    ///
    /// # Errors
    /// When something cannot be written in the format, or `out` fails.
    pub fn write(self, selection: &Selection<'_>, out: &mut dyn Write) -> Result<(), WriteError> {
        let mut chunks = self.chunks();
        let mut chunk = Vec::with_capacity(CHUNK * 5 / 4);
        while chunks.next(selection, &mut chunk)? {
            out.write_all(&chunk)?;
            chunk.clear();
        }
        Ok(out.flush()?)
    }
}

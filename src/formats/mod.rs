//! The forms in which sites leave the atlas: one file a format.

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

pub use self::{atlas::Atlas, features::Features, projection::Projection};
use crate::model::vocabulary::vocabulary;

/// The licence of the dataset: an SPDX id, as STAC and OGC API - Records write it.
pub const LICENSE: &str = "CC-BY-4.0";

/// Where the licence stands.
pub const LICENSE_URL: &str = "https://creativecommons.org/licenses/by/4.0/";

/// Who is to be named.
pub const ATTRIBUTION: &str = "Oreatlas contributors; every claim names its sources";

/// What a file of sites is called for people.
pub const TITLE: &str = "Oreatlas: mineral sites";

/// What its layer, sheet or folder is called.
pub const LAYER: &str = "sites";

/// Why sites could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A record has no JSON form.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// What was written before is damaged.
    #[error(transparent)]
    Damaged(#[from] text_store::Damaged),
    /// The table's writer failed.
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    /// The tile's writer failed.
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
    /// Its columns could not be made.
    #[error(transparent)]
    Arrow(#[from] arrow_schema::ArrowError),
    /// Its geometries could not be made.
    #[error(transparent)]
    GeoArrow(#[from] geoarrow_schema::error::GeoArrowError),
    /// A KML document could not be written.
    #[error(transparent)]
    Kml(Box<::kml::Error>),
    /// An Excel workbook could not be written.
    #[error(transparent)]
    Excel(Box<rust_xlsxwriter::XlsxError>),
    /// Whoever takes the bytes takes no more.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// Nobody wants them any more.
    #[error("given up")]
    GivenUp,
}

// Boxed, so that every answer need not have room for the largest of errors.
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

vocabulary! {
    /// A format of the download, named as its file's ending.
    pub enum Format {
        GeoJson = "geojson",
        GeoJsonSeq = "geojsonl",
        JsonFg = "jsonfg",
        Csv = "csv",
        GeoPackage = "gpkg",
        FlatGeobuf = "fgb",
        GeoParquet = "parquet",
        Kml = "kml",
        Excel = "xlsx",
    }
}

impl Format {
    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json",
            Self::GeoJsonSeq => "application/geo+json-seq",
            Self::JsonFg => "application/vnd.ogc.fg+json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::GeoPackage => "application/geopackage+sqlite3",
            Self::FlatGeobuf => "application/vnd.flatgeobuf",
            Self::GeoParquet => "application/vnd.apache.parquet",
            Self::Kml => "application/vnd.google-earth.kml+xml",
            Self::Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::GeoJson => "GeoJSON",
            Self::GeoJsonSeq => "a GeoJSON text sequence",
            Self::JsonFg => "JSON-FG",
            Self::Csv => "CSV",
            Self::GeoPackage => "a GeoPackage",
            Self::FlatGeobuf => "FlatGeobuf",
            Self::GeoParquet => "GeoParquet",
            Self::Kml => "KML",
            Self::Excel => "an Excel workbook",
        }
    }

    /// Whether it can hold a site without a place; one that cannot leaves those out.
    #[must_use]
    pub fn has_null_geometry(self) -> bool {
        self != Self::FlatGeobuf
    }

    /// The most sites that a file holds.
    #[must_use]
    pub fn capacity(self) -> usize {
        if self == Self::Excel { xlsx::MAX_SITES } else { usize::MAX }
    }

    /// Whether a file says who is to be named, under which licence, and which sources its sites cite.
    #[must_use]
    pub fn has_licence(self) -> bool {
        !matches!(self, Self::GeoJsonSeq | Self::Csv)
    }
}

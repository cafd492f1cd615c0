//! The forms in which sites leave the atlas: one file a format.

pub mod bibliography;
pub mod csv;
pub mod geojson;
pub mod mvt;
pub mod packed;

use crate::model::vocabulary::vocabulary;

/// The licence of the dataset: an SPDX id, as STAC and OGC API - Records write it.
pub const LICENSE: &str = "CC-BY-4.0";

/// Where the licence stands.
pub const LICENSE_URL: &str = "https://creativecommons.org/licenses/by/4.0/";

/// Who is to be named.
pub const ATTRIBUTION: &str = "Oreatlas contributors; every claim names its sources";

/// Why sites could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A record has no JSON form.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// What was written before is damaged.
    #[error(transparent)]
    Damaged(#[from] packed::Damaged),
    /// The table's writer failed.
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    /// The tile's writer failed.
    #[error(transparent)]
    Mvt(#[from] fast_mvt::MvtError),
    /// Whoever takes the bytes takes no more.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

vocabulary! {
    /// A format of the download, named as its file's ending.
    pub enum Format {
        GeoJson = "geojson",
        Csv = "csv",
    }
}

impl Format {
    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::GeoJson => "application/geo+json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }

    /// The format that a file's ending names.
    #[must_use]
    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == ending)
    }
}

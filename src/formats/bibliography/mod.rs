//! The sources of a set of sites in the formats that reference managers read: one file per format.

mod bibtex;
mod ris;

use crate::model::{Source, vocabulary::vocabulary};

vocabulary! {
    /// A bibliography format, named by its file extension.
    pub enum Form {
        CslJson = "json",
        BibTex = "bib",
        Ris = "ris",
    }
}

impl Form {
    /// Its media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::CslJson => "application/vnd.citationstyles.csl+json",
            Self::BibTex => "application/x-bibtex; charset=utf-8",
            Self::Ris => "application/x-research-info-systems; charset=utf-8",
        }
    }

    /// The sources in this form.
    pub(crate) fn write<'a>(self, sources: impl Iterator<Item = &'a Source>) -> serde_json::Result<String> {
        match self {
            Self::CslJson => serde_json::to_string_pretty(&sources.collect::<Vec<_>>()).map(|text| text + "\n"),
            Self::BibTex => Ok(sources.map(bibtex::entry).collect()),
            Self::Ris => Ok(sources.map(ris::entry).collect()),
        }
    }
}

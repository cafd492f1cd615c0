//! The collections, each declared once: the documents, links and pages of the API read these declarations.

use super::cql2::property::CollectionKind;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// A collection, named as in paths.
    pub enum Collection {
        Sites = "sites",
        Agreements = "agreements",
    }
}

/// What a collection is.
pub struct Definition {
    /// Its title in English.
    pub title: &'static str,
    /// What it contains, in a sentence.
    pub description: &'static str,
    /// What its records are, and so which properties filter them.
    pub kind: CollectionKind,
    /// Whether records may have a geometry.
    pub has_geometry: bool,
}

impl Collection {
    /// What it is.
    pub const fn definition(self) -> Definition {
        match self {
            Self::Sites => Definition {
                title: "Mineral sites",
                description: "Deposits, mines, belts and regions, with every claim made about them.",
                kind: CollectionKind::Sites,
                has_geometry: true,
            },
            Self::Agreements => Definition {
                title: "Agreements",
                description: "Memoranda, licences, leases and deals about minerals; they have no geometry.",
                kind: CollectionKind::Agreements,
                has_geometry: false,
            },
        }
    }

    /// The path of a resource of it; `below` begins with a slash, or is empty for the collection itself.
    pub fn path(self, below: &str) -> String {
        format!("/collections/{self}{below}")
    }

    /// The collection of this kind that a path leads into; the first of the kind for any other path.
    pub fn at(path: &str, kind: CollectionKind) -> Self {
        let mut of_kind = Self::ALL.iter().copied().filter(|collection| collection.definition().kind == kind);
        let first = of_kind.next().unwrap_or(Self::Sites);
        of_kind.find(|collection| path.starts_with(&collection.path("/"))).unwrap_or(first)
    }
}

//! The collections, each declared once: the documents, links and pages of the API read these declarations.

use super::{columns::Shape, cql2::property::CollectionKind};
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// A collection, named as in paths.
    pub enum Collection {
        Sites = "sites",
        Agreements = "agreements",
        SitesPoint = "sites_point",
        SitesArea = "sites_area",
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
    /// Which geometries its records have.
    pub geometries: Geometries,
}

/// The geometries of a collection's records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Geometries {
    /// None.
    None,
    /// Those of any type; a record may have none.
    Any,
    /// All of one type. The properties of these collections are flat, as desktop GIS need them.
    Only(Shape),
}

impl Collection {
    /// What it is.
    pub const fn definition(self) -> Definition {
        match self {
            Self::Sites => Definition {
                title: "Mineral sites",
                description: "Deposits, mines, belts and regions, with every claim made about them.",
                kind: CollectionKind::Sites,
                geometries: Geometries::Any,
            },
            Self::Agreements => Definition {
                title: "Agreements",
                description: "Memoranda, licences, leases and deals about minerals; they have no geometry.",
                kind: CollectionKind::Agreements,
                geometries: Geometries::None,
            },
            Self::SitesPoint => Definition {
                title: "Mineral sites: points",
                description: "The sites whose location is a point, for desktop GIS: without nested properties, and with lists \
                              as texts whose items are separated by semicolons.",
                kind: CollectionKind::Sites,
                geometries: Geometries::Only(Shape::Point),
            },
            Self::SitesArea => Definition {
                title: "Mineral sites: areas",
                description: "The sites whose location is an outline, for desktop GIS: without nested properties, and with \
                              lists as texts whose items are separated by semicolons.",
                kind: CollectionKind::Sites,
                geometries: Geometries::Only(Shape::Area),
            },
        }
    }

    /// The one type of geometry of its records, where it has one.
    pub const fn shape(self) -> Option<Shape> {
        match self.definition().geometries {
            Geometries::Only(shape) => Some(shape),
            Geometries::None | Geometries::Any => None,
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

//! The properties that an expression may name.

use crate::catalog::{
    Facet,
    properties::{Property, Storage},
};

/// A property that an expression may name.
#[derive(Clone, Copy, Debug)]
pub struct Queryable {
    /// Its name.
    pub name: &'static str,
    /// A short label in English.
    pub title: &'static str,
    /// What it means.
    pub description: &'static str,
    /// The type of its values.
    pub kind: ValueKind,
    /// The facet that has the same values.
    pub facet: Option<Facet>,
}

/// The type of a property's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A list of texts.
    List,
    /// The accepted location.
    Geometry,
    /// When the claims hold.
    Datetime,
}

/// The collection that an expression filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CollectionKind {
    /// Sites.
    #[default]
    Sites,
    /// Agreements.
    Agreements,
}

impl CollectionKind {
    /// The collection's queryables.
    #[must_use]
    pub fn queryables(self) -> Vec<Queryable> {
        match self {
            Self::Sites => Property::queryable().filter_map(of_site).collect(),
            Self::Agreements => AGREEMENTS.to_vec(),
        }
    }
}

fn of_site(property: Property) -> Option<Queryable> {
    let definition = property.definition();
    let kind = match definition.storage {
        Storage::Id | Storage::Text(_) | Storage::Word(_) => ValueKind::Text,
        Storage::Number(_) | Storage::Axis(_) => ValueKind::Number,
        Storage::List(_) => ValueKind::List,
        Storage::Geometry => ValueKind::Geometry,
        Storage::Time => ValueKind::Datetime,
        Storage::Names | Storage::Nested => return None,
    };
    let (name, title, description) = (property.as_str(), definition.title, definition.description);
    Some(Queryable { name, title, description, kind, facet: definition.facet })
}

/// The properties of agreements.
const AGREEMENTS: [Queryable; 8] = [
    agreement("id", "Id", "Permanent id of the agreement", ValueKind::Text, None),
    agreement("name", "Name", "Name in English", ValueKind::Text, None),
    agreement("kind", "Kind", "Type of agreement", ValueKind::Text, None),
    agreement("country", "Country", "ISO 3166-1 alpha-2 code", ValueKind::Text, None),
    agreement("parties", "Parties", "Ids of the organizations that take part", ValueKind::List, Some(Facet::Operator)),
    agreement("minerals", "Minerals", "Ids of the minerals in its scope", ValueKind::List, Some(Facet::Mineral)),
    agreement("sites", "Sites", "Ids of the sites it concerns", ValueKind::List, Some(Facet::PartOf)),
    agreement(
        "signed",
        "Signed",
        "When it was signed, in whole days (UTC); several dates where sources disagree, null if unknown. A temporal \
         relation is true if it is true for any of the dates; =, < and > mean T_EQUALS, T_BEFORE and T_AFTER, and <>, >= \
         and <= their negations.",
        ValueKind::Datetime,
        None,
    ),
];

const fn agreement(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    kind: ValueKind,
    facet: Option<Facet>,
) -> Queryable {
    Queryable { name, title, description, kind, facet }
}

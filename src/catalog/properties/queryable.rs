//! The properties of a collection that an expression may name.

use super::{Property, Storage, Values};

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
    /// What its values name.
    pub values: Values,
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

impl Queryable {
    /// A property of sites; `None` if expressions may not name it.
    pub(in crate::catalog) fn of_site(property: Property) -> Option<Self> {
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
        Some(Self { name, title, description, kind, values: definition.values })
    }
}

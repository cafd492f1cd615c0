//! The properties that an expression may name, by collection.

pub use crate::catalog::properties::queryable::{Queryable, ValueKind};
use crate::catalog::{agreements::properties::PROPERTIES, properties::Property};

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
    pub fn queryables(self) -> Vec<Queryable> {
        match self {
            Self::Sites => Property::ALL.iter().copied().filter_map(Queryable::of_site).collect(),
            Self::Agreements => PROPERTIES.iter().map(|property| property.queryable).collect(),
        }
    }
}

//! The columns of a collection, as expressions read them.

use crate::catalog::{
    Columns, Property,
    columns::{Column, Geometries, Spans},
};

/// A collection as expressions read it, one row per record. A property that the collection lacks is null in every row.
pub trait Source {
    /// How many rows there are.
    fn rows(&self) -> usize;

    /// The column of the property with this name: looked up once for a scan.
    fn column(&self, property: &str) -> Option<Column<'_>>;

    /// When the claims of each record hold.
    fn times(&self) -> &Spans;

    /// The accepted locations.
    fn geometries(&self) -> Option<&Geometries> {
        None
    }
}

impl Source for Columns {
    fn rows(&self) -> usize {
        self.len()
    }

    fn column(&self, property: &str) -> Option<Column<'_>> {
        Some(self.column(property.parse::<Property>().ok()?))
    }

    fn times(&self) -> &Spans {
        self.times()
    }

    fn geometries(&self) -> Option<&Geometries> {
        Some(self.geometries())
    }
}

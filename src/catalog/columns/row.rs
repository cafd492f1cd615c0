//! One column, and one row, by the types of their values.

use std::collections::BTreeMap;

use super::{Columns, Geometries, Lists, OtherNames, Spans, Texts, Words};
use crate::{
    catalog::properties::{Property, Value},
    evidence::EvidenceLevel,
    model::{Geometry, Position},
};

/// A column, by its type: matched once for a scan, not once for each row.
#[derive(Clone, Copy)]
pub enum Column<'a> {
    /// The ids, in ascending order.
    Ids(&'a Texts),
    /// Texts that differ from row to row.
    Texts(&'a Texts),
    /// Words that rows share; empty where unknown.
    Words(&'a Words),
    /// Lists of words.
    Lists(&'a Lists),
    /// Whole numbers.
    Numbers(&'a [Option<u32>]),
    /// Other names, by row and language.
    Names(&'a BTreeMap<u32, OtherNames>),
    /// Locations.
    Geometries(&'a Geometries),
    /// An axis of the locations that are points: 0 is longitude, 1 latitude.
    Axis(&'a Geometries, usize),
    /// Spans of days.
    Times(&'a Spans),
    /// There is no column: the value is nested, in the stored Feature.
    Nested,
}

impl<'a> Column<'a> {
    /// The text of a row, where it has one and it is known.
    pub fn text(self, row: usize) -> Option<&'a str> {
        match self {
            Self::Ids(texts) | Self::Texts(texts) => Some(texts.get(row)),
            Self::Words(words) => Some(words.get(row)).filter(|word| !word.is_empty()),
            _ => None,
        }
    }

    /// The value of a row; null for locations, times and nested values.
    pub fn value(self, row: usize) -> Value<'a> {
        match self {
            Self::Ids(_) | Self::Texts(_) | Self::Words(_) => self.text(row).into(),
            Self::Lists(lists) => Value::List(lists.get(row).collect()),
            Self::Numbers(numbers) => numbers[row].into(),
            Self::Names(names) => {
                let of = u32::try_from(row).ok().and_then(|row| names.get(&row)).into_iter().flatten();
                Value::Names(
                    of.map(|(language, names)| (language.as_str(), names.iter().map(String::as_str).collect()))
                        .collect(),
                )
            }
            Self::Axis(geometries, axis) => {
                geometries.point(row).map_or(Value::Null, |point| Value::Degrees(point[axis]))
            }
            Self::Geometries(_) | Self::Times(_) | Self::Nested => Value::Null,
        }
    }
}

/// One site of the columns.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    columns: &'a Columns,
    row: usize,
}

impl<'a> Row<'a> {
    pub(super) fn new(columns: &'a Columns, row: usize) -> Self {
        Self { columns, row }
    }

    /// The permanent id.
    pub fn id(self) -> &'a str {
        self.columns.id(self.row)
    }

    /// The name in English.
    pub fn name(self) -> &'a str {
        self.text(Property::Name).unwrap_or_default()
    }

    /// Other names and spellings in a language, an ISO 639-1 code.
    pub fn other_names(self, language: &str) -> &'a [String] {
        let names = u32::try_from(self.row).ok().and_then(|row| self.columns.other_names.get(&row));
        names.and_then(|names| names.get(language)).map_or(&[], Vec::as_slice)
    }

    /// The evidence level.
    pub fn evidence(self) -> EvidenceLevel {
        self.text(Property::Evidence).and_then(|word| word.parse().ok()).unwrap_or(EvidenceLevel::SingleSource)
    }

    /// The value of a property that is a text or a word; `None` if unknown.
    pub fn text(self, property: Property) -> Option<&'a str> {
        self.columns.column(property).text(self.row)
    }

    /// The values of a property that is a list.
    pub fn list(self, property: Property) -> impl Iterator<Item = &'a str> + Clone {
        self.columns.lists(property).into_iter().flat_map(move |lists| lists.get(self.row))
    }

    /// The value of any property.
    pub fn value(self, property: Property) -> Value<'a> {
        self.columns.column(property).value(self.row)
    }

    /// Longitude and latitude (WGS 84), where the location is a point.
    pub fn point(self) -> Option<Position> {
        self.columns.geometries.point(self.row)
    }

    /// The accepted location (WGS 84); `None` if none is established.
    pub fn geometry(self) -> Option<Geometry> {
        self.columns.geometries.geometry(self.row)
    }

    /// Whether a location is established.
    pub fn is_located(self) -> bool {
        self.columns.geometries.is_located(self.row)
    }
}

//! Sites as a table, the same for every tabular format: a column for each flat property, lists joined by `;`.

use std::borrow::Cow;

use serde::Serialize;
use wkt::ToWkt as _;

use crate::{
    catalog::{
        Columns, Property,
        columns::Column,
        properties::{Storage, Value},
    },
    dataset::Dataset,
};

/// The languages of other names that get a column: ISO 639-1 code, description.
const LANGUAGES: [(&str, &str, &str); 2] =
    [("en", "names_en", "Other names and spellings in English"), ("ur", "names_ur", "Names in Urdu")];

/// A field of the table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name: that of the property, but for other names, which have a field for each language.
    pub name: &'static str,
    /// What it holds.
    pub description: &'static str,
    /// Whether its cells are whole numbers; else they are text.
    pub is_number: bool,
    /// The property of which it is a value.
    pub(super) property: Property,
    language: &'static str,
}

/// The fields, in their order, without the location.
pub fn fields() -> Vec<Field> {
    let tabular = Property::ALL.iter().filter(|property| {
        let storage = property.definition().storage;
        !matches!(storage, Storage::Geometry | Storage::Axis(_) | Storage::Time | Storage::Nested)
    });
    let fields = |&property: &Property| {
        let whole = Field::of(property);
        if property == Property::Names {
            LANGUAGES.map(|(language, name, description)| Field { name, description, language, ..whole }).to_vec()
        } else {
            vec![whole]
        }
    };
    tabular.flat_map(fields).collect()
}

/// The fields of a format that has no geometries: also longitude and latitude, which are null for a region, and any
/// location as well-known text (OGC Simple Features).
pub(super) fn located_fields() -> Vec<Field> {
    let mut all = fields();
    let uncertainty = all.iter().position(|field| field.property == Property::UncertaintyM).unwrap_or(all.len());
    all.splice(uncertainty..uncertainty, [Property::Longitude, Property::Latitude].map(Field::of));
    all.push(Field { name: "wkt", ..Field::of(Property::Geometry) });
    all
}

/// A value of the table, which JSON writes as it is.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Cell<'a> {
    /// Some text; empty for an empty list.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(u32),
    /// An angle in degrees.
    Degrees(f64),
    /// Unknown.
    Null,
}

impl Cell<'_> {
    /// About how many bytes it takes, in whatever form.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Number(_) | Self::Degrees(_) => 8,
            Self::Null => 0,
        }
    }
}

/// A field with its column: looked up once for many rows.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    column: Column<'a>,
    language: &'static str,
}

/// Readers of fields, in their order.
pub(super) fn readers<'a>(fields: &[Field], columns: &'a Columns) -> Vec<Reader<'a>> {
    fields.iter().map(|field| field.reader(columns)).collect()
}

impl Field {
    fn of(property: Property) -> Self {
        let definition = property.definition();
        let is_number = matches!(definition.storage, Storage::Number(_));
        Self { name: property.as_str(), description: definition.description, is_number, property, language: "" }
    }

    /// Reads it from these columns.
    pub(super) fn reader<'a>(&self, columns: &'a Columns) -> Reader<'a> {
        Reader { column: columns.column(self.property), language: self.language }
    }
}

impl<'a> Reader<'a> {
    /// The cell of a row.
    pub(super) fn cell(&self, row: usize) -> Cell<'a> {
        if let Column::Geometries(geometries) = self.column {
            let geometry = geometries.geometry(row);
            return geometry.map_or(Cell::Null, |geometry| Cell::Text(geometry.to_geo().wkt_string().into()));
        }
        match self.column.value(row) {
            Value::Text(text) => Cell::Text(Cow::Borrowed(text)),
            Value::Number(number) => Cell::Number(number),
            Value::List(list) => joined(&list),
            Value::Names(names) => joined(names.get(self.language).map_or(&[], Vec::as_slice)),
            Value::Degrees(degrees) => Cell::Degrees(degrees),
            Value::Null => Cell::Null,
        }
    }
}

fn joined<'a>(list: &[&'a str]) -> Cell<'a> {
    Cell::Text(match list {
        [] => Cow::Borrowed(""),
        [only] => Cow::Borrowed(only),
        _ => Cow::Owned(list.join(";")),
    })
}

/// The columns of a table of sources.
pub(super) const SOURCE_COLUMNS: [&str; 8] =
    ["id", "kind", "title", "container_title", "issued", "url", "license", "csl"];

/// A source's row; `item` is its CSL-JSON, which holds the rest. What is not known is empty.
pub(super) fn source_cells(dataset: &Dataset, id: &str, item: &str) -> [String; SOURCE_COLUMNS.len()] {
    let source = dataset.sources.get(id);
    let text = |read: fn(&crate::model::Source) -> Option<String>| source.and_then(read).unwrap_or_default();
    [
        id.to_owned(),
        text(|source| Some(source.custom.kind.to_string())),
        text(|source| Some(source.title.clone())),
        text(|source| source.container_title.clone()),
        text(|source| Some(source.issued.as_ref()?.date()?.to_string())),
        text(|source| source.url.clone()),
        text(|source| source.license.clone()),
        item.to_owned(),
    ]
}

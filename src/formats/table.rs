//! Sites as a table, the same for every tabular format: a column for each flat property, lists joined by `;`.

use std::borrow::Cow;

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
    property: Property,
    language: &'static str,
}

/// The fields, in their order.
#[must_use]
pub fn fields() -> Vec<Field> {
    let tabular = Property::ALL.iter().filter(|property| {
        let storage = property.definition().storage;
        !matches!(storage, Storage::Geometry | Storage::Axis(_) | Storage::Time | Storage::Nested)
    });
    let fields = |&property: &Property| {
        let definition = property.definition();
        let is_number = matches!(definition.storage, Storage::Number(_));
        let (name, description) = (property.as_str(), definition.description);
        match definition.storage {
            Storage::Names => LANGUAGES
                .map(|(language, name, description)| Field { name, description, is_number, property, language })
                .to_vec(),
            _ => vec![Field { name, description, is_number, property, language: "" }],
        }
    };
    tabular.flat_map(fields).collect()
}

/// The fields of a layout that writes the location as fields of its own: before longitude and latitude, and after them.
#[must_use]
pub fn around_location() -> (Vec<Field>, Vec<Field>) {
    let mut before = fields();
    let location = before.iter().position(|field| field.property == Property::UncertaintyM).unwrap_or(before.len());
    let after = before.split_off(location);
    (before, after)
}

/// A value of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Some text; empty for an empty list.
    Text(Cow<'a, str>),
    /// A whole number.
    Number(u32),
    /// Unknown.
    Null,
}

/// A field with its column: looked up once for many rows.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    column: Column<'a>,
    language: &'static str,
}

impl Field {
    /// Reads it from these columns.
    #[must_use]
    pub fn reader<'a>(&self, columns: &'a Columns) -> Reader<'a> {
        Reader { column: columns.column(self.property), language: self.language }
    }
}

impl<'a> Reader<'a> {
    /// The cell of a row.
    #[must_use]
    pub fn cell(&self, row: usize) -> Cell<'a> {
        match self.column.value(row) {
            Value::Text(text) => Cell::Text(Cow::Borrowed(text)),
            Value::Number(number) => Cell::Number(number),
            Value::List(list) => joined(&list),
            Value::Names(names) => joined(names.get(self.language).map_or(&[], Vec::as_slice)),
            Value::Null | Value::Degrees(_) => Cell::Null,
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
pub const SOURCE_COLUMNS: [&str; 8] = ["id", "kind", "title", "container_title", "issued", "url", "license", "csl"];

/// A source's row; `item` is its CSL-JSON, which holds the rest. What is not known is empty.
#[must_use]
pub fn source_cells(dataset: &Dataset, id: &str, item: &str) -> [String; SOURCE_COLUMNS.len()] {
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

//! The flat facts as a table: one list of columns for every tabular format, values of an array with `;` between them.

use std::borrow::Cow;

use crate::{
    catalog::{
        Columns,
        columns::{Lists, Words},
    },
    dataset::Dataset,
};

/// A column of the table.
pub struct Column {
    /// Its name, the same as the property's in GeoJSON; `names` has a column a language.
    pub name: &'static str,
    /// What it holds, in a line.
    pub about: &'static str,
    /// Whether its cells are whole numbers; else they are text.
    pub whole: bool,
    read: for<'a> fn(&'a Columns, usize) -> Cell<'a>,
}

/// A value of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Some text, which may be empty: an array without values.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(u32),
    /// It is not known.
    Unknown,
}

impl Column {
    /// The cell of a site.
    #[must_use]
    pub fn cell<'a>(&self, columns: &'a Columns, row: usize) -> Cell<'a> {
        (self.read)(columns, row)
    }
}

/// How many columns stand before the site's place, where a format writes that as columns.
pub const BEFORE_PLACE: usize = 13;

/// The columns, in their order.
pub const COLUMNS: [Column; 16] = [
    text("id", "The site's permanent id", |columns, row| shared(columns.id(row))),
    text("name", "The name in English", |columns, row| shared(columns.names.get(row))),
    text("names_en", "Other names and spellings in English", |columns, row| other_names(columns, row, "en")),
    text("names_ur", "Names in Urdu", |columns, row| other_names(columns, row, "ur")),
    text("kind", "What it is: CGI mineral-occurrence-type, or region", |columns, row| {
        shared(columns.kinds[row].as_str())
    }),
    text("status", "Whether it is worked: CGI mine-status, exploration or claimed-only", |columns, row| {
        columns.statuses[row].map_or(Cell::Unknown, |status| shared(status.as_str()))
    }),
    text("minerals", "Minerals, the primary ones first", |columns, row| list(&columns.minerals, row)),
    text("operators", "Who works it", |columns, row| list(&columns.operators, row)),
    text("licensees", "Who holds a licence for it", |columns, row| list(&columns.licensees, row)),
    text("owners", "Who owns a part of it", |columns, row| list(&columns.owners, row)),
    text("country", "ISO 3166-1 alpha-2", |columns, row| word(&columns.countries, row)),
    text("province", "ISO 3166-2", |columns, row| word(&columns.provinces, row)),
    text("part_of", "The sites it lies in", |columns, row| list(&columns.part_of, row)),
    Column {
        name: "uncertainty_m",
        about: "Darwin Core coordinateUncertaintyInMeters; empty where unknown",
        whole: true,
        read: |columns, row| columns.uncertainties[row].map_or(Cell::Unknown, Cell::Whole),
    },
    text("evidence", "disputed, corroborated or single-source", |columns, row| {
        shared(columns.evidence_levels[row].as_str())
    }),
    text("sources", "The sources cited, by their ids in the bibliography", |columns, row| list(&columns.sources, row)),
];

const fn text(name: &'static str, about: &'static str, read: for<'a> fn(&'a Columns, usize) -> Cell<'a>) -> Column {
    Column { name, about, whole: false, read }
}

fn shared(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

fn word(words: &Words, row: usize) -> Cell<'_> {
    match words.get(row) {
        "" => Cell::Unknown,
        word => shared(word),
    }
}

fn list(lists: &Lists, row: usize) -> Cell<'_> {
    let mut words = lists.get(row);
    Cell::Text(match (words.next(), words.len()) {
        (None, _) => Cow::Borrowed(""),
        (Some(only), 0) => Cow::Borrowed(only),
        _ => Cow::Owned(lists.joined(row, ";")),
    })
}

fn other_names<'a>(columns: &'a Columns, row: usize, language: &str) -> Cell<'a> {
    Cell::Text(match columns.other_names(row, language) {
        [] => Cow::Borrowed(""),
        [only] => Cow::Borrowed(only),
        names => Cow::Owned(names.join(";")),
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

//! Which field of a file means which of ours.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value};

use super::readers::Format;
use crate::{catalog::fold::fold, model::vocabulary::vocabulary};

vocabulary! {
    /// What a field can mean, named as in `--map`.
    pub enum Field {
        Id = "id",
        Name = "name",
        Longitude = "longitude",
        Latitude = "latitude",
        Minerals = "minerals",
        Secondary = "minerals.secondary",
        Reported = "minerals.reported",
        Listed = "minerals.listed",
        Operator = "operator",
        Country = "country",
        Province = "province",
        Status = "status",
        Kind = "kind",
        Remark = "remark",
        Uncertainty = "uncertainty_m",
    }
}

vocabulary! {
    /// A publisher whose fields and words are known.
    pub enum Profile {
        Mrds = "mrds",
    }
}

/// The names that fields usually have, folded, the likeliest first.
const USUAL: [(Field, &[&str]); 15] = [
    (Field::Id, &["id", "recordid", "siteid", "recid", "depid", "objectid", "gid", "uid", "fid", "ogcfid"]),
    (Field::Name, &["name", "sitename", "title", "depositname", "minename", "label"]),
    (Field::Longitude, &["longitude", "lon", "long", "lng", "x", "decimallongitude", "longdd", "xcoord"]),
    (Field::Latitude, &["latitude", "lat", "y", "decimallatitude", "latdd", "ycoord"]),
    (Field::Minerals, &["mineral", "primary", "primarycommodity", "maincommodity", "commod1"]),
    (Field::Secondary, &["mineralssecondary", "secondary", "secondarycommodities", "commod2"]),
    (Field::Reported, &["mineralsreported", "tertiary", "commod3"]),
    (Field::Listed, &["minerals", "commodities", "commodity", "commods", "commoditylist"]),
    (Field::Operator, &["operator", "operators", "operatorname", "company", "companies"]),
    (Field::Country, &["country", "countrycode", "countryname", "iso", "isoa2"]),
    (Field::Province, &["province", "state", "region", "admin1", "iso31662"]),
    (Field::Status, &["status", "devstat", "developmentstatus", "minestatus", "opstatus"]),
    (Field::Kind, &["kind", "type", "sitetype", "deptype", "occurrencetype"]),
    (Field::Remark, &["remark", "remarks", "description", "comment", "comments", "notes", "note"]),
    (Field::Uncertainty, &["uncertaintym", "coordinateuncertaintyinmeters", "uncertainty"]),
];

/// The columns of USGS MRDS' own CSV that say what a site has; the others tell of its geology and paperwork.
const MRDS: &[(&str, Field)] = &[
    ("dep_id", Field::Id),
    ("site_name", Field::Name),
    ("longitude", Field::Longitude),
    ("latitude", Field::Latitude),
    ("country", Field::Country),
    ("state", Field::Province),
    ("commod1", Field::Minerals),
    ("commod2", Field::Secondary),
    ("commod3", Field::Reported),
    ("dev_stat", Field::Status),
];

impl Profile {
    /// The format that its publisher uses.
    #[must_use]
    pub fn format(self) -> Format {
        match self {
            Self::Mrds => Format::Csv,
        }
    }

    fn fields(self) -> &'static [(&'static str, Field)] {
        match self {
            Self::Mrds => MRDS,
        }
    }
}

impl Field {
    /// The field that `--map` names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.as_str() == name)
    }

    /// Whether values of several fields add up; else one is enough.
    fn adds_up(self) -> bool {
        matches!(self, Self::Minerals | Self::Secondary | Self::Reported | Self::Listed | Self::Operator | Self::Remark)
    }
}

/// What became of a field of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mapped {
    /// The file's name of it.
    pub field: String,
    /// What it was taken to mean; none where it means nothing here.
    #[serde(rename = "as")]
    pub meaning: Option<Field>,
    /// In how many rows its value was used.
    pub used: u64,
    /// In how many rows it had a value that was left, another field having said the same thing, or none being asked.
    pub left: u64,
}

/// Understands the fields of rows.
pub(super) struct Fields {
    told: HashMap<String, Field>,
    /// Only what was told is understood.
    strict: bool,
    seen: HashMap<String, usize>,
    columns: Vec<Column>,
}

struct Column {
    mapped: Mapped,
    /// How likely it is beside others of its meaning: the less, the likelier.
    rank: usize,
}

/// The values of a row by what they mean.
pub(super) struct Values<'a>(Vec<(Field, usize, usize, &'a str, &'a Value)>);

impl Fields {
    pub(super) fn new(map: &[(String, Field)], profile: Option<Profile>) -> Self {
        let known = profile.map_or(&[][..], Profile::fields);
        let known = known.iter().map(|&(name, field)| (name.to_owned(), field));
        // What the user says comes last, and holds.
        let told = known.chain(map.iter().cloned()).collect();
        Self { told, strict: profile.is_some(), seen: HashMap::new(), columns: Vec::new() }
    }

    /// The values of a row by meaning, each counted as used or left.
    pub(super) fn values<'a>(&mut self, properties: &'a Map<String, Value>) -> Values<'a> {
        let mut values = Vec::new();
        for (name, value) in properties {
            let row = self.column(name);
            if is_empty(value) {
                continue;
            }
            let Column { mapped, rank } = &mut self.columns[row];
            match mapped.meaning {
                Some(field) if !value.is_object() => values.push((field, *rank, row, name.as_str(), value)),
                _ => mapped.left += 1,
            }
        }
        values.sort_by_key(|&(field, rank, row, ..)| (field, rank, row));
        let mut taken: Option<(Field, usize)> = None;
        values.retain(|&(field, rank, row, ..)| {
            let keeps = match taken {
                Some((before, likelier)) if before == field => field.adds_up() && rank == likelier,
                _ => true,
            };
            let mapped = &mut self.columns[row].mapped;
            *if keeps { &mut mapped.used } else { &mut mapped.left } += 1;
            taken = taken.filter(|&(before, _)| before == field).or(Some((field, rank)));
            keeps
        });
        Values(values)
    }

    fn column(&mut self, name: &str) -> usize {
        if let Some(&row) = self.seen.get(name) {
            return row;
        }
        let meaning = match self.told.get(name) {
            Some(&field) => Some((field, 0)),
            None if self.strict => None,
            None => usual(&fold(name)),
        };
        let rank = meaning.map_or(0, |(_, rank)| rank);
        let mapped = Mapped { field: name.to_owned(), meaning: meaning.map(|(field, _)| field), used: 0, left: 0 };
        self.seen.insert(name.to_owned(), self.columns.len());
        self.columns.push(Column { mapped, rank });
        self.columns.len() - 1
    }

    /// What became of each field, in the order of their first appearance; those of `--map` that never appeared.
    pub(super) fn finish(self) -> (Vec<Mapped>, Vec<String>) {
        let mut missing: Vec<String> = self.told.into_keys().filter(|name| !self.seen.contains_key(name)).collect();
        missing.sort_unstable();
        (self.columns.into_iter().map(|column| column.mapped).collect(), missing)
    }
}

fn usual(folded: &str) -> Option<(Field, usize)> {
    USUAL.iter().find_map(|(field, names)| {
        // What the user tells has rank 0.
        names.iter().position(|name| *name == folded).map(|rank| (*field, rank + 1))
    })
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(is_empty),
        _ => false,
    }
}

impl<'a> Values<'a> {
    /// The value of a field that has one.
    pub(super) fn one(&self, field: Field) -> Option<(&'a str, String)> {
        self.all(field).next().map(|(name, value)| (name, text(value)))
    }

    /// Whether the user or the profile says which field this one is.
    pub(super) fn is_told(&self, field: Field) -> bool {
        self.0.iter().any(|&(known, rank, ..)| known == field && rank == 0)
    }

    /// Every value of a field, with the file's name of it.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let start = self.0.partition_point(|value| value.0 < field);
        self.0[start..].iter().take_while(move |value| value.0 == field).map(|&(.., name, value)| (name, value))
    }

    /// The words of a field's values: items of an array, or of a text that `separators` part.
    pub(super) fn words(&self, field: Field, separators: &[char]) -> Vec<String> {
        let mut words = Vec::new();
        let mut take = |text: &str| {
            words.extend(text.split(separators).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned));
        };
        for (_, value) in self.all(field) {
            match value {
                Value::Array(items) => items.iter().for_each(|item| take(&text(item))),
                other => take(&text(other)),
            }
        }
        words
    }
}

/// A value as text.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

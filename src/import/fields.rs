//! Maps the fields of a file to ours.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Report, readers::Format};
use crate::model::{fold::fold, vocabulary::vocabulary};

vocabulary! {
    /// The meaning of a field, named as in `--map`.
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

/// Common names of fields, folded, the likeliest first.
const COMMON: [(Field, &[&str]); 15] = [
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

/// Words that stand for "no value", folded.
const NO_VALUE: [&str; 29] = [
    "",
    "na",
    "nan",
    "null",
    "none",
    "nodata",
    "unknown",
    "unspecified",
    "undetermined",
    "nil",
    "nd",
    "nr",
    "sd",
    "tbd",
    "unk",
    "blank",
    "ref",
    "value",
    "missing",
    "undefined",
    "unnamed",
    "noname",
    "notreported",
    "nonereported",
    "sindatos",
    "notknown",
    "notstated",
    "notavailable",
    "notapplicable",
];

/// The longest word for "no value", in bytes, with room for punctuation.
const MAX_NO_VALUE: usize = 20;

/// The maximum number of characters of a name, a code or a word.
pub(super) const MAX_WORD: usize = 200;

/// The maximum number of characters of a remark, or of a list of words.
const MAX_TEXT: usize = 10_000;

/// The columns of the USGS MRDS CSV that an import uses. The others describe geology and record keeping.
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
    /// The publisher's format.
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
    /// Whether the values of several fields are combined; otherwise the first one is used.
    fn is_list(self) -> bool {
        matches!(self, Self::Operator | Self::Remark) || self.is_mineral()
    }

    fn is_mineral(self) -> bool {
        matches!(self, Self::Minerals | Self::Secondary | Self::Reported | Self::Listed)
    }

    /// Whether a text in this field stands for "no value".
    fn is_no_value(self, text: &str) -> bool {
        let text = text.trim();
        // The countries NA, NR and SD, sodium and neodymium.
        let is_code = match self {
            Self::Country => text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_uppercase()),
            _ => self.is_mineral() && matches!(text, "Na" | "Nd"),
        };
        if is_code || text.len() > MAX_NO_VALUE {
            return false;
        }
        // Databases write NULL as \N. Folding is slow, and needed for few values.
        text == "\\N"
            || if text.is_ascii() {
                let letters =
                    || text.bytes().filter(u8::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase());
                NO_VALUE.iter().any(|word| letters().eq(word.bytes()))
            } else {
                NO_VALUE.contains(&fold(text).as_str())
            }
    }
}

/// How a field of the file was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mapped {
    /// Its name in the file.
    pub field: String,
    /// Its meaning; `None` if it was ignored.
    #[serde(rename = "as")]
    pub meaning: Option<Field>,
    /// The number of rows whose value was used.
    pub used: u64,
    /// The number of rows whose value was ignored: the field has no meaning here, or another field took precedence.
    pub left: u64,
}

/// Maps the fields of rows, and counts their use.
pub(super) struct Fields {
    /// The fields of `--map` and of the profile.
    explicit: HashMap<String, Field>,
    /// Whether common names are ignored: so with a profile, which lists every field that has a meaning.
    strict: bool,
    seen: HashMap<String, usize>,
    columns: Vec<Column>,
    /// The words that were read as "no value", with the number of values.
    no_value: BTreeMap<String, u64>,
    /// The number of values that were cut, by field.
    cut: BTreeMap<Field, u64>,
}

struct Column {
    mapped: Mapped,
    /// Its precedence among fields of the same meaning; 0 is the highest, for explicit mappings.
    rank: usize,
}

/// The values of a row: meaning, rank, column, name in the file, value; sorted by the first three.
pub(super) struct Values<'a>(Vec<(Field, usize, usize, &'a str, &'a Value)>);

impl Fields {
    pub(super) fn new(map: &[(String, Field)], profile: Option<Profile>) -> Self {
        let known = profile.map_or(&[][..], Profile::fields);
        let known = known.iter().map(|&(name, field)| (name.to_owned(), field));
        // The user's own mapping comes last, so it overrides the profile.
        let explicit = known.chain(map.iter().cloned()).collect();
        Self {
            explicit,
            strict: profile.is_some(),
            seen: HashMap::new(),
            columns: Vec::new(),
            no_value: BTreeMap::new(),
            cut: BTreeMap::new(),
        }
    }

    /// The values of a row by meaning. Counts each as used or ignored. Cuts long values, and drops words for "no value".
    pub(super) fn values<'a>(&mut self, properties: &'a mut Map<String, Value>) -> Values<'a> {
        for (name, value) in properties.iter_mut() {
            let row = self.column(name);
            let Some(field) = self.columns[row].mapped.meaning else { continue };
            match value {
                Value::String(text) if !text.trim().is_empty() && field.is_no_value(text) => {
                    *self.no_value.entry(text.trim().to_owned()).or_default() += 1;
                    *value = Value::Null;
                }
                value => {
                    if cut(value, if field.is_list() { MAX_TEXT } else { MAX_WORD }) {
                        self.count_cut(field);
                    }
                }
            }
        }
        let mut values = Vec::new();
        for (name, value) in &*properties {
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
                Some((before, likelier)) if before == field => field.is_list() && rank == likelier,
                _ => true,
            };
            let mapped = &mut self.columns[row].mapped;
            *if keeps { &mut mapped.used } else { &mut mapped.left } += 1;
            taken = taken.filter(|&(before, _)| before == field).or(Some((field, rank)));
            keeps
        });
        Values(values)
    }

    /// Counts a value that was cut.
    pub(super) fn count_cut(&mut self, field: Field) {
        *self.cut.entry(field).or_default() += 1;
    }

    fn column(&mut self, name: &str) -> usize {
        if let Some(&row) = self.seen.get(name) {
            return row;
        }
        let meaning = match self.explicit.get(name) {
            Some(&field) => Some((field, 0)),
            None if self.strict => None,
            None => common(&fold(name)),
        };
        let rank = meaning.map_or(0, |(_, rank)| rank);
        let mut field = name.to_owned();
        cut_text(&mut field, MAX_WORD);
        let mapped = Mapped { field, meaning: meaning.map(|(field, _)| field), used: 0, left: 0 };
        self.seen.insert(name.to_owned(), self.columns.len());
        self.columns.push(Column { mapped, rank });
        self.columns.len() - 1
    }

    /// Completes the report: how each field was used, in order of first appearance, which explicit fields never appeared,
    /// which words were read as "no value", and how many values were cut.
    pub(super) fn finish(self, report: &mut Report) {
        let mut missing: Vec<String> = self.explicit.into_keys().filter(|name| !self.seen.contains_key(name)).collect();
        missing.sort_unstable();
        report.fields = self.columns.into_iter().map(|column| column.mapped).collect();
        (report.missing, report.no_value, report.cut) = (missing, self.no_value, self.cut);
    }
}

fn common(folded: &str) -> Option<(Field, usize)> {
    COMMON.iter().find_map(|(field, names)| {
        // Rank 0 is for explicit mappings.
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

/// Cuts a text to a number of characters; whether it was longer.
pub(super) fn cut_text(text: &mut String, most: usize) -> bool {
    let end = text.char_indices().nth(most).map(|(end, _)| end);
    if let Some(end) = end {
        text.truncate(end);
        text.push('…');
    }
    end.is_some()
}

/// Cuts a text, or the texts of a list, to a number of characters in all; whether it was longer.
fn cut(value: &mut Value, most: usize) -> bool {
    match value {
        // No text has more characters than bytes.
        Value::String(text) => text.len() > most && cut_text(text, most),
        Value::Array(values) => {
            let mut left = most;
            let mut longer = false;
            values.retain_mut(|value| {
                longer |= cut(value, left);
                let room = left > 0;
                longer |= !room;
                left = left.saturating_sub(text(value).len().max(1));
                room
            });
            longer
        }
        _ => false,
    }
}

impl<'a> Values<'a> {
    /// The first value of a field, with its name in the file.
    pub(super) fn one(&self, field: Field) -> Option<(&'a str, String)> {
        self.all(field).next().map(|(name, value)| (name, text(value)))
    }

    /// Whether the field was mapped by `--map` or the profile.
    pub(super) fn is_explicit(&self, field: Field) -> bool {
        self.0.iter().any(|&(known, rank, ..)| known == field && rank == 0)
    }

    /// Every value of a field, each with its name in the file.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let start = self.0.partition_point(|value| value.0 < field);
        self.0[start..].iter().take_while(move |value| value.0 == field).map(|&(.., name, value)| (name, value))
    }

    /// The words of a field: the items of arrays, and of texts split at `separators`.
    pub(super) fn words(&self, field: Field, separators: &[char]) -> Vec<String> {
        let mut words = Vec::new();
        let mut take = |text: &str| {
            // `N/A` is one word.
            let (slash, others): (Vec<char>, Vec<char>) = separators.iter().partition(|&&separator| separator == '/');
            let parts = text.split(&*others).filter(|word| !field.is_no_value(word));
            let parts =
                parts.flat_map(|word| word.split(&*slash)).map(str::trim).filter(|word| !field.is_no_value(word));
            words.extend(parts.map(str::to_owned));
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

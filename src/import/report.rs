//! The report of an import: how every field, value and row was used.

use std::{collections::BTreeMap, fmt, path::Path};

use serde::Serialize;

use super::{
    country_boxes::Doubt,
    fields::{Field, Mapped},
    readers::{Format, Reason, Rejection},
};
use crate::{dataset::printable, model::Id};

/// How many items of a list the summary shows; the report has all of them.
const SHOWN: usize = 8;

/// How many rejected rows the report has; the others are only counted.
const MAX_REJECTIONS: usize = 100_000;

/// How many ignored fields the summary shows.
const MAX_FIELDS: usize = 100;

/// The report, as it is written to a file.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The file.
    pub file: String,
    /// Its format.
    pub format: Format,
    /// The source's id.
    pub source: Id,
    /// The number of rows.
    pub rows: u64,
    /// The number of rows that became sites.
    pub imported: usize,
    /// The number of rejected rows, by reason.
    pub rejected: BTreeMap<Reason, u64>,
    /// How each field was used.
    pub fields: Vec<Mapped>,
    /// Fields of `--map` or the profile that no row has.
    pub missing: Vec<String>,
    /// Words that are in no vocabulary, by field.
    pub unmatched: BTreeMap<Field, Vec<Unmatched>>,
    /// How many organizations were matched and created.
    pub organizations: Organizations,
    /// The number of sites without a name; they are named after their record's id.
    pub unnamed: u64,
    /// The number of sites without a stated kind; they become occurrences.
    pub kindless: u64,
    /// The words that were read as "no value", with the number of values.
    pub no_value: BTreeMap<String, u64>,
    /// The number of values that were cut because they were too long, by field.
    pub cut: BTreeMap<Field, u64>,
    /// Every site that lies outside the country of its row. It is imported as it is.
    pub doubts: Vec<DoubtfulSite>,
    /// The rejected rows, in the order of the file: the first 100,000.
    pub rejections: Vec<Rejected>,
}

/// A site that lies outside its country.
#[derive(Debug, PartialEq, Serialize)]
pub struct DoubtfulSite {
    /// The row's number, from 1.
    pub record: u64,
    /// The line on which it begins, in text formats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The source's id of the row.
    pub id: String,
    /// The country of the row (ISO 3166-1).
    pub country: Id,
    /// The longitude of the site's first position.
    pub longitude: f64,
    /// The latitude of the site's first position.
    pub latitude: f64,
    /// The likely cause.
    pub likely: Doubt,
}

/// A word that is in no vocabulary.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Unmatched {
    /// The source's word.
    pub value: String,
    /// The number of rows that use it.
    pub count: u64,
    /// The record that was created for it. Other words stay in a remark, unless they mean that the value is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept_as: Option<Id>,
}

/// Counts of organizations.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Organizations {
    /// Found in the built-in atlas.
    pub known: u64,
    /// Created from their names, as companies.
    pub made: u64,
}

/// A rejected row.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// The row's number, from 1.
    pub record: u64,
    /// The line on which it begins, in text formats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The source's id of the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The category of the problem.
    pub reason: Reason,
    /// The problem in detail.
    pub detail: String,
}

impl Report {
    pub(super) fn new(file: &Path, format: Format, source: &str) -> Self {
        Self {
            file: file.display().to_string(),
            format,
            source: source.to_owned(),
            rows: 0,
            imported: 0,
            rejected: BTreeMap::new(),
            fields: Vec::new(),
            missing: Vec::new(),
            unmatched: BTreeMap::new(),
            organizations: Organizations::default(),
            unnamed: 0,
            kindless: 0,
            no_value: BTreeMap::new(),
            cut: BTreeMap::new(),
            doubts: Vec::new(),
            rejections: Vec::new(),
        }
    }

    pub(super) fn reject(&mut self, rejection: Rejection) {
        let Rejection { location, id, reason, detail } = rejection;
        *self.rejected.entry(reason).or_default() += 1;
        if self.rejections.len() < MAX_REJECTIONS {
            self.rejections.push(Rejected { record: location.record, line: location.line, id, reason, detail });
        }
    }

    pub(super) fn unmatched(&mut self, field: Field, value: String, count: u64, kept_as: Option<Id>) {
        self.unmatched.entry(field).or_default().push(Unmatched { value, count, kept_as });
    }

    /// Sorts the unmatched words, the most frequent first.
    pub(super) fn sort(&mut self) {
        for values in self.unmatched.values_mut() {
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        }
    }
}

/// Words for the terminal: the first few.
fn listed<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    let mut words = words.into_iter();
    let shown: Vec<String> = words.by_ref().take(SHOWN).map(|word| printable(word.as_ref()).into_owned()).collect();
    let more = if words.next().is_some() { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// Where a row is.
fn row(line: Option<u64>, record: u64) -> String {
    line.map_or_else(|| format!("record {record}"), |line| format!("line {line}"))
}

/// A summary for the terminal.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rows, file) = (self.rows, printable(&self.file));
        writeln!(
            f,
            "{rows} rows of {file}: {} imported, {} rejected",
            self.imported,
            self.rejected.values().sum::<u64>()
        )?;
        for (reason, count) in &self.rejected {
            let rejections = || self.rejections.iter().filter(|rejection| rejection.reason == *reason);
            let places = listed(rejections().map(|rejection| row(rejection.line, rejection.record)));
            let example = rejections().next().map_or("", |rejection| &rejection.detail);
            writeln!(f, "  {count} {reason}: {places} ({})", printable(example))?;
        }
        let meaning = |mapped: &Mapped| mapped.meaning.map(|meaning| format!("{} -> {meaning}", mapped.field));
        let mapped = self.fields.iter().filter(|mapped| mapped.used > 0).filter_map(meaning);
        writeln!(f, "fields: {}", mapped.map(|text| printable(&text).into_owned()).collect::<Vec<_>>().join(", "))?;
        let left = self.fields.iter().filter(|mapped| mapped.meaning.is_none() && mapped.left > 0);
        let left: Vec<_> = left.map(|mapped| printable(&mapped.field)).take(MAX_FIELDS).collect();
        if !left.is_empty() {
            writeln!(f, "ignored fields (use --map FIELD=OURS to import one): {}", left.join(", "))?;
        }
        if !self.missing.is_empty() {
            writeln!(f, "mapped fields that no row has: {}", listed(&self.missing))?;
        }
        for (field, values) in &self.unmatched {
            let list = listed(values.iter().map(|unmatched| format!("{} ({})", unmatched.value, unmatched.count)));
            let kept = match field {
                Field::Minerals => "each was added as a mineral",
                _ => "kept in remarks",
            };
            writeln!(f, "unknown {field} ({kept}): {list}")?;
        }
        if !self.no_value.is_empty() {
            let words = self.no_value.iter().map(|(word, count)| format!("{word} ({count})"));
            writeln!(f, "read as \"no value\": {}", listed(words))?;
        }
        if !self.cut.is_empty() {
            let cut = self.cut.iter().map(|(field, count)| format!("{field} ({count})"));
            writeln!(f, "values that were too long and were cut: {}", listed(cut))?;
        }
        if !self.doubts.is_empty() {
            let count = self.doubts.len();
            writeln!(f, "{count} sites lie outside the country of their row, and were imported as they are:")?;
        }
        for doubt in Doubt::ALL {
            let doubts = || self.doubts.iter().filter(|doubtful| doubtful.likely == *doubt);
            let count = doubts().count();
            if count > 0 {
                let rows = listed(doubts().map(|doubtful| row(doubtful.line, doubtful.record)));
                writeln!(f, "  {count} {}: {rows}", doubt.hint())?;
            }
        }
        let Organizations { known, made } = self.organizations;
        if known + made > 0 {
            writeln!(f, "organizations: {known} found in the built-in atlas, {made} added as companies")?;
        }
        if self.unnamed > 0 {
            writeln!(f, "{} sites have no name and were named after their record's id", self.unnamed)?;
        }
        if self.kindless > 0 {
            writeln!(f, "{} sites have no stated kind and were imported as occurrences", self.kindless)?;
        }
        Ok(())
    }
}

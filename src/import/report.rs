//! What became of every field, value and row.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    path::Path,
};

use serde::Serialize;

use super::{
    fields::{Field, Mapped},
    readers::{Format, Reason, Rejection},
};
use crate::model::Id;

/// How many of a kind the summary lists; the report has them all.
const SHOWN: usize = 8;

/// The report, as its file has it.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The file.
    pub file: String,
    /// Its format.
    pub format: Format,
    /// The source's id.
    pub source: Id,
    /// How many rows there were.
    pub rows: u64,
    /// How many became sites.
    pub imported: usize,
    /// How many did not, by reason.
    pub rejected: BTreeMap<Reason, u64>,
    /// What each field was taken to mean.
    pub fields: Vec<Mapped>,
    /// Fields that were told of and that no row has.
    pub missing: Vec<String>,
    /// Values that no vocabulary here has, by what they are.
    pub unmatched: BTreeMap<Field, Vec<Unmatched>>,
    /// The organizations.
    pub organizations: Organizations,
    /// Sites without a name, which are called by their record's id.
    pub unnamed: u64,
    /// Sites of which nothing says what they are, which are called occurrences.
    pub kindless: u64,
    /// Every row that was not taken, in the file's order.
    pub rejections: Vec<Rejected>,
}

/// A value that no vocabulary here has.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Unmatched {
    /// The source's word.
    pub value: String,
    /// In how many rows.
    pub count: u64,
    /// The record that was made for it; else it stays in a remark, unless it says that nothing is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept_as: Option<Id>,
}

/// How many organizations were found, and how many made.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Organizations {
    /// Found among those of the built-in atlas.
    pub known: u64,
    /// Made from their names, as companies.
    pub made: u64,
}

/// A row that was not taken.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Which row it is, from 1.
    pub record: u64,
    /// The line on which it begins, where there are lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The source's id of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Why.
    pub reason: Reason,
    /// What exactly.
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
            rejections: Vec::new(),
        }
    }

    pub(super) fn reject(&mut self, rejection: Rejection) {
        let Rejection { place, id, reason, detail } = rejection;
        *self.rejected.entry(reason).or_default() += 1;
        self.rejections.push(Rejected { record: place.record, line: place.line, id, reason, detail });
    }

    pub(super) fn unmatched(&mut self, field: Field, value: String, count: u64, kept_as: Option<Id>) {
        let values = self.unmatched.entry(field).or_default();
        values.push(Unmatched { value, count, kept_as });
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    }
}

/// A summary for a person.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} rows of {}: {} imported, {} rejected",
            self.rows,
            self.file,
            self.imported,
            self.rejections.len()
        )?;
        for (reason, count) in &self.rejected {
            let places = self.rejections.iter().filter(|rejection| rejection.reason == *reason).take(SHOWN);
            let places: Vec<String> = places
                .map(|rejection| match rejection.line {
                    Some(line) => format!("line {line}"),
                    None => format!("record {}", rejection.record),
                })
                .collect();
            let more = if *count > places.len() as u64 { ", …" } else { "" };
            writeln!(f, "  {count} {reason}: {}{more}", places.join(", "))?;
        }
        let meaning = |mapped: &Mapped| mapped.meaning.map(|meaning| format!("{} -> {meaning}", mapped.field));
        let mapped: Vec<String> = self.fields.iter().filter(|mapped| mapped.used > 0).filter_map(meaning).collect();
        writeln!(f, "fields: {}", mapped.join(", "))?;
        let left = self.fields.iter().filter(|mapped| mapped.meaning.is_none() && mapped.left > 0);
        let left: Vec<&str> = left.map(|mapped| mapped.field.as_str()).collect();
        if !left.is_empty() {
            writeln!(f, "left, for want of a meaning (--map FIELD=OURS gives one): {}", left.join(", "))?;
        }
        if !self.missing.is_empty() {
            writeln!(f, "no row has: {}", self.missing.join(", "))?;
        }
        for (field, values) in &self.unmatched {
            let mut list = String::new();
            for (row, unmatched) in values.iter().take(SHOWN).enumerate() {
                let comma = if row > 0 { ", " } else { "" };
                write!(list, "{comma}{} ({})", unmatched.value, unmatched.count)?;
            }
            let more = if values.len() > SHOWN { ", …" } else { "" };
            let kept = match field {
                Field::Minerals => "each is a mineral of its own now",
                _ => "they stay in remarks",
            };
            writeln!(f, "{field} not known here ({kept}): {list}{more}")?;
        }
        let Organizations { known, made } = self.organizations;
        if known + made > 0 {
            writeln!(f, "organizations: {known} known here, {made} made as companies")?;
        }
        if self.unnamed > 0 {
            writeln!(f, "{} sites without a name are called by their record's id", self.unnamed)?;
        }
        if self.kindless > 0 {
            writeln!(f, "{} sites of which nothing says what they are are called occurrences", self.kindless)?;
        }
        Ok(())
    }
}

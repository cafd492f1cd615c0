//! The report of an import: what became of every field, value and row.

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

/// How many items of a list the summary shows; the report has all of them.
const SHOWN: usize = 8;

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
    /// Every rejected row, in the order of the file.
    pub rejections: Vec<Rejected>,
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
            rejections: Vec::new(),
        }
    }

    pub(super) fn reject(&mut self, rejection: Rejection) {
        let Rejection { location, id, reason, detail } = rejection;
        *self.rejected.entry(reason).or_default() += 1;
        self.rejections.push(Rejected { record: location.record, line: location.line, id, reason, detail });
    }

    pub(super) fn unmatched(&mut self, field: Field, value: String, count: u64, kept_as: Option<Id>) {
        let values = self.unmatched.entry(field).or_default();
        values.push(Unmatched { value, count, kept_as });
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    }
}

/// A summary for the terminal.
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
            writeln!(f, "ignored fields (use --map FIELD=OURS to import one): {}", left.join(", "))?;
        }
        if !self.missing.is_empty() {
            writeln!(f, "mapped fields that no row has: {}", self.missing.join(", "))?;
        }
        for (field, values) in &self.unmatched {
            let mut list = String::new();
            for (row, unmatched) in values.iter().take(SHOWN).enumerate() {
                let comma = if row > 0 { ", " } else { "" };
                write!(list, "{comma}{} ({})", unmatched.value, unmatched.count)?;
            }
            let more = if values.len() > SHOWN { ", …" } else { "" };
            let kept = match field {
                Field::Minerals => "each was added as a mineral",
                _ => "kept in remarks",
            };
            writeln!(f, "unknown {field} ({kept}): {list}{more}")?;
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

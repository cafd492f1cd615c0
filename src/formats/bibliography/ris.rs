//! RIS (Research Information Systems, format specification of 2001): a tag, two spaces, a hyphen and a value in each line.

use crate::model::{
    Source,
    source::{CslDate, CslType},
};

/// One source as a record, with a blank line after it.
pub(super) fn entry(source: &Source) -> String {
    let mut record = Record::default();
    record.add("TY", kind(source.kind));
    record.add("ID", &source.id);
    record.add("TI", &source.title);
    for author in &source.author {
        let parts: Vec<&str> = [author.family.as_deref(), author.given.as_deref()].into_iter().flatten().collect();
        record.add("AU", author.literal.as_ref().unwrap_or(&parts.join(", ")));
    }
    if let Some(date) = source.issued.as_ref().and_then(slashed) {
        record.add("PY", date.split('/').next().unwrap_or_default());
        record.add("DA", &date);
    }
    for (tag, value) in [
        ("T2", &source.container_title),
        ("PB", &source.publisher),
        ("VL", &source.volume),
        ("IS", &source.issue),
        ("SP", &source.page),
        ("M1", &source.number),
        ("ET", &source.edition),
        ("DO", &source.doi),
        ("UR", &source.url),
        ("LA", &source.language),
        ("N1", &source.note),
    ] {
        if let Some(value) = value {
            record.add(tag, value);
        }
    }
    if let Some(date) = source.accessed.as_ref().and_then(slashed) {
        record.add("Y2", &date);
    }
    record.add("ER", "");
    record.text + "\r\n"
}

#[derive(Default)]
struct Record {
    text: String,
}

impl Record {
    fn add(&mut self, tag: &str, value: &str) {
        // A value is one line.
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.extend([tag, "  - ", &value, "\r\n"]);
    }
}

/// Year, month and day with slashes between them, where a part is not known empty.
fn slashed(date: &CslDate) -> Option<String> {
    let date = date.date()?.to_string();
    let mut parts = date.split('-');
    let mut next = || parts.next().unwrap_or_default();
    Some(format!("{}/{}/{}/", next(), next(), next()))
}

fn kind(kind: CslType) -> &'static str {
    match kind {
        CslType::ArticleJournal => "JOUR",
        CslType::ArticleMagazine => "MGZN",
        CslType::Article | CslType::ArticleNewspaper => "NEWS",
        CslType::Book => "BOOK",
        CslType::Chapter => "CHAP",
        CslType::EntryEncyclopedia => "ENCYC",
        CslType::PaperConference => "CPAPER",
        CslType::Report => "RPRT",
        CslType::Thesis => "THES",
        CslType::Webpage | CslType::Post => "ELEC",
        CslType::PostWeblog => "BLOG",
        CslType::Dataset => "DATA",
        CslType::Software => "COMP",
        CslType::LegalLegislation => "LEGAL",
        CslType::Map => "MAP",
        CslType::PressRelease => "PRESS",
        CslType::Document => "GEN",
    }
}

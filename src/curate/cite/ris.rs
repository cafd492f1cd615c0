//! RIS, read by `biblib`. Its reader drops what it has no field for, so each tagged line is accounted for here.

use biblib::{CitationParser, RisParser};
use serde_json::{Value, json};

use super::{CiteError, Reference, date::ris_date};

/// A tagged line: the tag and its value.
type Line<'a> = (&'a str, &'a str);

/// Whether it is RIS: a line gives a type.
pub(super) fn is_ris(text: &str) -> bool {
    text.lines().any(|line| tagged(line).is_some_and(|(tag, _)| tag == "TY"))
}

pub(super) fn read(text: &str) -> Result<Vec<Reference>, CiteError> {
    let mut records: Vec<Vec<&str>> = Vec::new();
    let begins = |line: &&str| tagged(line).is_some_and(|(tag, _)| tag == "TY");
    let mut ended = true;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let tag = tagged(line).map(|(tag, _)| tag);
        if ended || tag == Some("TY") && records.last().is_some_and(|record| record.iter().any(begins)) {
            records.push(Vec::new());
        }
        ended = tag == Some("ER");
        if let Some(record) = records.last_mut() {
            // Some programs write other lines before the type, which the reader expects first.
            let place = if tag == Some("TY") { 0 } else { record.len() };
            record.insert(place, line);
        }
    }
    // What follows the last reference belongs to it.
    if let [.., _, last] = records.as_slice()
        && !last.iter().any(begins)
    {
        let rest = records.pop().unwrap_or_default();
        records.last_mut().into_iter().for_each(|record| record.extend(&rest));
    }
    records.iter().map(|record| reference(record)).collect()
}

/// `TY  - JOUR`
fn tagged(line: &str) -> Option<Line<'_>> {
    let (tag, value) = line.trim().split_once('-')?;
    let is_tag =
        |tag: &str| tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    // Some programs write one space where the format has two.
    ((3..=4).contains(&tag.len()) && is_tag(tag.trim_end())).then(|| (tag.trim_end(), value.trim()))
}

fn reference(lines: &[&str]) -> Result<Reference, CiteError> {
    let broken = |why: String| CiteError::Broken { format: "RIS", why };
    let regular =
        |line: &&str| tagged(line).map_or_else(|| (*line).to_owned(), |(tag, value)| format!("{tag}  - {value}"));
    let text = lines.iter().map(regular).collect::<Vec<_>>().join("\n");
    let read = RisParser::new().parse(&text).map_err(|error| broken(error.to_string()))?;
    let [read] =
        <[_; 1]>::try_from(read).map_err(|_| broken("a reference begins with TY and ends with ER".to_owned()))?;
    let mut reference = Reference::default();
    let first = |tag: &str| {
        let of_tag =
            lines.iter().filter_map(|line| tagged(line)).find(|(other, value)| *other == tag && !value.is_empty());
        of_tag.map(|(_, value)| value.to_owned())
    };
    if let Some(kind) = first("TY") {
        reference.set_type("TY", &kind, csl_type(&kind));
    }
    reference.key = first("ID").unwrap_or_default();
    reference.set("title", read.title);
    // The reader takes editors for authors, and the last word of an institution for its initials.
    let authors = lines.iter().filter_map(|line| tagged(line)).filter(|(tag, _)| ["AU", "A1"].contains(tag));
    reference.set("author", authors.map(|(_, name)| person(name)).collect::<Vec<_>>());
    // The most precise wins; of two that are alike, the first of these tags.
    let dates = ["DA", "Y1", "PY"].into_iter().filter_map(|tag| ris_date(&first(tag)?));
    if let Some(issued) = dates.rev().max_by_key(Vec::len) {
        reference.set("issued", csl_date(&issued));
    }
    if let Some(read_on) = first("Y2").as_deref().and_then(ris_date) {
        reference.set("accessed", csl_date(&read_on));
    }
    let url = first("UR").or_else(|| read.urls.first().cloned());
    let texts = [
        ("container-title", read.journal),
        ("publisher", read.publisher),
        ("volume", read.volume),
        ("issue", read.issue),
        ("page", pages(first("SP"), first("EP"))),
        ("edition", first("ET")),
        ("number", first("M1")),
        ("note", first("N1")),
        ("DOI", read.doi),
        ("URL", url),
        ("language", read.language),
    ];
    for (variable, value) in texts {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            reference.set(variable, value);
        }
    }
    account_for(lines, &mut reference);
    Ok(reference)
}

/// Leaves over each line whose words are not in the reference.
fn account_for(lines: &[&str], reference: &mut Reference) {
    let doi = reference.csl.get("DOI").and_then(Value::as_str).map(folded);
    let issued = reference.csl.get("issued").map(|date| date["date-parts"][0].clone());
    // A date is held if it says nothing that the reference does not.
    let holds = |date: &[i64]| {
        let issued = issued.as_ref().and_then(Value::as_array);
        issued.is_some_and(|issued| {
            issued.iter().zip(date).all(|(held, part)| held == part) && date.len() <= issued.len()
        })
    };
    let mut last = "line";
    for line in lines {
        let (tag, value) = tagged(line).unwrap_or((last, line.trim()));
        last = tag;
        let says = |variable: &str| {
            reference
                .csl
                .get(variable)
                .and_then(Value::as_str)
                .is_some_and(|held| folded(held).contains(&folded(value)))
        };
        let held = match tag {
            "TY" | "ER" | "AU" | "A1" => tagged(line).is_some(),
            "ID" => reference.key == value,
            "PY" | "Y1" | "DA" => ris_date(value).is_some_and(|date| holds(&date)),
            "Y2" => ris_date(value).is_some_and(|day| reference.csl.get("accessed") == Some(&csl_date(&day))),
            "SP" | "EP" => says("page"),
            // It may be given as an address.
            "DO" => doi.as_ref().is_some_and(|doi| folded(value).contains(doi)),
            "TI" | "T1" | "ST" => says("title"),
            "JF" | "JO" | "T2" | "SO" | "JA" | "J2" => says("container-title"),
            "PB" => says("publisher"),
            "VL" => says("volume"),
            "IS" => says("issue"),
            "ET" => says("edition"),
            "M1" => says("number"),
            "N1" => says("note"),
            "UR" | "LK" | "L1" | "L2" => says("URL"),
            "LA" => says("language"),
            _ => false,
        };
        if !held && !value.is_empty() {
            reference.leave(tag, value);
        }
    }
}

/// `12-20`; the first page may be given with the last.
fn pages(start: Option<String>, end: Option<String>) -> Option<String> {
    match (start, end) {
        (Some(start), Some(end)) if !start.ends_with(&end) => Some(format!("{start}-{end}")),
        (start, end) => start.or(end),
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// `Last, First, Suffix`; an institution has no comma.
fn person(name: &str) -> Value {
    let mut parts = name.split(',').map(str::trim).filter(|part| !part.is_empty());
    match (parts.next(), parts.collect::<Vec<_>>().join(" ")) {
        (Some(family), given) if !given.is_empty() => json!({ "family": family, "given": given }),
        _ => json!({ "literal": name }),
    }
}

fn csl_date(parts: &[i64]) -> Value {
    json!({ "date-parts": [parts] })
}

fn csl_type(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "JOUR" | "EJOUR" | "ABST" => "article-journal",
        "NEWS" => "article-newspaper",
        "MGZN" => "article-magazine",
        "BOOK" | "EBOOK" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "CONF" | "CPAPER" => "paper-conference",
        "RPRT" | "GOVDOC" => "report",
        "THES" => "thesis",
        "ELEC" | "WEB" => "webpage",
        "DATA" => "dataset",
        "ENCYC" => "entry-encyclopedia",
        "BLOG" => "post-weblog",
        "COMP" => "software",
        "MAP" => "map",
        "STAT" | "BILL" => "legislation",
        "GEN" => "document",
        _ => return None,
    })
}

//! BibTeX and BibLaTeX, read by `biblatex`.

use std::collections::{BTreeMap, BTreeSet};

use biblatex::{Bibliography, ChunksExt, Entry, EntryType, Person, RawBibliography, RawChunk, RawEntry};
use serde_json::{Value, json};

use super::{
    CiteError, Reference,
    date::date,
    tex::{has_tex, plain},
};

/// The field that each variable is taken from, the first that an entry has.
const TEXTS: [(&str, &[&str]); 12] = [
    ("container-title", &["journaltitle", "journal", "booktitle", "maintitle", "howpublished"]),
    ("publisher", &["publisher", "institution", "school", "organization"]),
    ("volume", &["volume"]),
    ("page", &["pages"]),
    ("edition", &["edition"]),
    ("version", &["version"]),
    ("DOI", &["doi"]),
    ("URL", &["url"]),
    ("language", &["langid", "language"]),
    ("note", &["note"]),
    ("issue", &["issue"]),
    ("number", &["number"]),
];

pub(super) fn read(text: &str) -> Result<Vec<Reference>, CiteError> {
    let broken = |error: biblatex::ParseError| {
        let line = 1 + text.get(..error.span.start).unwrap_or_default().matches('\n').count();
        CiteError::Broken { format: "BibTeX", why: format!("line {line}: {}", error.kind) }
    };
    let raw = RawBibliography::parse(text).map_err(broken)?;
    let lost: Vec<(String, String, String)> = raw.entries.iter().flat_map(|entry| repeated(&entry.v, text)).collect();
    let addresses: BTreeMap<(String, String), String> =
        raw.entries.iter().flat_map(|entry| addresses(&entry.v)).collect();
    let bibliography = Bibliography::from_raw(raw).map_err(broken)?;
    let entries = bibliography.into_iter().filter(|entry| entry.entry_type != EntryType::XData);
    Ok(entries
        .map(|entry| {
            let mut reference = reference(&entry);
            for (field, variable) in ADDRESSES {
                let address = addresses.get(&(entry.key.clone(), field.to_owned()));
                let read = reference.csl.get(variable).and_then(Value::as_str);
                if let Some(address) = address.filter(|address| read == Some(dashed(address).as_str())) {
                    reference.set(variable, unescaped(address));
                }
            }
            for (_, field, value) in lost.iter().filter(|(key, _, _)| *key == entry.key) {
                reference.leave(field, format!("{value}, given twice"));
            }
            reference
        })
        .collect())
}

/// The BibTeX fields that hold addresses, with their CSL variables. They are read as written: two hyphens in an address are
/// not a dash.
const ADDRESSES: [(&str, &str); 2] = [("doi", "DOI"), ("url", "URL")];

/// The addresses of an entry as written, by key and field.
fn addresses(entry: &RawEntry) -> Vec<((String, String), String)> {
    let fields = entry.fields.iter().map(|field| (field.key.v.to_ascii_lowercase(), &field.value.v));
    fields
        .filter(|(name, _)| ADDRESSES.iter().any(|(field, _)| field == name))
        .filter_map(|(name, chunks)| match chunks.as_slice() {
            [chunk] => match chunk.v {
                RawChunk::Normal(text) => Some(((entry.key.v.to_owned(), name), bare(text))),
                RawChunk::Abbreviation(_) => None,
            },
            _ => None,
        })
        .collect()
}

/// An address as `biblatex` reads it: hyphens become dashes.
fn dashed(address: &str) -> String {
    address.replace("---", "—").replace("--", "–")
}

/// An address without the LaTeX command that may surround it.
fn bare(address: &str) -> String {
    address.trim().trim_start_matches("\\url").trim_matches(['{', '}']).to_owned()
}

/// An address without what TeX escapes.
fn unescaped(address: &str) -> String {
    ["_", "%", "&", "#", "~"]
        .into_iter()
        .fold(address.to_owned(), |text, sign| text.replace(&format!("\\{sign}"), sign))
}

/// The fields that an entry gives more than once, with its key and the values that do not stand: all but the last.
fn repeated(entry: &RawEntry, text: &str) -> Vec<(String, String, String)> {
    let name = |index: usize| entry.fields[index].key.v.to_ascii_lowercase();
    let value = |index: usize| text.get(entry.fields[index].value.span.clone()).unwrap_or_default().to_owned();
    let count = entry.fields.len();
    let overruled = (0..count).filter(|&index| (index + 1..count).any(|later| name(later) == name(index)));
    overruled.map(|index| (entry.key.v.to_owned(), name(index), value(index))).collect()
}

fn reference(entry: &Entry) -> Reference {
    let mut reference = Reference { key: entry.key.clone(), ..Reference::default() };
    let mut used = BTreeSet::new();
    reference.set_type("entry type", &entry.entry_type.to_string(), csl_type(&entry.entry_type));
    if let Some(title) = text(entry, "title") {
        let title = text(entry, "subtitle").map_or(title.clone(), |subtitle| format!("{title}: {subtitle}"));
        reference.set("title", title);
        used.extend(["title", "subtitle"]);
    }
    if let Ok(authors) = entry.author() {
        reference.set("author", authors.iter().map(person).collect::<Vec<_>>());
        used.insert("author");
    }
    for (variable, fields) in TEXTS {
        let of_field = |field: &&'static str| Some((*field, text(entry, field)?));
        // `howpublished` is where it appeared, or an address in its own command.
        let mut found = fields
            .iter()
            .filter_map(of_field)
            .filter(|(_, value)| variable != "container-title" || !value.contains("://"));
        if let Some((field, value)) = found.next() {
            // An article's number is that of the issue.
            let in_journal = variable == "number" && entry.entry_type == EntryType::Article;
            let variable = if in_journal && !reference.csl.contains_key("issue") { "issue" } else { variable };
            let value = if variable == "URL" { bare(&value) } else { value };
            let value = if variable == "page" { value.replace("--", "-").replace('–', "-") } else { value };
            reference.set(variable, value);
            used.insert(field);
        }
    }
    let dates =
        [("issued", ["date", "year", "month", "day"]), ("accessed", ["urldate", "urlyear", "urlmonth", "urlday"])];
    for (variable, [whole, year, month, day]) in dates {
        // A `date` stands before year, month and day, of which those that make no date are left over.
        for fields in [&[whole][..], &[year, month, day], &[year, month], &[year]] {
            let texts: Option<Vec<String>> =
                fields.iter().map(|field| Some(entry.get(field)?.format_verbatim())).collect();
            if let Some(parts) = texts.and_then(|texts| date(&texts.join(" "))) {
                reference.set(variable, json!({ "date-parts": [parts] }));
                used.extend(fields);
                break;
            }
        }
    }
    for name in entry.fields.keys().filter(|name| !used.contains(name.as_str())) {
        reference.leave(name, text(entry, name).unwrap_or_default());
    }
    let kept: Vec<(String, String)> =
        reference.csl.iter().map(|(name, value)| (name.clone(), value.to_string())).collect();
    for (name, value) in kept {
        if !ADDRESSES.iter().any(|(_, variable)| *variable == name) && has_tex(&value.replace("\\\"", "")) {
            reference.leave(&format!("TeX in {name}"), value);
        }
    }
    reference
}

fn text(entry: &Entry, field: &str) -> Option<String> {
    let text = entry.get(field)?.format_verbatim();
    let is_address = text.contains("://") || ADDRESSES.iter().any(|(address, _)| *address == field);
    Some(if is_address { text.trim().to_owned() } else { plain(&text) })
}

fn person(person: &Person) -> Value {
    let joined = |parts: [&str; 2]| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let family = plain(&joined([&person.prefix, &person.name]));
    if person.given_name.is_empty() && person.suffix.is_empty() {
        return json!({ "literal": family });
    }
    let given =
        if person.suffix.is_empty() { person.given_name.clone() } else { joined([&person.given_name, &person.suffix]) };
    json!({ "family": family, "given": plain(&given) })
}

fn csl_type(kind: &EntryType) -> Option<&'static str> {
    Some(match kind {
        EntryType::Article => "article-journal",
        EntryType::Book | EntryType::MvBook | EntryType::Booklet | EntryType::Collection | EntryType::Proceedings => {
            "book"
        }
        EntryType::InBook | EntryType::InCollection => "chapter",
        EntryType::InProceedings => "paper-conference",
        EntryType::InReference => "entry-encyclopedia",
        EntryType::Report | EntryType::TechReport | EntryType::Manual => "report",
        EntryType::Thesis | EntryType::PhdThesis | EntryType::MastersThesis => "thesis",
        EntryType::Online => "webpage",
        EntryType::Dataset => "dataset",
        EntryType::Software => "software",
        EntryType::Misc | EntryType::Unpublished => "document",
        EntryType::Unknown(word) if word == "newspaper" => "article-newspaper",
        EntryType::Unknown(word) if word == "map" => "map",
        _ => return None,
    })
}

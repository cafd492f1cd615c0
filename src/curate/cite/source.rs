//! Converts a CSL item to a source: each variable becomes a field of the source, or is reported as left over.

use serde_json::{Map, Value};

use crate::model::{
    Date, Source,
    source::{Author, CslDate, CslType, Custom, SourceKind},
};

pub(super) type LeftOver = Vec<(String, String)>;

/// The source of an item, without its id.
pub(super) fn from_csl(csl: Map<String, Value>, left_over: &mut LeftOver) -> Source {
    let kind = csl.get("type").and_then(|word| serde_json::from_value::<CslType>(word.clone()).ok());
    let shown = kind.unwrap_or(CslType::Document);
    let mut source = Source::new(String::new(), shown, String::new(), source_kind(shown));
    for (variable, value) in csl {
        let refused = take(&mut source, &variable, value, kind.is_some(), left_over).err();
        if let Some(value) = refused.as_ref().map(plain).filter(|value| !value.trim().is_empty()) {
            left_over.push((variable, value));
        }
    }
    source
}

/// Stores a variable in its field of the source.
///
/// # Errors
/// The value, when the source has no field for it.
fn take(source: &mut Source, variable: &str, value: Value, known: bool, left_over: &mut LeftOver) -> Result<(), Value> {
    let field = match variable {
        "type" => return if known { Ok(()) } else { Err(value) },
        "title" => {
            source.title = words(value)?;
            return Ok(());
        }
        "author" => {
            source.author = authors(value, left_over)?;
            return Ok(());
        }
        "custom" => {
            source.custom = serde_json::from_value::<Custom>(value.clone()).map_err(|_| value)?;
            return Ok(());
        }
        "issued" => {
            source.issued = Some(date(value)?);
            return Ok(());
        }
        "accessed" => {
            source.accessed = Some(date(value)?);
            return Ok(());
        }
        "language" => {
            source.language = Some(language(value)?);
            return Ok(());
        }
        "archive" if !value.as_str().is_some_and(|text| text.contains("://")) => return Err(value),
        "container-title" => &mut source.container_title,
        "publisher" => &mut source.publisher,
        "volume" => &mut source.volume,
        "issue" => &mut source.issue,
        "page" => &mut source.page,
        "number" => &mut source.number,
        "edition" => &mut source.edition,
        "version" => &mut source.version,
        "DOI" => &mut source.doi,
        "URL" => &mut source.url,
        "archive" => &mut source.archive,
        "license" => &mut source.license,
        "note" => &mut source.note,
        _ => return Err(value),
    };
    *field = Some(words(value)?);
    Ok(())
}

/// The usual kind of source for a CSL type; a curator corrects it.
fn source_kind(kind: CslType) -> SourceKind {
    match kind {
        CslType::Dataset | CslType::Map | CslType::Software => SourceKind::Dataset,
        CslType::EntryEncyclopedia => SourceKind::Encyclopedia,
        CslType::LegalLegislation => SourceKind::Government,
        CslType::PressRelease => SourceKind::Company,
        CslType::ArticleJournal
        | CslType::Book
        | CslType::Chapter
        | CslType::PaperConference
        | CslType::Report
        | CslType::Thesis => SourceKind::Paper,
        _ => SourceKind::Newspaper,
    }
}

/// A text or a number, as text; CSL allows either for most variables.
fn words(value: Value) -> Result<String, Value> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Ok(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Number(number) => Ok(number.to_string()),
        other => Err(other),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn authors(value: Value, left_over: &mut LeftOver) -> Result<Vec<Author>, Value> {
    let Value::Array(people) = value else { return Err(value) };
    Ok(people.into_iter().filter_map(|person| author(person, left_over)).collect())
}

fn author(person: Value, left_over: &mut LeftOver) -> Option<Author> {
    let Value::Object(mut parts) = person else {
        left_over.push(("author".to_owned(), plain(&person)));
        return None;
    };
    let mut part = |name: &str| parts.shift_remove(name).as_ref().map(plain).filter(|part| !part.is_empty());
    let joined = |first: Option<String>, second: Option<String>| match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first} {second}")),
        (first, second) => first.or(second),
    };
    let family = joined(part("non-dropping-particle"), part("family"));
    let given = joined(part("given"), part("dropping-particle"));
    let given = joined(given, part("suffix"));
    let author = Author { family, given, literal: part("literal") };
    left_over.extend(parts.iter().map(|(name, value)| (format!("author.{name}"), plain(value))));
    let named = author.family.is_some() || author.given.is_some() || author.literal.is_some();
    named.then_some(author)
}

/// A day, a month or a year; spans, seasons and dates in words are not supported.
fn date(value: Value) -> Result<CslDate, Value> {
    let parts = match value.as_object() {
        Some(date) if date.len() == 1 => match (date.get("date-parts"), date.get("raw").and_then(Value::as_str)) {
            (Some(Value::Array(days)), _) => match days.as_slice() {
                [Value::Array(day)] => day.iter().map(|part| plain(part).parse::<i16>().ok()).collect(),
                _ => None,
            },
            (_, Some(raw)) => {
                let day = raw.split(['T', ' ']).next().unwrap_or_default();
                day.parse::<Date>().ok().and_then(|_| day.split('-').map(|part| part.parse().ok()).collect())
            }
            _ => None,
        },
        _ => None,
    };
    let date = parts.map(|parts: Vec<i16>| CslDate { date_parts: [parts] });
    date.filter(|date| date.date_parts[0].len() <= 3 && date.date().is_some()).ok_or(value)
}

/// A language as a BCP 47 tag; references often give its English name.
fn language(value: Value) -> Result<String, Value> {
    let word = words(value)?;
    let known = [("english", "en"), ("urdu", "ur"), ("german", "de"), ("french", "fr"), ("chinese", "zh")];
    let tag = known.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map_or(word.as_str(), |(_, tag)| tag);
    let first = tag.split('-').next().unwrap_or_default();
    let is_tag = (2..=3).contains(&first.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_tag { Ok(tag.to_owned()) } else { Err(Value::String(word)) }
}

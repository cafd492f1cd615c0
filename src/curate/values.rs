//! Constraints of the JSON Schema that the types do not enforce: patterns, lengths and ranges.

use serde_json::Value;

use super::json::each_field;
use crate::dataset::Record;

/// An invalid value: the pointer to it, what is wrong, and how to fix it.
pub(super) type BadValue = (String, String, &'static str);

/// The name of a field, the constraint on its value, what is wrong where it does not hold (`{}` is the value), and how
/// to fix it.
type Constraint = (&'static str, fn(&Value) -> bool, &'static str, &'static str);

const CAPITALS: &str = "write the ISO 3166-1 code in capitals, such as PK";

const CONSTRAINTS: [Constraint; 9] = [
    ("name", |name| is_text(name), "no name", "write the English name"),
    ("title", |title| is_text(title), "no title", "write the title, or a short description in its place"),
    ("country", |code| is_capitals(code, 2), "not a country code: {}", CAPITALS),
    ("currency", |code| is_capitals(code, 3), "not a currency code: {}", "write the ISO 4217 code, such as USD"),
    (
        "text_sha256",
        |hash| is_sha256(text(hash)),
        "not a SHA-256 of 64 lower-case hex digits",
        "write the output of `sha256sum` for the file",
    ),
    (
        "symbol",
        |symbol| (1..=4).contains(&text(symbol).chars().count()),
        "the symbol {} does not have one to four characters",
        "shorten it: it must fit in the icon on the map",
    ),
    (
        "share_percent",
        |share| share.as_f64().is_some_and(|share| (0.0..=100.0).contains(&share)),
        "the share is not between 0 and 100 percent",
        "write the percentage, or remove it if it is unknown",
    ),
    (
        "uncertainty_m",
        |metres| *metres != 0,
        "the uncertainty is 0 m",
        "write how far the location may be off, or remove it if that is unknown",
    ),
    (
        "paragraph",
        |index| *index != 0,
        "paragraphs are counted from 1",
        "count the non-empty lines of the text, from 1",
    ),
];

/// Every value of a record that the schema rejects.
pub(super) fn bad_values(record: &Record) -> Vec<BadValue> {
    let mut bad: Vec<BadValue> = Vec::new();
    each_field(record, |pointer, name, value| {
        // Below these, a name is one of several, and may be in any language.
        if name == "name" && pointer != "/name" && pointer != "/properties/name" {
            return;
        }
        let broken = CONSTRAINTS.iter().filter(|(field, holds, ..)| *field == name && !holds(value));
        bad.extend(
            broken.map(|(.., problem, hint)| (pointer.to_owned(), problem.replace("{}", &value.to_string()), *hint)),
        );
    });
    match record {
        Record::Site(site) => {
            let country = &site.properties.country;
            if let Some(province) = site.properties.province.as_ref().filter(|code| !is_province(code, country)) {
                let problem = format!("not a province code of {country}: {province:?}");
                bad.push(("/properties/province".to_owned(), problem, "write the ISO 3166-2 code, such as PK-BA"));
            }
        }
        Record::Agreement(agreement) if agreement.geometry.is_some() => {
            let problem = "an agreement has no geometry of its own".to_owned();
            bad.push(("/geometry".to_owned(), problem, "write null, and list its sites in `sites`"));
        }
        Record::Country(country) if !is_capitals(&country.id.as_str().into(), 2) => {
            bad.push(("/id".to_owned(), format!("not a country code: {:?}", country.id), CAPITALS));
        }
        _ => {}
    }
    bad
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn is_text(value: &Value) -> bool {
    !text(value).trim().is_empty()
}

fn is_capitals(code: &Value, length: usize) -> bool {
    text(code).len() == length && text(code).bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_province(code: &str, country: &str) -> bool {
    code.strip_prefix(country).and_then(|rest| rest.strip_prefix('-')).is_some_and(|rest| {
        (1..=3).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

/// Whether a text is 64 lower-case hex digits.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

//! The canonical form of a record: keys in the order of the types, sets and claims sorted, positions rounded to their
//! uncertainty, single spaces in the name of a part.

pub(super) mod layout;
mod order;

use serde_json::Value;

use crate::{curate::json::json, dataset::Record};

/// The maximum number of decimals of a position without an uncertainty.
pub(super) const MOST_DECIMALS: usize = 5;

/// The canonical text of a record; none for boundaries and for files without a record.
pub fn canonical_text(record: &Record) -> Option<String> {
    sorted_json(record).map(|value| text(record, &value))
}

/// The text of a record from its JSON.
pub(super) fn text(record: &Record, value: &Value) -> String {
    let uncertainty_m = match record {
        Record::Site(site) => site.properties.uncertainty_m(),
        _ => None,
    };
    layout::text(value, uncertainty_m)
}

/// A record as JSON, with an id on every claim, and with its sets and claims in canonical order; none for boundaries and
/// for files without a record.
pub(super) fn sorted_json(record: &Record) -> Option<Value> {
    let mut value = json(record)?;
    order::sort(record, &mut value).ok()?;
    let (list, _) = record.claims();
    for claim in value.pointer_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(Value::String(part)) = claim.get_mut("part") {
            *part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    Some(value)
}

/// A degree as text: with `decimals`, or with as many as it has, at most [`MOST_DECIMALS`].
pub(super) fn degree(degree: f64, decimals: Option<usize>) -> String {
    // Never write a negative zero.
    let unsigned = |text: String| match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) => rest.to_owned(),
        _ => text,
    };
    if let Some(decimals) = decimals {
        return unsigned(format!("{degree:.decimals$}"));
    }
    let shortest = degree.to_string();
    if places(&shortest) <= MOST_DECIMALS {
        return unsigned(shortest);
    }
    let rounded = format!("{degree:.MOST_DECIMALS$}");
    unsigned(rounded.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// The number of digits after the decimal point.
pub(super) fn places(number: &str) -> usize {
    number.split_once('.').map_or(0, |(_, digits)| digits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_rounded_once() {
        assert_eq!(degree(29.13, Some(3)), "29.130");
        assert_eq!(degree(-0.0001, Some(2)), "0.00");
        assert_eq!(degree(29.130_000_4, None), "29.13");
        assert_eq!(degree(62.0, None), "62");
        assert_eq!(degree(62.12345, None), "62.12345");
    }
}

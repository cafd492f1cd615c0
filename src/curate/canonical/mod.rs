//! The canonical form of a record: keys in the order of the types, sets and claims sorted, positions rounded to their
//! uncertainty.

mod layout;
mod order;

use serde::Serialize;
use serde_json::Value;

pub(super) use self::order::claim_order;
use crate::dataset::Record;

/// The maximum number of decimals of a position without an uncertainty.
pub(super) const MOST_DECIMALS: usize = 5;

/// The canonical text of a record; none for boundaries and for files without a record.
#[must_use]
pub fn canonical_text(record: &Record) -> Option<String> {
    let value = match order::ordered(record) {
        Record::Site(site) => {
            let uncertainty = site.properties.accepted_location().and_then(|(_, location)| location.uncertainty_m);
            return value(&site).map(|value| layout::text(&value, uncertainty));
        }
        Record::Source(source) => value(&source),
        Record::Organization(organization) => value(&organization),
        Record::Agreement(agreement) => value(&agreement),
        Record::Country(country) => value(&country),
        Record::Minerals(vocabulary) => value(&vocabulary),
        Record::Boundaries(_) | Record::Other => None,
    };
    value.map(|value| layout::text(&value, None))
}

fn value(record: &impl Serialize) -> Option<Value> {
    serde_json::to_value(record).ok()
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

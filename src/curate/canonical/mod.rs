//! The one form in which a record is written: keys in the order of the types, sets sorted, claims in
//! order, positions with the decimals that their uncertainty earns.

mod layout;
mod order;

use serde::Serialize;
use serde_json::Value;

pub(super) use self::order::claim_order;
use crate::dataset::Record;

/// How many decimals a position has whose uncertainty is unknown, at most.
pub(super) const MOST_DECIMALS: usize = 5;

/// The canonical text of a record; none for boundaries and for files that are no records.
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

/// With how many decimals of a degree a position is written: the smallest d with
/// 111 km / 10^d <= uncertainty / 10. None where the uncertainty is unknown.
#[must_use]
pub fn decimals(uncertainty_m: Option<u32>) -> Option<usize> {
    // Beyond seven decimals a position is finer than any survey.
    uncertainty_m.map(|metres| (0..7).find(|&d| u64::from(metres) * 10_u64.pow(d) >= 1_110_000).unwrap_or(7) as usize)
}

/// A degree as it is written: with `decimals`, or as it is with [`MOST_DECIMALS`] at most.
pub(super) fn degree(degree: f64, decimals: Option<usize>) -> String {
    // A negative zero has no place on the globe.
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

/// How many digits follow the decimal point.
pub(super) fn places(number: &str) -> usize {
    number.split_once('.').map_or(0, |(_, digits)| digits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_uncertainty_earns_its_decimals() {
        for (metres, expected) in
            [(50_000, 2), (20_000, 2), (5000, 3), (3000, 3), (1110, 3), (1000, 4), (300, 4), (1, 7), (2_000_000, 0)]
        {
            assert_eq!(decimals(Some(metres)), Some(expected), "{metres} m");
        }
        assert_eq!(decimals(None), None);
    }

    #[test]
    fn degrees_are_rounded_once() {
        assert_eq!(degree(29.13, Some(3)), "29.130");
        assert_eq!(degree(-0.0001, Some(2)), "0.00");
        assert_eq!(degree(29.130_000_4, None), "29.13");
        assert_eq!(degree(62.0, None), "62");
        assert_eq!(degree(62.12345, None), "62.12345");
    }
}

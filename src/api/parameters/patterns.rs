//! The syntax of dates and intervals as regular expressions (ECMA 262, as in OpenAPI). They do not check that a month has
//! a day, nor that an interval does not end before it begins.

/// A year, a month or a day.
const DATE: &str = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?";

/// A date-time of RFC 3339, section 5.6.
const TIME: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)\
                    (\\.[0-9]{1,9})?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";

/// The values of `as_of`.
pub(super) fn date() -> String {
    format!("^{DATE}$")
}

/// The values of `datetime`: an instant, or two of which one may be open.
pub(super) fn interval() -> String {
    let instant = format!("({DATE}|{TIME})");
    format!(r"^({instant}|{instant}/({instant}|\.\.)?|(\.\.)?/{instant})$")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::filter::{Interval, as_of};

    /// Valid and almost valid texts: the patterns accept what the parsers accept.
    #[test]
    fn patterns_accept_what_parsers_accept() {
        let matcher = |pattern: String| {
            let schema = serde_json::json!({"type": "string", "pattern": pattern});
            let validator = jsonschema::validator_for(&schema).unwrap();
            move |text: &str| validator.is_valid(&text.into())
        };
        let (is_date, is_interval) = (matcher(date()), matcher(interval()));
        let mut seen = [0; 4];
        for text in [
            "2025",
            "0000",
            "2025-09",
            "2025-9",
            "2025-13",
            "2025-09-08",
            "2025-09-32",
            "20250908",
            "2025-09-08T10:00:00Z",
            "2025-09-08t10:00:00.123456789z",
            "2025-09-08T10:00:00.1234567890Z",
            "2025-09-08T23:59:60Z",
            "2025-09-08T10:00:00+05:00",
            "2025-09-08T10:00:00+0500",
            "2025-09-08T10:00:00-23:59",
            "2025-09-08T10:00:00+24:00",
            "2025-09-08T10:00:00+05:60",
            "2025-09-08T10:00:00.Z",
            "2025-09-08T24:00:00Z",
            "2025-09-08T10:00Z",
            "2025-09-08T10:00:00",
            "2025-09-08 10:00:00Z",
            "2025-09-08T10:00:00,5Z",
            "2025-09-08T10:00:00Z[UTC]",
            "-002025-09-08T10:00:00Z",
            "",
            " 2025",
            "2025\n",
            "\u{662}025",
            "..",
            "now",
        ] {
            assert_eq!(is_date(text), as_of(text).is_ok(), "{text:?}");
            assert_eq!(is_interval(text), Interval::parse(text).is_ok(), "{text:?}");
            seen[usize::from(is_interval(text))] += 1;
            for interval in [format!("{text}/.."), format!("/{text}"), format!("../{text}"), format!("{text}/{text}")] {
                assert_eq!(is_interval(&interval), Interval::parse(&interval).is_ok(), "{interval:?}");
                seen[2 + usize::from(is_interval(&interval))] += 1;
            }
        }
        assert!(seen.iter().all(|&times| times > 5), "{seen:?}");
    }
}

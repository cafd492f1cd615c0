//! `datetime` (OGC API - Features Part 1, section 7.15.4).

use jiff::{Timestamp, civil};

use super::super::{BadParameter, columns::Span};
use crate::model::Date;

const NAME: &str = "datetime";
const HINT: &str = "write a day (2025-09-08), a time (2025-09-08T00:00:00Z), or an interval of two with / between them and .. for an open end";

/// A span of days; none for an open end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    first: Option<civil::Date>,
    last: Option<civil::Date>,
}

impl Interval {
    /// Parses an instant, or two separated by `/`, of which one may be `..` or empty.
    ///
    /// # Errors
    /// When an end is not an RFC 3339 date or date-time, or the ends are in the wrong order.
    pub fn parse(text: &str) -> Result<Self, BadParameter> {
        let interval = match text.split_once('/') {
            None => {
                let date = date(text)?;
                Self { first: Some(date.first()), last: Some(date.last()) }
            }
            Some((first, last)) => Self { first: end(first)?.map(Date::first), last: end(last)?.map(Date::last) },
        };
        match interval {
            Self { first: None, last: None } => Err(BadParameter::new(NAME, "both ends are open", HINT)),
            Self { first: Some(first), last: Some(last) } if first > last => {
                Err(BadParameter::new(NAME, "the interval ends before it begins", HINT))
            }
            _ => Ok(interval),
        }
    }

    /// Whether it contains at least one day of a date.
    pub fn contains(&self, date: Date) -> bool {
        self.meets((Some(date.first()), Some(date.last())))
    }

    /// Whether it overlaps a span.
    pub(crate) fn meets(&self, (first, last): Span) -> bool {
        let before = |end: Option<civil::Date>, start: Option<civil::Date>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(self.last, first) && !before(last, self.first)
    }
}

fn end(text: &str) -> Result<Option<Date>, BadParameter> {
    if matches!(text, "" | "..") { Ok(None) } else { date(text).map(Some) }
}

fn date(text: &str) -> Result<Date, BadParameter> {
    text.parse::<Date>()
        .ok()
        .or_else(|| timestamp(text))
        .ok_or_else(|| BadParameter::new(NAME, format!("{text:?} is neither a date nor a time"), HINT))
}

/// A date-time of RFC 3339, section 5.6; the library alone would accept more.
fn timestamp(text: &str) -> Option<Date> {
    let shape: Vec<u8> = text.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte }).collect();
    let rest = shape.to_ascii_uppercase();
    let rest = rest.strip_prefix(b"0000-00-00T00:00:00")?;
    let rest = match rest.strip_prefix(b".") {
        Some(fraction) => &fraction[fraction.iter().take_while(|&&digit| digit == b'0').count()..],
        None => rest,
    };
    let offset = rest != b"Z";
    if offset && (!matches!(rest, b"+00:00" | b"-00:00") || text.get(text.len() - 5..text.len() - 3)? > "23") {
        return None;
    }
    let time: Timestamp = text.parse().ok()?;
    Some(Date::day(time.to_zoned(jiff::tz::TimeZone::UTC).date()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals() {
        for good in ["2025-09-08", "2025", "2025-09-08T10:00:00Z", "../2025", "2025/..", "2024-01-01/2025-12-31"] {
            assert!(Interval::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "soon", "../..", "2025/2024", "2025-13-01", "2024/2025/2026"] {
            assert!(Interval::parse(bad).is_err(), "{bad}");
        }
    }
}

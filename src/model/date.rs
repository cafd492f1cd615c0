//! Calendar dates as sources give them: a year, a month or a day.

use std::{borrow::Cow, fmt, str::FromStr};

use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A date with the precision of its source: `2025`, `2025-09` or `2025-09-08` (an ISO 8601 calendar date with reduced
/// precision). It means the whole of that year, month or day.
///
/// ```
/// use oreatlas::model::Date;
///
/// let (year, day): (Date, Date) = ("2025".parse()?, "2025-09-08".parse()?);
/// assert_eq!(year.last().to_string(), "2025-12-31");
/// assert!(!day.is_after(year), "the day is within the year");
/// assert!("2025-13".parse::<Date>().is_err());
/// # Ok::<(), oreatlas::model::date::NotADate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    first: civil::Date,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// Why a text is not a [`Date`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")]
pub struct NotADate(String);

impl Date {
    /// The date with the precision of a day.
    pub fn day(day: civil::Date) -> Self {
        Self { first: day, precision: Precision::Day }
    }

    /// A date from a year and, if known, month and day (as in CSL `date-parts`).
    ///
    /// # Errors
    /// When the date does not exist in the calendar.
    pub fn from_parts(year: i16, month: Option<i8>, day: Option<i8>) -> Result<Self, NotADate> {
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (_, None) => Precision::Month,
            _ => Precision::Day,
        };
        civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1))
            .map(|first| Self { first, precision })
            .map_err(|_| NotADate(format!("{year}-{month:?}-{day:?}")))
    }

    /// The first day of the period.
    pub fn first(self) -> civil::Date {
        self.first
    }

    /// The last day of the period.
    pub fn last(self) -> civil::Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }

    /// Whether the whole period is later than the whole period of `other`.
    pub fn is_after(self, other: Self) -> bool {
        self.first > other.last()
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let fail = || NotADate(text.to_owned());
        let digits = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
                .ok_or_else(fail)
        };
        let small = |part: &str| digits(part, 2).and_then(|value| i8::try_from(value).map_err(|_| fail()));
        let parts: Vec<&str> = text.split('-').collect();
        let (year, month, day) = match parts.as_slice() {
            [year] => (year, None, None),
            [year, month] => (year, Some(small(month)?), None),
            [year, month, day] => (year, Some(small(month)?), Some(small(day)?)),
            _ => return Err(fail()),
        };
        Self::from_parts(digits(year, 4)?, month, day).map_err(|_| fail())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.first.year())?;
        if self.precision != Precision::Year {
            write!(f, "-{:02}", self.first.month())?;
        }
        if self.precision == Precision::Day {
            write!(f, "-{:02}", self.first.day())?;
        }
        Ok(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD.",
            "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_precision() {
        for text in ["2025", "2025-09", "2024-02-29"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in ["", "25", "2025-13", "2025-02-29", "2025-9-1", "2025-09-08T00", "+025", "2025-09-08-01"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_is_not_after_a_day_in_it() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        assert!(date("2025-10").is_after(date("2025-09-30")));
        assert!(!date("2025-09").is_after(date("2025-09-08")));
        assert!(!date("2025-09-08").is_after(date("2025")));
    }
}

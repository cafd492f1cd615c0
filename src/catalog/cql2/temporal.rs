//! Temporal literals and relations.

use cql2::Expr;
use jiff::{Timestamp, civil, tz::TimeZone};

use crate::{
    catalog::columns::Span,
    model::{Date, vocabulary::vocabulary},
};

/// First and last day; an open end is the first or last day of the calendar.
pub(super) type Days = (civil::Date, civil::Date);

/// The days of a span.
pub(super) fn days((first, last): Span) -> Days {
    (first.unwrap_or(civil::Date::MIN), last.unwrap_or(civil::Date::MAX))
}

vocabulary! {
    /// A relation of two times (CQL2, section 7.7, after Allen), named as its operator.
    pub enum Relation {
        After = "t_after",
        Before = "t_before",
        Contains = "t_contains",
        Disjoint = "t_disjoint",
        During = "t_during",
        Equals = "t_equals",
        FinishedBy = "t_finishedBy",
        Finishes = "t_finishes",
        Intersects = "t_intersects",
        Meets = "t_meets",
        MetBy = "t_metBy",
        OverlappedBy = "t_overlappedBy",
        Overlaps = "t_overlaps",
        StartedBy = "t_startedBy",
        Starts = "t_starts",
    }
}

impl Relation {
    pub(super) fn holds(self, a: Days, b: Days) -> bool {
        match self {
            Self::Before => a.1 < b.0,
            Self::Meets => a.1 == b.0,
            Self::Overlaps => a.0 < b.0 && b.0 < a.1 && a.1 < b.1,
            Self::Starts => a.0 == b.0 && a.1 < b.1,
            Self::During => a.0 > b.0 && a.1 < b.1,
            Self::Finishes => a.0 > b.0 && a.1 == b.1,
            Self::Equals => a == b,
            Self::Intersects => a.0 <= b.1 && b.0 <= a.1,
            Self::Disjoint => !Self::Intersects.holds(a, b),
            Self::After => Self::Before.holds(b, a),
            Self::MetBy => Self::Meets.holds(b, a),
            Self::OverlappedBy => Self::Overlaps.holds(b, a),
            Self::StartedBy => Self::Starts.holds(b, a),
            Self::Contains => Self::During.holds(b, a),
            Self::FinishedBy => Self::Finishes.holds(b, a),
        }
    }
}

/// The days of a date, a timestamp or an interval; `None` for other expressions.
pub(super) fn literal(expr: &Expr) -> Option<Result<Days, String>> {
    match expr {
        Expr::Date { date: instant } | Expr::Timestamp { timestamp: instant } => Some(match instant.as_ref() {
            Expr::Literal(text) => instant_days(text),
            _ => Err("a date is written as DATE('2025-09-08')".to_owned()),
        }),
        Expr::Interval { interval } => Some(ends(interval)),
        _ => None,
    }
}

fn ends(interval: &[Box<Expr>]) -> Result<Days, String> {
    let [first, last] = interval else { return Err(format!("an interval has 2 ends, not {}", interval.len())) };
    let days = (end(first)?.0, end(last)?.1);
    if days.0 > days.1 { Err("an interval ends before it begins".to_owned()) } else { Ok(days) }
}

/// The days of one end of an interval; an open end has all days.
pub(super) fn end(expr: &Expr) -> Result<Days, String> {
    match expr {
        Expr::Literal(text) if text == ".." => Ok((civil::Date::MIN, civil::Date::MAX)),
        Expr::Literal(text) => instant_days(text),
        expr => literal(expr).unwrap_or_else(|| Err("an interval's ends are dates, times or '..'".to_owned())),
    }
}

/// The day of a date, or of a timestamp in UTC.
pub(super) fn instant_days(text: &str) -> Result<Days, String> {
    if let Ok(date) = text.parse::<Date>() {
        return Ok((date.first(), date.last()));
    }
    let time: Timestamp = text.parse().map_err(|_| format!("{text:?} is neither a date nor a time"))?;
    let day = time.to_zoned(TimeZone::UTC).date();
    Ok((day, day))
}

//! When claims hold, and the days on which anything changes.

use jiff::{ToSpan, civil};

use super::Sources;
use crate::model::{Citation, Claim, Date, claim::Validity};

/// The date from which a claim holds: the date that its value states, else `from` or `as_of`, else the date on which its
/// newest source appeared.
pub fn holds_since(sources: &Sources, claim: &Claim) -> Option<Date> {
    let common = claim.common();
    claim.date().or(common.from).or(common.as_of).or_else(|| newest_source(sources, common.cite))
}

/// The date for which a claim was last reported: `as_of`, else the date on which its newest source appeared, else `from`.
pub fn last_reported(sources: &Sources, claim: &Claim) -> Option<Date> {
    let common = claim.common();
    common.as_of.or_else(|| newest_source(sources, common.cite)).or(common.from)
}

/// For how many months a report of a status counts as current.
pub const CURRENT_MONTHS: i32 = 18;

/// Whether a status that was last reported for `date` may have changed by `day`.
pub fn is_outdated(date: Date, day: civil::Date) -> bool {
    day.checked_sub(CURRENT_MONTHS.months()).is_ok_and(|oldest| date.last() < oldest)
}

/// The date on which the newest of the cited sources appeared; `None` if no cited source is dated.
pub fn newest_source(sources: &Sources, citations: &[Citation]) -> Option<Date> {
    let appeared = |citation: &Citation| sources.get(&citation.source)?.issued.as_ref()?.date();
    citations.iter().filter_map(appeared).max_by_key(|date| (date.last(), date.first()))
}

/// The first day on which a claim can be active; `None` for what was always true.
pub(super) fn begins(sources: &Sources, claim: &Claim) -> Option<civil::Date> {
    let date = match claim.validity() {
        Validity::Always => claim.common().from,
        Validity::Event | Validity::State => holds_since(sources, claim),
    };
    date.map(Date::first)
}

/// The days on which any of `claims` begins to hold or has just ended, ascending and unique. Between two of these days
/// no evidence changes.
pub fn changes<'a>(sources: &Sources, claims: impl IntoIterator<Item = &'a Claim>) -> Vec<civil::Date> {
    let mut days: Vec<civil::Date> = claims
        .into_iter()
        .flat_map(|claim| {
            let ended = claim.common().until.and_then(|until| until.last().tomorrow().ok());
            [begins(sources, claim), ended]
        })
        .flatten()
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_outdated_after_18_months_from_the_end_of_its_year_or_month() {
        let outdated = |date: &str, day: &str| is_outdated(date.parse().unwrap(), day.parse().unwrap());
        for date in ["2025-05-22", "2025-05", "2025", "2026-11-22"] {
            assert!(!outdated(date, "2026-11-22"), "{date}");
        }
        for date in ["2025-05-21", "2025-04", "2024", "1992"] {
            assert!(outdated(date, "2026-11-22"), "{date}");
        }
        assert!(!outdated("2025-02-28", "2026-08-31") && outdated("2025-02-27", "2026-08-31"));
    }
}

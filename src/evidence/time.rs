//! When claims hold, and the days on which anything changes.

use jiff::civil;

use super::Sources;
use crate::model::{Citation, Claim, Date};

/// The date from which a claim holds: the date it states, for an estimate its effective date, else the date on which
/// its newest source appeared.
#[must_use]
pub fn holds_since(sources: &Sources, claim: &Claim) -> Option<Date> {
    let common = claim.common();
    let effective = match claim {
        Claim::Estimate(estimate) => estimate.effective,
        _ => None,
    };
    common.from.or(common.as_of).or(effective).or_else(|| newest_source(sources, common.cite))
}

/// The date on which the newest of the cited sources appeared; none where no cited source is dated.
#[must_use]
pub fn newest_source(sources: &Sources, citations: &[Citation]) -> Option<Date> {
    let appeared = |citation: &Citation| sources.get(&citation.source)?.issued.as_ref()?.date();
    citations.iter().filter_map(appeared).max_by_key(|date| (date.last(), date.first()))
}

/// The first day on which a claim can be active; none for what was always true. A location and a mineral are older
/// than the sources that describe them; a signature, a milestone and a year's output have a date of their own.
pub(super) fn begins(sources: &Sources, claim: &Claim) -> Option<civil::Date> {
    let date = match claim {
        Claim::Location(_) | Claim::Mineral(_) => claim.common().from,
        Claim::Signed(signed) => Some(signed.date),
        Claim::Production(output) => Some(output.period),
        Claim::Export(output) => Some(output.period),
        Claim::Milestone(milestone) => milestone.date.or_else(|| holds_since(sources, claim)),
        _ => holds_since(sources, claim),
    };
    date.map(Date::first)
}

/// The days on which any of `claims` begins to hold or has just ended, ascending and unique. Between two of these days
/// no evidence changes.
#[must_use]
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

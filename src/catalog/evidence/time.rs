//! When claims hold, and the days on which anything changes.

use jiff::civil;

use crate::{
    dataset::Dataset,
    model::{Citation, Claim, Date},
};

/// Since when a claim holds: as it says, an estimate by its effective date, else since its newest source appeared.
pub(super) fn holds_since(dataset: &Dataset, claim: &Claim) -> Option<Date> {
    let common = claim.common();
    let effective = match claim {
        Claim::Estimate(estimate) => estimate.effective,
        _ => None,
    };
    common.from.or(common.as_of).or(effective).or_else(|| {
        let appeared = |citation: &Citation| dataset.sources.get(&citation.source)?.issued.as_ref()?.date();
        common.cite.iter().filter_map(appeared).max_by_key(|date| (date.last(), date.first()))
    })
}

/// The first day on which it can be told; none for what was always so. A place and what lies there are older than
/// whoever writes of them; a signature, a step and a year's output are as old as they say.
pub(super) fn begins(dataset: &Dataset, claim: &Claim) -> Option<civil::Date> {
    let date = match claim {
        Claim::Location(_) | Claim::Mineral(_) => claim.common().from,
        Claim::Signed(signed) => Some(signed.date),
        Claim::Production(output) => Some(output.period),
        Claim::Export(output) => Some(output.period),
        Claim::Milestone(milestone) => milestone.date.or_else(|| holds_since(dataset, claim)),
        _ => holds_since(dataset, claim),
    };
    date.map(Date::first)
}

/// The days on which a claim of the dataset begins to hold or has just ended, ascending: between two of them nothing
/// changes.
#[must_use]
pub fn changes(dataset: &Dataset) -> Vec<civil::Date> {
    let sites = dataset.sites.iter().flat_map(|site| &site.properties.claims);
    let agreements = dataset.agreements.values().flat_map(|agreement| &agreement.properties.claims);
    let countries = dataset.countries.values().flat_map(|country| &country.claims);
    let mut days: Vec<civil::Date> = sites
        .chain(agreements)
        .chain(countries)
        .flat_map(|claim| {
            let ended = claim.common().until.and_then(|until| until.last().tomorrow().ok());
            [begins(dataset, claim), ended]
        })
        .flatten()
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

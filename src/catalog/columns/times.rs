//! When the claims of sites hold, for `datetime`.

use indexmap::IndexSet;
use jiff::civil;
use serde::{Deserialize, Serialize};

use crate::{
    dataset::Dataset,
    model::{Claim, Date},
};

/// The first and last day of a span; none for an open end.
pub type Span = (Option<civil::Date>, Option<civil::Date>);

/// The spans of each row's claims. Sites of one import share theirs, so each set of spans is stored once.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spans {
    sets: IndexSet<Vec<Span>>,
    numbers: Vec<u32>,
}

impl Spans {
    /// The distinct sets of spans, by number.
    pub fn sets(&self) -> &IndexSet<Vec<Span>> {
        &self.sets
    }

    /// The number of each row's set.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    pub(super) fn push(&mut self, dataset: &Dataset, claims: &[Claim]) {
        self.push_spans(claims.iter().flat_map(|claim| holds(dataset, claim)).collect());
    }

    /// Adds the spans of a record.
    pub fn push_spans(&mut self, mut spans: Vec<Span>) {
        spans.sort_unstable();
        spans.dedup();
        let row = self.sets.insert_full(spans).0;
        self.numbers.push(u32::try_from(row).unwrap_or(u32::MAX));
    }

    pub(super) fn gather(&self, order: &[u32]) -> Self {
        Self { sets: self.sets.clone(), numbers: super::gather(&self.numbers, order) }
    }
}

/// When a claim holds: from `from` until `until`, on its `as_of`, or else on the days its sources were issued.
fn holds(dataset: &Dataset, claim: &Claim) -> Vec<Span> {
    let common = claim.common();
    if common.from.is_some() || common.until.is_some() {
        return vec![(common.from.map(Date::first), common.until.map(Date::last))];
    }
    let on = |date: Date| (Some(date.first()), Some(date.last()));
    match common.as_of {
        Some(day) => vec![on(day)],
        None => common
            .cite
            .iter()
            .filter_map(|citation| dataset.sources.get(&citation.source)?.issued.as_ref()?.date())
            .map(on)
            .collect(),
    }
}

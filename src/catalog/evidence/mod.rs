//! Evidence: how many independent witnesses a claim has, what disputes it, and what came after it.
//!
//! It is computed, never written by hand, and depends on no order of records or claims.

mod lineage;
mod rivals;

use std::collections::BTreeSet;

use jiff::civil;
use schemars::JsonSchema;
use serde::Serialize;

pub use self::lineage::{Root, roots};
use crate::{
    dataset::Dataset,
    model::{Citation, Claim, Date, claim::Rank, vocabulary::vocabulary},
};

/// What the other claims of its record, and the lineages of its sources, make of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Who is behind it in the end.
    pub roots: BTreeSet<Root>,
    /// Whether it holds on the day asked for: not superseded, and not ended.
    pub current: bool,
    /// The current claims it cannot hold together with: their places among the record's claims, ascending.
    pub disputed_by: Vec<usize>,
    /// The newest claim of its key that came after it.
    pub superseded_by: Option<usize>,
}

impl Evidence {
    /// The number of independent witnesses.
    #[must_use]
    pub fn lineages(&self) -> usize {
        self.roots.len()
    }
}

vocabulary! {
    /// How sure a site is, in one word.
    pub enum Grade {
        Disputed = "disputed",
        Corroborated = "corroborated",
        SingleSource = "single-source",
    }
}

/// The evidence of each of a record's claims, as it stands on `day`.
#[must_use]
pub fn weigh(dataset: &Dataset, claims: &[Claim], day: civil::Date) -> Vec<Evidence> {
    let times: Vec<Option<Date>> = claims.iter().map(|claim| holds_since(dataset, claim)).collect();
    let superseded_by: Vec<Option<usize>> = (0..claims.len()).map(|nth| superseding(claims, &times, nth)).collect();
    let current: Vec<bool> = claims
        .iter()
        .zip(&superseded_by)
        .map(|(claim, by)| by.is_none() && claim.common().until.is_none_or(|until| until.last() >= day))
        .collect();
    let stands = |nth: usize| current[nth] && !claims[nth].is_rejected();
    claims
        .iter()
        .enumerate()
        .map(|(nth, claim)| Evidence {
            roots: roots(dataset, claim.common().cite),
            current: current[nth],
            disputed_by: (0..claims.len())
                .filter(|&other| other != nth && stands(nth) && stands(other))
                .filter(|&other| rivals::comparable(claim, &claims[other]) && rivals::differ(claim, &claims[other]))
                .collect(),
            superseded_by: superseded_by[nth],
        })
        .collect()
}

/// A site's grade, from the evidence of its claims.
#[must_use]
pub fn grade(claims: &[Claim], evidence: &[Evidence]) -> Grade {
    let standing = || claims.iter().zip(evidence).filter(|(claim, evidence)| evidence.current && !claim.is_rejected());
    let counts_for_dispute = |claim: &Claim| {
        matches!(
            claim,
            Claim::Location(_) | Claim::Mineral(_) | Claim::Operator(_) | Claim::Owner(_) | Claim::Status(_)
        )
    };
    let witnessed =
        |wanted: fn(&Claim) -> bool| standing().any(|(claim, evidence)| wanted(claim) && evidence.lineages() >= 2);
    if standing().any(|(claim, evidence)| counts_for_dispute(claim) && !evidence.disputed_by.is_empty()) {
        Grade::Disputed
    } else if witnessed(|claim| matches!(claim, Claim::Location(_)))
        && witnessed(|claim| matches!(claim, Claim::Mineral(mineral) if mineral.rank == Rank::Primary))
    {
        Grade::Corroborated
    } else {
        Grade::SingleSource
    }
}

/// Since when a claim holds: as it says, an estimate by its effective date, else since its newest source appeared.
fn holds_since(dataset: &Dataset, claim: &Claim) -> Option<Date> {
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

/// The newest not rejected claim of the same key that came after it.
fn superseding(claims: &[Claim], times: &[Option<Date>], nth: usize) -> Option<usize> {
    let claim = &claims[nth];
    let since = times[nth]?;
    let key = rivals::key(claim).filter(|_| rivals::changes_with_time(claim))?;
    (0..claims.len())
        .filter(|&other| !claims[other].is_rejected() && rivals::key(&claims[other]).as_ref() == Some(&key))
        .filter_map(|other| times[other].filter(|time| time.is_after(since)).map(|time| (other, time)))
        // Of two that are equally new the one that reads first, so that no order of claims decides.
        .max_by_key(|&(other, time)| {
            (time.first(), time.last(), std::cmp::Reverse(serde_json::to_string(&claims[other]).unwrap_or_default()))
        })
        .map(|(other, _)| other)
}

/// A claim's evidence as the API tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EvidenceDocument {
    /// The number of independent witnesses.
    pub lineages: usize,
    /// Those witnesses: ids of sources that retell no other, and names of speakers.
    pub roots: Vec<String>,
    /// Whether it holds today.
    pub current: bool,
    /// The places, from 0, of the claims of this record that it cannot hold together with.
    pub disputed_by: Vec<usize>,
    /// The place of the newest claim of its key that came after it.
    pub superseded_by: Option<usize>,
}

impl From<&Evidence> for EvidenceDocument {
    fn from(evidence: &Evidence) -> Self {
        Self {
            lineages: evidence.lineages(),
            roots: evidence.roots.iter().map(ToString::to_string).collect(),
            current: evidence.current,
            disputed_by: evidence.disputed_by.clone(),
            superseded_by: evidence.superseded_by,
        }
    }
}

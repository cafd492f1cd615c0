//! Evidence: how many independent witnesses a claim has, what disputes it, and what came after it.
//!
//! It is computed, never written by hand, and depends on no order of records or claims.

mod lineage;
mod rivals;
mod time;

use std::collections::BTreeMap;

use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::time::{begins, holds_since};
pub use self::{
    lineage::{Root, witnesses},
    time::changes,
};
use crate::{
    dataset::Dataset,
    model::{
        Claim, Date,
        claim::{LocationBasis, Rank},
        vocabulary::vocabulary,
    },
};

/// What the other claims of its record, and the lineages of its sources, make of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Who is behind it in the end, each with the places of the citations that lead there.
    pub witnesses: BTreeMap<Root, Vec<usize>>,
    /// Whether it holds on the day asked for: begun, not superseded, and not ended.
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
        self.witnesses.len()
    }
}

vocabulary! {
    /// How sure a site is, in one word.
    pub enum EvidenceLevel {
        Disputed = "disputed",
        Corroborated = "corroborated",
        SingleSource = "single-source",
    }
}

/// The evidence of each of a record's claims, as it stands on `day`.
#[must_use]
pub fn weigh(dataset: &Dataset, claims: &[Claim], day: civil::Date) -> Vec<Evidence> {
    let times: Vec<Option<Date>> = claims.iter().map(|claim| holds_since(dataset, claim)).collect();
    let begun: Vec<bool> = claims.iter().map(|claim| begins(dataset, claim).is_none_or(|first| first <= day)).collect();
    let superseded_by: Vec<Option<usize>> =
        (0..claims.len()).map(|row| superseding(claims, &times, &begun, row)).collect();
    let current: Vec<bool> = (0..claims.len())
        .map(|row| {
            let over = claims[row].common().until.is_some_and(|until| until.last() < day);
            begun[row] && !over && superseded_by[row].is_none()
        })
        .collect();
    let stands = |row: usize| current[row] && !claims[row].is_rejected();
    claims
        .iter()
        .enumerate()
        .map(|(row, claim)| Evidence {
            witnesses: witnesses(dataset, claim.common().cite),
            current: current[row],
            disputed_by: (0..claims.len())
                .filter(|&other| other != row && stands(row) && stands(other))
                .filter(|&other| rivals::comparable(claim, &claims[other]) && rivals::differ(claim, &claims[other]))
                .collect(),
            superseded_by: superseded_by[row],
        })
        .collect()
}

/// What decides a site's grade, from the evidence of its claims.
#[must_use]
pub fn reasons(claims: &[Claim], evidence: &[Evidence]) -> Reasons {
    let standing = || (0..claims.len()).filter(|&row| evidence[row].current && !claims[row].is_rejected());
    let disputed = standing()
        .filter(|&row| {
            matches!(
                claims[row],
                Claim::Location(_) | Claim::Mineral(_) | Claim::Operator(_) | Claim::Owner(_) | Claim::Status(_)
            )
        })
        .filter(|&row| !evidence[row].disputed_by.is_empty())
        .collect();
    let lineages = |wanted: fn(&Claim) -> bool| {
        standing().filter(|&row| wanted(&claims[row])).map(|row| evidence[row].lineages()).max().unwrap_or(0)
    };
    Reasons {
        disputed,
        location_lineages: lineages(
            |claim| matches!(claim, Claim::Location(location) if location.basis != Some(LocationBasis::Inferred)),
        ),
        mineral_lineages: lineages(|claim| matches!(claim, Claim::Mineral(mineral) if mineral.rank == Rank::Primary)),
    }
}

/// What a site's grade is decided by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reasons {
    /// The places of the claims with a rival: locations, minerals, operators, owners and statuses.
    pub disputed: Vec<usize>,
    /// The witnesses of the best witnessed location; one that we inferred has none, however many sources we inferred it from.
    pub location_lineages: usize,
    /// The witnesses of the best witnessed primary mineral.
    pub mineral_lineages: usize,
}

impl Reasons {
    /// The grade.
    #[must_use]
    pub fn level(&self) -> EvidenceLevel {
        if !self.disputed.is_empty() {
            EvidenceLevel::Disputed
        } else if self.location_lineages >= 2 && self.mineral_lineages >= 2 {
            EvidenceLevel::Corroborated
        } else {
            EvidenceLevel::SingleSource
        }
    }
}

/// The newest not rejected claim of the same key that came after it and has begun.
fn superseding(claims: &[Claim], times: &[Option<Date>], begun: &[bool], row: usize) -> Option<usize> {
    let claim = &claims[row];
    let since = times[row]?;
    let key = rivals::key(claim).filter(|_| rivals::changes_with_time(claim))?;
    (0..claims.len())
        .filter(|&other| {
            begun[other] && !claims[other].is_rejected() && rivals::key(&claims[other]).as_ref() == Some(&key)
        })
        .filter_map(|other| times[other].filter(|time| time.is_after(since)).map(|time| (other, time)))
        // Of two that are equally new the one that reads first, so that no order of claims decides.
        .max_by_key(|&(other, time)| {
            (time.first(), time.last(), std::cmp::Reverse(serde_json::to_string(&claims[other]).unwrap_or_default()))
        })
        .map(|(other, _)| other)
}

/// A claim's evidence as the API tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceDocument {
    /// The number of independent witnesses.
    pub lineages: usize,
    /// Those witnesses, and which citations lead to each.
    pub witnesses: Vec<Witness>,
    /// Whether it holds today, or on the day of `as_of`.
    pub current: bool,
    /// The places, from 0, of the claims of this record that it cannot hold together with.
    pub disputed_by: Vec<usize>,
    /// The place of the newest claim of its key that came after it.
    pub superseded_by: Option<usize>,
}

/// An independent witness of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Witness {
    /// The id of a source that retells no other, or the name of a speaker.
    pub root: String,
    /// The places, from 0, of the claim's citations that lead to it.
    pub citations: Vec<usize>,
}

impl From<&Evidence> for EvidenceDocument {
    fn from(evidence: &Evidence) -> Self {
        Self {
            lineages: evidence.lineages(),
            witnesses: evidence
                .witnesses
                .iter()
                .map(|(root, citations)| Witness { root: root.to_string(), citations: citations.clone() })
                .collect(),
            current: evidence.current,
            disputed_by: evidence.disputed_by.clone(),
            superseded_by: evidence.superseded_by,
        }
    }
}

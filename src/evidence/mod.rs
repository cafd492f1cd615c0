//! Evidence: how many independent witnesses a claim has, which claims contradict it, and which one replaced it.
//!
//! It is computed from claims and sources alone, never written by hand, and does not depend on the order of records or
//! claims.

mod amounts;
mod level;
mod lineage;
mod rivals;
mod time;

use std::{cmp::Reverse, collections::BTreeMap};

use jiff::civil;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::time::begins;
pub use self::{
    level::{EvidenceLevel, Reasons, reasons},
    lineage::witnesses,
    rivals::{Dated, supersedes},
    time::{CURRENT_MONTHS, changes, holds_since, is_outdated, last_reported, newest_source},
};
use crate::model::{
    Claim, Date, Id, Source,
    claim::{ClaimId, claim_ids},
    vocabulary::vocabulary,
};

/// The sources that claims cite, by id. A source that is missing counts as an independent, undated one.
pub type Sources = BTreeMap<Id, Source>;

/// What the sources of a claim and the other claims of its record say about it, on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The number of independent witnesses.
    pub lineages: usize,
    /// The independent witnesses, and which citations lead to each.
    pub witnesses: Vec<Witness>,
    /// Whether the claim holds today, or on the day of `as_of`: it has begun, has not ended and is not superseded. A
    /// rejected claim may be current.
    pub current: bool,
    /// The standing of the claim among the other claims of its record.
    pub standing: Standing,
    /// The ids of the active claims of this record that contradict this one, in the record's order.
    pub disputed_by: Vec<ClaimId>,
    /// The id of the newest claim with the same key that came after this one.
    pub superseded_by: Option<ClaimId>,
    /// What the claim is about: claims of this record with the same key are alternatives to each other. Null where any
    /// number of claims can be true together, as for remarks.
    pub key: Option<String>,
}

/// An independent witness of a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Witness {
    /// The id of a source that derives from no other, or the name of a quoted speaker.
    pub root: String,
    /// The positions, from 0, of the claim's citations that lead to this witness.
    pub citations: Vec<usize>,
}

vocabulary! {
    /// The standing of a claim among the other claims of its record: `Disputed` is an active claim with a rival; `Past`
    /// is a claim that has ended, or that begins only after the day in question. Lists show claims in this order.
    pub enum Standing {
        Active = "active",
        Disputed = "disputed",
        Past = "past",
        Superseded = "superseded",
        Rejected = "rejected",
    }
}

impl Evidence {
    /// Whether the claim that this evidence is about is active: current and not rejected. A disputed claim is active.
    pub fn is_active(&self) -> bool {
        matches!(self.standing, Standing::Active | Standing::Disputed)
    }
}

/// The active claims of a record, each with its position and its evidence.
pub fn active<'a>(
    claims: &'a [Claim],
    evidence: &'a [Evidence],
) -> impl Iterator<Item = (usize, &'a Claim, &'a Evidence)> {
    let all = claims.iter().zip(evidence).enumerate().map(|(index, (claim, evidence))| (index, claim, evidence));
    all.filter(|(_, _, evidence)| evidence.is_active())
}

/// The evidence of each of a record's claims on `day`, in the order of the claims.
pub fn weigh(sources: &Sources, claims: &[Claim], day: civil::Date) -> Vec<Evidence> {
    let times: Vec<Option<Date>> = claims.iter().map(|claim| holds_since(sources, claim)).collect();
    let begun: Vec<bool> = claims.iter().map(|claim| begins(sources, claim).is_none_or(|first| first <= day)).collect();
    let ids = claim_ids(claims);
    let mut evidence: Vec<Evidence> = claims
        .iter()
        .enumerate()
        .map(|(index, claim)| {
            let witnesses = witnesses(sources, claim.common().cite);
            let superseded_by = superseding(claims, &times, &begun, index);
            let ended = claim.common().until.is_some_and(|until| until.last() < day);
            let current = begun[index] && !ended && superseded_by.is_none();
            Evidence {
                lineages: witnesses.len(),
                witnesses,
                current,
                standing: if claim.is_rejected() {
                    Standing::Rejected
                } else if superseded_by.is_some() {
                    Standing::Superseded
                } else if current {
                    Standing::Active
                } else {
                    Standing::Past
                },
                disputed_by: Vec::new(),
                superseded_by: superseded_by.map(|other| ids[other].clone()),
                key: claim.key().map(|key| key.to_string()),
            }
        })
        .collect();
    let active: Vec<usize> = active(claims, &evidence).map(|(index, _, _)| index).collect();
    for &index in &active {
        let claim = &claims[index];
        evidence[index].disputed_by = active
            .iter()
            .copied()
            .filter(|&other| other != index)
            .filter(|&other| rivals::comparable(claim, &claims[other]) && rivals::differ(claim, &claims[other]))
            .map(|other| ids[other].clone())
            .collect();
        if !evidence[index].disputed_by.is_empty() {
            evidence[index].standing = Standing::Disputed;
        }
    }
    evidence
}

/// The newest claim that supersedes a claim and has begun.
fn superseding(claims: &[Claim], times: &[Option<Date>], begun: &[bool], index: usize) -> Option<usize> {
    (0..claims.len())
        .filter(|&other| begun[other])
        .filter(|&other| supersedes((&claims[other], times[other]), (&claims[index], times[index])))
        // Equally new claims are ordered by their text, so that the order of claims does not decide.
        .max_by_key(|&other| {
            let text = serde_json::to_string(&claims[other]).unwrap_or_default();
            (times[other].map(|time| (time.first(), time.last())), Reverse(text))
        })
}

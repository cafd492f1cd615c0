//! The evidence level of a site, and what decides it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidence, active};
use crate::model::{
    Claim,
    claim::{ClaimId, LocationBasis, Rank, claim_ids},
    vocabulary::vocabulary,
};

vocabulary! {
    /// How well a site is documented, in one word.
    pub enum EvidenceLevel {
        Disputed = "disputed",
        Corroborated = "corroborated",
        SingleSource = "single-source",
    }
}

/// What decides a site's evidence level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reasons {
    /// The ids of the claims that have a rival: locations, minerals, operators, owners and statuses.
    pub disputed: Vec<ClaimId>,
    /// The number of witnesses of the location with the most witnesses. A location that this atlas inferred has none,
    /// however many sources it was inferred from.
    pub location_lineages: usize,
    /// The number of witnesses of the primary mineral with the most witnesses.
    pub mineral_lineages: usize,
}

impl Reasons {
    /// The evidence level: disputed if anything is in dispute, corroborated if both the location and a primary
    /// mineral have at least two witnesses.
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

/// What decides a site's evidence level, from its claims and their evidence.
pub fn reasons(claims: &[Claim], evidence: &[Evidence]) -> Reasons {
    let counts_for_level = |claim: &Claim| {
        matches!(
            claim,
            Claim::Location(_) | Claim::Mineral(_) | Claim::Operator(_) | Claim::Owner(_) | Claim::Status(_)
        )
    };
    let lineages = |wanted: fn(&Claim) -> bool| {
        active(claims, evidence).filter(|(_, claim, _)| wanted(claim)).map(|(_, _, it)| it.lineages).max().unwrap_or(0)
    };
    let ids = claim_ids(claims);
    Reasons {
        disputed: active(claims, evidence)
            .filter(|(_, claim, evidence)| counts_for_level(claim) && !evidence.disputed_by.is_empty())
            .map(|(index, _, _)| ids[index].clone())
            .collect(),
        location_lineages: lineages(
            |claim| matches!(claim, Claim::Location(location) if location.basis != Some(LocationBasis::Inferred)),
        ),
        mineral_lineages: lineages(|claim| matches!(claim, Claim::Mineral(mineral) if mineral.rank == Rank::Primary)),
    }
}

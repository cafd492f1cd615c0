//! A claim with its evidence.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{evidence::Evidence, model::Claim};

/// A claim with its evidence.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WeighedClaim {
    /// The claim.
    #[serde(flatten)]
    pub claim: Claim,
    /// What its sources and the other claims of its record say about it.
    pub evidence: Evidence,
}

/// Claims, each with its evidence.
#[must_use]
pub fn weighed(claims: &[Claim], evidence: &[Evidence]) -> Vec<WeighedClaim> {
    let pairs = claims.iter().zip(evidence);
    pairs.map(|(claim, evidence)| WeighedClaim { claim: claim.clone(), evidence: evidence.clone() }).collect()
}

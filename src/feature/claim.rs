//! A claim with its evidence.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    catalog::Catalog,
    evidence::{self, Evidence},
    model::{Claim, claim::claim_ids},
};

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
pub(crate) fn weighed(claims: &[Claim], evidence: &[Evidence]) -> Vec<WeighedClaim> {
    let pairs = claims.iter().zip(evidence);
    pairs.map(|(claim, evidence)| WeighedClaim { claim: claim.clone(), evidence: evidence.clone() }).collect()
}

/// Gives each claim that has no id the one computed for it.
pub(crate) fn assign_ids(claims: &mut [WeighedClaim]) {
    let ids = claim_ids(&claims.iter().map(|weighed| weighed.claim.clone()).collect::<Vec<_>>());
    for (weighed, id) in claims.iter_mut().zip(ids) {
        weighed.claim.set_id(id);
    }
}

/// The claims of a record, each with its evidence on the day of the catalog.
pub(crate) fn weigh(catalog: &Catalog, claims: &[Claim]) -> Vec<WeighedClaim> {
    weighed(claims, &evidence::weigh(&catalog.dataset.sources, claims, catalog.day))
}

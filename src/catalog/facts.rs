//! The flat facts of a site, from its current, not rejected claims: what a GIS program shows and filters.

use std::collections::BTreeSet;

use jiff::civil;

use crate::{
    dataset::Dataset,
    evidence::{self, Evidence, Reasons},
    model::{
        Claim, Id, Site,
        claim::{Rank, Status},
    },
};

/// The flat facts of one site.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// The evidence of each claim, in their order.
    pub evidence: Vec<Evidence>,
    /// What the site's grade is decided by.
    pub reasons: Reasons,
    /// The current status; of rivals the one with the most witnesses.
    pub status: Option<Status>,
    /// Minerals, the primary ones first.
    pub minerals: Vec<Id>,
    /// Who works it.
    pub operators: Vec<Id>,
    /// Who holds a licence.
    pub licensees: Vec<Id>,
    /// Who owns a part.
    pub owners: Vec<Id>,
    /// The accepted location's uncertainty in metres.
    pub uncertainty_m: Option<u32>,
    /// Every source cited.
    pub sources: BTreeSet<Id>,
}

impl Facts {
    /// The facts of `site` as they stand on `day`.
    #[must_use]
    pub fn new(dataset: &Dataset, site: &Site, day: civil::Date) -> Self {
        let properties = &site.properties;
        let evidence = evidence::weigh(&dataset.sources, &properties.claims, day);
        let active = || evidence::active(&properties.claims, &evidence).map(|(_, claim, evidence)| (claim, evidence));
        let organizations = |of: fn(&Claim) -> Option<&Id>| -> Vec<Id> {
            active().filter_map(|(claim, _)| of(claim)).cloned().collect::<BTreeSet<_>>().into_iter().collect()
        };
        let operators = organizations(|claim| match claim {
            Claim::Operator(operator) => Some(&operator.organization),
            _ => None,
        });
        let minerals = minerals(active().map(|(claim, _)| claim));
        let status = active()
            .filter_map(|(claim, evidence)| match claim {
                Claim::Status(claim) => Some((evidence.lineages, std::cmp::Reverse(claim.status))),
                _ => None,
            })
            .max()
            .map(|(_, status)| status.0);
        Self {
            reasons: evidence::reasons(&properties.claims, &evidence),
            status,
            licensees: organizations(|claim| match claim {
                Claim::Licence(licence) => Some(&licence.organization),
                _ => None,
            }),
            owners: organizations(|claim| match claim {
                Claim::Owner(owner) => Some(&owner.organization),
                _ => None,
            }),
            uncertainty_m: properties.accepted_location().and_then(|(_, location)| location.uncertainty_m),
            sources: sources(site),
            minerals,
            operators,
            evidence,
        }
    }
}

fn minerals<'a>(claims: impl Iterator<Item = &'a Claim>) -> Vec<Id> {
    let mut ranked: Vec<(Rank, &Id)> = claims
        .filter_map(|claim| match claim {
            Claim::Mineral(claim) => Some((claim.rank, &claim.mineral)),
            _ => None,
        })
        .collect();
    ranked.sort_unstable();
    let mut seen = BTreeSet::new();
    ranked.into_iter().filter(|(_, id)| seen.insert(*id)).map(|(_, id)| id.clone()).collect()
}

fn sources(site: &Site) -> BTreeSet<Id> {
    let claims = site.properties.claims.iter().flat_map(|claim| claim.citations().map(|(_, citation)| citation));
    let names = site.properties.names.values().flatten().flat_map(|name| name.cite());
    claims.chain(names).map(|citation| citation.source.clone()).collect()
}

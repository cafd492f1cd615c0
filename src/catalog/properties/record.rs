//! The flat properties of a site, computed from its active claims: those that hold on the day and are not rejected.

use std::{cmp::Reverse, collections::BTreeSet};

use jiff::civil;

use super::{Property, Storage, Value};
use crate::{
    dataset::Dataset,
    evidence::{self, Evidence, Reasons},
    model::{
        Claim, Id, Site,
        claim::{Rank, Status},
    },
};

/// The evidence of a site on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteEvidence {
    /// The evidence of each claim, in their order.
    pub claims: Vec<Evidence>,
    /// What the evidence level rests on.
    pub reasons: Reasons,
    /// The status. Of rival ones, that with the most lineages.
    pub status: Option<Status>,
    /// The date for which that status was last reported.
    pub status_as_of: Option<String>,
}

impl SiteEvidence {
    /// The evidence of `site` on `day`.
    pub fn new(dataset: &Dataset, site: &Site, day: civil::Date) -> Self {
        let stated = &site.properties.claims;
        let claims = evidence::weigh(&dataset.sources, stated, day);
        let statuses = || {
            evidence::active(stated, &claims).filter_map(|(_, claim, evidence)| match claim {
                Claim::Status(value) => Some((value.status, claim, evidence)),
                _ => None,
            })
        };
        let status = statuses().max_by_key(|(status, _, evidence)| (evidence.lineages, Reverse(*status)));
        let status = status.map(|(status, _, _)| status);
        let reports = statuses().filter(|(stated, _, _)| Some(*stated) == status);
        let reported = reports.filter_map(|(_, claim, _)| evidence::last_reported(&dataset.sources, claim));
        let status_as_of = reported.max_by_key(|date| (date.last(), date.first())).map(|date| date.to_string());
        Self { reasons: evidence::reasons(stated, &claims), claims, status, status_as_of }
    }
}

/// A site's record with its evidence: what [`Property`](super::Property) reads values from.
#[derive(Clone, Copy, Debug)]
pub struct SiteRecord<'a> {
    /// The record.
    pub site: &'a Site,
    /// Its evidence.
    pub evidence: &'a SiteEvidence,
}

impl<'a> SiteRecord<'a> {
    /// The active claims with their evidence.
    fn active(&self) -> impl Iterator<Item = (&'a Claim, &'a Evidence)> {
        let active = evidence::active(&self.site.properties.claims, &self.evidence.claims);
        active.map(|(_, claim, evidence)| (claim, evidence))
    }

    /// The value of a flat property, the other names included; null for locations, times and nested values.
    pub fn value(&self, property: Property) -> Value<'a> {
        match property.definition().storage {
            Storage::Id => Value::Text(&self.site.id),
            Storage::Text(read) | Storage::Word(read) | Storage::List(read) | Storage::Number(read) => read(self),
            Storage::Names => {
                let names = self.site.properties.names.iter();
                Value::Names(
                    names
                        .map(|(language, names)| (language.as_str(), names.iter().map(|name| name.text()).collect()))
                        .collect(),
                )
            }
            Storage::Geometry | Storage::Axis(_) | Storage::Time | Storage::Nested => Value::Null,
        }
    }

    /// The organizations of the active claims that state a role, sorted.
    pub(super) fn organizations(&self, in_role: fn(&Claim) -> Option<&Id>) -> Vec<&'a str> {
        let ids: BTreeSet<&str> = self.active().filter_map(|(claim, _)| in_role(claim)).map(String::as_str).collect();
        ids.into_iter().collect()
    }

    /// The primary ones first.
    pub(super) fn minerals(&self) -> Vec<&'a str> {
        let ranked = self.active().filter_map(|(claim, _)| match claim {
            Claim::Mineral(claim) => Some((claim.rank, claim.mineral.as_str())),
            _ => None,
        });
        let ranked: BTreeSet<(Rank, &str)> = ranked.collect();
        let mut seen = BTreeSet::new();
        ranked.into_iter().map(|(_, id)| id).filter(|id| seen.insert(*id)).collect()
    }

    /// The sources that its claims, active or not, and its names cite.
    pub(super) fn sources(&self) -> Vec<&'a str> {
        let properties = &self.site.properties;
        let claims = properties.claims.iter().flat_map(Claim::cite_lists).flat_map(|(.., cite)| cite);
        let names = properties.names.values().flatten().flat_map(|name| name.cite());
        let ids: BTreeSet<&str> = claims.chain(names).map(|citation| citation.source.as_str()).collect();
        ids.into_iter().collect()
    }
}

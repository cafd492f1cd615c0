//! An agreement as a Feature.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Link, WeighedClaim, weighed};
use crate::{
    catalog::agreements::Facts,
    model::{Agreement, Date, Geometry, name::Searched, site::Feature},
};

/// An agreement as a Feature.
#[derive(Serialize, JsonSchema)]
pub struct AgreementFeature<'a> {
    /// Always `Feature`.
    #[serde(rename = "type")]
    kind: Feature,
    /// The agreement's permanent id.
    id: &'a str,
    /// Always null.
    geometry: Option<&'a Geometry>,
    /// Flat facts and claims.
    properties: AgreementFacts<'a>,
    /// Links to related documents; left out inside a collection.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
}

/// The flat facts of an agreement, from its active claims, and all of its claims.
#[derive(Serialize, JsonSchema)]
struct AgreementFacts<'a> {
    /// The name in English.
    name: &'a str,
    /// What kind of agreement it is.
    kind: &'a str,
    /// ISO 3166-1 alpha-2.
    country: &'a str,
    /// The sites it concerns.
    sites: &'a [String],
    /// Why it is not on the map.
    unplaced: Option<&'a str>,
    /// The organizations that take part.
    parties: &'a BTreeSet<String>,
    /// The minerals in its scope.
    minerals: &'a BTreeSet<String>,
    /// When it was signed: several dates where sources disagree.
    signed: &'a [Date],
    /// What was looked for and not found.
    searched: &'a [Searched],
    /// Every claim about it, with its sources.
    claims: Vec<WeighedClaim>,
}

impl<'a> AgreementFeature<'a> {
    /// The Feature of an agreement with these facts.
    pub(crate) fn new(agreement: &'a Agreement, facts: &'a Facts, links: Vec<Link>) -> Self {
        let properties = &agreement.properties;
        Self {
            kind: Feature::Feature,
            id: &agreement.id,
            geometry: None,
            properties: AgreementFacts {
                name: &properties.name,
                kind: properties.kind.as_str(),
                country: &properties.country,
                sites: &properties.sites,
                unplaced: properties.unplaced.as_deref(),
                parties: &facts.parties,
                minerals: &facts.minerals,
                signed: &facts.signed,
                searched: &properties.searched,
                claims: weighed(&properties.claims, &facts.evidence),
            },
            links,
        }
    }
}

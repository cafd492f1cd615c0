//! A site: a deposit, a mine, a belt or a region that somebody makes a claim about.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Claim, Geometry, Id, Names,
    claim::{Location, Verdict},
    name::Searched,
    schema::geometry_required,
    vocabulary::vocabulary,
};

/// One site, one RFC 7946 Feature, one file: `data/sites/<cc>/<id>.geojson`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = geometry_required)]
pub struct Site {
    /// Always `Feature`.
    #[serde(rename = "type")]
    pub kind: Feature,
    /// The file's name without its ending.
    pub id: Id,
    /// The accepted location; null where none is established, but never left out (RFC 7946, section 3.2).
    #[serde(deserialize_with = "Option::deserialize")]
    pub geometry: Option<Geometry>,
    /// What is known.
    pub properties: SiteProperties,
}

/// The `type` of a record that is a GeoJSON Feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Feature {
    /// A Feature.
    Feature,
}

/// What is known of a site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteProperties {
    /// The name it goes by in English.
    pub name: String,
    /// Other names and spellings, by language.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// What it is.
    pub kind: Kind,
    /// ISO 3166-1 alpha-2.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub country: String,
    /// ISO 3166-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^[A-Z]{2}-[A-Z0-9]{1,3}$"))]
    pub province: Option<String>,
    /// The sites it lies in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<Id>,
    /// Sites that look like this one and are others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub distinct_from: Vec<Id>,
    /// Its ids elsewhere, by scheme.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub identifiers: BTreeMap<String, String>,
    /// What was looked for and not found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<Searched>,
    /// What is said of it, by whom.
    pub claims: Vec<Claim>,
}

impl SiteProperties {
    /// The location claims that may be the accepted one, with their places among the claims: those judged
    /// accepted, else those not rejected. The location is established when there is exactly one.
    #[must_use]
    pub fn location_candidates(&self) -> Vec<(usize, &Location)> {
        let with = |verdict: Option<Verdict>| {
            self.claims
                .iter()
                .enumerate()
                .filter_map(move |(index, claim)| match claim {
                    Claim::Location(location) if claim.verdict() == verdict => Some((index, location)),
                    _ => None,
                })
                .collect::<Vec<_>>()
        };
        let accepted = with(Some(Verdict::Accepted));
        if accepted.is_empty() { with(None) } else { accepted }
    }

    /// The accepted location, where one is established.
    #[must_use]
    pub fn accepted_location(&self) -> Option<(usize, &Location)> {
        match self.location_candidates().as_slice() {
            &[only] => Some(only),
            _ => None,
        }
    }
}

vocabulary! {
    /// What a site is: the CGI vocabulary `mineral-occurrence-type`, and `region` for an area that is
    /// no occurrence of its own (a province, a valley, a tribal district).
    pub enum Kind {
        Deposit = "deposit",
        Prospect = "prospect",
        Occurrence = "occurrence",
        MineralizedZone = "mineralized-zone",
        Field = "field",
        District = "district",
        Province = "province",
        Region = "region",
    }
}

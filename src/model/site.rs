//! Sites: deposits, mines, belts and regions.

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
    /// The name of the file without the extension.
    pub id: Id,
    /// The accepted location. Null if there is none, but never left out (RFC 7946, section 3.2).
    #[serde(deserialize_with = "Option::deserialize")]
    pub geometry: Option<Geometry>,
    /// The content of the record.
    pub properties: SiteProperties,
}

/// The `type` of a record that is a GeoJSON Feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Feature {
    /// The only value.
    Feature,
}

/// The content of a site.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteProperties {
    /// The usual English name.
    pub name: String,
    /// Other names and spellings, by language.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// The kind of site.
    pub kind: Kind,
    /// The country, ISO 3166-1 alpha-2.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub country: String,
    /// The province, ISO 3166-2.
    #[schemars(regex(pattern = "^[A-Z]{2}-[A-Z0-9]{1,3}$"))]
    pub province: Option<String>,
    /// The ids of the sites that contain this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<Id>,
    /// The ids of similar sites that are not this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub distinct_from: Vec<Id>,
    /// The ids in other databases, by scheme.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub identifiers: BTreeMap<String, String>,
    /// Information that was searched for and not found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<Searched>,
    /// The claims about the site.
    pub claims: Vec<Claim>,
}

impl SiteProperties {
    /// The location claims that could be the accepted one, with their positions in the list of claims: those that the
    /// curators accepted, otherwise those that they did not reject. The location is established if there is exactly one.
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

    /// The accepted location with its position in the list of claims, if one is established.
    pub fn accepted_location(&self) -> Option<(usize, &Location)> {
        match self.location_candidates().as_slice() {
            &[only] => Some(only),
            _ => None,
        }
    }

    /// The uncertainty of the accepted location in metres, if it is known.
    pub fn uncertainty_m(&self) -> Option<u32> {
        self.accepted_location()?.1.uncertainty_m
    }
}

vocabulary! {
    /// The kinds of site: the CGI vocabulary `mineral-occurrence-type`, and `region` for an area that is not a mineral
    /// occurrence itself (a province, a valley, a tribal district).
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

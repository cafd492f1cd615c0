//! An agreement: who signed what with whom, and the sites it touches.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Claim, Geometry, Id, Names, name::Searched, schema::geometry_required, site::Feature, vocabulary::vocabulary,
};

/// One agreement, one Feature without a geometry, one file: `data/agreements/<id>.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = geometry_required)]
pub struct Agreement {
    /// Always `Feature`.
    #[serde(rename = "type")]
    pub kind: Feature,
    /// The file's name without its ending.
    pub id: Id,
    /// Always null: an agreement has no place of its own.
    #[serde(deserialize_with = "Option::deserialize")]
    pub geometry: Option<Geometry>,
    /// What is known.
    pub properties: AgreementProperties,
}

/// What is known of an agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementProperties {
    /// The name it goes by in English.
    pub name: String,
    /// Other names, by language.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// What it is.
    pub kind: AgreementKind,
    /// ISO 3166-1 alpha-2.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub country: String,
    /// The sites it touches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Id>,
    /// Why it is not on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unplaced: Option<String>,
    /// What was looked for and not found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<Searched>,
    /// What is said of it, by whom.
    pub claims: Vec<Claim>,
}

vocabulary! {
    /// What an agreement is.
    pub enum AgreementKind {
        Mou = "mou",
        Licence = "licence",
        Lease = "lease",
        TradeDeal = "trade-deal",
        Designation = "designation",
        Shipment = "shipment",
    }
}

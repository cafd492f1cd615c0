//! Agreements: memorandums, licences, leases and trade deals about sites.

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
    /// The name of the file without the extension.
    pub id: Id,
    /// Always null: an agreement has no geometry of its own.
    #[serde(deserialize_with = "Option::deserialize")]
    pub geometry: Option<Geometry>,
    /// The content of the record.
    pub properties: AgreementProperties,
}

/// The content of an agreement.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementProperties {
    /// The usual English name.
    pub name: String,
    /// Other names, by language.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// The kind of agreement.
    pub kind: AgreementKind,
    /// The country, as ISO 3166-1 alpha-2.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub country: String,
    /// The ids of the sites that it covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<Id>,
    /// Why it is not on the map, if it covers no located site.
    pub unplaced: Option<String>,
    /// Information that was searched for and not found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<Searched>,
    /// The claims about the agreement.
    pub claims: Vec<Claim>,
}

vocabulary! {
    /// The kinds of agreement.
    pub enum AgreementKind {
        Mou = "mou",
        Licence = "licence",
        Lease = "lease",
        TradeDeal = "trade-deal",
        Designation = "designation",
        Shipment = "shipment",
    }
}

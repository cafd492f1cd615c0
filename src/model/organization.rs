//! Organizations that operate, own, sign or estimate.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Citation, Claim, Date, Id, Names, name::Searched, vocabulary::vocabulary};

/// One organization, one file: `data/organizations/<id>.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The file's name without its ending.
    pub id: Id,
    /// The name it goes by in English.
    pub name: String,
    /// Other names and spellings, by language.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// What it was called before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<FormerName>,
    /// What it is.
    pub kind: OrganizationKind,
    /// ISO 3166-1 alpha-2 of its seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub country: Option<String>,
    /// The organization it belongs to: a filter for that one finds this one's sites too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Id>,
    /// Its ids elsewhere, by scheme.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub identifiers: BTreeMap<String, String>,
    /// What was looked for and not found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<Searched>,
    /// What is said of it, by whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
}

/// A name that an organization had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// The last date it held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Who says so.
    pub cite: Vec<Citation>,
}

vocabulary! {
    /// What an organization is.
    pub enum OrganizationKind {
        Company = "company",
        StateOwnedCompany = "state-owned-company",
        Military = "military",
        Government = "government",
        Ministry = "ministry",
        IndustryBody = "industry-body",
    }
}

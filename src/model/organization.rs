//! Organizations: operators, owners, parties of agreements, estimators.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Citation, Claim, Date, Id, Names, name::Searched, vocabulary::vocabulary};

/// One organization, one file: `data/organizations/<id>.json`.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The name of the file without the extension.
    pub id: Id,
    /// The usual English name.
    pub name: String,
    /// Other names and spellings, by language.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// The former names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<FormerName>,
    /// The kind of organization.
    pub kind: OrganizationKind,
    /// The country of its headquarters, ISO 3166-1 alpha-2.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub country: Option<String>,
    /// The id of the parent organization. A filter for the parent also finds the sites of this one.
    pub parent: Option<Id>,
    /// The ids in other databases, by scheme.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub identifiers: BTreeMap<String, String>,
    /// Information that was searched for and not found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<Searched>,
    /// The claims about the organization.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
}

/// A former name of an organization.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// The last date on which the name was used.
    pub until: Option<Date>,
    /// The citations that support it.
    pub cite: Vec<Citation>,
}

vocabulary! {
    /// The kinds of organization.
    pub enum OrganizationKind {
        Company = "company",
        StateOwnedCompany = "state-owned-company",
        Military = "military",
        Government = "government",
        Ministry = "ministry",
        IndustryBody = "industry-body",
    }
}

//! Names in several languages.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Citation;

/// Names by language tag (BCP 47).
pub type Names = BTreeMap<String, Vec<Name>>;

/// A plain spelling variant, or a name with citations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Name {
    /// A spelling variant of the name of the record.
    Plain(String),
    /// A name with citations.
    Cited(CitedName),
}

/// A name with citations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CitedName {
    /// The name, in its own script.
    pub name: String,
    /// The citations that support it.
    pub cite: Vec<Citation>,
}

impl Name {
    /// The name.
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(name) => name,
            Self::Cited(cited) => &cited.name,
        }
    }

    /// The citations; none for a plain spelling variant.
    pub fn cite(&self) -> &[Citation] {
        match self {
            Self::Plain(_) => &[],
            Self::Cited(cited) => &cited.cite,
        }
    }
}

/// Information that was searched for and not found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Searched {
    /// What was searched for.
    pub what: String,
    /// The sources or collections that were searched.
    #[serde(rename = "where")]
    pub places: Vec<String>,
    /// The date of the search.
    pub on: super::Date,
}

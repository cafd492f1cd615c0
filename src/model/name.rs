//! Names in the languages that sources give them in.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Citation;

/// Names by language (BCP 47 tag).
pub type Names = BTreeMap<String, Vec<Name>>;

/// A plain spelling variant, or a name with the sources that give it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Name {
    /// A spelling variant of the record's own name.
    Plain(String),
    /// A name that a source gives.
    Cited(CitedName),
}

/// A name with its sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CitedName {
    /// The name, in its own script.
    pub name: String,
    /// Who gives it.
    pub cite: Vec<Citation>,
}

impl Name {
    /// The name itself.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(name) => name,
            Self::Cited(cited) => &cited.name,
        }
    }

    /// Who gives it; nobody for a plain spelling variant.
    #[must_use]
    pub fn cite(&self) -> &[Citation] {
        match self {
            Self::Plain(_) => &[],
            Self::Cited(cited) => &cited.cite,
        }
    }
}

/// What was looked for and not found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Searched {
    /// What was looked for.
    pub what: String,
    /// Where: the sources or collections that were read.
    #[serde(rename = "where")]
    pub places: Vec<String>,
    /// When.
    pub on: super::Date,
}

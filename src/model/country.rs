//! National claims: reserves in dollars, share of output, minerals known and exploited.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Claim, Id, Names};

/// One country, one file: `data/countries/<cc>.json`, `cc` in lower case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub id: Id,
    /// The name in English.
    pub name: String,
    /// Other names, by language.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// What is said of the country as a whole, by whom.
    pub claims: Vec<Claim>,
}

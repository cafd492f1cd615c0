//! Countries, with claims about the country as a whole.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Claim, Id, Names};

/// One country, one file: `data/countries/<cc>.json`, `cc` in lower case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// The country code, ISO 3166-1 alpha-2.
    #[schemars(regex(pattern = "^[A-Z]{2}$"))]
    pub id: Id,
    /// The English name.
    pub name: String,
    /// Other names, by language.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// The claims about the country as a whole.
    pub claims: Vec<Claim>,
}

//! The vocabulary of minerals and commodities.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Citation, Date, Id, Names, vocabulary::vocabulary};

/// The whole vocabulary: `data/minerals.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// Every mineral, sorted by id.
    pub minerals: Vec<Mineral>,
}

/// A mineral or commodity.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mineral {
    /// The id.
    pub id: Id,
    /// The English name.
    pub name: String,
    /// Other names, by language.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// The text of its icon on the map: a chemical symbol, or up to four letters.
    #[schemars(length(min = 1, max = 4))]
    pub symbol: String,
    /// The kind of term.
    pub kind: MineralKind,
    /// The ids of the broader terms. A filter for a broader term also finds the sites of this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broader: Vec<Id>,
    /// The URI of the concept in the CGI vocabulary `commodity-code`.
    pub cgi_uri: Option<String>,
    /// The colour of its icon, as `#rrggbb`. White text on it has a contrast of at least 4.5 (WCAG 2.2 AA).
    #[schemars(regex(pattern = "^#[0-9a-f]{6}$"))]
    pub colour: String,
    /// Other words that sources use for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<String>,
    /// The lists of critical minerals that it is or was on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub memberships: Vec<Membership>,
}

/// The membership in a list of critical minerals.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The name of the list.
    pub list: String,
    /// The date of its addition.
    pub from: Date,
    /// The last date on the list, if it was removed.
    pub until: Option<Date>,
    /// The citations that support it.
    pub cite: Vec<Citation>,
}

vocabulary! {
    /// The kinds of term in the vocabulary.
    pub enum MineralKind {
        Element = "element",
        Group = "group",
        Mineral = "mineral",
        Commodity = "commodity",
    }
}

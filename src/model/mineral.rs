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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mineral {
    /// The id that claims use.
    pub id: Id,
    /// The name in English.
    pub name: String,
    /// Other names, by language.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// What its disc on the map shows: a chemical symbol, or up to four letters.
    #[schemars(length(min = 1, max = 4))]
    pub symbol: String,
    /// What it is.
    pub kind: MineralKind,
    /// The wider terms: a filter for one of them finds this one's sites too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broader: Vec<Id>,
    /// The concept in the CGI vocabulary `commodity-code`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cgi_uri: Option<String>,
    /// `#rrggbb`; white text on it reaches a contrast of 4.5 (WCAG 2.2 AA).
    #[schemars(regex(pattern = "^#[0-9a-f]{6}$"))]
    pub colour: String,
    /// Other words for it in sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<String>,
    /// Lists of critical minerals that it is or was on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub memberships: Vec<Membership>,
}

/// Being on a list of critical minerals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The list.
    pub list: String,
    /// Since when.
    pub from: Date,
    /// Until when, where it was taken off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Who says so.
    pub cite: Vec<Citation>,
}

vocabulary! {
    /// What an entry of the vocabulary is.
    pub enum MineralKind {
        Element = "element",
        Group = "group",
        Mineral = "mineral",
        Commodity = "commodity",
    }
}

//! Who says it, and where exactly.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Id;

/// A pointer from a claim to the place in a source that says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The source's id.
    pub source: Id,
    /// Where in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
    /// The passage, where the text was at hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passage: Option<Passage>,
    /// The speaker whom the source quotes, spelt alike everywhere: that speaker is the witness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<String>,
    /// The sources that this passage retells, where they are others than the source as a whole retells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derives_from: Vec<Id>,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum At {
    /// The nth non-empty line of the text, from 1.
    Paragraph(Paragraph),
    /// A page, as printed.
    Page(Page),
    /// A row or record of a dataset.
    Record(Record),
    /// Any other place, such as `infobox`.
    Place(String),
}

/// The nth non-empty line of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// From 1.
    #[schemars(range(min = 1))]
    pub paragraph: u32,
}

/// A page of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// As printed, such as `12` or `xii`.
    pub page: String,
}

/// A record of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The dataset's own id for it.
    pub record: String,
}

/// A passage by its ends and a hash: enough to link to (`#:~:text=start,end`) and to verify,
/// and it copies nobody's prose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// Its first few words.
    pub start: String,
    /// Its last few words.
    pub end: String,
    /// SHA-256 (lower-case hex) of the text from the first through the last of them, white space folded.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
}

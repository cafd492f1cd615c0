//! Citations: the source of a statement, and the exact passage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Id;

/// A reference from a claim to the place in a source that supports it.
///
/// ```
/// use oreatlas::model::{Citation, citation::{At, Paragraph}};
///
/// let citation: Citation = serde_json::from_str(r#"{"source": "dawn-2025", "at": {"paragraph": 4}}"#)?;
/// assert_eq!(citation.source, "dawn-2025");
/// assert_eq!(citation.at, Some(At::Paragraph(Paragraph { paragraph: 4 })));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The id of the source.
    pub source: Id,
    /// The place in the source.
    pub at: Option<At>,
    /// The passage, if the text was available.
    pub passage: Option<Passage>,
    /// The speaker whom the source quotes. The speaker then counts as the witness, so the name must be spelt the same
    /// everywhere.
    pub attributed_to: Option<String>,
    /// The sources that this passage is based on, if they differ from those of the source as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derives_from: Vec<Id>,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum At {
    /// A paragraph: a non-empty line of the text.
    Paragraph(Paragraph),
    /// A page.
    Page(Page),
    /// A row or record of a dataset.
    Record(Record),
    /// Any other place, for example `infobox`.
    Place(String),
}

/// A paragraph: a non-empty line of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paragraph {
    /// The number of the paragraph, from 1.
    #[schemars(range(min = 1))]
    pub paragraph: u32,
}

/// A page of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The page number as printed, for example `12` or `xii`.
    pub page: String,
}

/// A record of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The id that the dataset uses for it.
    pub record: String,
}

/// A passage, given by its first and last words and a hash. That is enough to link to it (`#:~:text=start,end`) and to
/// verify it without copying the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// The first words of the passage.
    pub start: String,
    /// The last words of the passage.
    pub end: String,
    /// The SHA-256 (lower-case hex) of the text from the first through the last word, white space folded.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
}

//! Sites, agreements and claims as GeoJSON Features (RFC 7946): one type for each, which is both written and read.

mod agreement;
mod claim;
mod site;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::{
    agreement::AgreementFeature,
    claim::WeighedClaim,
    site::{SiteDetails, SiteFeature},
};
pub(crate) use self::{
    claim::{weigh, weighed},
    site::Nested,
};

/// A link (RFC 8288), as OGC API writes it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Link {
    /// The address.
    pub href: String,
    /// The relation.
    pub rel: String,
    /// The media type.
    #[serde(rename = "type")]
    pub media_type: String,
    /// What it leads to.
    pub title: String,
    /// Whether parts of the address in braces are to be filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub templated: Option<bool>,
}

impl Link {
    pub(crate) fn new(href: String, rel: &str, media_type: &str, title: &str) -> Self {
        let (rel, media_type, title) = (rel.to_owned(), media_type.to_owned(), title.to_owned());
        Self { href, rel, media_type, title, templated: None }
    }
}

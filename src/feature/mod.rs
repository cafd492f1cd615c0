//! Sites, agreements and claims as GeoJSON Features (RFC 7946): one type for each, which is both written and read.

mod agreement;
mod claim;
mod site;

use schemars::JsonSchema;
use serde::Serialize;

pub use self::{
    agreement::AgreementFeature,
    claim::{WeighedClaim, weighed},
    site::{Nested, SiteDetails, SiteFeature, SiteProperties},
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

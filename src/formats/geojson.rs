//! GeoJSON (RFC 7946), with the flat facts, the claims and their evidence in the properties.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::{ATTRIBUTION, LICENSE};
use crate::{
    catalog::{
        Catalog,
        evidence::{EvidenceDocument, Grade, Reasons},
    },
    model::{Claim, Geometry, Source, site::Feature},
};

/// A site as it leaves the server.
#[derive(Serialize, JsonSchema)]
pub struct SiteFeature<'a> {
    /// Always `Feature`.
    #[serde(rename = "type")]
    kind: Feature,
    /// The site's permanent id.
    id: &'a str,
    /// The accepted location; null where none is established.
    geometry: Option<&'a Geometry>,
    /// Flat facts and claims.
    properties: FlatProperties<'a>,
}

/// The flat facts, from current, not rejected claims, and all the claims.
#[derive(Serialize, JsonSchema)]
pub struct FlatProperties<'a> {
    /// The name in English.
    name: &'a str,
    /// Other names and spellings, by language.
    names: BTreeMap<&'a str, Vec<&'a str>>,
    /// What it is: CGI `mineral-occurrence-type`, or `region`.
    kind: &'a str,
    /// Whether it is worked: CGI `mine-status`, `exploration` or `claimed-only`.
    status: Option<&'a str>,
    /// Minerals, the primary ones first.
    minerals: &'a [String],
    /// Who works it.
    operators: &'a [String],
    /// Who holds a licence for it.
    licensees: &'a [String],
    /// Who owns a part of it.
    owners: &'a [String],
    /// ISO 3166-1 alpha-2.
    country: &'a str,
    /// ISO 3166-2.
    province: Option<&'a str>,
    /// The sites it lies in.
    part_of: &'a [String],
    /// Darwin Core `coordinateUncertaintyInMeters`; null where unknown.
    uncertainty_m: Option<u32>,
    /// `disputed`, `corroborated` or `single-source`.
    evidence: Grade,
    /// What decides that.
    evidence_reasons: &'a Reasons,
    /// The sources cited.
    sources: &'a BTreeSet<String>,
    /// Its ids elsewhere, by scheme.
    identifiers: &'a BTreeMap<String, String>,
    /// What was looked for and not found.
    searched: &'a [crate::model::name::Searched],
    /// What is said of it, by whom.
    claims: Vec<WeighedClaim<'a>>,
}

/// A claim with its evidence.
#[derive(Clone, Serialize, JsonSchema)]
pub struct WeighedClaim<'a> {
    #[serde(flatten)]
    claim: &'a Claim,
    /// What the other claims and the lineages of its sources make of it.
    evidence: EvidenceDocument,
}

/// A link (RFC 8288) as OGC API writes it.
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
}

/// What stands around the Features of a collection.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CollectionHead {
    /// Always `FeatureCollection`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// How many pass the filters.
    number_matched: usize,
    /// How many are in this answer.
    number_returned: usize,
    /// SPDX id of the data's licence.
    license: &'static str,
    /// Who is to be named.
    attribution: &'static str,
    /// Where to go from here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
}

/// An answer of sites, described for `/api`; [`Features`] writes it.
#[derive(Serialize, JsonSchema)]
pub struct SiteCollection<'a> {
    #[serde(flatten)]
    head: CollectionHead,
    features: Vec<SiteFeature<'a>>,
    /// CSL-JSON items of the sources cited.
    sources: Vec<&'a Source>,
}

/// Every site written once, at load; an answer is put together from these.
pub struct Features {
    sites: Vec<String>,
    sources: BTreeMap<String, String>,
}

impl Features {
    /// Writes every site and source of a catalog.
    ///
    /// # Errors
    /// When a record has no JSON form, which its type rules out.
    pub fn new(catalog: &Catalog) -> serde_json::Result<Self> {
        let places = 0..catalog.dataset.sites.len();
        let sources = catalog.dataset.sources.iter();
        Ok(Self {
            sites: places.map(|nth| serde_json::to_string(&feature(catalog, nth))).collect::<Result<_, _>>()?,
            sources: sources
                .map(|(id, source)| Ok((id.clone(), serde_json::to_string(source)?)))
                .collect::<serde_json::Result<_>>()?,
        })
    }

    /// One site, whole.
    #[must_use]
    pub fn site(&self, nth: usize) -> &str {
        &self.sites[nth]
    }

    /// A `FeatureCollection` of `sites`, of `matched` that pass, with the sources that they cite.
    ///
    /// # Errors
    /// When a link has no JSON form, which its type rules out.
    pub fn collection(
        &self,
        catalog: &Catalog,
        sites: &[usize],
        matched: usize,
        links: Vec<Link>,
    ) -> serde_json::Result<String> {
        let head = head(matched, sites.len(), links);
        let cited: BTreeSet<&String> = sites.iter().flat_map(|&nth| &catalog.facts[nth].sources).collect();
        let features = sites.iter().map(|&nth| self.sites[nth].as_str());
        let sources = cited.into_iter().filter_map(|id| self.sources.get(id)).map(String::as_str);
        let mut text = serde_json::to_string(&head)?;
        text.pop();
        text.push_str(",\"features\":[\n");
        join(&mut text, features);
        text.push_str("\n],\"sources\":[");
        join(&mut text, sources);
        text.push_str("]}\n");
        Ok(text)
    }
}

/// The head of a collection of anything.
#[must_use]
pub fn head(matched: usize, returned: usize, links: Vec<Link>) -> CollectionHead {
    CollectionHead {
        kind: "FeatureCollection",
        number_matched: matched,
        number_returned: returned,
        license: LICENSE,
        attribution: ATTRIBUTION,
        links,
    }
}

fn join<'a>(text: &mut String, items: impl Iterator<Item = &'a str>) {
    for (nth, item) in items.enumerate() {
        if nth > 0 {
            text.push_str(",\n");
        }
        text.push_str(item);
    }
}

fn feature(catalog: &Catalog, nth: usize) -> SiteFeature<'_> {
    let (site, facts) = (&catalog.dataset.sites[nth], &catalog.facts[nth]);
    let properties = &site.properties;
    SiteFeature {
        kind: Feature::Feature,
        id: &site.id,
        geometry: site.geometry.as_ref(),
        properties: FlatProperties {
            name: &properties.name,
            names: properties
                .names
                .iter()
                .map(|(language, names)| (language.as_str(), names.iter().map(|name| name.text()).collect()))
                .collect(),
            kind: properties.kind.as_str(),
            status: facts.status.map(|status| status.as_str()),
            minerals: &facts.minerals,
            operators: &facts.operators,
            licensees: &facts.licensees,
            owners: &facts.owners,
            country: &properties.country,
            province: properties.province.as_deref(),
            part_of: &properties.part_of,
            uncertainty_m: facts.uncertainty_m,
            evidence: facts.reasons.grade(),
            evidence_reasons: &facts.reasons,
            sources: &facts.sources,
            identifiers: &properties.identifiers,
            searched: &properties.searched,
            claims: weighed(&properties.claims, &facts.evidence),
        },
    }
}

/// Claims, each with its evidence.
#[must_use]
pub fn weighed<'a>(claims: &'a [Claim], evidence: &[crate::catalog::evidence::Evidence]) -> Vec<WeighedClaim<'a>> {
    claims.iter().zip(evidence).map(|(claim, evidence)| WeighedClaim { claim, evidence: evidence.into() }).collect()
}

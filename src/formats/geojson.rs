//! GeoJSON (RFC 7946), with the flat facts, the claims and their evidence in the properties.

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    ATTRIBUTION, LICENSE, Projection, WriteError,
    text_store::{Damaged, TextStore, TextStoreBuilder},
    writing::{Selection, Text},
};
use crate::{
    catalog::{Catalog, Facts},
    dataset::Dataset,
    evidence::{Evidence, EvidenceLevel, Reasons},
    model::{Claim, Geometry, Site, Source, site::Feature},
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
    /// Where to go from here, where it stands alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
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
    evidence: EvidenceLevel,
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
    /// What its sources and the other claims of its record say about it.
    evidence: Evidence,
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
    /// Whether parts of the address in braces are to be filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub templated: Option<bool>,
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

/// Every site written once, at load or at import; an answer is put together from these.
pub struct Features {
    sites: TextStore,
    sources: BTreeMap<String, String>,
}

impl Features {
    /// Writes every site and source of a catalog whose records are at hand.
    ///
    /// # Errors
    /// When a record has no JSON form, which its type rules out.
    pub fn new(catalog: &Catalog) -> serde_json::Result<Self> {
        let mut sites = TextStoreBuilder::default();
        for (site, facts) in catalog.dataset.sites.iter().zip(&catalog.facts) {
            sites.push(feature(site, facts)?);
        }
        Self::of(&catalog.dataset, sites.finish())
    }

    /// Features that were written before, in the order of their sites' ids, with the sources of `dataset`.
    ///
    /// # Errors
    /// When a source has no JSON form, which its type rules out.
    pub fn of(dataset: &Dataset, sites: TextStore) -> serde_json::Result<Self> {
        let sources = dataset.sources.iter();
        let sources = sources.map(|(id, source)| Ok((id.clone(), serde_json::to_string(source)?)));
        Ok(Self { sites, sources: sources.collect::<serde_json::Result<_>>()? })
    }

    /// Hands all bytes that answers are made of to `take`, for a hash of them.
    pub fn fingerprint(&self, mut take: impl FnMut(&[u8])) {
        take(self.sites.bytes());
        self.sources.values().for_each(|source| take(source.as_bytes()));
    }

    /// Brings the packed forms of sites that will be written next into the processor's memory.
    pub fn fetch(&self, sites: &[usize]) {
        self.sites.fetch(sites);
    }

    /// Writes one site, whole, to the end of `out`.
    ///
    /// # Errors
    /// When what was written before is damaged.
    pub fn site(&self, row: usize, out: &mut Vec<u8>) -> Result<(), Damaged> {
        self.sites.read(row, out)
    }

    /// A source as CSL-JSON.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&str> {
        self.sources.get(id).map(String::as_str)
    }

    /// The sources that `sites` cite, each with its CSL-JSON, in the order of their ids.
    #[must_use]
    pub fn cited<'a>(&'a self, catalog: &'a Catalog, sites: &[usize]) -> Vec<(&'a str, &'a str)> {
        let sources = &catalog.columns.sources;
        let mut cited = FixedBitSet::with_capacity(sources.dictionary().len());
        let mut left = sources.dictionary().len();
        for &row in sites {
            for &number in sources.numbers(row) {
                left -= usize::from(!cited.put(number as usize));
            }
            // An import has one source: then the first site has told all.
            if left == 0 {
                break;
            }
        }
        let ids = cited.ones().map(|number| sources.dictionary()[number].as_str());
        let mut cited: Vec<(&str, &str)> = ids.filter_map(|id| Some((id, self.source(id)?))).collect();
        cited.sort_unstable();
        cited
    }

    /// A `FeatureCollection` of `sites`, of `matched` that pass, with the sources that they cite.
    ///
    /// # Errors
    /// When what was written before is damaged.
    pub fn collection(
        &self,
        catalog: &Catalog,
        sites: &[usize],
        matched: usize,
        links: Vec<Link>,
    ) -> Result<Vec<u8>, WriteError> {
        self.collection_as(&Projection::default(), catalog, sites, matched, links)
    }

    /// The same with its Features in another shape.
    ///
    /// # Errors
    /// When what was written before is damaged.
    pub fn collection_as(
        &self,
        shape: &Projection,
        catalog: &Catalog,
        sites: &[usize],
        matched: usize,
        links: Vec<Link>,
    ) -> Result<Vec<u8>, WriteError> {
        let frame = self.frame(catalog, sites, matched, links)?;
        let room = if shape.properties.is_empty() { self.size(sites) } else { 0 };
        let mut out = Vec::with_capacity(frame.begin.len() + room + frame.end.len());
        out.extend_from_slice(&frame.begin);
        let mut commas = Commas::default();
        for &row in sites {
            commas.next(&mut out);
            shape.write(self, catalog, row, &mut out)?;
        }
        out.extend_from_slice(&frame.end);
        Ok(out)
    }

    /// What stands around the Features of a collection of `sites`, of `matched` that pass.
    ///
    /// # Errors
    /// When a link has no JSON form, which its type rules out.
    pub fn frame(
        &self,
        catalog: &Catalog,
        sites: &[usize],
        matched: usize,
        links: Vec<Link>,
    ) -> serde_json::Result<Frame> {
        let mut frame = Frame { begin: Vec::with_capacity(2048), end: Vec::with_capacity(2048) };
        begin(&serde_json::to_vec(&head(matched, sites.len(), links))?, &mut frame.begin);
        end(&self.cited(catalog, sites), &mut frame.end);
        Ok(frame)
    }

    /// How many bytes these sites take in a collection, with what stands between them.
    #[must_use]
    pub fn size(&self, sites: &[usize]) -> usize {
        let features = sites.iter().map(|&row| self.sites.size(row)).sum::<usize>();
        features + sites.len().saturating_sub(1) * BETWEEN.len()
    }
}

/// What stands around the Features of a collection.
pub struct Frame {
    /// Before the first.
    pub begin: Vec<u8>,
    /// After the last.
    pub end: Vec<u8>,
}

/// A selection as a `FeatureCollection`.
#[derive(Default)]
pub struct Collection {
    commas: Commas,
}

impl Text for Collection {
    fn begin(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        begin(&serde_json::to_vec(&selection.head())?, out);
        Ok(())
    }

    fn sites(&mut self, selection: &Selection<'_>, sites: &[usize], out: &mut Vec<u8>) -> Result<(), WriteError> {
        for &row in sites {
            self.commas.next(out);
            selection.features.site(row, out)?;
        }
        Ok(())
    }

    fn end(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        end(&selection.sources(), out);
        Ok(())
    }
}

impl Selection<'_> {
    /// The head of a collection of these sites.
    pub(super) fn head(&self) -> CollectionHead {
        head(self.about.matched, self.sites.len(), self.about.links.clone())
    }
}

const BETWEEN: &[u8] = b",\n";

/// What stands between Features.
#[derive(Default)]
pub struct Commas {
    begun: bool,
}

impl Commas {
    /// Makes room for the next Feature.
    pub fn next(&mut self, out: &mut Vec<u8>) {
        if std::mem::replace(&mut self.begun, true) {
            out.extend_from_slice(BETWEEN);
        }
    }
}

/// Begins a collection with `head`, an object that has members.
pub(super) fn begin(head: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&head[..head.len().saturating_sub(1)]);
    out.extend_from_slice(b",\"features\":[\n");
}

/// Ends a collection with the sources cited.
pub(super) fn end(sources: &[(&str, &str)], out: &mut Vec<u8>) {
    out.extend_from_slice(b"\n],\"sources\":[");
    let mut commas = Commas::default();
    for (_, source) in sources {
        commas.next(out);
        out.extend_from_slice(source.as_bytes());
    }
    out.extend_from_slice(b"]}\n");
}

/// Adds links to a Feature, which is the last thing in `out`: one that stands alone has them as a member of its own.
///
/// # Errors
/// When a link has no JSON form, which its type rules out.
pub fn add_links(out: &mut Vec<u8>, links: &[Link]) -> serde_json::Result<()> {
    out.pop();
    out.extend_from_slice(b",\"links\":");
    serde_json::to_writer(&mut *out, links)?;
    out.push(b'}');
    Ok(())
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

/// A site as it leaves the server.
///
/// # Errors
/// When a record has no JSON form, which its type rules out.
pub fn feature(site: &Site, facts: &Facts) -> serde_json::Result<String> {
    let properties = &site.properties;
    serde_json::to_string(&SiteFeature {
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
            evidence: facts.reasons.level(),
            evidence_reasons: &facts.reasons,
            sources: &facts.sources,
            identifiers: &properties.identifiers,
            searched: &properties.searched,
            claims: weighed(&properties.claims, &facts.evidence),
        },
        links: Vec::new(),
    })
}

/// Claims, each with its evidence.
#[must_use]
pub fn weighed<'a>(claims: &'a [Claim], evidence: &[Evidence]) -> Vec<WeighedClaim<'a>> {
    claims.iter().zip(evidence).map(|(claim, evidence)| WeighedClaim { claim, evidence: evidence.clone() }).collect()
}

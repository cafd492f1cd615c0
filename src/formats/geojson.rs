//! GeoJSON (RFC 7946): Features in a collection, with the sources that they cite.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Definition, Features, WriteError,
    flat::FlatFeature,
    writing::{Selection, TextFormat, Writer},
};
use crate::{
    catalog::Catalog,
    dataset::Terms,
    feature::{AgreementFeature, Link, SiteFeature},
    model::Source,
};

/// The format.
pub(super) const DEFINITION: Definition = Definition::new(
    "application/geo+json",
    "GeoJSON",
    "All sites that match the filters, with their claims, as GeoJSON",
    Writer::Text(|| Box::new(Collection::default())),
);

/// The members of a `FeatureCollection` other than its features.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CollectionHead {
    /// Always `FeatureCollection`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// How many match the filters.
    number_matched: usize,
    /// How many are in this response.
    number_returned: usize,
    /// SPDX id of the data's licence; absent where an imported source states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    /// Whom to attribute.
    attribution: String,
    /// Links to related documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
}

/// A page of agreements.
#[derive(Serialize, JsonSchema)]
pub(crate) struct AgreementCollection<'a> {
    #[serde(flatten)]
    head: CollectionHead,
    /// The agreements on the page.
    features: Vec<AgreementFeature<'a>>,
}

/// A page of sites, with the sources that they cite.
#[derive(Serialize, JsonSchema)]
pub(crate) struct SiteCollection<'a> {
    #[serde(flatten)]
    head: CollectionHead,
    features: Vec<SiteFeature<'a>>,
    /// CSL-JSON items of the sources cited.
    sources: Vec<&'a Source>,
}

/// The bytes of a `FeatureCollection` around its Features.
pub(crate) struct Frame {
    /// Before the first Feature.
    pub begin: Vec<u8>,
    /// After the last Feature.
    pub end: Vec<u8>,
}

impl Frame {
    /// The length in bytes of the collection of these sites.
    pub(crate) fn size(&self, features: &Features, sites: &[usize]) -> usize {
        let between = sites.len().saturating_sub(1) * BETWEEN.len();
        self.begin.len() + features.size(sites) + between + self.end.len()
    }
}

impl Features {
    /// The frame of a collection of `sites`, a page of the `matched` sites that match the filters.
    pub(crate) fn frame(
        &self,
        catalog: &Catalog,
        sites: &[usize],
        matched: usize,
        links: Vec<Link>,
    ) -> serde_json::Result<Frame> {
        let mut frame = Frame { begin: Vec::with_capacity(2048), end: Vec::with_capacity(2048) };
        begin(&serde_json::to_vec(&head(&catalog.dataset.terms, matched, sites.len(), links))?, &mut frame.begin);
        end(&self.cited(catalog, sites.iter().copied()), &mut frame.end);
        Ok(frame)
    }
}

/// A selection as a `FeatureCollection`.
#[derive(Default)]
struct Collection {
    commas: Commas,
}

impl TextFormat for Collection {
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
        head(self.terms(), self.about.matched, self.sites.count(), self.about.links.clone())
    }
}

const BETWEEN: &[u8] = b",\n";

/// What stands between Features.
#[derive(Default)]
pub(crate) struct Commas {
    begun: bool,
}

impl Commas {
    /// Makes room for the next Feature.
    pub(crate) fn next(&mut self, out: &mut Vec<u8>) {
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

/// A collection of these Features.
pub(crate) fn collection<F: Serialize>(
    head: &CollectionHead,
    features: impl IntoIterator<Item = F>,
) -> serde_json::Result<Vec<u8>> {
    let (mut out, mut commas) = (Vec::new(), Commas::default());
    begin(&serde_json::to_vec(head)?, &mut out);
    for feature in features {
        commas.next(&mut out);
        serde_json::to_writer(&mut out, &feature)?;
    }
    out.extend_from_slice(b"\n]}\n");
    Ok(out)
}

/// A page of sites with flat properties.
#[derive(Serialize, JsonSchema)]
pub(crate) struct FlatCollection<'a> {
    #[serde(flatten)]
    head: CollectionHead,
    /// The sites on the page.
    features: Vec<FlatFeature<'a>>,
}

/// Adds links to a Feature, which is the last thing in `out`: one that is a document of its own has them as a foreign member.
pub(crate) fn add_links(out: &mut Vec<u8>, links: &[Link]) -> serde_json::Result<()> {
    out.pop();
    out.extend_from_slice(b",\"links\":");
    serde_json::to_writer(&mut *out, links)?;
    out.push(b'}');
    Ok(())
}

/// The head of a collection of anything.
pub(crate) fn head(terms: &Terms, matched: usize, returned: usize, links: Vec<Link>) -> CollectionHead {
    CollectionHead {
        kind: "FeatureCollection",
        number_matched: matched,
        number_returned: returned,
        license: terms.license.clone(),
        attribution: terms.attribution.clone(),
        links,
    }
}

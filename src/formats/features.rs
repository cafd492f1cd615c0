//! The stored Features: what responses and downloads are assembled from.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use super::{
    WriteError,
    text_store::{Damaged, TextStore, TextStoreBuilder},
};
use crate::{
    catalog::{Catalog, Property, properties::SiteRecord},
    dataset::Dataset,
    feature::{SiteDetails, SiteFeature, WeighedClaim, weigh},
    model::RecordKind,
};

/// Every site and source as JSON, written once, at load or at import; responses are assembled from these.
pub struct Features {
    sites: TextStore,
    sources: BTreeMap<String, String>,
}

impl Features {
    /// Writes every site and source of a catalog that has the sites' records.
    ///
    /// # Errors
    /// When a record has no JSON form, which its type rules out.
    pub fn new(catalog: &Catalog) -> serde_json::Result<Self> {
        let mut sites = TextStoreBuilder::default();
        for (site, evidence) in catalog.dataset.sites.iter().zip(&catalog.evidence) {
            sites.push(serde_json::to_string(&SiteFeature::of_record(SiteRecord { site, evidence }))?);
        }
        Self::of(&catalog.dataset, sites.finish())
    }

    /// Features that were written before, in the order of their sites' ids, with the sources of `dataset`.
    pub(super) fn of(dataset: &Dataset, sites: TextStore) -> serde_json::Result<Self> {
        let sources = dataset.sources.iter();
        let sources = sources.map(|(id, source)| Ok((id.clone(), serde_json::to_string(source)?)));
        Ok(Self { sites, sources: sources.collect::<serde_json::Result<_>>()? })
    }

    /// Passes all bytes that responses are made of to `take`, for a hash of them.
    pub(crate) fn fingerprint(&self, mut take: impl FnMut(&[u8])) {
        take(self.sites.bytes());
        self.sources.values().for_each(|source| take(source.as_bytes()));
    }

    /// Brings the compressed texts of sites that will be written next into the processor's cache.
    pub(crate) fn fetch(&self, sites: &[usize]) {
        self.sites.fetch(sites);
    }

    /// Appends the Feature of a site to `out`.
    ///
    /// # Errors
    /// When the stored text is damaged.
    pub fn site(&self, row: usize, out: &mut Vec<u8>) -> Result<(), Damaged> {
        self.sites.read(row, out)
    }

    /// The nested properties of a site: from its record, or, where the catalog has none, from its stored Feature.
    pub(crate) fn details(&self, catalog: &Catalog, row: usize) -> Result<SiteDetails, WriteError> {
        if let (Some(site), Some(evidence)) = (catalog.dataset.sites.get(row), catalog.evidence.get(row)) {
            return Ok(SiteDetails::of_record(&SiteRecord { site, evidence }));
        }
        let mut text = Vec::new();
        self.site(row, &mut text)?;
        Ok(SiteDetails::parse(&text)?)
    }

    /// The claims of a record of any kind, with their evidence, and the kind; `None` if there is no such record.
    ///
    /// # Errors
    /// When the stored text of a site is damaged.
    pub(crate) fn claims(
        &self,
        catalog: &Catalog,
        record: &str,
    ) -> Result<Option<(RecordKind, Vec<WeighedClaim>)>, WriteError> {
        let dataset = &catalog.dataset;
        let (kind, claims) = if let Some(row) = catalog.columns.position(record) {
            return Ok(Some((RecordKind::Site, self.details(catalog, row)?.claims)));
        } else if let Some(agreement) = dataset.agreements.get(record) {
            (RecordKind::Agreement, &agreement.properties.claims)
        } else if let Some(organization) = dataset.organizations.get(record) {
            (RecordKind::Organization, &organization.claims)
        } else if let Some(country) = dataset.countries.get(record) {
            (RecordKind::Country, &country.claims)
        } else {
            return Ok(None);
        };
        Ok(Some((kind, weigh(catalog, claims))))
    }

    /// The sources that `sites` cite, each with its CSL-JSON, in the order of their ids.
    pub fn cited<'a>(
        &'a self,
        catalog: &'a Catalog,
        sites: impl IntoIterator<Item = usize>,
    ) -> Vec<(&'a str, &'a str)> {
        let Some(sources) = catalog.columns.lists(Property::Sources) else { return Vec::new() };
        let mut cited = FixedBitSet::with_capacity(sources.dictionary().len());
        let mut left = sources.dictionary().len();
        for row in sites {
            for &number in sources.numbers(row) {
                left -= usize::from(!cited.put(number as usize));
            }
            // An import has one source, which its first site already cites.
            if left == 0 {
                break;
            }
        }
        let ids = cited.ones().map(|number| sources.dictionary()[number].as_str());
        let mut cited: Vec<(&str, &str)> = ids.filter_map(|id| Some((id, self.sources.get(id)?.as_str()))).collect();
        cited.sort_unstable();
        cited
    }

    /// The length of these sites' Features, in bytes.
    pub(crate) fn size(&self, sites: &[usize]) -> usize {
        sites.iter().map(|&row| self.sites.size(row)).sum()
    }
}

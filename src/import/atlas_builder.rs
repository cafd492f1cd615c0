//! Builds the atlas file: facts in columns, Features as compressed text. Site records are dropped after each batch.

use std::{num::NonZero, thread};

use jiff::civil;

use super::ImportError;
use crate::{
    catalog::{
        Columns,
        properties::{SiteEvidence, SiteRecord},
    },
    dataset::{Dataset, Terms},
    feature::SiteFeature,
    formats::{atlas::Imported, text_store::TextStoreBuilder},
    model::{Site, Source},
};

/// How many sites are computed at once.
const BATCH: usize = 4096;

/// Collects sites, in any order, into an atlas.
pub(super) struct AtlasBuilder {
    /// Contains the source alone, from which claims take their dates and lineages.
    dataset: Dataset,
    day: civil::Date,
    batch: Vec<Site>,
    columns: Columns,
    features: TextStoreBuilder,
    /// The first error; later ones are dropped.
    failed: Option<ImportError>,
}

impl AtlasBuilder {
    pub(super) fn new(source: Source, day: civil::Date) -> Self {
        let mut dataset = Dataset { terms: Terms::of(&source), ..Dataset::default() };
        dataset.sources.insert(source.id.clone(), source);
        let (batch, columns) = (Vec::with_capacity(BATCH), Columns::default());
        Self { dataset, day, batch, columns, features: TextStoreBuilder::default(), failed: None }
    }

    pub(super) fn len(&self) -> usize {
        self.columns.len() + self.batch.len()
    }

    pub(super) fn push(&mut self, site: Site) {
        self.batch.push(site);
        if self.batch.len() == BATCH {
            self.compute();
        }
    }

    /// Computes the evidence and the Feature of each site of the batch, on all processors.
    fn compute(&mut self) {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let part = self.batch.len().div_ceil(threads).max(1);
        let (dataset, day) = (&self.dataset, self.day);
        let computed: Vec<serde_json::Result<(SiteEvidence, String)>> = thread::scope(|scope| {
            let parts: Vec<_> = self
                .batch
                .chunks(part)
                .map(|sites| {
                    scope.spawn(move || sites.iter().map(|site| compute(dataset, site, day)).collect::<Vec<_>>())
                })
                .collect();
            parts
                .into_iter()
                .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        for (site, computed) in self.batch.drain(..).zip(computed) {
            match computed {
                Ok((evidence, text)) => {
                    self.columns.push(&self.dataset, &SiteRecord { site: &site, evidence: &evidence });
                    self.features.push(text);
                }
                Err(source) => {
                    self.failed.get_or_insert(ImportError::Site { id: site.id, source });
                }
            }
        }
    }

    /// The atlas, sorted by id, with the records that its sites refer to.
    ///
    /// # Errors
    /// When a site could not be serialized.
    pub(super) fn finish(mut self, records: Dataset, since: Option<civil::Date>) -> Result<Imported, ImportError> {
        self.compute();
        if let Some(failed) = self.failed {
            return Err(failed);
        }
        let mut order: Vec<u32> = (0..).take(self.columns.len()).collect();
        order.sort_unstable_by_key(|&row| self.columns.id(row as usize));
        let (columns, features) = (self.columns.gather(&order), self.features.finish().gather(&order));
        let mut dataset = records;
        dataset.sources.append(&mut self.dataset.sources);
        dataset.terms = self.dataset.terms;
        Ok(Imported { dataset, columns, features, since, day: self.day })
    }
}

fn compute(dataset: &Dataset, site: &Site, day: civil::Date) -> serde_json::Result<(SiteEvidence, String)> {
    let evidence = SiteEvidence::new(dataset, site, day);
    let text = serde_json::to_string(&SiteFeature::of_record(SiteRecord { site, evidence: &evidence }))?;
    Ok((evidence, text))
}

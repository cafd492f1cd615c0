//! What can be asked of a dataset: flat facts, evidence, filters and facets, each computed once, at load.

pub mod evidence;
pub mod facet;
pub mod facts;
pub mod filter;
pub mod fold;
mod index;
pub mod query;

use std::sync::Arc;

use jiff::civil;

use self::index::Index;
pub use self::{
    facet::Facet,
    facts::Facts,
    filter::{BadParameter, Filter},
    query::Query,
};
use crate::dataset::Dataset;

/// A dataset with all that is computed from it. Sites are named by their places, from 0, in `dataset.sites`.
pub struct Catalog {
    /// The records.
    pub dataset: Arc<Dataset>,
    /// The day on which the facts stand so.
    pub day: civil::Date,
    /// The facts of each site.
    pub facts: Vec<Facts>,
    index: Index,
}

/// A value of a facet, with how many sites it would show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount<'a> {
    /// The value.
    pub value: &'a str,
    /// What a reader calls it.
    pub label: &'a str,
    /// How many sites have it and pass the other filters.
    pub count: usize,
    /// Whether it is asked for.
    pub selected: bool,
}

impl Catalog {
    /// Computes the facts of every site as they stand on `day`, and the index over them.
    #[must_use]
    pub fn new(dataset: impl Into<Arc<Dataset>>, day: civil::Date) -> Self {
        let dataset = dataset.into();
        let facts: Vec<Facts> = dataset.sites.iter().map(|site| Facts::new(&dataset, site, day)).collect();
        let index = Index::new(&dataset, &facts);
        Self { dataset, day, facts, index }
    }

    /// The sites that pass, in the order of their ids.
    #[must_use]
    pub fn select(&self, filter: &Filter) -> Vec<usize> {
        self.index.select(&self.dataset, &self.facts, filter, None).ones().collect()
    }

    /// For each facet the values that any site has, with their counts under the same filters, its own
    /// selection aside.
    #[must_use]
    pub fn facets(&self, filter: &Filter) -> Vec<(Facet, Vec<FacetCount<'_>>)> {
        Facet::ALL
            .into_iter()
            .map(|facet| {
                let others = self.index.select(&self.dataset, &self.facts, filter, Some(facet));
                let chosen = filter.values(facet);
                let counts = self
                    .index
                    .values(facet)
                    .map(|(value, sites)| FacetCount {
                        value,
                        label: facet.label(&self.dataset, value),
                        count: sites.intersection_count(&others),
                        selected: chosen.iter().any(|chosen| chosen == value),
                    })
                    .collect();
                (facet, counts)
            })
            .collect()
    }
}

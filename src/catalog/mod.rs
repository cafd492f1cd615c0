//! What can be asked of a dataset: flat facts, evidence, filters and facets, each computed once, at load.

pub mod agreements;
pub mod columns;
pub mod cql2;
mod crs;
mod facets;
pub mod filter;
pub mod fold;
mod index;
mod order;
mod parameter;
pub mod properties;
pub mod query;
pub mod tiles;

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use jiff::civil;
use rayon::prelude::*;

pub use self::{
    agreements::Agreements,
    columns::{Columns, Row},
    crs::Crs,
    filter::Filter,
    parameter::{BadParameter, nearest},
    properties::{Facet, Property},
    query::Query,
};
use self::{
    index::Index,
    order::Ranks,
    properties::{SiteEvidence, SiteRecord},
    tiles::Tiles,
};
use crate::dataset::Dataset;

/// A dataset with all that is computed from it. Sites are named by their places in the columns, from 0, in the order
/// of ids.
pub struct Catalog {
    /// The records.
    pub dataset: Arc<Dataset>,
    /// The day on which the facts stand so.
    pub day: civil::Date,
    /// The first day on which they did, where nothing is known of the days before it: so in an imported atlas.
    pub since: Option<civil::Date>,
    /// The properties of every site.
    pub columns: Columns,
    /// The evidence of each site; empty where the sites' records are not at hand, as in an imported atlas.
    pub evidence: Vec<SiteEvidence>,
    /// The agreements.
    pub agreements: Agreements,
    /// The placed sites, as map tiles ask for them.
    pub tiles: Tiles,
    index: Index,
    ranks: Ranks,
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
        let evidence: Vec<SiteEvidence> =
            dataset.sites.iter().map(|site| SiteEvidence::new(&dataset, site, day)).collect();
        let mut columns = Columns::default();
        for (site, evidence) in dataset.sites.iter().zip(&evidence) {
            columns.push(&dataset, &SiteRecord { site, evidence });
        }
        Self { evidence, ..Self::of(dataset, columns, day) }
    }

    /// A catalog of columns that were computed before, over the records that they name.
    #[must_use]
    pub fn of(dataset: impl Into<Arc<Dataset>>, columns: Columns, day: civil::Date) -> Self {
        let dataset = dataset.into();
        let tiles = Tiles::new(&columns);
        let index = Index::new(&dataset, &columns, &tiles);
        let agreements = Agreements::new(&dataset, day);
        Self {
            dataset,
            day,
            since: None,
            columns,
            evidence: Vec::new(),
            agreements,
            tiles,
            index,
            ranks: Ranks::default(),
        }
    }

    /// One site.
    #[must_use]
    pub fn row(&self, row: usize) -> Row<'_> {
        self.columns.row(row)
    }

    /// Whether a day can be asked for.
    ///
    /// # Errors
    /// When the records that would tell how things stood then are not at hand.
    pub fn check_as_of(&self, day: civil::Date) -> Result<(), BadParameter> {
        match self.since {
            Some(since) if day < since => Err(BadParameter::new(
                "as_of",
                format!(
                    "this atlas was imported from a source of {since}, and does not know how things stood on {day}"
                ),
                format!("ask for {since} or a later day"),
            )),
            _ => Ok(()),
        }
    }

    /// The sites that pass.
    #[must_use]
    pub fn select(&self, filter: &Filter) -> FixedBitSet {
        self.index.select(&self.columns, filter)
    }

    /// How many sites pass, and for each facet the values that any site has, with their counts under the same filters,
    /// its own selection aside.
    #[must_use]
    pub fn facets(&self, filter: &Filter) -> (usize, Vec<(Facet, Vec<FacetCount<'_>>)>) {
        let choose = self.index.choosing(&self.columns, filter);
        let all = choose(None);
        let counts = Facet::ALL
            .par_iter()
            .map(|&facet| {
                let chosen = filter.values(facet);
                let aside = (!chosen.is_empty()).then(|| choose(Some(facet)));
                let counts = self
                    .index
                    .counts(facet, aside.as_ref().unwrap_or(&all))
                    .map(|(value, count)| FacetCount {
                        value,
                        label: facet.label(self, value),
                        count,
                        selected: chosen.iter().any(|chosen| chosen == value),
                    })
                    .collect();
                (facet, counts)
            })
            .collect();
        (all.count_ones(..), counts)
    }
}

//! A dataset ready for queries: properties, filters, facets and tiles, each indexed once, at load.

pub mod agreements;
pub mod collection;
pub mod columns;
pub mod cql2;
mod crs;
mod facets;
pub mod filter;
mod index;
mod order;
mod parameter;
pub mod properties;
pub mod query;
mod rows;
mod stop;
pub mod tiles;

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use jiff::civil;
use rayon::prelude::*;

pub use self::{
    agreements::Agreements,
    collection::Collection,
    columns::{Columns, Row},
    crs::Crs,
    filter::Filter,
    parameter::{BadParameter, nearest},
    properties::{Facet, Property},
    query::{FindError, Query},
    rows::Rows,
    stop::{Stop, Stopped},
};
use self::{
    index::Index,
    order::Ranks,
    properties::{SiteEvidence, SiteRecord},
    tiles::Tiles,
};
use crate::dataset::Dataset;

/// A dataset with everything that is computed from it. A site is a row of the columns, numbered from 0, in the order of
/// ids.
///
/// ```
/// use oreatlas::{
///     catalog::{Catalog, Property},
///     dataset::{self, Dataset, Tree},
/// };
///
/// let dataset = Dataset::new(Tree::new(dataset::embedded()));
/// let catalog = Catalog::new(dataset, jiff::civil::date(2026, 11, 30));
/// let row = catalog.columns.position("reko-diq").ok_or("no such site")?;
/// assert_eq!(catalog.row(row).text(Property::Country), Some("PK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Catalog {
    /// The records.
    pub dataset: Arc<Dataset>,
    /// The day for which everything is computed.
    pub day: civil::Date,
    /// The first day for which an imported atlas has data; `None` if every day can be computed.
    pub since: Option<civil::Date>,
    /// The properties of every site.
    pub columns: Arc<Columns>,
    /// The evidence of each site; empty where the sites' records are not available, as in an imported atlas.
    pub evidence: Vec<SiteEvidence>,
    /// The agreements.
    pub agreements: Agreements,
    /// The sites that have a location, indexed for map tiles.
    pub tiles: Arc<Tiles>,
    index: Arc<Index>,
    ranks: Arc<Ranks>,
}

/// A value of a facet, with the number of sites that it would show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount<'a> {
    /// The value.
    pub value: &'a str,
    /// Its name in English.
    pub label: &'a str,
    /// The number of sites that have it and pass the other filters.
    pub count: usize,
    /// Whether the filter selects it.
    pub selected: bool,
}

/// How many sites pass, and the values of each facet.
pub type FacetCounts<'a> = (usize, Vec<(Facet, Vec<FacetCount<'a>>)>);

impl Catalog {
    /// Computes the properties of every site as of `day`, and the indexes over them.
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

    /// A catalog over columns that were computed before, with the records that they refer to.
    pub fn of(dataset: impl Into<Arc<Dataset>>, columns: Columns, day: civil::Date) -> Self {
        let dataset = dataset.into();
        let tiles = Tiles::new(&columns);
        let index = Index::new(&dataset, &columns, &tiles);
        let agreements = Agreements::new(&dataset, day);
        Self {
            dataset,
            day,
            since: None,
            columns: Arc::new(columns),
            evidence: Vec::new(),
            agreements,
            tiles: Arc::new(tiles),
            index: Arc::new(index),
            ranks: Arc::default(),
        }
    }

    /// The same data as of another day. Where the sites' records are not available, as in an imported atlas, the facts are
    /// the same on every day, and both catalogs share them.
    #[must_use]
    pub fn on(&self, day: civil::Date) -> Self {
        if self.evidence.len() == self.columns.len() {
            return Self::new(Arc::clone(&self.dataset), day);
        }
        Self {
            dataset: Arc::clone(&self.dataset),
            day,
            since: self.since,
            columns: Arc::clone(&self.columns),
            evidence: Vec::new(),
            agreements: Agreements::new(&self.dataset, day),
            tiles: Arc::clone(&self.tiles),
            index: Arc::clone(&self.index),
            ranks: Arc::clone(&self.ranks),
        }
    }

    /// One site.
    pub fn row(&self, row: usize) -> Row<'_> {
        self.columns.row(row)
    }

    /// Checks that the catalog can be computed for a day.
    ///
    /// # Errors
    /// When the atlas was imported, and its data begins later.
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
    ///
    /// # Errors
    /// When `stop` was given.
    pub fn select(&self, filter: &Filter, stop: &Stop) -> Result<FixedBitSet, Stopped> {
        self.index.select(&self.columns, filter, stop)
    }

    /// The number of sites that pass, and for each facet the values that any site has, each with its count under the other
    /// filters: a facet's own selection does not count.
    ///
    /// # Errors
    /// When `stop` was given.
    pub fn facets(&self, filter: &Filter, stop: &Stop) -> Result<FacetCounts<'_>, Stopped> {
        let choose = self.index.choosing(&self.columns, filter, stop)?;
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
        Ok((all.count_ones(..), counts))
    }
}

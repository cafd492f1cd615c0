//! The index: for each value of each facet the set of its sites, trees of their envelopes, and their names to search.

mod envelopes;
mod grams;
mod postings;

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use self::{envelopes::Envelopes, grams::Grams, postings::Postings};
use super::{Columns, Facet, Filter, Stop, Stopped, Tiles, columns::Span, properties::Values};
use crate::{
    dataset::Dataset,
    model::{Names, fold::fold},
};

pub(super) struct Index {
    /// How many sites there are.
    sites: usize,
    facets: BTreeMap<Facet, Vec<FacetSites>>,
    envelopes: Envelopes,
    grams: Grams,
    /// The other words that find a site: the names of minerals and of operators, folded, with the facet's sites.
    vocabulary: Vec<(String, Facet, usize)>,
}

/// A value of a facet with its sites.
struct FacetSites {
    value: String,
    sites: Postings,
}

impl Index {
    pub(super) fn new(dataset: &Dataset, columns: &Columns, tiles: &Tiles) -> Self {
        let facets: BTreeMap<Facet, Vec<FacetSites>> = Facet::ALL
            .iter()
            .map(|&facet| {
                let sites = |(value, sites)| FacetSites { value, sites: Postings::new(sites, columns.len()) };
                (facet, facet.postings(dataset, columns).into_iter().map(sites).collect())
            })
            .collect();
        let vocabulary = [Facet::Mineral, Facet::Operator]
            .into_iter()
            .flat_map(|facet| facets[&facet].iter().enumerate().map(move |(row, of)| (facet, row, of)))
            .map(|(facet, row, of)| (names(dataset, facet, &of.value), facet, row))
            .collect();
        let envelopes = Envelopes::new(columns.geometries(), tiles.points());
        Self { sites: columns.len(), facets, envelopes, grams: Grams::new(columns.search()), vocabulary }
    }

    /// The values of a facet that any site has, each with how many of `others` have it.
    pub(super) fn counts(&self, facet: Facet, others: &FixedBitSet) -> impl Iterator<Item = (&str, usize)> {
        self.facets[&facet].iter().map(|of| (of.value.as_str(), of.sites.count_in(others)))
    }

    /// The sites that pass `filter`.
    pub(super) fn select(&self, columns: &Columns, filter: &Filter, stop: &Stop) -> Result<FixedBitSet, Stopped> {
        let mut chosen = filter.facets.keys().map(|&facet| self.chosen(filter, facet));
        let mut passing = chosen.next();
        if let Some(passing) = &mut passing {
            chosen.for_each(|chosen| passing.intersect_with(&chosen));
        }
        self.narrow(columns, filter, passing, stop)
    }

    /// Returns a function that selects the sites that pass `filter` without its selection of a facet, or all of it.
    pub(super) fn choosing(
        &self,
        columns: &Columns,
        filter: &Filter,
        stop: &Stop,
    ) -> Result<impl Fn(Option<Facet>) -> FixedBitSet + Sync + use<>, Stopped> {
        let unchosen = self.narrow(columns, filter, None, stop)?;
        let chosen: Vec<_> = filter.facets.keys().map(|&facet| (facet, self.chosen(filter, facet))).collect();
        Ok(move |aside| {
            let mut passing = unchosen.clone();
            for (_, chosen) in chosen.iter().filter(|(facet, _)| Some(*facet) != aside) {
                passing.intersect_with(chosen);
            }
            passing
        })
    }

    /// The sites that have any of a facet's chosen values.
    fn chosen(&self, filter: &Filter, facet: Facet) -> FixedBitSet {
        let mut any = FixedBitSet::with_capacity(self.sites);
        for value in filter.values(facet) {
            if let Ok(row) = self.facets[&facet].binary_search_by(|of| of.value.as_str().cmp(value)) {
                self.facets[&facet][row].sites.add_to(&mut any);
            }
        }
        any
    }

    fn all(&self) -> FixedBitSet {
        let mut all = FixedBitSet::with_capacity(self.sites);
        all.insert_range(..);
        all
    }

    /// The sites of `chosen`, or of all, that pass the parts of `filter` that are not facets.
    fn narrow(
        &self,
        columns: &Columns,
        filter: &Filter,
        chosen: Option<FixedBitSet>,
        stop: &Stop,
    ) -> Result<FixedBitSet, Stopped> {
        let within = filter.bbox.as_ref().map(|bbox| self.envelopes.within(bbox));
        let mut passing = match (chosen, within) {
            (Some(mut chosen), Some(within)) => {
                chosen.intersect_with(&within);
                chosen
            }
            (Some(some), None) | (None, Some(some)) => some,
            (None, None) => self.all(),
        };
        if let Some(shape) = filter.shape {
            passing.intersect_with(&self.envelopes.of(shape));
        }
        for word in &filter.words {
            passing.intersect_with(&self.holding(columns, word, &passing));
        }
        if let Some(interval) = &filter.interval {
            // Sites without a time pass, as the standard requires.
            let meets = |spans: &Vec<Span>| spans.is_empty() || spans.iter().any(|span| interval.meets(*span));
            let meets: Vec<bool> = columns.times().sets().iter().map(meets).collect();
            let sites = columns.times().numbers();
            for row in passing.clone().ones() {
                passing.set(row, meets[sites[row] as usize]);
            }
        }
        // Last, because it has no index and tests each site that is left.
        filter.cql2.keep(columns, self.envelopes.outlines(), &mut passing, stop)?;
        Ok(passing)
    }

    /// The sites that a folded word of a search finds: those of `passing` whose id or names contain it, and all whose
    /// minerals or operators have a name that does.
    fn holding(&self, columns: &Columns, word: &str, passing: &FixedBitSet) -> FixedBitSet {
        let mut found = self.grams.holding(columns.search(), word, passing);
        for (names, facet, row) in &self.vocabulary {
            if names.contains(word) {
                self.facets[facet][*row].sites.add_to(&mut found);
            }
        }
        found
    }
}

/// The names of the mineral or the organization that is a value of a facet, folded, a line each.
fn names(dataset: &Dataset, facet: Facet, id: &str) -> String {
    let known: Option<(&String, &Names)> = match facet.values() {
        Values::Minerals => dataset.minerals.get(id).map(|mineral| (&mineral.name, &mineral.names)),
        Values::Organizations => {
            dataset.organizations.get(id).map(|organization| (&organization.name, &organization.names))
        }
        _ => None,
    };
    let Some((name, others)) = known else { return fold(id) };
    let others = others.values().flatten().map(|name| name.text());
    std::iter::once(name.as_str()).chain(others).map(fold).collect::<Vec<_>>().join("\n")
}

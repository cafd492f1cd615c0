//! The index: for each value of each facet the set of its sites, a tree of their envelopes, and their names to search.

mod envelopes;
mod postings;

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use self::{envelopes::Envelopes, postings::Postings};
use super::{Columns, Facet, Filter, fold::fold};
use crate::{dataset::Dataset, model::Names};

pub(super) struct Index {
    /// How many sites there are.
    sites: usize,
    facets: BTreeMap<Facet, Vec<FacetSites>>,
    envelopes: Envelopes,
    /// The other words that find a site: the names of minerals and of operators, folded, with the facet's sites.
    vocabulary: Vec<(String, Facet, usize)>,
}

/// A value of a facet with its sites.
struct FacetSites {
    value: String,
    sites: Postings,
}

impl Index {
    pub(super) fn new(dataset: &Dataset, columns: &Columns) -> Self {
        let facets: BTreeMap<Facet, Vec<FacetSites>> = Facet::ALL
            .into_iter()
            .map(|facet| {
                let sites = |(value, sites)| FacetSites { value, sites: Postings::new(sites, columns.len()) };
                (facet, facet.postings(dataset, columns).into_iter().map(sites).collect())
            })
            .collect();
        let vocabulary = [Facet::Mineral, Facet::Operator]
            .into_iter()
            .flat_map(|facet| facets[&facet].iter().enumerate().map(move |(nth, of)| (facet, nth, of)))
            .map(|(facet, nth, of)| (names(dataset, facet, &of.value), facet, nth))
            .collect();
        Self { sites: columns.len(), facets, envelopes: Envelopes::new(&columns.places), vocabulary }
    }

    /// The values of a facet that any site has, each with how many of `others` have it.
    pub(super) fn counts(&self, facet: Facet, others: &FixedBitSet) -> impl Iterator<Item = (&str, usize)> {
        self.facets[&facet].iter().map(|of| (of.value.as_str(), of.sites.count_in(others)))
    }

    /// The sites that pass `filter`.
    pub(super) fn select(&self, columns: &Columns, filter: &Filter) -> FixedBitSet {
        let mut passing = self.all();
        for &facet in filter.facets.keys() {
            passing.intersect_with(&self.chosen(filter, facet));
        }
        self.narrow(columns, filter, &mut passing);
        passing
    }

    /// What gives the sites that pass every part of `filter` but the selection of a facet, or that too.
    pub(super) fn choosing(&self, columns: &Columns, filter: &Filter) -> impl Fn(Option<Facet>) -> FixedBitSet {
        let mut unchosen = self.all();
        self.narrow(columns, filter, &mut unchosen);
        let chosen: Vec<_> = filter.facets.keys().map(|&facet| (facet, self.chosen(filter, facet))).collect();
        move |aside| {
            let mut passing = unchosen.clone();
            for (_, chosen) in chosen.iter().filter(|(facet, _)| Some(*facet) != aside) {
                passing.intersect_with(chosen);
            }
            passing
        }
    }

    /// The sites that have any of a facet's chosen values.
    fn chosen(&self, filter: &Filter, facet: Facet) -> FixedBitSet {
        let mut any = FixedBitSet::with_capacity(self.sites);
        for value in filter.values(facet) {
            if let Ok(nth) = self.facets[&facet].binary_search_by(|of| of.value.as_str().cmp(value)) {
                self.facets[&facet][nth].sites.add_to(&mut any);
            }
        }
        any
    }

    fn all(&self) -> FixedBitSet {
        let mut all = FixedBitSet::with_capacity(self.sites);
        all.insert_range(..);
        all
    }

    /// Takes those sites out of `passing` that do not pass the parts of `filter` that are no facets.
    fn narrow(&self, columns: &Columns, filter: &Filter, passing: &mut FixedBitSet) {
        if let Some(bbox) = &filter.bbox {
            passing.intersect_with(&self.envelopes.within(bbox));
        }
        for word in &filter.words {
            passing.intersect_with(&self.holding(columns, word));
        }
        if let Some(interval) = &filter.interval {
            // What has no time passes, as the standard has it.
            let held = columns.times.sets().iter();
            let held: Vec<bool> =
                held.map(|spans| spans.is_empty() || spans.iter().any(|span| interval.meets(*span))).collect();
            let sites = columns.times.numbers();
            for nth in passing.clone().ones() {
                passing.set(nth, held[sites[nth] as usize]);
            }
        }
        // Last, because no index helps it: it looks only at what is left.
        filter.cql2.keep(columns, self.envelopes.outlines(), passing);
    }

    /// The sites that a folded word of a search finds: in their id or names, or in those of their minerals and operators.
    fn holding(&self, columns: &Columns, word: &str) -> FixedBitSet {
        let mut found = FixedBitSet::with_capacity(self.sites);
        let (text, ends) = columns.search.parts();
        let mut site = 0;
        let finder = memchr::memmem::Finder::new(word);
        let mut from = 0;
        while let Some(at) = text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            let (first, last) = (from + at, from + at + word.len());
            while (ends[site] as usize) <= first {
                site += 1;
            }
            // Names of two sites stand side by side: what goes over the edge is in neither.
            if last <= ends[site] as usize {
                found.insert(site);
                from = ends[site] as usize;
            } else {
                from = first + 1;
            }
        }
        for (names, facet, nth) in &self.vocabulary {
            if names.contains(word) {
                self.facets[facet][*nth].sites.add_to(&mut found);
            }
        }
        found
    }
}

/// The names of a mineral or an organization, folded, a line each.
fn names(dataset: &Dataset, facet: Facet, id: &str) -> String {
    let known: Option<(&String, &Names)> = match facet {
        Facet::Mineral => dataset.minerals.get(id).map(|mineral| (&mineral.name, &mineral.names)),
        _ => dataset.organizations.get(id).map(|organization| (&organization.name, &organization.names)),
    };
    let Some((name, others)) = known else { return fold(id) };
    let others = others.values().flatten().map(|name| name.text());
    std::iter::once(name.as_str()).chain(others).map(fold).collect::<Vec<_>>().join("\n")
}

//! The index: for each value of each facet the set of its sites, and a tree of their envelopes.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use geo::{BoundingRect, Intersects};
use rstar::{
    AABB, RTree,
    primitives::{GeomWithData, Rectangle},
};

use super::{Facet, Facts, Filter};
use crate::dataset::Dataset;

type Envelope = GeomWithData<Rectangle<[f64; 2]>, usize>;

pub(super) struct Index {
    facets: BTreeMap<Facet, BTreeMap<String, FixedBitSet>>,
    geometries: Vec<Option<geo::Geometry>>,
    envelopes: RTree<Envelope>,
}

impl Index {
    pub(super) fn new(dataset: &Dataset, facts: &[Facts]) -> Self {
        let sites = dataset.sites.len();
        let mut by_facet: BTreeMap<Facet, BTreeMap<String, FixedBitSet>> = BTreeMap::new();
        for (nth, (site, facts)) in dataset.sites.iter().zip(facts).enumerate() {
            for facet in Facet::ALL {
                let values = by_facet.entry(facet).or_default();
                for value in facet.values(dataset, site, facts) {
                    let set = values.entry(value.to_owned()).or_insert_with(|| FixedBitSet::with_capacity(sites));
                    set.insert(nth);
                }
            }
        }
        let geometries: Vec<Option<geo::Geometry>> =
            dataset.sites.iter().map(|site| site.geometry.as_ref().map(crate::model::Geometry::to_geo)).collect();
        let envelopes = geometries
            .iter()
            .enumerate()
            .filter_map(|(nth, geometry)| {
                let rect = geometry.as_ref()?.bounding_rect()?;
                let corners = Rectangle::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
                Some(Envelope::new(corners, nth))
            })
            .collect();
        Self { facets: by_facet, geometries, envelopes: RTree::bulk_load(envelopes) }
    }

    /// The values of a facet that any site has, with their sites.
    pub(super) fn values(&self, facet: Facet) -> impl Iterator<Item = (&str, &FixedBitSet)> {
        self.facets.get(&facet).into_iter().flatten().map(|(value, sites)| (value.as_str(), sites))
    }

    /// The sites that pass every part of `filter` but the selection of the facet `aside`.
    pub(super) fn select(
        &self,
        dataset: &Dataset,
        facts: &[Facts],
        filter: &Filter,
        aside: Option<Facet>,
    ) -> FixedBitSet {
        let sites = dataset.sites.len();
        let mut passing = FixedBitSet::with_capacity(sites);
        passing.insert_range(..);
        for (&facet, chosen) in filter.facets.iter().filter(|(facet, _)| Some(**facet) != aside) {
            let mut any = FixedBitSet::with_capacity(sites);
            for sites in chosen.iter().filter_map(|value| self.facets.get(&facet)?.get(value)) {
                any.union_with(sites);
            }
            passing.intersect_with(&any);
        }
        if let Some(bbox) = &filter.bbox {
            let mut inside = FixedBitSet::with_capacity(sites);
            for rect in bbox.rects() {
                let envelope = AABB::from_corners([rect.min().x, rect.min().y], [rect.max().x, rect.max().y]);
                for found in self.envelopes.locate_in_envelope_intersecting(&envelope) {
                    let geometry = self.geometries.get(found.data).and_then(Option::as_ref);
                    if geometry.is_some_and(|geometry| geometry.intersects(&rect)) {
                        inside.insert(found.data);
                    }
                }
            }
            passing.intersect_with(&inside);
        }
        if !filter.words.is_empty() || filter.interval.is_some() {
            let scanned: Vec<usize> = passing.ones().collect();
            for nth in scanned {
                let found = filter.words.iter().all(|word| facts[nth].search.contains(word));
                let held = filter.interval.as_ref().is_none_or(|interval| {
                    dataset.sites[nth].properties.claims.iter().any(|claim| interval.holds(dataset, claim))
                });
                passing.set(nth, found && held);
            }
        }
        passing
    }
}

//! Which sites touch a box: a packed Hilbert R-tree of their envelopes.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use geo::{BoundingRect, Intersects};
use geo_index::rtree::{RTree, RTreeBuilder, RTreeIndex, sort::HilbertSort};

use super::super::{columns::Places, filter::Bbox};

pub(super) struct Envelopes {
    tree: RTree<f64>,
    /// The site of each envelope, in the order in which the tree took them.
    sites: Vec<u32>,
    /// What must be looked at beyond its envelope.
    outlines: BTreeMap<u32, geo::Geometry>,
    /// The sites without an envelope.
    unplaced: FixedBitSet,
}

impl Envelopes {
    pub(super) fn new(places: &Places) -> Self {
        let outlines: BTreeMap<u32, geo::Geometry> =
            places.outlines().filter_map(|(nth, outline)| Some((u32::try_from(nth).ok()?, outline.to_geo()))).collect();
        let points = places.points().iter().enumerate().filter_map(|(nth, point)| {
            let [x, y] = (*point)?;
            Some((u32::try_from(nth).ok()?, [x, y, x, y]))
        });
        let boxes = outlines.iter().filter_map(|(&nth, outline)| {
            let rect = outline.bounding_rect()?;
            Some((nth, [rect.min().x, rect.min().y, rect.max().x, rect.max().y]))
        });
        let (sites, boxes): (Vec<u32>, Vec<[f64; 4]>) = points.chain(boxes).unzip();
        let mut builder = RTreeBuilder::new(u32::try_from(boxes.len()).unwrap_or(u32::MAX));
        for [west, south, east, north] in boxes {
            builder.add(west, south, east, north);
        }
        let mut unplaced = FixedBitSet::with_capacity(places.points().len());
        unplaced.insert_range(..);
        for &nth in &sites {
            unplaced.remove(nth as usize);
        }
        Self { tree: builder.finish::<HilbertSort>(), sites, outlines, unplaced }
    }

    /// The geometry of each site that is no point.
    pub(super) fn outlines(&self) -> &BTreeMap<u32, geo::Geometry> {
        &self.outlines
    }

    /// The sites whose geometry touches the box, and those that have none, which every box lets pass
    /// (OGC API - Features Part 1, `/req/core/fc-bbox-response` C).
    pub(super) fn within(&self, bbox: &Bbox) -> FixedBitSet {
        let mut inside = self.unplaced.clone();
        for rect in bbox.rects() {
            let (min, max) = (rect.min(), rect.max());
            for found in self.tree.search(min.x, min.y, max.x, max.y) {
                let site = self.sites[found as usize];
                if self.outlines.get(&site).is_none_or(|outline| outline.intersects(&rect)) {
                    inside.insert(site as usize);
                }
            }
        }
        inside
    }
}

//! Which sites touch a box: points by blocks of those that lie close together, outlines each by its envelope, both in
//! packed Hilbert R-trees.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use geo::{BoundingRect, Contains, Coord, Intersects, Rect};
use geo_index::rtree::{RTree, RTreeBuilder, RTreeIndex, sort::HilbertSort};

use super::super::{columns::Geometries, filter::Bbox};

/// How many points a block has: most blocks lie wholly inside a box or outside, and then no point of theirs is looked at.
const BLOCK: usize = 64;

/// How many parts the points have: as many sets of all sites take the memory of two columns of numbers.
const PARTS: usize = 64;

pub(super) struct Envelopes {
    /// The sites that are points, neighbours side by side.
    point_sites: Vec<u32>,
    /// Where each of them is: looking it up among all sites takes longer than to compare it.
    points: Vec<Coord>,
    /// The bounds of each block of them.
    blocks: Vec<Rect>,
    block_tree: RTree<f64>,
    /// The blocks again, as many together as `blocks_in_part` says.
    parts: Vec<Part>,
    blocks_in_part: usize,
    /// What must be looked at beyond its envelope.
    outlines: BTreeMap<u32, geo::Geometry>,
    /// The sites of `outline_tree`, in the order in which it took them.
    outline_sites: Vec<u32>,
    outline_tree: RTree<f64>,
    /// The sites without an envelope.
    unplaced: FixedBitSet,
}

/// Blocks side by side: where all of it lies in a box, its sites are added at once.
struct Part {
    bounds: Rect,
    sites: FixedBitSet,
}

impl Envelopes {
    /// The envelopes of `places`, of which `points` are the sites that are points, neighbours side by side.
    pub(super) fn new(places: &Geometries, points: &[u32]) -> Self {
        let outlines: BTreeMap<u32, geo::Geometry> =
            places.outlines().filter_map(|(row, outline)| Some((u32::try_from(row).ok()?, outline.to_geo()))).collect();
        let (outline_sites, envelopes): (Vec<u32>, Vec<Rect>) =
            outlines.iter().filter_map(|(&row, outline)| Some((row, outline.bounding_rect()?))).unzip();
        let (point_sites, points): (Vec<u32>, Vec<Coord>) =
            points.iter().filter_map(|&site| Some((site, Coord::from(places.point(site as usize)?)))).unzip();
        let bounds = |block: &[Coord]| block.iter().copied().collect::<geo::LineString>().bounding_rect();
        let blocks: Vec<Rect> = points.chunks(BLOCK).filter_map(bounds).collect();
        let blocks_in_part = blocks.len().div_ceil(PARTS).max(1);
        let sites = point_sites.chunks(blocks_in_part * BLOCK);
        let parts = blocks.chunks(blocks_in_part).zip(sites).filter_map(|(blocks, points)| {
            let corners = blocks.iter().flat_map(|block| [block.min(), block.max()]);
            let mut sites = FixedBitSet::with_capacity(places.points().len());
            sites.extend(points.iter().map(|&site| site as usize));
            Some(Part { bounds: corners.collect::<geo::LineString>().bounding_rect()?, sites })
        });
        let parts: Vec<Part> = parts.collect();
        let mut unplaced = FixedBitSet::with_capacity(places.points().len());
        unplaced.insert_range(..);
        for &row in point_sites.iter().chain(&outline_sites) {
            unplaced.remove(row as usize);
        }
        let (block_tree, outline_tree) = (tree(&blocks), tree(&envelopes));
        Self {
            point_sites,
            points,
            blocks,
            block_tree,
            parts,
            blocks_in_part,
            outlines,
            outline_sites,
            outline_tree,
            unplaced,
        }
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
            let whole = |part: &&Part| rect.contains(&part.bounds);
            self.parts.iter().filter(whole).for_each(|part| inside.union_with(&part.sites));
            for row in search(&self.block_tree, &rect) {
                if whole(&&self.parts[row / self.blocks_in_part]) {
                    continue;
                }
                let range = row * BLOCK..self.points.len().min((row + 1) * BLOCK);
                let all = rect.contains(&self.blocks[row]);
                for (&site, point) in self.point_sites[range.clone()].iter().zip(&self.points[range]) {
                    if all || rect.intersects(point) {
                        inside.insert(site as usize);
                    }
                }
            }
            for row in search(&self.outline_tree, &rect) {
                let site = self.outline_sites[row];
                if self.outlines.get(&site).is_some_and(|outline| outline.intersects(&rect)) {
                    inside.insert(site as usize);
                }
            }
        }
        inside
    }
}

fn tree(boxes: &[Rect]) -> RTree<f64> {
    let mut tree = RTreeBuilder::new(u32::try_from(boxes.len()).unwrap_or(u32::MAX));
    for rect in boxes {
        tree.add(rect.min().x, rect.min().y, rect.max().x, rect.max().y);
    }
    tree.finish::<HilbertSort>()
}

/// Which boxes of a tree touch `rect`, by the order in which it took them.
fn search(tree: &RTree<f64>, rect: &Rect) -> impl Iterator<Item = usize> + use<> {
    let (min, max) = (rect.min(), rect.max());
    tree.search(min.x, min.y, max.x, max.y).into_iter().map(|row| row as usize)
}

//! Finds the sites in a box, with packed Hilbert R-trees: one of blocks of neighbouring points, one of the envelopes of
//! outlines.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use geo::{BoundingRect, Contains, Coord, Intersects, Rect};
use geo_index::rtree::{RTree, RTreeBuilder, RTreeIndex, sort::HilbertSort};

use super::super::{
    columns::{Geometries, Shape},
    filter::Bbox,
};

/// The number of points in a block. Most blocks are wholly inside or outside a box, and their points need no test.
const BLOCK: usize = 64;

/// The number of parts. Each has a bit set over all sites; together they take the memory of two columns of numbers.
const PARTS: usize = 64;

pub(super) struct Envelopes {
    /// The sites that are points, neighbours side by side.
    point_sites: Vec<u32>,
    /// Their positions: looking them up in the columns would take longer than comparing them.
    points: Vec<Coord>,
    /// The bounds of each block of them.
    blocks: Vec<Rect>,
    block_tree: RTree<f64>,
    /// The blocks in groups of `blocks_in_part`.
    parts: Vec<Part>,
    blocks_in_part: usize,
    /// The geometry of each site that is not a point.
    outlines: BTreeMap<u32, geo::Geometry>,
    /// The sites of `outline_tree`, in the order in which they were added.
    outline_sites: Vec<u32>,
    outline_tree: RTree<f64>,
    /// The sites without an envelope.
    unlocated: FixedBitSet,
}

/// A group of neighbouring blocks. If the whole group is in a box, its sites are added at once.
struct Part {
    bounds: Rect,
    sites: FixedBitSet,
}

impl Envelopes {
    /// The envelopes of `geometries`; `points` are the sites with points, neighbours side by side.
    pub(super) fn new(geometries: &Geometries, points: &[u32]) -> Self {
        let outlines: BTreeMap<u32, geo::Geometry> = geometries
            .outlines()
            .filter_map(|(row, outline)| Some((u32::try_from(row).ok()?, outline.to_geo())))
            .collect();
        let (outline_sites, envelopes): (Vec<u32>, Vec<Rect>) =
            outlines.iter().filter_map(|(&row, outline)| Some((row, outline.bounding_rect()?))).unzip();
        let (point_sites, points): (Vec<u32>, Vec<Coord>) =
            points.iter().filter_map(|&site| Some((site, Coord::from(geometries.point(site as usize)?)))).unzip();
        let bounds = |block: &[Coord]| block.iter().copied().collect::<geo::LineString>().bounding_rect();
        let blocks: Vec<Rect> = points.chunks(BLOCK).filter_map(bounds).collect();
        let blocks_in_part = blocks.len().div_ceil(PARTS).max(1);
        let sites = point_sites.chunks(blocks_in_part * BLOCK);
        let parts = blocks.chunks(blocks_in_part).zip(sites).filter_map(|(blocks, points)| {
            let corners = blocks.iter().flat_map(|block| [block.min(), block.max()]);
            let mut sites = FixedBitSet::with_capacity(geometries.points().len());
            sites.extend(points.iter().map(|&site| site as usize));
            Some(Part { bounds: corners.collect::<geo::LineString>().bounding_rect()?, sites })
        });
        let parts: Vec<Part> = parts.collect();
        let mut unlocated = FixedBitSet::with_capacity(geometries.points().len());
        unlocated.insert_range(..);
        for &row in point_sites.iter().chain(&outline_sites) {
            unlocated.remove(row as usize);
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
            unlocated,
        }
    }

    /// The geometry of each site that is not a point.
    pub(super) fn outlines(&self) -> &BTreeMap<u32, geo::Geometry> {
        &self.outlines
    }

    /// The sites that have this type of geometry.
    pub(super) fn of(&self, shape: Shape) -> FixedBitSet {
        let mut sites = FixedBitSet::with_capacity(self.unlocated.len());
        sites.extend(self.outlines.keys().map(|&site| site as usize));
        if shape == Shape::Point {
            sites.union_with(&self.unlocated);
            sites.toggle_range(..);
        }
        sites
    }

    /// The sites whose geometry touches the box, and those without a geometry, which match every box
    /// (OGC API - Features Part 1, `/req/core/fc-bbox-response` C).
    pub(super) fn within(&self, bbox: &Bbox) -> FixedBitSet {
        let mut inside = self.unlocated.clone();
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

/// The boxes of a tree that touch `rect`, by the order in which they were added.
fn search(tree: &RTree<f64>, rect: &Rect) -> impl Iterator<Item = usize> + use<> {
    let (min, max) = (rect.min(), rect.max());
    tree.search(min.x, min.y, max.x, max.y).into_iter().map(|row| row as usize)
}

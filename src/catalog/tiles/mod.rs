//! What lies in a map tile: placed sites in the order of their Morton codes, so that a tile's are one range of them,
//! found by two binary searches; outlines in a tree.

mod mercator;

use fixedbitset::FixedBitSet;
use geo::{BoundingRect, MapCoords, MultiPolygon};
use geo_index::rtree::{RTree, RTreeBuilder, RTreeIndex, sort::HilbertSort};

pub use self::mercator::{EXTENT, MAX_ZOOM, Tile};
use self::mercator::{code, world};
use super::columns::Places;

/// A tile shows each of as many sites; of more, those that share a cell are one cluster.
const MOST_SHOWN: usize = 512;

/// The cells of a tile are 2^4 by 2^4: 32 pixels wide where a tile is 512, about a cluster's disc.
const CELL_BITS: u32 = 4;

/// An outline is drawn where it is at least this many units long or wide (8 pixels where a tile is 512); where it is
/// smaller, its site counts as a point at its middle.
const SMALLEST_DRAWN: f64 = 64.0;

/// How many units around a tile are drawn too, so that the edges of outlines don't show along the tile's.
pub const MARGIN: f64 = 64.0;

/// The placed sites, as tiles ask for them.
pub struct Tiles {
    points: Curve,
    /// The middles of outlines.
    middles: Curve,
    /// Ascending by site.
    outlines: Vec<Outline>,
    /// The outlines by their bounds.
    tree: RTree<f64>,
}

/// Sites in the order of their codes.
struct Curve {
    codes: Vec<u64>,
    sites: Vec<u32>,
}

/// A site that is an outline.
pub struct Outline {
    /// The site.
    pub site: u32,
    /// Its polygons, in worlds: see [`Tile::local`].
    pub shape: MultiPolygon,
    /// The longer side of its bounds, in worlds.
    pub length: f64,
}

/// What lies in a tile.
#[derive(Default)]
pub struct Contents<'a> {
    /// Sites that are shown as points, each with its place in the tile's units.
    pub points: Vec<(u32, [u32; 2])>,
    /// Sites that stand too close together to be shown each.
    pub clusters: Vec<Cluster>,
    /// Sites that are drawn as outlines, where they touch the tile or its margin.
    pub outlines: Vec<&'a Outline>,
}

/// Sites that share a cell of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// How many.
    pub count: u32,
    /// Their mean place in the tile's units.
    pub at: [u32; 2],
}

impl Tiles {
    pub(super) fn new(places: &Places) -> Self {
        let points = (0..).zip(places.points()).filter_map(|(site, point)| Some((code(world((*point)?)), site)));
        let outlines: Vec<Outline> =
            places.outlines().filter_map(|(nth, outline)| Outline::new(nth, &outline)).collect();
        let mut tree = RTreeBuilder::new(u32::try_from(outlines.len()).unwrap_or(u32::MAX));
        let mut middles = Vec::new();
        for outline in &outlines {
            // Only an outline without positions has no bounds, and such a one is none.
            let Some(bounds) = outline.shape.bounding_rect() else { continue };
            tree.add(bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y);
            middles.push((code(bounds.center().into()), outline.site));
        }
        Self {
            points: Curve::new(points.collect()),
            middles: Curve::new(middles),
            tree: tree.finish::<HilbertSort>(),
            outlines,
        }
    }

    /// What lies in a tile, of the sites that pass; of all where there is no filter.
    #[must_use]
    pub fn contents(&self, tile: Tile, passing: Option<&FixedBitSet>) -> Contents<'_> {
        let passes = |site: u32| passing.is_none_or(|passing| passing.contains(site as usize));
        let small = self.middles.within(tile).filter(|&(_, site)| !self.draws(site, tile));
        let members = || self.points.within(tile).chain(small.clone()).filter(|&(_, site)| passes(site));
        let mut contents = Contents { outlines: self.drawn(tile, passes), ..Contents::default() };
        if members().nth(MOST_SHOWN).is_none() {
            contents.points = members().map(|(code, site)| (site, tile.units(code))).collect();
        } else {
            contents.gather(tile, members());
        }
        contents
    }

    fn draws(&self, site: u32, tile: Tile) -> bool {
        let outline = self.outlines.binary_search_by_key(&site, |outline| outline.site);
        outline.is_ok_and(|nth| self.outlines[nth].is_drawn(tile))
    }

    /// The outlines drawn in a tile, ascending by site; of more than [`MOST_SHOWN`] the longest.
    fn drawn(&self, tile: Tile, passes: impl Fn(u32) -> bool) -> Vec<&Outline> {
        let [west, north, east, south] = tile.bounds(MARGIN);
        let found = self.tree.search(west, north, east, south).into_iter().map(|nth| &self.outlines[nth as usize]);
        let mut drawn: Vec<&Outline> = found.filter(|outline| outline.is_drawn(tile) && passes(outline.site)).collect();
        if drawn.len() > MOST_SHOWN {
            drawn.sort_by(|a, b| b.length.total_cmp(&a.length));
            drawn.truncate(MOST_SHOWN);
        }
        drawn.sort_unstable_by_key(|outline| outline.site);
        drawn
    }
}

impl Curve {
    fn new(mut sites: Vec<(u64, u32)>) -> Self {
        sites.sort_unstable();
        let (codes, sites) = sites.into_iter().unzip();
        Self { codes, sites }
    }

    /// The codes and sites in a tile.
    fn within(&self, tile: Tile) -> impl Iterator<Item = (u64, u32)> + Clone {
        let codes = tile.codes();
        let first = self.codes.partition_point(|code| code < codes.start());
        let count = self.codes[first..].partition_point(|code| code <= codes.end());
        let range = first..first + count;
        self.codes[range.clone()].iter().copied().zip(self.sites[range].iter().copied())
    }
}

impl Outline {
    fn new(nth: usize, geometry: &crate::model::Geometry) -> Option<Self> {
        let shape = match geometry.to_geo() {
            geo::Geometry::Polygon(polygon) => MultiPolygon::from(polygon),
            geo::Geometry::MultiPolygon(polygons) => polygons,
            _ => return None,
        };
        let shape = shape.map_coords(|position| world([position.x, position.y]).into());
        let bounds = shape.bounding_rect()?;
        Some(Self { site: u32::try_from(nth).ok()?, shape, length: bounds.width().max(bounds.height()) })
    }

    fn is_drawn(&self, tile: Tile) -> bool {
        self.length >= SMALLEST_DRAWN * tile.unit()
    }
}

impl Contents<'_> {
    /// Takes sites in: those that are alone in their cell as points, others as clusters.
    fn gather(&mut self, tile: Tile, members: impl Iterator<Item = (u64, u32)>) {
        const CELLS: usize = 1 << (2 * CELL_BITS);
        let mut cells = [(0_u32, [0_u64; 2], 0_u32); CELLS];
        let shift = 64 - 2 * (u32::from(tile.zoom) + CELL_BITS);
        for (code, site) in members {
            let at = tile.units(code).map(u64::from);
            // The lowest bits of the prefix are the cell's.
            let (count, sums, last) = &mut cells[(code >> shift) as usize & (CELLS - 1)];
            *count += 1;
            *sums = [sums[0] + at[0], sums[1] + at[1]];
            *last = site;
        }
        for (count, sums, last) in cells.into_iter().filter(|(count, ..)| *count > 0) {
            // A mean of numbers below the extent is below it.
            let at = sums.map(|sum| u32::try_from(sum / u64::from(count)).unwrap_or(EXTENT));
            if count == 1 { self.points.push((last, at)) } else { self.clusters.push(Cluster { count, at }) }
        }
    }
}

//! The contents of map tiles. Points are sorted by Morton code, so that those of a tile are one range, found by two binary
//! searches; outlines are in an R-tree.

mod mercator;

use fixedbitset::FixedBitSet;
use geo::{BoundingRect, MapCoords, MultiPolygon};
use geo_index::rtree::{RTree, RTreeBuilder, RTreeIndex, sort::HilbertSort};

pub use self::mercator::{EXTENT, MAX_ZOOM, Tile};
use self::mercator::{code, world};
use super::Columns;

/// Up to this number of sites, a tile shows each one; above it, the sites in one cell become a cluster.
const MOST_SHOWN: usize = 512;

/// A tile has 2^4 by 2^4 cells. A cell of a tile of 512 pixels is 32 pixels wide, about as wide as a cluster's marker.
const CELL_BITS: u32 = 4;

/// The least length or width of an outline that is drawn, in units (8 pixels of a tile of 512). A smaller one becomes a
/// point at its centre.
const SMALLEST_DRAWN: f64 = 64.0;

/// The width of the margin around a tile in which outlines are drawn too, in units, so that they have no edge along that
/// of the tile.
pub const MARGIN: f64 = 64.0;

/// The sites that have a location, indexed for map tiles.
pub struct Tiles {
    points: Curve,
    /// The centres of outlines.
    middles: Curve,
    /// Ascending by site.
    outlines: Vec<Outline>,
    /// The outlines by their bounds.
    tree: RTree<f64>,
    /// Their properties, in the order of the curve and then of the outlines. The sites of a tile are neighbours here; in the
    /// columns of the catalog they are far apart, and reading them would take longer than writing the tile.
    columns: Columns,
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
    /// Its row in [`Tiles::columns`].
    pub row: usize,
    /// Its polygons, in worlds: see [`Tile::local`].
    pub shape: MultiPolygon,
    /// The longer side of its bounds, in worlds.
    pub length: f64,
}

/// The content of a tile.
#[derive(Default)]
pub struct Contents<'a> {
    /// Sites that are shown as points.
    pub points: Vec<Point>,
    /// Sites that are too close together to be shown one by one.
    pub clusters: Vec<Cluster>,
    /// Sites that are drawn as outlines, where they touch the tile or its margin.
    pub outlines: Vec<&'a Outline>,
}

/// A site that is shown as a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The site.
    pub site: u32,
    /// Its row in [`Tiles::columns`].
    pub row: usize,
    /// Where it is, in the tile's units.
    pub at: [u32; 2],
}

/// Sites that share a cell of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// How many.
    pub count: u32,
    /// Their mean position, in the tile's units.
    pub at: [u32; 2],
}

impl Tiles {
    pub(super) fn new(columns: &Columns) -> Self {
        let geometries = columns.geometries();
        let points = (0..).zip(geometries.points()).filter_map(|(site, point)| Some((code(world((*point)?)), site)));
        let points = Curve::new(points.collect());
        let mut outlines: Vec<Outline> =
            geometries.outlines().filter_map(|(row, outline)| Outline::new(row, &outline)).collect();
        let mut tree = RTreeBuilder::new(u32::try_from(outlines.len()).unwrap_or(u32::MAX));
        let mut middles = Vec::new();
        for (row, outline) in outlines.iter_mut().enumerate() {
            outline.row = points.sites.len() + row;
            // Only an outline without positions has no bounds.
            let Some(bounds) = outline.shape.bounding_rect() else { continue };
            tree.add(bounds.min().x, bounds.min().y, bounds.max().x, bounds.max().y);
            middles.push((code(bounds.center().into()), outline.site));
        }
        let order: Vec<u32> = points.sites.iter().copied().chain(outlines.iter().map(|outline| outline.site)).collect();
        Self {
            middles: Curve::new(middles),
            tree: tree.finish::<HilbertSort>(),
            outlines,
            columns: columns.gather_for_tiles(&order),
            points,
        }
    }

    /// The properties of the sites that have a location, in the order of the tiles; those that no tile carries are empty.
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The sites that are points, neighbours side by side.
    pub(super) fn points(&self) -> &[u32] {
        &self.points.sites
    }

    /// The content of a tile: the sites that pass, or all sites without a filter.
    pub fn contents(&self, tile: Tile, passing: Option<&FixedBitSet>) -> Contents<'_> {
        let passes = |site: u32| passing.is_none_or(|passing| passing.contains(site as usize));
        let small = self.middles.within(tile).filter_map(|(code, _, site)| {
            let outline = &self.outlines[self.outlines.binary_search_by_key(&site, |outline| outline.site).ok()?];
            (!outline.is_drawn(tile)).then_some((code, outline.row, site))
        });
        let members = || self.points.within(tile).chain(small.clone()).filter(|&(.., site)| passes(site));
        let mut contents = Contents { outlines: self.drawn(tile, passes), ..Contents::default() };
        if members().nth(MOST_SHOWN).is_none() {
            let points = members().map(|(code, row, site)| Point { site, row, at: tile.units(code) });
            contents.points = points.collect();
        } else {
            contents.gather(tile, members());
        }
        contents
    }

    /// The outlines drawn in a tile, ascending by site; of more than [`MOST_SHOWN`] the longest.
    fn drawn(&self, tile: Tile, passes: impl Fn(u32) -> bool) -> Vec<&Outline> {
        let [west, north, east, south] = tile.bounds(MARGIN);
        let found = self.tree.search(west, north, east, south).into_iter().map(|row| &self.outlines[row as usize]);
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

    /// The codes, positions on the curve and sites of a tile.
    fn within(&self, tile: Tile) -> impl Iterator<Item = (u64, usize, u32)> + Clone {
        let codes = tile.codes();
        let first = self.codes.partition_point(|code| code < codes.start());
        let count = self.codes[first..].partition_point(|code| code <= codes.end());
        let range = first..first + count;
        range.map(|row| (self.codes[row], row, self.sites[row]))
    }
}

impl Outline {
    fn new(row: usize, geometry: &crate::model::Geometry) -> Option<Self> {
        let shape = geometry.to_multi_polygon().map_coords(|position| world([position.x, position.y]).into());
        let bounds = shape.bounding_rect()?;
        let length = bounds.width().max(bounds.height());
        Some(Self { site: u32::try_from(row).ok()?, row: 0, shape, length })
    }

    fn is_drawn(&self, tile: Tile) -> bool {
        self.length >= SMALLEST_DRAWN * tile.unit()
    }
}

impl Contents<'_> {
    /// Adds sites: one that is alone in its cell as a point, several as a cluster.
    fn gather(&mut self, tile: Tile, members: impl Iterator<Item = (u64, usize, u32)>) {
        let mut cells = [(0_u32, [0_u64; 2], (0, 0)); 1 << (2 * CELL_BITS)];
        let shift = 64 - 2 * (u32::from(tile.zoom) + CELL_BITS);
        for (code, row, site) in members {
            let at = tile.units(code).map(u64::from);
            #[expect(clippy::cast_possible_truncation, reason = "the prefix's last 8 bits are the cell's")]
            let (count, sums, last) = &mut cells[usize::from((code >> shift) as u8)];
            *count += 1;
            *sums = [sums[0] + at[0], sums[1] + at[1]];
            *last = (row, site);
        }
        for (count, sums, last) in cells.into_iter().filter(|(count, ..)| *count > 0) {
            // A mean of numbers below the extent is below it.
            let at = sums.map(|sum| u32::try_from(sum / u64::from(count)).unwrap_or(EXTENT));
            match (count, last) {
                (1, (row, site)) => self.points.push(Point { site, row, at }),
                _ => self.clusters.push(Cluster { count, at }),
            }
        }
    }
}

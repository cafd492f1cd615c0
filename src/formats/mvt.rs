//! Mapbox Vector Tiles (version 2.1): sites as points and outlines with their flat facts, and clusters with their
//! counts.

use fast_mvt::{MvtCoord, MvtFeatureBuilder, MvtGeomType, MvtLayerBuilder, MvtTileBuilder, MvtValueRef};
use geo::{BooleanOps, Contains, MultiPolygon, Rect, Simplify};

use super::WriteError;
use crate::catalog::{
    Catalog, Columns,
    tiles::{Contents, EXTENT, MARGIN, Outline, Tile},
};

/// Its media type.
pub const MEDIA_TYPE: &str = "application/vnd.mapbox-vector-tile";

/// The layer of sites that are points.
pub const SITES: &str = "sites";

/// The layer of clusters.
pub const CLUSTERS: &str = "clusters";

/// The layer of sites that are outlines.
pub const OUTLINES: &str = "outlines";

/// How many sites a cluster stands for.
pub const POINT_COUNT: (&str, &str) = ("point_count", "How many sites it stands for");

/// The properties of a site, each with what it says; one that is not known is left out.
pub const PROPERTIES: [(&str, &str); 12] = [
    ("id", "The site's permanent id"),
    ("name", "The name in English"),
    ("name_ur", "A name in Urdu"),
    ("kind", "What it is: CGI mineral-occurrence-type, or region"),
    ("status", "Whether it is worked: CGI mine-status, exploration or claimed-only"),
    ("mineral", "The first of its minerals"),
    ("minerals", "Minerals, the primary ones first, with ; between them"),
    ("operators", "Who works it, with ; between them"),
    ("country", "ISO 3166-1 alpha-2"),
    ("province", "ISO 3166-2"),
    ("evidence", "disputed, corroborated or single-source"),
    (UNCERTAINTY, "Darwin Core coordinateUncertaintyInMeters"),
];

/// The one that is a number.
pub const UNCERTAINTY: &str = "uncertainty_m";

/// As many positions of outlines are written, the first sites' first: about 250 kB.
const MOST_POSITIONS: usize = 60_000;

/// Outlines are simplified to this many units, a quarter of a pixel where a tile is 512 wide.
const TOLERANCE: f64 = 2.0;

/// Writes a tile; one that nothing lies in has no bytes. A site's feature id is its place in the columns and 1.
///
/// # Errors
/// When the tile's writer fails, which no site's facts make it do.
pub fn tile(catalog: &Catalog, tile: Tile, contents: &Contents<'_>) -> Result<Vec<u8>, WriteError> {
    let mut written = MvtTileBuilder::new();
    let mut facts = SiteFacts { columns: catalog.tiles.columns(), list: String::new() };
    if !contents.outlines.is_empty() {
        let mut layer = written.layer(OUTLINES)?;
        let mut left = MOST_POSITIONS;
        for outline in &contents.outlines {
            layer = facts.outline(layer, tile, outline, &mut left)?;
        }
        // An outline may touch no more than the margin's corner: a layer of nothing is none.
        written = if layer.num_features() > 0 { layer.end() } else { MvtTileBuilder::new() };
    }
    if !contents.clusters.is_empty() {
        let mut layer = written.layer(CLUSTERS)?;
        for cluster in &contents.clusters {
            let mut feature = layer.feature_of(MvtGeomType::Point);
            feature.points([position(cluster.at)])?;
            feature.tag_ref(POINT_COUNT.0, MvtValueRef::UInt(cluster.count.into()))?;
            layer = feature.end();
        }
        written = layer.end();
    }
    if !contents.points.is_empty() {
        let mut layer = written.layer(SITES)?;
        for point in &contents.points {
            let mut feature = layer.feature_of(MvtGeomType::Point);
            feature.points([position(point.at)])?;
            facts.tag(&mut feature, point.site, point.place)?;
            layer = feature.end();
        }
        written = layer.end();
    }
    Ok(written.encode())
}

/// Writes the facts of sites, with a text that is used again for each.
struct SiteFacts<'a> {
    columns: &'a Columns,
    list: String,
}

impl SiteFacts<'_> {
    fn tag(&mut self, feature: &mut MvtFeatureBuilder, site: u32, row: usize) -> Result<(), WriteError> {
        let columns = self.columns;
        feature.id(Some(u64::from(site) + 1));
        let mut tag = |key: &str, value: Option<&str>| match value {
            Some(value) => feature.tag_ref(key, MvtValueRef::String(value)).map(drop),
            None => Ok(()),
        };
        tag("id", Some(columns.id(row)))?;
        tag("name", Some(columns.names.get(row)))?;
        tag("name_ur", columns.other_names(row, "ur").first().map(String::as_str))?;
        tag("kind", Some(columns.kinds[row].as_str()))?;
        tag("status", columns.statuses[row].map(|status| status.as_str()))?;
        tag("mineral", columns.minerals.get(row).next())?;
        tag("minerals", joined(&mut self.list, columns.minerals.get(row)))?;
        tag("operators", joined(&mut self.list, columns.operators.get(row)))?;
        tag("country", Some(columns.countries.get(row)))?;
        tag("province", columns.province(row))?;
        tag("evidence", Some(columns.evidence_levels[row].as_str()))?;
        if let Some(metres) = columns.uncertainties[row] {
            feature.tag_ref(UNCERTAINTY, MvtValueRef::UInt(metres.into()))?;
        }
        Ok(())
    }

    /// Writes what of an outline lies in the tile, while positions are `left`.
    fn outline(
        &mut self,
        layer: MvtLayerBuilder,
        tile: Tile,
        outline: &Outline,
        left: &mut usize,
    ) -> Result<MvtLayerBuilder, WriteError> {
        let rings: Vec<(bool, Vec<MvtCoord>)> = rings(tile, &clipped(tile, outline)).collect();
        let positions: usize = rings.iter().map(|(_, ring)| ring.len()).sum();
        if rings.is_empty() || positions > *left {
            return Ok(layer);
        }
        *left -= positions;
        let mut feature = layer.feature_of(MvtGeomType::Polygon);
        for (exterior, ring) in rings {
            feature.ring(ring, exterior)?;
        }
        self.tag(&mut feature, outline.site, outline.place)?;
        Ok(feature.end())
    }
}

/// Words with `;` between them; none where there are none.
fn joined<'a>(text: &'a mut String, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    text.clear();
    for word in words {
        if !text.is_empty() {
            text.push(';');
        }
        text.push_str(word);
    }
    (!text.is_empty()).then_some(text)
}

fn position([x, y]: [u32; 2]) -> MvtCoord {
    let axis = |units: u32| i32::try_from(units.min(EXTENT)).unwrap_or_default();
    MvtCoord { x: axis(x), y: axis(y) }
}

/// What of an outline lies in the tile and its margin, as fine as the tile is.
fn clipped(tile: Tile, outline: &Outline) -> MultiPolygon {
    let simple = outline.shape.simplify(TOLERANCE * tile.unit());
    let [west, north, east, south] = tile.bounds(MARGIN);
    let rect = Rect::new((west, north), (east, south));
    if rect.contains(&simple) { simple } else { simple.intersection(&rect.to_polygon()) }
}

/// The rings of polygons in the tile's units, each with whether it is an exterior one; without those that are too
/// small to have an area.
fn rings(tile: Tile, shape: &MultiPolygon) -> impl Iterator<Item = (bool, Vec<MvtCoord>)> {
    let ring = move |line: &geo::LineString| {
        let mut ring: Vec<MvtCoord> = line
            .coords()
            .map(|at| {
                #[expect(clippy::cast_possible_truncation, reason = "clipped to the tile and its margin")]
                let [x, y] = tile.local([at.x, at.y]).map(|axis| axis.round() as i32);
                MvtCoord { x, y }
            })
            .collect();
        ring.dedup();
        let area: i64 = ring
            .windows(2)
            .map(|pair| i64::from(pair[0].x) * i64::from(pair[1].y) - i64::from(pair[1].x) * i64::from(pair[0].y))
            .sum();
        (area != 0).then_some(ring)
    };
    shape.iter().flat_map(move |polygon| {
        let exterior = ring(polygon.exterior());
        let interiors = polygon.interiors().iter().filter(|_| exterior.is_some()).filter_map(ring);
        let interiors: Vec<(bool, Vec<MvtCoord>)> = interiors.map(|ring| (false, ring)).collect();
        exterior.map(|ring| (true, ring)).into_iter().chain(interiors)
    })
}

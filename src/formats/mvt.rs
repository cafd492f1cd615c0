//! Mapbox Vector Tiles (version 2.1): sites as points and outlines with their flat facts, and clusters with their
//! counts.

use fast_mvt::{MvtCoord, MvtFeatureBuilder, MvtGeomType, MvtLayerBuilder, MvtTileBuilder, MvtValueRef};
use geo::{BooleanOps, Contains, MultiPolygon, Rect, Simplify};

use super::WriteError;
use crate::catalog::{
    Catalog, Columns, Property,
    columns::Column,
    properties::Storage,
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
pub(crate) const POINT_COUNT: (&str, &str) = ("point_count", "How many sites it stands for");

/// A field of a site in a tile.
pub(crate) struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub description: &'static str,
    /// Whether it is a whole number; else it is text.
    pub is_number: bool,
    property: Property,
    /// Whether it is only the first of the values.
    first: bool,
}

/// The fields of a site, in their order; one that is unknown is left out. Lists are joined by `;`.
///
/// A style can hardly take a list apart, so the first mineral has a field of its own; of the other names only the first
/// in Urdu, a label, is carried.
pub(crate) fn fields() -> impl Iterator<Item = Field> {
    let first = |name, description, property| Field { name, description, is_number: false, property, first: true };
    Property::in_tiles().flat_map(move |property| {
        let definition = property.definition();
        let is_number = matches!(definition.storage, Storage::Number(_));
        let (name, description) = (property.as_str(), definition.description);
        let whole = Field { name, description, is_number, property, first: false };
        match property {
            Property::Names => vec![first("name_ur", "A name in Urdu", property)],
            Property::Minerals => vec![first("mineral", "Id of its first mineral", property), whole],
            _ => vec![whole],
        }
    })
}

/// The most positions of outlines in a tile, about 250 kB; outlines beyond them are left out.
const MOST_POSITIONS: usize = 60_000;

/// Outlines are simplified to this many units, a quarter of a pixel where a tile is 512 wide.
const TOLERANCE: f64 = 2.0;

/// Writes a tile; an empty one has no bytes. A site's feature id is its row, counted from 1.
///
/// # Errors
/// When the tile cannot be encoded, which no property of a site causes.
pub fn tile(catalog: &Catalog, tile: Tile, contents: &Contents<'_>) -> Result<Vec<u8>, WriteError> {
    let mut written = MvtTileBuilder::new();
    let mut tagger = Tagger::new(catalog.tiles.columns());
    if !contents.outlines.is_empty() {
        let mut layer = written.layer(OUTLINES)?;
        let mut left = MOST_POSITIONS;
        for outline in &contents.outlines {
            layer = tagger.outline(layer, tile, outline, &mut left)?;
        }
        // An outline may touch only a corner of the margin, and an empty layer is not allowed.
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
            tagger.tag(&mut feature, point.site, point.row)?;
            layer = feature.end();
        }
        written = layer.end();
    }
    Ok(written.encode())
}

/// Writes the fields of sites, with a buffer that is reused for each.
struct Tagger<'a> {
    columns: &'a Columns,
    fields: Vec<(Field, Column<'a>)>,
    list: String,
}

impl<'a> Tagger<'a> {
    fn new(columns: &'a Columns) -> Self {
        let fields = fields().map(|field| {
            let column = columns.column(field.property);
            (field, column)
        });
        Self { columns, fields: fields.collect(), list: String::new() }
    }

    fn tag(&mut self, feature: &mut MvtFeatureBuilder, site: u32, row: usize) -> Result<(), WriteError> {
        feature.id(Some(u64::from(site) + 1));
        for (field, column) in &self.fields {
            let text = match *column {
                Column::Names(_) => self.columns.row(row).other_names("ur").first().map(String::as_str),
                Column::Lists(lists) if field.first => lists.get(row).next(),
                Column::Lists(lists) => joined(&mut self.list, lists.get(row)),
                Column::Numbers(numbers) => {
                    if let Some(number) = numbers[row] {
                        feature.tag_ref(field.name, MvtValueRef::UInt(number.into()))?;
                    }
                    None
                }
                column => column.text(row),
            };
            if let Some(text) = text {
                feature.tag_ref(field.name, MvtValueRef::String(text))?;
            }
        }
        Ok(())
    }

    /// Writes the part of an outline that is in the tile, if enough positions are `left`.
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
        self.tag(&mut feature, outline.site, outline.row)?;
        Ok(feature.end())
    }
}

/// Words with `;` between them; `None` if there are none.
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

/// The part of an outline in the tile and its margin, simplified to the tile's resolution.
fn clipped(tile: Tile, outline: &Outline) -> MultiPolygon {
    let simple = outline.shape.simplify(TOLERANCE * tile.unit());
    let [west, north, east, south] = tile.bounds(MARGIN);
    let rect = Rect::new((west, north), (east, south));
    if rect.contains(&simple) { simple } else { simple.intersection(&rect.to_polygon()) }
}

/// The rings of polygons in the tile's units, each with whether it is exterior; those too small to have an area are left
/// out.
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

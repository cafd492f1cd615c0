//! `/collections/sites/tiles`: tilesets (OGC 17-083r4) as OGC API - Tiles Part 1 links them, and `TileJSON` 3.0.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    endpoint::{Call, Endpoint, Result},
    links::link,
    media::{STYLE, TILE_JSON},
    state::{Api, Config},
    tile_matrix_sets::{CRS, DEFINITION, URI, check_tile_matrix_set, tile_matrix_set},
};
use crate::{
    catalog::{Catalog, Crs, Filter, columns::Shape, tiles::MAX_ZOOM},
    feature::Link,
    formats::mvt,
    model::{Geometry, Position},
    server::{negotiate::Media, request::ApiRequest},
};

/// The tilesets of the sites.
pub(crate) const TILES: &str = "/collections/sites/tiles";

const TILESET: &str = "/collections/sites/tiles/WebMercatorQuad";

/// The relations of the standard.
pub(crate) const TILESETS_VECTOR: &str = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
const TILING_SCHEME: &str = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
const GEODATA: &str = "http://www.opengis.net/def/rel/ogc/1.0/geodata";

const JSON: &str = Media::JSON.media_type;

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::document(TILES, "The tilesets of the sites", &[Media::JSON], None, |api| tilesets(&api.config))
            .named("sites.collection.vector.getTileSetsList")
            .returning::<Tilesets>(),
        Endpoint::new(
            "/collections/sites/tiles/{tileMatrixSetId}",
            "A tileset: the content of its tiles, and their addresses, with the same filters; f=tilejson gives TileJSON",
            &[Media::JSON, TILE_JSON],
            tileset,
        )
        .named("sites.collection.vector.getTileSet")
        .in_path([tile_matrix_set()])
        .returning::<Tileset>(),
    ]
}

/// The tilesets (OGC API - Tiles, Part 1, section 9).
#[derive(Serialize, JsonSchema)]
struct Tilesets {
    /// Related resources.
    links: Vec<Link>,
    /// The tilesets.
    tilesets: Vec<TilesetItem>,
}

/// A tileset in the list.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct TilesetItem {
    /// Its name.
    title: &'static str,
    /// Always `vector`.
    data_type: &'static str,
    /// The URI of its reference system.
    crs: &'static str,
    /// The URI of its tile matrix set in OGC's register.
    #[serde(rename = "tileMatrixSetURI")]
    tile_matrix_set_uri: &'static str,
    /// Related resources.
    links: Vec<Link>,
}

/// A tileset (OGC 17-083r4, section 8).
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Tileset {
    #[serde(flatten)]
    item: TilesetItem,
    /// What its tiles contain.
    description: String,
    /// The SPDX id of the data's licence; absent where an imported source states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    /// The attribution to show.
    attribution: String,
    /// The media types of its tiles.
    media_types: [&'static str; 1],
    /// The extent of the sites; absent where none has a geometry.
    #[serde(skip_serializing_if = "Option::is_none")]
    bounding_box: Option<BoundingBox>,
    /// The layers of its tiles.
    layers: Vec<Layer>,
}

/// A bounding box.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct BoundingBox {
    /// West and south.
    lower_left: [f64; 2],
    /// East and north.
    upper_right: [f64; 2],
    /// The URI of their reference system.
    crs: &'static str,
}

/// A layer of a tile.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Layer {
    /// Its name in tiles.
    id: &'static str,
    /// What it contains.
    description: &'static str,
    /// Always `vector`.
    data_type: &'static str,
    /// 0 for points, 2 for outlines.
    geometry_dimension: u8,
    /// The properties of its features, as a JSON Schema.
    properties_schema: Value,
    /// Its source.
    links: Vec<Link>,
}

fn tilesets(config: &Config) -> Tilesets {
    Tilesets {
        links: vec![
            link(config, "self", TILES, JSON, "The tilesets"),
            link(config, "collection", "/collections/sites", JSON, "The collection of sites"),
        ],
        tilesets: vec![item(vec![
            link(config, "self", TILESET, JSON, "The tileset"),
            link(config, TILING_SCHEME, DEFINITION, JSON, "The tile matrix set"),
        ])],
    }
}

fn item(links: Vec<Link>) -> TilesetItem {
    TilesetItem { title: "Mineral sites", data_type: "vector", crs: CRS, tile_matrix_set_uri: URI, links }
}

fn description() -> String {
    format!(
        "Layer {} contains sites as points; {}, groups of sites too close to be shown one by one, with their number; {}, the \
         outlines that are large enough to be drawn, while others count as points. Points beyond 85.05 degrees north \
         or south are moved there.",
        mvt::SITES,
        mvt::CLUSTERS,
        mvt::OUTLINES,
    )
}

/// The layers, each with a description and its dimension.
const LAYERS: [(&str, &str, u8); 3] = [
    (mvt::SITES, "Sites as points", 0),
    (mvt::CLUSTERS, "Groups of sites too close to be shown one by one, and their number", 0),
    (mvt::OUTLINES, "Sites as outlines", 2),
];

/// The properties of a layer, each with a description and its JSON type.
fn properties(layer: &str) -> Vec<(&'static str, &'static str, &'static str)> {
    if layer == mvt::CLUSTERS {
        return vec![(mvt::POINT_COUNT.0, mvt::POINT_COUNT.1, "integer")];
    }
    let kind = |is_number| if is_number { "integer" } else { "string" };
    mvt::fields().map(|field| (field.name, field.description, kind(field.is_number))).collect()
}

fn describe(config: &Config, catalog: &Catalog, query: &str) -> Tileset {
    let tiles = |link: Link| Link { templated: Some(true), ..link };
    let links = vec![
        link(config, "self", &format!("{TILESET}{query}"), JSON, "This document"),
        link(config, "alternate", &tilejson_address(query), TILE_JSON.media_type, "The same as TileJSON"),
        tiles(link(
            config,
            "item",
            &format!("{TILESET}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}{query}"),
            mvt::MEDIA_TYPE,
            "The tiles",
        )),
        link(config, TILING_SCHEME, DEFINITION, JSON, "The tile matrix set"),
        link(config, GEODATA, "/collections/sites", JSON, "The collection of sites"),
        link(config, "stylesheet", &format!("/styles/sites{query}"), STYLE.media_type, "A style for MapLibre"),
    ];
    let layer = |(id, description, geometry_dimension)| {
        let property = |(name, says, kind)| (name, json!({"description": says, "type": kind}));
        let properties: BTreeMap<&str, Value> = properties(id).into_iter().map(property).collect();
        Layer {
            id,
            description,
            data_type: "vector",
            geometry_dimension,
            properties_schema: json!({"type": "object", "properties": properties}),
            links: vec![link(config, GEODATA, "/collections/sites", JSON, "The collection of sites")],
        }
    };
    Tileset {
        item: item(links),
        description: description(),
        license: catalog.dataset.terms.license.clone(),
        attribution: catalog.dataset.terms.attribution.clone(),
        media_types: [mvt::MEDIA_TYPE],
        bounding_box: bbox(catalog, None).map(|[west, south, east, north]| BoundingBox {
            lower_left: [west, south],
            upper_right: [east, north],
            crs: Crs::Crs84.uri(),
        }),
        layers: LAYERS.into_iter().map(layer).collect(),
    }
}

/// The address of the `TileJSON`. `query` begins with a question mark, or is empty.
fn tilejson_address(query: &str) -> String {
    format!("{TILESET}{query}{}f=tilejson", if query.is_empty() { "?" } else { "&" })
}

/// `TileJSON` 3.0.0, <https://github.com/mapbox/tilejson-spec>.
pub(crate) fn tilejson(config: &Config, catalog: &Catalog, query: &str) -> Value {
    let layers = LAYERS.map(|(id, description, _)| {
        let fields: BTreeMap<&str, &str> = properties(id).into_iter().map(|(name, says, _)| (name, says)).collect();
        json!({"id": id, "description": description, "fields": fields, "minzoom": 0, "maxzoom": MAX_ZOOM})
    });
    let mut document = json!({
        "tilejson": "3.0.0",
        "name": "Mineral sites",
        "description": description(),
        "attribution": catalog.dataset.terms.attribution,
        "scheme": "xyz",
        "tiles": [format!("{}{TILESET}/{{z}}/{{y}}/{{x}}{query}", config.public_url)],
        "minzoom": 0,
        "maxzoom": MAX_ZOOM,
        "vector_layers": layers,
    });
    if let Some(bbox) = bbox(catalog, None) {
        document["bounds"] = json!(bbox);
    }
    document
}

/// The filters of a request as a query with its question mark; empty where there are none.
pub(crate) fn filter_query(request: &ApiRequest) -> String {
    let filters = request.parameters().filter(|(name, _)| *name != "f");
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(filters).finish();
    if query.is_empty() { query } else { format!("?{query}") }
}

/// West, south, east and north of the sites with this type of geometry, or with any, in degrees; `None` if there are no
/// such sites.
pub(crate) fn bbox(catalog: &Catalog, shape: Option<Shape>) -> Option<[f64; 4]> {
    let geometries = catalog.columns.geometries();
    let points = geometries.points().iter().flatten().filter(|_| shape != Some(Shape::Area));
    let outlines: Vec<Geometry> =
        geometries.outlines().filter(|_| shape != Some(Shape::Point)).map(|(_, outline)| outline).collect();
    let positions = points.chain(outlines.iter().flat_map(|outline| outline.positions()));
    let boxes = positions.map(|&[x, y]: &Position| [x, y, x, y]);
    boxes.reduce(|[west, south, east, north], [x, y, ..]| [west.min(x), south.min(y), east.max(x), north.max(y)])
}

fn tileset(api: &Api, call: &Call<Filter>) -> Result {
    check_tile_matrix_set(&call.request.id())?;
    api.cached(&call.request, call.media.media_type, || {
        let (catalog, query) = (api.catalog(), filter_query(&call.request));
        Ok(if call.media == TILE_JSON {
            serde_json::to_vec(&tilejson(&api.config, catalog, &query))?
        } else {
            serde_json::to_vec(&describe(&api.config, catalog, &query))?
        })
    })
}

//! What there is to say of the tiles: tilesets (OGC 17-083r4), as OGC API - Tiles, Part 1, links them, and `TileJSON` 3.0.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    api::{
        links::link,
        meta, queryables,
        route::{Parameters, Route},
        tile_matrix_sets::{CRS, DEFINITION, TILE_MATRIX_SET, URI, unknown_tile_matrix_set},
    },
    app::{App, Config},
    catalog::{Catalog, Filter, cql2::property::CollectionKind, tiles::MAX_ZOOM},
    formats::{ATTRIBUTION, LICENSE, geojson::Link, mvt},
    server::{negotiate::Media, problem::Problem, request::ApiRequest, response::ApiResponse},
};

/// The tilesets of the sites.
pub(crate) const TILES: &str = "/collections/sites/tiles";

const TILESET: &str = "/collections/sites/tiles/WebMercatorQuad";

/// The relations of the standard.
pub(crate) const TILESETS_VECTOR: &str = "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector";
const TILING_SCHEME: &str = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
const GEODATA: &str = "http://www.opengis.net/def/rel/ogc/1.0/geodata";

const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const JSON: &str = "application/json";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::json::<Tilesets>(TILES, tilesets, "The tilesets of the sites"),
        Route::json::<Tileset>(
            "/collections/sites/tiles/{tileMatrixSetId}",
            tileset,
            "A tileset: what its tiles hold, and their addresses, with the filters that were asked for; f=tilejson gives TileJSON",
        )
        .with(Parameters::Filter, JSON),
    ]
}

/// The tilesets (OGC API - Tiles, Part 1, section 9).
#[derive(Serialize, JsonSchema)]
struct Tilesets {
    /// Where to go from here.
    links: Vec<Link>,
    /// The tilesets.
    tilesets: Vec<TilesetItem>,
}

/// A tileset in their list.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct TilesetItem {
    /// Its name.
    title: &'static str,
    /// Always `vector`.
    data_type: &'static str,
    /// Its reference system.
    crs: &'static str,
    /// Its tile matrix set in OGC's register.
    #[serde(rename = "tileMatrixSetURI")]
    tile_matrix_set_uri: &'static str,
    /// Where it is described.
    links: Vec<Link>,
}

/// A tileset (OGC 17-083r4, section 8).
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Tileset {
    #[serde(flatten)]
    item: TilesetItem,
    /// What its tiles hold.
    description: String,
    /// SPDX id of the data's licence.
    license: &'static str,
    /// Who is to be named.
    attribution: &'static str,
    /// The forms of its tiles.
    media_types: [&'static str; 1],
    /// Where the sites lie; absent where none has a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    bounding_box: Option<BoundingBox>,
    /// The layers of its tiles.
    layers: Vec<Layer>,
}

/// A box.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct BoundingBox {
    /// West and south.
    lower_left: [f64; 2],
    /// East and north.
    upper_right: [f64; 2],
    /// Their reference system.
    crs: &'static str,
}

/// A layer of a tile.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Layer {
    /// Its name in tiles.
    id: &'static str,
    /// What it holds.
    description: &'static str,
    /// Always `vector`.
    data_type: &'static str,
    /// 0 for points, 2 for outlines.
    geometry_dimension: u8,
    /// The properties of its features, as a JSON Schema.
    properties_schema: Value,
    /// What it is made from.
    links: Vec<Link>,
}

/// Every answer of this file that never changes, by its address.
pub(crate) fn prebuilt(config: &Config) -> serde_json::Result<BTreeMap<String, ApiResponse>> {
    let tilesets = Tilesets {
        links: vec![
            link(config, "self", TILES, JSON, "The tilesets"),
            link(config, "collection", "/collections/sites", JSON, "About the sites"),
        ],
        tilesets: vec![item(vec![
            link(config, "self", TILESET, JSON, "The tileset"),
            link(config, TILING_SCHEME, DEFINITION, JSON, "Its tile matrix set"),
        ])],
    };
    Ok(BTreeMap::from([(TILES.to_owned(), ApiResponse::prebuilt(JSON, serde_json::to_vec(&tilesets)?))]))
}

fn item(links: Vec<Link>) -> TilesetItem {
    TilesetItem { title: "Mineral sites", data_type: "vector", crs: CRS, tile_matrix_set_uri: URI, links }
}

fn description() -> String {
    format!(
        "Layer {} holds sites as points; {} those that stand too close together, with their number; {} those that are \
         outlines, where they are large enough to be drawn, else they count as points. Points beyond 85.05 degrees \
         north or south are moved there.",
        mvt::SITES,
        mvt::CLUSTERS,
        mvt::OUTLINES,
    )
}

/// The layers, each with what it holds and its dimension.
const LAYERS: [(&str, &str, u8); 3] = [
    (mvt::SITES, "Sites as points", 0),
    (mvt::CLUSTERS, "Sites that stand too close together to be shown each, and their number", 0),
    (mvt::OUTLINES, "Sites as outlines", 2),
];

/// The properties of a layer, each with what it says and its JSON type.
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
        link(config, "alternate", &tilejson_address(query), Media::TileJson.media_type(), "The same as TileJSON"),
        tiles(link(
            config,
            "item",
            &format!("{TILESET}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}{query}"),
            mvt::MEDIA_TYPE,
            "The tiles",
        )),
        link(config, TILING_SCHEME, DEFINITION, JSON, "The tile matrix set"),
        link(config, GEODATA, "/collections/sites", JSON, "About the sites"),
        link(
            config,
            "stylesheet",
            &format!("/styles/sites{query}"),
            crate::api::style::MEDIA_TYPE,
            "A style for MapLibre",
        ),
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
            links: vec![link(config, GEODATA, "/collections/sites", JSON, "About the sites")],
        }
    };
    Tileset {
        item: item(links),
        description: description(),
        license: LICENSE,
        attribution: ATTRIBUTION,
        media_types: [mvt::MEDIA_TYPE],
        bounding_box: meta::bbox(catalog).map(|[west, south, east, north]| BoundingBox {
            lower_left: [west, south],
            upper_right: [east, north],
            crs: CRS84,
        }),
        layers: LAYERS.into_iter().map(layer).collect(),
    }
}

/// `query` begins with a question mark, or is empty.
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
        "attribution": ATTRIBUTION,
        "scheme": "xyz",
        "tiles": [format!("{}{TILESET}/{{z}}/{{y}}/{{x}}{query}", config.public_url)],
        "minzoom": 0,
        "maxzoom": MAX_ZOOM,
        "vector_layers": layers,
    });
    if let Some(bbox) = meta::bbox(catalog) {
        document["bounds"] = json!(bbox);
    }
    document
}

/// The filters of a query, written as a query that begins with a question mark; empty where there are none.
pub(crate) fn read_filters(app: &App, request: &ApiRequest<'_>, offers: &[Media]) -> Result<String, Problem> {
    let mut filter = Filter::default();
    request.read(offers, Filter::parameters, |name, value| {
        filter.parse_param(&app.snapshots.now().catalog, name, value)
    })?;
    let mut written = form_urlencoded::Serializer::new(String::new());
    written.extend_pairs(request.parameters().filter(|(name, _)| name != "f"));
    let written = written.finish();
    Ok(if written.is_empty() { written } else { format!("?{written}") })
}

fn tilesets(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    request.read_format(&[Media::Json])?;
    app.prebuilt(TILES)
}

fn tileset(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    const OFFERS: [Media; 2] = [Media::Json, Media::TileJson];
    let id = request.id();
    if id != TILE_MATRIX_SET {
        return Err(unknown_tile_matrix_set(&id));
    }
    let query = read_filters(app, request, &OFFERS)?;
    let form = request.prefers(&OFFERS);
    let answer = app.made(request, form.media_type(), || {
        let catalog = &app.snapshots.now().catalog;
        Ok(if form == Media::TileJson {
            serde_json::to_vec(&tilejson(&app.config, catalog, &query))?
        } else {
            serde_json::to_vec(&describe(&app.config, catalog, &query))?
        })
    })?;
    Ok(queryables::with_queryables_link(answer, &app.config, CollectionKind::Sites))
}

//! `/tileMatrixSets`: which tiles there are, and where (OGC 17-083r4).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    api::{links::link, route::Route},
    app::{App, Config},
    catalog::{
        nearest,
        tiles::{MAX_ZOOM, Tile},
    },
    formats::geojson::Link,
    server::{negotiate::Media, problem::Problem, request::ApiRequest, response::ApiResponse},
};

/// The one tile matrix set.
pub(crate) const TILE_MATRIX_SET: &str = "WebMercatorQuad";
pub(crate) const TILE_MATRIX_SETS: &str = "/tileMatrixSets";
pub(crate) const DEFINITION: &str = "/tileMatrixSets/WebMercatorQuad";

/// The relation of a link to the sets.
pub(crate) const TILING_SCHEMES: &str = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes";

pub(crate) const URI: &str = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
pub(crate) const CRS: &str = "http://www.opengis.net/def/crs/EPSG/0/3857";
const JSON: &str = "application/json";
const TITLE: &str = "Google Maps Compatible for the World";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::json::<TileMatrixSets>(TILE_MATRIX_SETS, tile_matrix_sets, "The tile matrix sets"),
        Route::json::<TileMatrixSet>(
            "/tileMatrixSets/{tileMatrixSetId}",
            tile_matrix_set,
            "A tile matrix set: which tiles there are, and where",
        ),
    ]
}

/// The tile matrix sets.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct TileMatrixSets {
    /// Where to go from here.
    links: Vec<Link>,
    /// The sets.
    tile_matrix_sets: Vec<TileMatrixSetItem>,
}

/// A tile matrix set in their list.
#[derive(Serialize, JsonSchema)]
struct TileMatrixSetItem {
    /// Its id in addresses.
    id: &'static str,
    /// Its name.
    title: &'static str,
    /// Its definition in OGC's register.
    uri: &'static str,
    /// Its reference system.
    crs: &'static str,
    /// Where its definition is.
    links: Vec<Link>,
}

/// A tile matrix set (OGC 17-083r4, section 7).
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct TileMatrixSet {
    /// Its id in addresses.
    id: &'static str,
    /// Its name.
    title: &'static str,
    /// Its definition in OGC's register.
    uri: &'static str,
    /// Its reference system.
    crs: &'static str,
    /// The order of its axes.
    ordered_axes: [&'static str; 2],
    /// The scales that it has in common with others.
    well_known_scale_set: &'static str,
    /// The scales, from the whole world down.
    tile_matrices: Vec<TileMatrix>,
}

/// A scale of a tile matrix set.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct TileMatrix {
    /// Its id in addresses: the zoom.
    id: String,
    /// The scale where a pixel is 0.28 mm wide.
    scale_denominator: f64,
    /// The width of a pixel in metres, at the equator.
    cell_size: f64,
    /// The corner that columns and rows count from.
    corner_of_origin: &'static str,
    /// Where that corner lies.
    point_of_origin: [f64; 2],
    /// Pixels.
    tile_width: u32,
    /// Pixels.
    tile_height: u32,
    /// How many columns there are.
    matrix_width: u32,
    /// How many rows there are.
    matrix_height: u32,
}

/// Every answer of this file, by its address.
pub(crate) fn prebuilt(config: &Config) -> serde_json::Result<BTreeMap<String, ApiResponse>> {
    let sets = TileMatrixSets {
        links: vec![link(config, "self", TILE_MATRIX_SETS, JSON, "The tile matrix sets")],
        tile_matrix_sets: vec![TileMatrixSetItem {
            id: TILE_MATRIX_SET,
            title: TITLE,
            uri: URI,
            crs: CRS,
            links: vec![link(config, "self", DEFINITION, JSON, "The definition")],
        }],
    };
    Ok(BTreeMap::from([
        (TILE_MATRIX_SETS.to_owned(), ApiResponse::prebuilt(JSON, serde_json::to_vec(&sets)?)),
        (DEFINITION.to_owned(), ApiResponse::prebuilt(JSON, serde_json::to_vec(&definition())?)),
    ]))
}

fn definition() -> TileMatrixSet {
    /// Half the world's width in metres.
    const ORIGIN: f64 = 20_037_508.342_789_244;
    /// The width of a pixel, by which OGC computes scales.
    const PIXEL: f64 = 0.000_28;
    const WIDTH: u32 = 256;
    let matrix = |zoom: u8| {
        let side = Tile::side(zoom);
        let cell_size = 2.0 * ORIGIN / f64::from(WIDTH) / f64::from(side);
        TileMatrix {
            id: zoom.to_string(),
            scale_denominator: cell_size / PIXEL,
            cell_size,
            corner_of_origin: "topLeft",
            point_of_origin: [-ORIGIN, ORIGIN],
            tile_width: WIDTH,
            tile_height: WIDTH,
            matrix_width: side,
            matrix_height: side,
        }
    };
    TileMatrixSet {
        id: TILE_MATRIX_SET,
        title: TITLE,
        uri: URI,
        crs: CRS,
        ordered_axes: ["X", "Y"],
        well_known_scale_set: "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        tile_matrices: (0..=MAX_ZOOM).map(matrix).collect(),
    }
}

fn tile_matrix_sets(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    request.read_format(&[Media::Json])?;
    app.prebuilt(TILE_MATRIX_SETS)
}

fn tile_matrix_set(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    request.read_format(&[Media::Json])?;
    app.prebuilt(&format!("{TILE_MATRIX_SETS}/{}", request.id())).map_err(|_| unknown_tile_matrix_set(&request.id()))
}

pub(crate) fn unknown_tile_matrix_set(id: &str) -> Problem {
    Problem::not_found(format!("there is no tile matrix set {id:?}; {}", nearest(&[TILE_MATRIX_SET], id)))
}

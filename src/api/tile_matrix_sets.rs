//! `/tileMatrixSets`: the grids of tiles (OGC 17-083r4).

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    document::Document,
    endpoint::{Call, Endpoint},
    links::link,
    parameters::{self, NoParameters, Parameter},
    problem::unknown,
    state::{Api, Config},
};
use crate::{
    catalog::{
        Crs,
        tiles::{MAX_ZOOM, Tile},
    },
    feature::Link,
    server::{negotiate::Media, problem::Problem},
};

/// The one tile matrix set.
pub(crate) const TILE_MATRIX_SET: &str = "WebMercatorQuad";
pub(crate) const TILE_MATRIX_SETS: &str = "/tileMatrixSets";
pub(crate) const DEFINITION: &str = "/tileMatrixSets/WebMercatorQuad";

/// The relation of a link to the tile matrix sets.
pub(crate) const TILING_SCHEMES: &str = "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes";

pub(crate) const URI: &str = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
pub(crate) const CRS: &str = "http://www.opengis.net/def/crs/EPSG/0/3857";
const JSON: &str = Media::JSON.media_type;
const TITLE: &str = "Google Maps Compatible for the World";

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let definition = Document::new(Media::JSON.media_type, None, |_| serde_json::to_value(definition()));
    let made = Arc::clone(&definition);
    let handler = move |_: &Api, call: &Call<NoParameters>| {
        check_tile_matrix_set(&call.request.id())?;
        made.respond(call)
    };
    vec![
        Endpoint::document(TILE_MATRIX_SETS, "The tile matrix sets", &[Media::JSON], None, |api| {
            tile_matrix_sets(&api.config)
        })
        .returning::<TileMatrixSets>(),
        Endpoint::new(
            "/tileMatrixSets/{tileMatrixSetId}",
            "A tile matrix set: the grid of tiles at each zoom",
            &[Media::JSON],
            handler,
        )
        .in_path([tile_matrix_set()])
        .making([definition])
        .returning::<TileMatrixSet>(),
    ]
}

/// The parameter in paths that names the tile matrix set.
pub(crate) fn tile_matrix_set() -> Parameter {
    parameters::word("tileMatrixSetId", "The tile matrix set", [TILE_MATRIX_SET])
}

/// The tile matrix sets.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct TileMatrixSets {
    /// Related resources.
    links: Vec<Link>,
    /// The tile matrix sets.
    tile_matrix_sets: Vec<TileMatrixSetItem>,
}

/// A tile matrix set in the list.
#[derive(Serialize, JsonSchema)]
struct TileMatrixSetItem {
    /// Its id in paths.
    id: &'static str,
    /// Its name.
    title: &'static str,
    /// The URI of its definition in OGC's register.
    uri: &'static str,
    /// The URI of its reference system.
    crs: &'static str,
    /// Links to its definition.
    links: Vec<Link>,
}

/// A tile matrix set (OGC 17-083r4, section 7).
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct TileMatrixSet {
    /// Its id in paths.
    id: &'static str,
    /// Its name.
    title: &'static str,
    /// The URI of its definition in OGC's register.
    uri: &'static str,
    /// The URI of its reference system.
    crs: &'static str,
    /// The order of its axes.
    ordered_axes: [&'static str; 2],
    /// The URI of its well-known scale set.
    well_known_scale_set: &'static str,
    /// The scales, from the whole world down.
    tile_matrices: Vec<TileMatrix>,
}

/// A scale of a tile matrix set.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct TileMatrix {
    /// Its id in paths: the zoom.
    id: String,
    /// The scale denominator at a pixel size of 0.28 mm.
    scale_denominator: f64,
    /// The width of a pixel in metres, at the equator.
    cell_size: f64,
    /// The corner from which columns and rows are counted.
    corner_of_origin: &'static str,
    /// The coordinates of that corner.
    point_of_origin: [f64; 2],
    /// The width of a tile in pixels.
    tile_width: u32,
    /// The height of a tile in pixels.
    tile_height: u32,
    /// The number of columns.
    matrix_width: u32,
    /// The number of rows.
    matrix_height: u32,
}

fn tile_matrix_sets(config: &Config) -> TileMatrixSets {
    TileMatrixSets {
        links: vec![link(config, "self", TILE_MATRIX_SETS, JSON, "The tile matrix sets")],
        tile_matrix_sets: vec![TileMatrixSetItem {
            id: TILE_MATRIX_SET,
            title: TITLE,
            uri: URI,
            crs: CRS,
            links: vec![link(config, "self", DEFINITION, JSON, "The definition")],
        }],
    }
}

fn definition() -> TileMatrixSet {
    /// The pixel size in metres that OGC's scale denominators assume.
    const PIXEL: f64 = 0.000_28;
    const WIDTH: u32 = 256;
    let matrix = |zoom: u8| {
        let side = Tile::side(zoom);
        let cell_size = 2.0 * Crs::EDGE_M / f64::from(WIDTH) / f64::from(side);
        TileMatrix {
            id: zoom.to_string(),
            scale_denominator: cell_size / PIXEL,
            cell_size,
            corner_of_origin: "topLeft",
            point_of_origin: [-Crs::EDGE_M, Crs::EDGE_M],
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

/// Checks that there is a tile matrix set with this id.
pub(crate) fn check_tile_matrix_set(id: &str) -> Result<(), Problem> {
    if id == TILE_MATRIX_SET {
        return Ok(());
    }
    Err(unknown("tile matrix set", id, &[TILE_MATRIX_SET]))
}

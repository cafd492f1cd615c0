//! `/collections/sites/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}`: vector tiles (OGC API - Tiles Part 1,
//! sections 7 and 12).

use super::{
    endpoint::{Call, Endpoint, Result},
    links::with_queryables,
    media::MVT,
    parameters,
    sites::{is_large, scans},
    state::Api,
    tile_matrix_sets::{check_tile_matrix_set, tile_matrix_set},
    tilesets::TILES,
};
use crate::{
    catalog::{
        Collection, Filter,
        tiles::{MAX_ZOOM, Tile},
    },
    formats::mvt,
    server::problem::Problem,
};

/// Tiles of smaller zooms may hold so many sites that filtering and clustering them takes over a millisecond.
const FAST_ZOOM: u8 = 6;

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::computed(
            "/collections/sites/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
            "The sites of a tile that match the filters",
            &[MVT],
            is_long,
            tile,
        )
        .named("sites.collection.vector.getTile")
        .in_path([
            tile_matrix_set(),
            parameters::word("tileMatrix", "The zoom", (0..=MAX_ZOOM).map(|zoom| zoom.to_string())),
            parameters::index("tileRow", "The row, from the north"),
            parameters::index("tileCol", "The column, from the west"),
        ]),
    ]
}

fn is_long(api: &Api, call: &Call<Filter>) -> bool {
    let filter = &call.parameters;
    let is_wide = |tile: Tile| tile.zoom < FAST_ZOOM && !(filter.is_empty() && api.tiles.contains_key(&tile));
    is_large(&call.snapshot) && (scans(filter) || tile_of(call.request.path()).is_ok_and(is_wide))
}

fn tile(api: &Api, call: &Call<Filter>) -> Result {
    let tile = tile_of(call.request.path())?;
    let filter = &call.parameters;
    let everything = filter.is_empty();
    if everything && let Some((response, _)) = api.tiles.get(&tile) {
        return Ok(response);
    }
    let mut size = None;
    let response = api.cached(&call.request, MVT.media_type, || {
        let catalog = &call.snapshot.catalog;
        let passing = if everything { None } else { Some(catalog.select(filter, &call.stop)?) };
        let bytes = mvt::tile(catalog, tile, &catalog.tiles.contents(tile, passing.as_ref()))?;
        size = Some(bytes.len());
        Ok(bytes)
    })?;
    let response = with_queryables(response, &api.config, Collection::Sites);
    // A tile that the client has already was not written.
    if let Some(size) = size.filter(|_| everything) {
        api.tiles.insert(tile, (response.clone(), size));
    }
    Ok(response)
}

/// The tile that a path names.
fn tile_of(path: &str) -> Result<Tile> {
    let mut segments = path.strip_prefix(TILES).unwrap_or_default().split('/').skip(1);
    let mut segment = || segments.next().unwrap_or_default();
    check_tile_matrix_set(segment())?;
    let zoom = number("tileMatrix", segment(), MAX_ZOOM.into(), "")?;
    // `number` has checked that it is at most that.
    let zoom = u8::try_from(zoom).unwrap_or(MAX_ZOOM);
    let last = Tile::side(zoom) - 1;
    let of_zoom = format!(" in tile matrix {zoom}");
    let row = number("tileRow", segment(), last, &of_zoom)?;
    let column = number("tileCol", segment(), last, &of_zoom)?;
    Ok(Tile { zoom, column, row })
}

fn number(name: &str, text: &str, last: u32, of: &str) -> Result<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten().filter(|&number: &u32| number <= last);
    number.ok_or_else(|| {
        Problem::not_found(format!("{name}: {text:?} is out of range; give a whole number from 0 to {last}{of}"))
    })
}

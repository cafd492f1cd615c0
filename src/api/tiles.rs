//! `/collections/sites/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}`: vector tiles (OGC API - Tiles, Part 1,
//! sections 7 and 12).

use crate::{
    api::{
        queryables,
        route::{Parameters, Route},
        tile_matrix_sets::{TILE_MATRIX_SET, unknown_tile_matrix_set},
        tilesets::TILES,
    },
    app::App,
    catalog::{
        Filter,
        cql2::property::CollectionKind,
        tiles::{MAX_ZOOM, Tile},
    },
    formats::mvt::{self, MEDIA_TYPE},
    server::{negotiate::Media, problem::Problem, request::ApiRequest, response::ApiResponse},
};

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::other(
            "/collections/sites/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
            tile,
            "The sites of a tile that pass the filters",
            MEDIA_TYPE,
        )
        .with(Parameters::Filter, MEDIA_TYPE),
    ]
}

fn tile(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    let tile = read_tile(request.address())?;
    let mut filter = Filter::default();
    let now = app.snapshots.now();
    request.read(&[Media::Mvt], Filter::parameters, |name, value| filter.parse_param(&now.catalog, name, value))?;
    let everything = filter.is_empty();
    if everything && let Some(answer) = app.tiles.get(tile) {
        return Ok(answer);
    }
    let mut size = None;
    let answer = app.made(request, MEDIA_TYPE, || {
        let catalog = &app.snapshots.at(filter.as_of)?.catalog;
        let passing = (!everything).then(|| catalog.select(&filter));
        let bytes = mvt::tile(catalog, tile, &catalog.tiles.contents(tile, passing.as_ref()))?;
        size = Some(bytes.len());
        Ok(bytes)
    })?;
    let answer = queryables::with_queryables_link(answer, &app.config, CollectionKind::Sites);
    // What the client has already was not made.
    if let Some(size) = size.filter(|_| everything) {
        app.tiles.keep(tile, &answer, size);
    }
    Ok(answer)
}

/// The tile that an address names.
fn read_tile(address: &str) -> Result<Tile, Problem> {
    let mut parts = address.strip_prefix(TILES).unwrap_or_default().split('/').skip(1);
    let mut part = || parts.next().unwrap_or_default();
    let set = part();
    if set != TILE_MATRIX_SET {
        return Err(unknown_tile_matrix_set(set));
    }
    let zoom = number("tileMatrix", part(), MAX_ZOOM.into(), "")?;
    // It is at most that.
    let zoom = u8::try_from(zoom).unwrap_or(MAX_ZOOM);
    let last = Tile::side(zoom) - 1;
    let of_zoom = format!(" in tile matrix {zoom}");
    let row = number("tileRow", part(), last, &of_zoom)?;
    let column = number("tileCol", part(), last, &of_zoom)?;
    Ok(Tile { zoom, column, row })
}

fn number(name: &str, text: &str, last: u32, of: &str) -> Result<u32, Problem> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten().filter(|&number: &u32| number <= last);
    number.ok_or_else(|| {
        Problem::not_found(format!("{name}: {text:?} is out of range; give a whole number from 0 to {last}{of}"))
    })
}

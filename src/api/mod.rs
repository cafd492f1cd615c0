//! The API: one file per resource. A handler is a plain function from a request to a response; each file lists its
//! routes, and both the router and the OpenAPI document are made from them.

pub(crate) mod agreements;
pub(crate) mod bibliography;
pub(crate) mod conformance;
pub(crate) mod download;
pub(crate) mod feature_schema;
pub(crate) mod html;
pub(crate) mod links;
pub(crate) mod meta;
pub(crate) mod metrics;
pub(crate) mod openapi;
pub(crate) mod page;
pub(crate) mod queryables;
pub(crate) mod records;
pub(crate) mod route;
pub(crate) mod site_page;
pub(crate) mod sites;
pub(crate) mod snapshots;
pub(crate) mod sortables;
pub(crate) mod stream;
pub(crate) mod style;
pub(crate) mod tile_cache;
pub(crate) mod tile_matrix_sets;
pub(crate) mod tiles;
pub(crate) mod tilesets;

pub use self::openapi::{answer_schemas, document as openapi_document};
use self::route::Route;

/// Every route of the API.
pub(crate) fn routes() -> Vec<Route> {
    [
        page::routes(),
        meta::routes(),
        metrics::routes(),
        queryables::routes(),
        sites::routes(),
        sortables::routes(),
        tile_matrix_sets::routes(),
        tilesets::routes(),
        tiles::routes(),
        style::routes(),
        download::routes(),
        agreements::routes(),
        records::routes(),
        bibliography::routes(),
    ]
    .concat()
}

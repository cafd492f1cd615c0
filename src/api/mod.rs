//! The API, one file per resource: each lists its [endpoints](endpoint::Endpoint), from which the router and the OpenAPI
//! document are made.
//!
//! A request is decoded once, its parameters are parsed and its representation chosen ([`endpoint`]), and a handler, a
//! plain function, makes a response of them and of the [state](state::Api).

mod agreements;
mod bibliography;
mod claims;
mod conformance;
mod document;
mod download;
pub(crate) mod download_files;
mod embedded;
mod endpoint;
mod feature_schema;
mod flat;
mod html;
mod links;
mod media;
mod meta;
mod openapi;
mod page;
mod parameters;
mod problem;
mod queryables;
mod records;
mod security;
mod site_page;
mod sites;
pub(crate) mod snapshots;
mod sortables;
mod start;
pub(crate) mod state;
mod stream;
mod style;
mod tile_matrix_sets;
mod tiles;
mod tilesets;

use serde_json::Value;

use self::endpoint::Endpoint;
pub(crate) use self::html::problem as problem_response;

/// Every endpoint.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    [
        page::endpoints(),
        meta::endpoints(),
        queryables::endpoints(),
        sites::endpoints(),
        sortables::endpoints(),
        tile_matrix_sets::endpoints(),
        tilesets::endpoints(),
        tiles::endpoints(),
        style::endpoints(),
        download::endpoints(),
        agreements::endpoints(),
        flat::endpoints(),
        records::endpoints(),
        claims::endpoints(),
        bibliography::endpoints(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The types of the responses as an OpenAPI 3.1 document without paths, from which the page's types are generated.
pub fn response_schemas() -> Value {
    openapi::response_schemas(&endpoints())
}

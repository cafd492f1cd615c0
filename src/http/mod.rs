//! The server: a router over a catalog, and how answers and errors look.
//!
//! A handler is a plain function from what is [asked] to an [answer]; it is listed once, in
//! the `routes` of its resource's file, and both the router and the OpenAPI document are made from there.

mod agreements;
mod app;
mod bibliography;
mod conformance;
mod download;
mod feature_schema;
#[path = "../pages/mod.rs"]
mod html;
mod links;
mod meta;
mod metrics;
mod middleware;
mod negotiate;
mod openapi;
mod page;
mod problem;
mod queryables;
mod range;
mod records;
mod request;
mod request_log;
mod response;
mod route;
mod serve;
mod site_page;
mod sites;
mod snapshots;
mod sortables;
mod stream;
mod style;
mod tile_cache;
mod tile_matrix_sets;
mod tiles;
mod tilesets;

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    response::Response,
};
use tower::Service;

pub use self::{
    app::{App, Config},
    openapi::{answer_schemas, document as openapi_document},
    request_log::RequestLog,
    serve::serve,
};
use self::{problem::Problem, request::ApiRequest, route::Route};

/// Everything that is answered, with what `/api` says of it.
fn routes() -> Vec<Route> {
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

/// The service over `app`: the router behind its guard.
#[must_use]
pub fn service(
    app: Arc<App>,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static {
    let mut router = Router::new();
    for route in routes() {
        router = router.route(route.path, route.method_router());
    }
    let router = router
        .fallback(|State(app): State<Arc<App>>, request: Request| async move {
            let problem = Problem::not_found("there is nothing at this address; / lists what there is");
            html::problem(problem, &app.config, &ApiRequest::new(&request))
        })
        .method_not_allowed_fallback(|State(app): State<Arc<App>>, request: Request| async move {
            html::problem(Problem::method_not_allowed(), &app.config, &ApiRequest::new(&request))
        })
        .with_state(Arc::clone(&app));
    middleware::middleware(router, app)
}

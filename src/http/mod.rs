//! The server: a router over a catalog, and how answers and errors look.
//!
//! A handler is a plain function from what is [asked] to an [answer]; it is listed once, in
//! the `routes` of its resource's file, and both the router and the OpenAPI document are made from there.

mod agreements;
mod answer;
mod app;
mod asked;
mod guard;
mod links;
mod meta;
mod negotiate;
mod openapi;
mod page;
mod problem;
mod records;
mod route;
mod serve;
mod sites;

use std::sync::Arc;

use axum::{Router, middleware, response::IntoResponse};

pub use self::{
    app::{App, Config},
    openapi::{answer_schemas, document as openapi_document},
    serve::serve,
};
use self::{problem::Problem, route::Route};

/// Everything that is answered, with what `/api` says of it.
fn routes() -> Vec<Route> {
    [page::routes(), meta::routes(), sites::routes(), agreements::routes(), records::routes()].concat()
}

/// The router over `app`.
pub fn router(app: App) -> Router {
    let app = Arc::new(app);
    let mut router = Router::new();
    for route in routes() {
        router = router.route(route.path, route.method_router());
    }
    router
        .fallback(|| async {
            Problem::not_found("there is nothing at this address; / lists what there is").into_response()
        })
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed().into_response() })
        .layer(middleware::from_fn_with_state(Arc::clone(&app), guard::guard))
        .with_state(app)
}

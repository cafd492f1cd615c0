//! One route: its address, its handler, and what `/api` says of it.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    routing::{MethodRouter, get},
};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::{
    api::html,
    app::App,
    server::{problem::Problem, request::ApiRequest, response::ApiResponse},
};
/// A handler: from what is asked to an answer.
pub(crate) type Handler = fn(&App, &ApiRequest<'_>) -> Result<ApiResponse, Problem>;

/// An address that is answered.
#[derive(Clone)]
pub(crate) struct Route {
    pub path: &'static str,
    pub handler: Handler,
    /// What it answers, in a line.
    pub summary: &'static str,
    /// Its query parameters; none for a resource that takes any.
    pub parameters: Parameters,
    pub media_type: &'static str,
    /// The schema of its answer; none where it is no JSON.
    pub schema: Option<fn(&mut SchemaGenerator) -> Schema>,
    /// Whether a browser gets a page instead.
    pub html: bool,
}

/// Which query parameters an address takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parameters {
    /// Only `f`.
    Format,
    /// Filters, the page of a query and its projection.
    Sites,
    /// The day whose facts are asked for, and the projection of one site.
    Site,
    /// Filters alone.
    Filter,
    /// Those of agreements.
    Agreements,
    /// Those of one agreement.
    Agreement,
    /// Any, unread.
    Any,
}

impl Route {
    /// A route that answers JSON of the type `T`.
    pub(crate) fn json<T: JsonSchema>(path: &'static str, handler: Handler, summary: &'static str) -> Self {
        Self {
            path,
            handler,
            summary,
            parameters: Parameters::Format,
            media_type: "application/json",
            schema: Some(SchemaGenerator::subschema_for::<T>),
            html: false,
        }
    }

    /// A route that answers something that is no JSON.
    pub(crate) fn other(path: &'static str, handler: Handler, summary: &'static str, media_type: &'static str) -> Self {
        Self { path, handler, summary, parameters: Parameters::Format, media_type, schema: None, html: false }
    }

    pub(crate) fn with(self, parameters: Parameters, media_type: &'static str) -> Self {
        Self { parameters, media_type, ..self }
    }

    /// With a page for a browser.
    pub(crate) fn or_html(self) -> Self {
        Self { html: true, ..self }
    }

    pub(crate) fn method_router(&self) -> MethodRouter<Arc<App>> {
        let (handler, is_page) = (self.handler, self.html);
        get(move |State(app): State<Arc<App>>, request: Request| async move {
            let api_request = ApiRequest::new(&request);
            let checked = if is_page { html::language(&api_request).map(drop) } else { Ok(()) };
            match checked.and_then(|()| handler(&app, &api_request)) {
                Ok(answer) => answer.respond(request.method(), request.headers()),
                Err(problem) => html::problem(problem, &app.config, &api_request),
            }
        })
    }
}

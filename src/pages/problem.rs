//! A problem as a page: the same facts as the JSON has.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::html;

use super::layout::{Document, policy};
use crate::{
    app::Config,
    server::{negotiate::Media, problem::Problem, request::ApiRequest},
};

/// The problem in the form that the client likes best.
pub(crate) fn respond(problem: Problem, config: &Config, request: &ApiRequest<'_>) -> Response {
    // Of who names no taste, and of who asks for what is not offered, JSON is understood.
    if request.prefers(&[Media::Json, Media::Html]) != Media::Html {
        return ([(header::VARY, "accept")], problem).into_response();
    }
    let document = Document {
        title: problem.title.to_owned(),
        description: problem.detail.clone(),
        address: request.address().to_owned(),
        alternates: Vec::new(),
        trail: Vec::new(),
        linked_data: None,
        content: html! {
            header.record-head {
                p.panel-kind { "Status " (problem.status) }
                h1.panel-name { (problem.title) }
            }
            p.problem { (problem.detail) }
            @if let Some(parameter) = &problem.parameter {
                p.panel-why { "The parameter to blame: " code { (parameter) } }
            }
            ul.links {
                li { a href="/collections" { "The collections" } }
                li { a href="/collections/sites/items" { "All sites" } }
                li { a href="/" { "The map" } }
            }
        },
    };
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [
        (header::CONTENT_TYPE, Media::Html.media_type().to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::VARY, "accept".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy(config)),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ];
    (status, headers, document.render(config).into_string()).into_response()
}

//! The one projection of an error: `application/problem+json` (RFC 9457).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    catalog::BadParameter,
    formats::{Format, WriteError},
};

/// What went wrong, for people and programs. No inner error of ours is ever told here.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the status says which kind of problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What went wrong here, and what would be right.
    pub detail: String,
    /// The parameter that is to blame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.into(),
            parameter: None,
        }
    }

    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "the atlas is read with GET, HEAD and OPTIONS")
    }

    pub(crate) fn not_acceptable(offers: &str) -> Self {
        Self::new(StatusCode::NOT_ACCEPTABLE, format!("no form in Accept is offered here; ask for {offers}"))
    }

    pub(crate) fn uri_too_long(limit: usize) -> Self {
        Self::new(StatusCode::URI_TOO_LONG, format!("the address is longer than {limit} bytes; ask for less at once"))
    }

    pub(crate) fn too_many(sites: usize, format: Format) -> Self {
        let most = format.definition().capacity;
        let detail = format!("{format} holds {most} sites, and {sites} pass; filter them, or ask for another format");
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// The response where a part was asked for that an answer of `length` bytes does not have.
    pub(crate) fn beyond(length: usize) -> Response {
        let detail = format!("Range asks for bytes beyond the last of {length}; ask for some from 0 to it");
        let mut response = Self::new(StatusCode::RANGE_NOT_SATISFIABLE, detail).into_response();
        let range = HeaderValue::from_str(&format!("bytes */{length}")).ok();
        response.headers_mut().extend(range.map(|range| (header::CONTENT_RANGE, range)));
        response
    }

    pub(crate) fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the answer could not be written; this is our fault, and it is logged",
        )
    }
}

impl From<BadParameter> for Problem {
    fn from(bad: BadParameter) -> Self {
        let mut problem = Self::new(StatusCode::BAD_REQUEST, bad.to_string());
        problem.parameter = Some(bad.parameter);
        problem
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        WriteError::from(error).into()
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        tracing::error!(%error, "an answer could not be written");
        Self::internal()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let headers = [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-store")];
        (status, headers, body).into_response()
    }
}

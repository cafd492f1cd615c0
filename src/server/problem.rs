//! Errors as responses: `application/problem+json` (RFC 9457).

use std::time::Duration;

use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;

/// When a client may try again that was turned away because the server is busy, in seconds.
const RETRY_AFTER: &str = "5";

/// An error, for people and programs. It never contains the text of an internal error.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the status says which kind of problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What went wrong, and how to fix it.
    pub detail: String,
    /// The name of the parameter at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// Whether it is that a computation was [stopped](Self::stopped).
    #[serde(skip)]
    pub is_stopped: bool,
}

impl Problem {
    fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.into(),
            parameter: None,
            is_stopped: false,
        }
    }

    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// A bad request because of one parameter.
    pub(crate) fn bad_parameter(name: String, detail: String) -> Self {
        Self { parameter: Some(name), ..Self::bad_request(detail) }
    }

    pub(crate) fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    pub(crate) fn no_such_path() -> Self {
        Self::not_found("there is no resource at this path; / links to all of them")
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "this method is not allowed; use GET, HEAD or OPTIONS")
    }

    pub(crate) fn not_acceptable(offers: &str) -> Self {
        let detail = format!("none of the media types in Accept is available; ask for {offers}");
        Self::new(StatusCode::NOT_ACCEPTABLE, detail)
    }

    /// `If-Match` or `If-Unmodified-Since` fails.
    pub(crate) fn precondition_failed() -> Self {
        let detail =
            "the content is another than If-Match or If-Unmodified-Since asks for; request it again without them";
        Self::new(StatusCode::PRECONDITION_FAILED, detail)
    }

    pub(crate) fn uri_too_long(limit: usize) -> Self {
        let detail = format!("the URL is longer than {limit} bytes; ask for less at a time");
        Self::new(StatusCode::URI_TOO_LONG, detail)
    }

    /// The response to a range outside of content of `length` bytes.
    pub(crate) fn range_not_satisfiable(length: usize) -> Response {
        let detail = format!("Range lies beyond the content's {length} bytes; ask for bytes before its end");
        let mut response = Self::new(StatusCode::RANGE_NOT_SATISFIABLE, detail).into_response();
        let range = HeaderValue::from_str(&format!("bytes */{length}")).ok();
        response.headers_mut().extend(range.map(|range| (header::CONTENT_RANGE, range)));
        response
    }

    /// The server takes no more at the moment: its connections are in use, its queue is full, or it is shutting down.
    pub(crate) fn too_busy() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "the server has too much to do; try again in a few seconds")
    }

    /// A computation was stopped, because it took too long or its client disconnected.
    pub(crate) fn stopped() -> Self {
        let detail = "the response took too long to compute and was given up; ask for less at a time";
        Self { is_stopped: true, ..Self::new(StatusCode::SERVICE_UNAVAILABLE, detail) }
    }

    /// A filter took longer than `allowed`; `costliest` names its most expensive part.
    pub(crate) fn too_expensive(allowed: Duration, costliest: Option<String>) -> Self {
        Self::expensive(StatusCode::SERVICE_UNAVAILABLE, "takes longer than the", allowed, "allowed", costliest)
    }

    /// A filter was refused because it would take longer than `longest`, a multiple of what is allowed.
    pub(crate) fn hopeless(longest: Duration, costliest: Option<String>) -> Self {
        Self::expensive(StatusCode::BAD_REQUEST, "would take longer than", longest, "to evaluate", costliest)
    }

    fn expensive(status: StatusCode, how: &str, time: Duration, what: &str, costliest: Option<String>) -> Self {
        let part = costliest.map_or_else(String::new, |part| format!(", above all {part}"));
        let detail = format!(
            "the filter {how} {} s {what}{part}; use fewer or simpler conditions, or select fewer sites first, by bbox or \
             by a facet such as country",
            time.as_secs_f64()
        );
        Self { parameter: Some("filter".to_owned()), ..Self::new(status, detail) }
    }

    /// The files of downloads that are being sent leave no space for another.
    pub(crate) fn no_space_for_downloads() -> Self {
        let detail = "the files of other downloads take all the space that this server has for them; try again in a \
                      minute, or choose a format that needs no file: GeoJSON, CSV or KML";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, detail)
    }

    /// Writing a file took longer than `allowed`.
    pub(crate) fn download_too_long(allowed: Duration) -> Self {
        let detail = format!(
            "the file takes longer to write than the {} s allowed; filter the sites, or choose a format that is sent \
             while it is written: GeoJSON, CSV or KML",
            allowed.as_secs_f64()
        );
        Self::new(StatusCode::SERVICE_UNAVAILABLE, detail)
    }

    pub(crate) fn shutting_down() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "the server is shutting down; use another one")
    }

    pub(crate) fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the response could not be written; this is an error of the server, and it has been logged",
        )
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let headers = [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-store")];
        let mut response = (status, headers, body).into_response();
        response.headers_mut().extend(retry_after(status));
        response
    }
}

/// The header that says when to try again, where that helps.
pub(crate) fn retry_after(status: StatusCode) -> Option<(HeaderName, HeaderValue)> {
    (status == StatusCode::SERVICE_UNAVAILABLE).then(|| (header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER)))
}

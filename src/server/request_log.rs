//! The request log: one line of JSON per request.

use std::{sync::Arc, time::Duration};

use axum::{
    body::HttpBody,
    extract::Request,
    http::{Method, Uri},
    response::Response,
};
use jiff::Timestamp;
use serde::Serialize;

/// The longest URL that is read and logged, in bytes.
pub(crate) const MAX_ADDRESS: usize = 8192;

/// Where the lines of the request log go.
///
/// They are written here, not as `tracing` events, because formatting those as JSON takes as long as a whole response.
#[derive(Clone)]
pub struct RequestLog(Arc<Write>);

type Write = dyn Fn(&[u8]) + Send + Sync;

/// The parts of a request that its line shows.
pub(crate) struct Logged {
    method: Method,
    uri: Uri,
}

#[derive(Serialize)]
struct Line<'a> {
    timestamp: Timestamp,
    level: &'static str,
    target: &'static str,
    method: &'a str,
    address: &'a str,
    status: u16,
    /// The body's length, where it is known before it is sent.
    bytes: Option<u64>,
    /// From the request's head to the response's.
    milliseconds: f64,
}

impl RequestLog {
    /// `write` gets a whole line with its line feed, and must not block.
    pub fn new(write: impl Fn(&[u8]) + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }

    pub(crate) fn log(&self, request: &Logged, response: &Response, after: Duration) {
        let address = address(&request.uri);
        let line = Line {
            timestamp: Timestamp::now(),
            level: "INFO",
            target: "oreatlas::request",
            method: request.method.as_str(),
            address: &address[..address.floor_char_boundary(MAX_ADDRESS)],
            status: response.status().as_u16(),
            bytes: response.body().size_hint().exact(),
            milliseconds: after.as_secs_f64() * 1e3,
        };
        let mut text = Vec::with_capacity(256);
        // Neither a Vec nor these types can fail.
        if serde_json::to_writer(&mut text, &line).is_ok() {
            text.push(b'\n');
            (self.0)(&text);
        }
    }
}

/// The path with its query.
pub(crate) fn address(uri: &Uri) -> &str {
    uri.path_and_query().map_or("", |address| address.as_str())
}

impl Logged {
    pub(crate) fn of(request: &Request) -> Self {
        Self { method: request.method().clone(), uri: request.uri().clone() }
    }
}

//! The request log: one line of JSON per request, written when its response has ended.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    net::IpAddr,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri},
};
use jiff::Timestamp;
use serde::Serialize;

use super::{connections::Client, watched::Outcome};

/// The longest URL that is read and logged, in bytes.
pub(crate) const MAX_ADDRESS: usize = 8192;

/// The header with the id of a request.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Where the lines of the request log go.
///
/// They are written here, not as `tracing` events, because formatting those as JSON takes as long as a whole response.
#[derive(Clone)]
pub struct RequestLog(Arc<Write>);

type Write = dyn Fn(&[u8]) + Send + Sync;

/// Counts the lines of the log that were lost because nothing took them in time.
pub type LostLines = Arc<dyn Fn() -> u64 + Send + Sync>;

/// The parts of a request that its line shows.
pub(crate) struct Logged {
    /// Named in the response too, so that a reader can report it.
    pub id: HeaderValue,
    client: Option<IpAddr>,
    method: Method,
    uri: Uri,
}

#[derive(Serialize)]
struct Line<'a> {
    timestamp: Timestamp,
    level: &'static str,
    target: &'static str,
    request_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<IpAddr>,
    method: &'a str,
    address: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// Bytes of the body that were sent.
    bytes: u64,
    outcome: Outcome,
    /// From the request's head to the response's.
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<f64>,
    /// From the request's head to the response's end.
    total_milliseconds: f64,
}

impl RequestLog {
    /// `write` gets a whole line with its line feed, and must not block.
    pub fn new(write: impl Fn(&[u8]) + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }

    /// Logs a request when its response has ended, `total` after its head. `head` is the status of the response, and the
    /// time after which it began, if it did.
    pub(crate) fn log(
        &self,
        request: &Logged,
        head: Option<(StatusCode, Duration)>,
        total: Duration,
        bytes: u64,
        outcome: Outcome,
    ) {
        let address = address(&request.uri);
        let line = Line {
            timestamp: Timestamp::now(),
            level: "INFO",
            target: "oreatlas::request",
            request_id: request.id.to_str().unwrap_or_default(),
            client: request.client,
            method: request.method.as_str(),
            address: &address[..address.floor_char_boundary(MAX_ADDRESS)],
            status: head.map(|(status, _)| status.as_u16()),
            bytes,
            outcome,
            milliseconds: head.map(|(_, after)| after.as_secs_f64() * 1e3),
            total_milliseconds: total.as_secs_f64() * 1e3,
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
        Self {
            id: request_id(request.headers()),
            client: request.extensions().get().map(|&Client(address)| address),
            method: request.method().clone(),
            uri: request.uri().clone(),
        }
    }
}

/// The id that a proxy gave to the request, or a new one.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    /// Differs from one start of the program to the next.
    static START: LazyLock<u64> = LazyLock::new(|| RandomState::new().build_hasher().finish());
    static COUNT: AtomicU64 = AtomicU64::new(0);
    const MAX_LENGTH: usize = 100;
    let given = headers.get(REQUEST_ID).filter(|id| {
        let is_plain = id.as_bytes().iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/+=@".contains(byte));
        is_plain && (1..=MAX_LENGTH).contains(&id.len())
    });
    given.cloned().unwrap_or_else(|| {
        let id = format!("{:016x}-{}", *START, COUNT.fetch_add(1, Ordering::Relaxed));
        // Digits, letters and a dash are always a valid header value.
        HeaderValue::try_from(id).unwrap_or(HeaderValue::from_static("-"))
    })
}

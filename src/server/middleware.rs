//! What every request passes: checks of its head before, headers and metrics after, and a log line at its end.

use std::{
    convert::Infallible,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Version, header, uri::Authority},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use tower::Service;

use super::{
    metrics::{self, Metrics},
    precondition::Preconditions,
    problem::Problem,
    request_log::{Logged, MAX_ADDRESS, REQUEST_ID, RequestLog, address},
    watched::{Outcome, watched},
};

/// The middleware around the router that `current` returns, with the time at which its content changed last. `cors` lets pages of any origin read responses, those with metrics excepted. `refuse`
/// responds to a request that is wrong before its path is looked at.
///
/// It wraps the router instead of being one of its layers, which would box every request once more.
pub(crate) fn middleware(
    current: impl Fn() -> (Router, Timestamp) + Clone + Send + 'static,
    metrics: Arc<Metrics>,
    log: Option<RequestLog>,
    cors: bool,
    refuse: impl Fn(Problem, Request) -> Response + Clone + Send + Sync + 'static,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static {
    tower::service_fn(move |request: Request| {
        let (mut router, modified) = current();
        let refuse = refuse.clone();
        let cors = cors && request.uri().path() != metrics::PATH;
        let method = request.method().clone();
        let connection = request.extensions().get().cloned();
        let mut exchange = Exchange::new(&metrics, log.clone().map(|log| (log, Logged::of(&request))));
        async move {
            let mut response = if let Some(problem) = wrong(&request) {
                refuse(problem, request)
            } else if request.method() == Method::OPTIONS {
                preflight(cors)
            } else {
                let preconditions = Preconditions::of(request.headers());
                let response = router.call(request).await?;
                match preconditions {
                    Some(preconditions) if preconditions.fail(&response, modified) => {
                        Problem::precondition_failed().into_response()
                    }
                    _ => response,
                }
            };
            let headers = response.headers_mut();
            if cors {
                headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
                expose(headers);
            } else {
                headers.remove(header::ACCESS_CONTROL_EXPOSE_HEADERS);
            }
            // No browser may guess another type.
            headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            if let Some((_, request)) = &exchange.log {
                headers.insert(REQUEST_ID, request.id.clone());
            }
            exchange.begin(response.status());
            Ok(watched(response, &method, connection, move |bytes, outcome| exchange.end(bytes, outcome)))
        }
    })
}

/// A request and its response. It is counted and logged when it is dropped: at the end of the response, or before one where
/// the client leaves.
struct Exchange {
    metrics: Arc<Metrics>,
    log: Option<(RequestLog, Logged)>,
    start: Instant,
    head: Option<(StatusCode, Duration)>,
    bytes: u64,
    outcome: Outcome,
}

impl Exchange {
    fn new(metrics: &Arc<Metrics>, log: Option<(RequestLog, Logged)>) -> Self {
        metrics.in_flight.inc();
        let (metrics, start) = (Arc::clone(metrics), Instant::now());
        Self { metrics, log, start, head: None, bytes: 0, outcome: Outcome::Abandoned }
    }

    /// The head of the response is about to be sent.
    fn begin(&mut self, status: StatusCode) {
        let after = self.start.elapsed();
        self.metrics.count(status, after);
        self.head = Some((status, after));
    }

    /// The response has ended.
    fn end(mut self, bytes: u64, outcome: Outcome) {
        (self.bytes, self.outcome) = (bytes, outcome);
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.metrics.in_flight.dec();
        self.metrics.sent(self.bytes, self.outcome);
        if let Some((log, request)) = &self.log {
            log.log(request, self.head, self.start.elapsed(), self.bytes, self.outcome);
        }
    }
}

/// Lets scripts of other origins read the headers that any response may have, besides those that are exposed already.
fn expose(headers: &mut HeaderMap) {
    const ANY: &str = "accept-ranges, content-range, etag, retry-after, x-request-id";
    let also = headers.get(header::ACCESS_CONTROL_EXPOSE_HEADERS).and_then(|also| also.to_str().ok());
    let all = also.and_then(|also| HeaderValue::try_from(format!("{also}, {ANY}")).ok());
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, all.unwrap_or(HeaderValue::from_static(ANY)));
}

/// What is wrong with the head of a request, if anything.
fn wrong(request: &Request) -> Option<Problem> {
    if address(request.uri()).len() > MAX_ADDRESS {
        return Some(Problem::uri_too_long(MAX_ADDRESS));
    }
    // RFC 9112, section 3.2. A proxy may act on another of two hosts than we do.
    let required = request.version() == Version::HTTP_11;
    (!has_valid_host(request.headers(), required)).then(|| {
        let detail =
            "the request needs one Host header with the server's name; send it once, such as Host: atlas.example";
        Problem::bad_request(detail)
    })
}

fn has_valid_host(headers: &HeaderMap, required: bool) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) => !required,
        // Empty where the address of the request has no host.
        (Some(host), None) => {
            let bytes = host.as_bytes();
            bytes.is_empty() || !bytes.contains(&b'@') && Authority::try_from(bytes).is_ok()
        }
        (Some(_), Some(_)) => false,
    }
}

/// The response to OPTIONS, which is also the preflight request of CORS.
fn preflight(cors: bool) -> Response {
    let mut response = (StatusCode::NO_CONTENT, [(header::ALLOW, "GET, HEAD, OPTIONS")]).into_response();
    if cors {
        let headers = [
            (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
            (header::ACCESS_CONTROL_ALLOW_HEADERS, "accept, if-match, if-none-match, if-range, range"),
            (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        ];
        response.headers_mut().extend(headers.map(|(name, value)| (name, HeaderValue::from_static(value))));
    }
    response
}

//! What every request passes: checks of its head before, headers and metrics after, and a log line at its end.

use std::{convert::Infallible, sync::Arc, time::Instant};

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
    watched::watched,
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
        let metrics = Arc::clone(&metrics);
        let refuse = refuse.clone();
        let cors = cors && request.uri().path() != metrics::PATH;
        let method = request.method().clone();
        let start = Instant::now();
        let log = log.clone().map(|log| (log, Logged::of(&request)));
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
            } else {
                headers.remove(header::ACCESS_CONTROL_EXPOSE_HEADERS);
            }
            // No browser may guess another type.
            headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            if let Some((_, request)) = &log {
                headers.insert(REQUEST_ID, request.id.clone());
            }
            let (status, after) = (response.status(), start.elapsed());
            metrics.count(status, after);
            Ok(watched(response, &method, move |bytes, outcome| {
                metrics.sent(bytes, outcome);
                if let Some((log, request)) = log {
                    log.log(&request, status, after, start.elapsed(), bytes, outcome);
                }
            }))
        }
    })
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

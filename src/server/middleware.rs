//! What every request passes: a limit on its URL before, headers, metrics and a log line after.

use std::{convert::Infallible, sync::Arc, time::Instant};

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use tower::Service;

use super::{
    metrics::Metrics,
    request_log::{Logged, MAX_ADDRESS, RequestLog, address},
};

/// The router behind the middleware. `too_long` responds to a URL longer than [`MAX_ADDRESS`].
///
/// It wraps the router instead of being one of its layers, which would box every request once more.
pub(crate) fn middleware(
    router: Router,
    metrics: Arc<Metrics>,
    log: Option<RequestLog>,
    too_long: impl Fn(Request) -> Response + Clone + Send + Sync + 'static,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static {
    tower::service_fn(move |request: Request| {
        let mut router = router.clone();
        let metrics = Arc::clone(&metrics);
        let too_long = too_long.clone();
        let start = Instant::now();
        let log = log.clone().map(|log| (log, Logged::of(&request)));
        async move {
            let mut response = if address(request.uri()).len() > MAX_ADDRESS {
                too_long(request)
            } else if request.method() == Method::OPTIONS {
                preflight()
            } else {
                router.call(request).await?
            };
            let headers = response.headers_mut();
            // Pages of any origin may read any response, and no browser may guess another type.
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            let after = start.elapsed();
            metrics.count(response.status(), after);
            if let Some((log, request)) = log {
                log.log(&request, &response, after);
            }
            Ok(response)
        }
    })
}

/// The response to a preflight request of CORS.
fn preflight() -> Response {
    let headers = [
        (header::ALLOW, "GET, HEAD, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "accept, if-none-match"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

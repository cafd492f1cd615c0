//! What every request passes: a bound before, headers and a log line after.

use std::{convert::Infallible, sync::Arc, time::Instant};

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tower::Service;

use crate::{
    api::html,
    app::App,
    server::{problem::Problem, request::ApiRequest, request_log::Asking},
};
/// The longest address that is read, in bytes.
pub(crate) const MAX_ADDRESS: usize = 8192;

/// The router behind its guard, which stands before it: as one of its layers it would box every request once more.
pub(crate) fn middleware(
    router: Router,
    app: Arc<App>,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static {
    tower::service_fn(move |request: Request| {
        let mut router = router.clone();
        let app = Arc::clone(&app);
        let start = Instant::now();
        let log = app.config.request_log.clone().map(|log| (log, Asking::of(&request)));
        async move {
            let mut response = if address(request.uri()).len() > MAX_ADDRESS {
                html::problem(Problem::uri_too_long(MAX_ADDRESS), &app.config, &ApiRequest::new(&request))
            } else if request.method() == Method::OPTIONS {
                preflight()
            } else {
                router.call(request).await?
            };
            let headers = response.headers_mut();
            // Any page may read any answer, and none may take it for what it is not.
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            let after = start.elapsed();
            app.metrics.answered(response.status(), after);
            if let Some((log, asking)) = log {
                log.answered(&asking, &response, after);
            }
            Ok(response)
        }
    })
}

/// The path and the query.
pub(crate) fn address(uri: &Uri) -> &str {
    uri.path_and_query().map_or("", |address| address.as_str())
}

/// The answer to a browser that asks before it reads from another site's page.
fn preflight() -> Response {
    let headers = [
        (header::ALLOW, "GET, HEAD, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "accept, if-none-match"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

//! What every request passes: a bound before, headers and a log line after.

use std::{sync::Arc, time::Instant};

use axum::{
    body::HttpBody,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{app::App, problem::Problem};

/// The longest address that is read, in bytes.
const MAX_ADDRESS: usize = 8192;

pub(super) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let line = app
        .config
        .request_log
        .then(|| (Instant::now(), request.method().clone(), request.uri().path_and_query().map(ToString::to_string)));
    let too_long = request.uri().path_and_query().is_some_and(|address| address.as_str().len() > MAX_ADDRESS);
    let mut response = if too_long {
        Problem::uri_too_long(MAX_ADDRESS).into_response()
    } else if request.method() == Method::OPTIONS {
        preflight()
    } else {
        next.run(request).await
    };
    response.headers_mut().extend(app.headers.iter().cloned());
    if let Some((start, method, address)) = line {
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        let bytes = response.body().size_hint().exact();
        let address = address.unwrap_or_default().chars().take(MAX_ADDRESS).collect::<String>();
        tracing::info!(target: "oreatlas::request", %method, address, status = response.status().as_u16(), bytes, milliseconds);
    }
    response
}

/// The headers of every response: any page may read it, none may do more with it than we mean.
pub(super) fn headers(frame_ancestors: &[String]) -> Vec<(HeaderName, HeaderValue)> {
    let ancestors = if frame_ancestors.is_empty() { "'none'".to_owned() } else { frame_ancestors.join(" ") };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
         connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors {ancestors}"
    );
    let fixed = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "etag, link, content-disposition"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    let policy = HeaderValue::from_str(&policy).ok().map(|policy| (header::CONTENT_SECURITY_POLICY, policy));
    fixed.map(|(name, value)| (name, HeaderValue::from_static(value))).into_iter().chain(policy).collect()
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

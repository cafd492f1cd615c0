//! The headers by which a browser protects a page: what it may load, who may frame it, and what it may use.

use axum::http::{HeaderName, header};

use super::state::Config;

/// What no page of ours uses, so that no script in one may use it either.
const PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()";

/// The headers of a page or of one of its files. `policy` is its content security policy but for the framing.
pub(crate) fn headers(config: &Config, policy: &str) -> [(HeaderName, String); 5] {
    let origins = &config.frame_ancestors;
    // A page that is isolated from other origins (COEP) may frame only what allows it.
    let (ancestors, resource_policy) = match origins.as_slice() {
        [] => ("'none'".to_owned(), "same-origin"),
        _ => (origins.join(" "), "cross-origin"),
    };
    [
        (header::CONTENT_SECURITY_POLICY, format!("{policy}; frame-ancestors {ancestors}")),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin".to_owned()),
        (HeaderName::from_static("cross-origin-resource-policy"), resource_policy.to_owned()),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS.to_owned()),
    ]
}

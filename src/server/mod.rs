//! The web server around the API: listener, middleware, content negotiation, responses with their caching, compression
//! and ranges, metrics and the request log.

pub(crate) mod compress;
pub(crate) mod listener;
pub(crate) mod metrics;
pub(crate) mod middleware;
pub(crate) mod negotiate;
pub(crate) mod problem;
pub(crate) mod range;
pub(crate) mod request;
pub(crate) mod request_log;
pub(crate) mod response;

pub use self::{listener::serve, request_log::RequestLog};

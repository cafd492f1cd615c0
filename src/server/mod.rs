//! The web server around the API: listener, middleware, content negotiation, responses with their caching, compression
//! and ranges, metrics and the request log.

pub(crate) mod compress;
pub(crate) mod connections;
pub(crate) mod listener;
pub(crate) mod metrics;
pub(crate) mod middleware;
pub(crate) mod negotiate;
pub(crate) mod pool;
mod precondition;
pub(crate) mod problem;
pub(crate) mod range;
pub(crate) mod request;
pub(crate) mod request_log;
pub(crate) mod response;
pub(crate) mod served_file;
mod socket;
mod watched;

pub use self::{
    connections::Limits,
    request_log::{LostLines, RequestLog},
};

//! Conditions under which a client wants a response at all (RFC 9110, section 13): `If-Match` and `If-Unmodified-Since`.
//!
//! By hand: typed headers would parse the `ETag` of every response anew.

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use jiff::{Timestamp, fmt::rfc2822};

/// The conditions of a request.
pub(crate) struct Preconditions {
    if_match: Vec<HeaderValue>,
    unmodified_since: Option<Timestamp>,
}

impl Preconditions {
    /// The conditions in the headers of a request; none for most requests.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let if_match: Vec<HeaderValue> = headers.get_all(header::IF_MATCH).iter().cloned().collect();
        let date = headers.get(header::IF_UNMODIFIED_SINCE).and_then(|date| date.to_str().ok());
        // An invalid date is ignored, as is any date beside `If-Match`.
        let date = date.filter(|_| if_match.is_empty()).and_then(|date| rfc2822::parse(date).ok());
        let unmodified_since = date.map(|date| date.timestamp());
        (!if_match.is_empty() || unmodified_since.is_some()).then_some(Self { if_match, unmodified_since })
    }

    /// Whether a response fails them. They concern only what would be sent otherwise, not errors. `modified` is when the
    /// content of the server changed last.
    pub(crate) fn fail(&self, response: &Response, modified: Timestamp) -> bool {
        let status = response.status();
        if !status.is_success() && status != StatusCode::NOT_MODIFIED {
            return false;
        }
        let is_older = |date: Timestamp| date.as_second() < modified.as_second();
        if self.unmodified_since.is_some_and(is_older) {
            return true;
        }
        let etag = response.headers().get(header::ETAG).and_then(|etag| etag.to_str().ok());
        let mut tags = self.if_match.iter().filter_map(|list| list.to_str().ok()).flat_map(|list| list.split(','));
        // All our tags are strong. A weak one in `If-Match` equals none of them.
        !self.if_match.is_empty() && !tags.any(|tag| tag.trim() == "*" || Some(tag.trim()) == etag)
    }
}

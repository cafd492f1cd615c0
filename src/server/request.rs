//! A request, with its query decoded once.

use std::borrow::Cow;

use axum::{
    extract::Request,
    http::{HeaderMap, Method, Uri},
};
use percent_encoding::percent_decode_str;

use super::connections::{Client, Peer};

/// The parts of a request that handlers read. It owns them, so that a handler may run on another thread.
pub(crate) struct ApiRequest {
    pub method: Method,
    pub headers: HeaderMap,
    /// Who sent it, as far as shares go.
    pub peer: Peer,
    uri: Uri,
    parameters: Vec<(String, String)>,
}

impl ApiRequest {
    pub(crate) fn new(request: Request) -> Self {
        let (parts, _) = request.into_parts();
        let query = parts.uri.query().unwrap_or_default();
        let parameters = form_urlencoded::parse(query.as_bytes())
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        let peer = parts.extensions.get().map(|&Client(address)| Peer::from(address)).unwrap_or_default();
        Self { method: parts.method, headers: parts.headers, peer, uri: parts.uri, parameters }
    }

    /// The path, as it was sent.
    pub(crate) fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query, as it was sent.
    pub(crate) fn query(&self) -> Option<&str> {
        self.uri.query()
    }

    /// The path with its query, as it was sent.
    pub(crate) fn address(&self) -> String {
        self.query().map_or_else(|| self.path().to_owned(), |query| format!("{}?{query}", self.path()))
    }

    /// The last segment of the path, decoded.
    pub(crate) fn id(&self) -> Cow<'_, str> {
        let last = self.path().rsplit('/').next().unwrap_or_default();
        percent_decode_str(last).decode_utf8_lossy()
    }

    /// The query's parameters, decoded.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first value of a parameter.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

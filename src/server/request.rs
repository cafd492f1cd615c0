//! What a client asks: the parts of a request that handlers look at.

use std::{borrow::Cow, iter};

use axum::{extract::Request, http::HeaderMap};
use jiff::civil;
use percent_encoding::percent_decode_str;

use crate::{
    catalog::{BadParameter, Filter, filter::as_of, nearest},
    server::{
        negotiate::{self, Media},
        problem::Problem,
    },
};

/// The parts of a request that handlers look at.
pub(crate) struct ApiRequest<'a> {
    address: &'a str,
    query: Option<&'a str>,
    headers: &'a HeaderMap,
}

impl<'a> ApiRequest<'a> {
    pub(crate) fn new(request: &'a Request) -> Self {
        let uri = request.uri();
        Self { address: uri.path(), query: uri.query(), headers: request.headers() }
    }

    /// The address without its query.
    pub(crate) fn address(&self) -> &'a str {
        self.address
    }

    /// The headers.
    pub(crate) fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The query as it was sent.
    pub(crate) fn query(&self) -> Option<&'a str> {
        self.query
    }

    /// The address with its query, as it was sent.
    pub(crate) fn whole(&self) -> String {
        self.query.map_or_else(|| self.address.to_owned(), |query| format!("{}?{query}", self.address))
    }

    /// The last part of the address, decoded.
    pub(crate) fn id(&self) -> Cow<'a, str> {
        let last = self.address.rsplit('/').next().unwrap_or_default();
        percent_decode_str(last).decode_utf8_lossy()
    }

    /// The query's parameters, decoded.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)> + use<'a> {
        form_urlencoded::parse(self.query.unwrap_or_default().as_bytes())
    }

    /// The same, with those before all others that say how another is read.
    fn in_order(&self) -> impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)> + use<'a> {
        let first = self.parameters().filter(|(name, _)| Filter::comes_first(name));
        first.chain(self.parameters().filter(|(name, _)| !Filter::comes_first(name)))
    }

    /// Hands each parameter to `take`, which says whether it knows it; `f` is looked at here. A download offers
    /// nothing: its form stands in its address.
    ///
    /// # Errors
    /// When a parameter is unknown, bad, or given twice, or the form asked for is not one of `offers`.
    pub(crate) fn read<N: Iterator<Item = &'static str>>(
        &self,
        offers: &[Media],
        known: impl FnOnce() -> N,
        mut take: impl FnMut(&str, &str) -> Result<bool, BadParameter>,
    ) -> Result<(), Problem> {
        let mut named = offers.is_empty();
        let mut seen: Vec<Cow<'a, str>> = Vec::new();
        for (name, value) in self.in_order() {
            if seen.contains(&name) {
                let repair = "give it once, with commas between its values";
                return Err(BadParameter::new(&name, "it is given twice", repair).into());
            }
            if name == "lang" && offers.contains(&Media::Html) {
                // The language of a page is read where the page is made.
            } else if name == "f" && !offers.is_empty() {
                negotiate::by_name(offers, &value)?;
                named = true;
            } else if !take(&name, &value)? {
                let form = (!offers.is_empty()).then_some("f");
                let language = offers.contains(&Media::Html).then_some("lang");
                let known: Vec<&str> = known().chain(form).chain(language).collect();
                return Err(BadParameter::new(&name, "there is no such parameter here", nearest(&known, &name)).into());
            }
            seen.push(name);
        }
        if named { Ok(()) } else { negotiate::by_accept(offers, self.headers).map(drop) }
    }

    /// Reads a query that has no parameters but `f`.
    pub(crate) fn read_format(&self, offers: &[Media]) -> Result<(), Problem> {
        self.read(offers, iter::empty, |_, _| Ok(false))
    }

    /// Reads the query of a record: `f`, `as_of`, the day whose facts are asked for, and `others`, which `take` takes.
    pub(crate) fn read_day(
        &self,
        offers: &[Media],
        others: &'static [&'static str],
        mut take: impl FnMut(&str, &str) -> Result<bool, BadParameter>,
    ) -> Result<Option<civil::Date>, Problem> {
        let mut day = None;
        self.read(
            offers,
            || iter::once("as_of").chain(others.iter().copied()),
            |name, value| {
                if name != "as_of" {
                    return take(name, value);
                }
                day = Some(as_of(value)?);
                Ok(true)
            },
        )?;
        Ok(day)
    }

    /// The form that suits the client best, of two or more, where every parameter is fine.
    pub(crate) fn prefers(&self, offers: &[Media]) -> Media {
        let named = self
            .parameters()
            .find(|(name, _)| name == "f")
            .and_then(|(_, value)| negotiate::by_name(offers, &value).ok());
        named.or_else(|| negotiate::by_accept(offers, self.headers).ok()).unwrap_or(offers[0])
    }
}

//! Links and headers of responses. Links are made from the public URL, never from a header of the request.

use axum::http::{HeaderName, header};

use super::{media::GEO_JSON, state::Config};
use crate::{
    catalog::{
        Collection, Crs,
        query::{Found, Page, Start},
    },
    feature::Link,
    server::response::ApiResponse,
};

const CONTENT_CRS: HeaderName = HeaderName::from_static("content-crs");

/// The relation of a link to the queryables.
pub(crate) const QUERYABLES: &str = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

/// A link to `path` on this server.
pub(crate) fn link(config: &Config, rel: &str, path: &str, media_type: &str, title: &str) -> Link {
    Link::new(format!("{}{path}", config.public_url), rel, media_type, title)
}

/// With the reference system of its coordinates (OGC API - Features Part 2, `/req/crs/ogc-crs-header`).
pub(crate) fn in_crs(response: ApiResponse, crs: Crs) -> ApiResponse {
    response.exposing(CONTENT_CRS, &format!("<{}>", crs.uri()))
}

/// The link to a collection's queryables as a `Link` header.
pub(crate) fn queryables_link(config: &Config, collection: Collection) -> String {
    format!("<{}{}>; rel=\"{QUERYABLES}\"", config.public_url, collection.path("/queryables"))
}

/// A response with that header, unless it has a `Link` header already.
pub(crate) fn with_queryables(response: ApiResponse, config: &Config, collection: Collection) -> ApiResponse {
    if response.has(&header::LINK) {
        return response;
    }
    response.exposing(header::LINK, &queryables_link(config, collection))
}

/// A page of the records found, whose ids are those of their rows.
pub(crate) fn page<'a>(found: &Found, limit: usize, id: impl Fn(usize) -> &'a str) -> Page<'a> {
    let ends = found.page.first().zip(found.page.last()).map(|(&first, &last)| (id(first), id(last)));
    Page { limit, offset: found.offset, matched: found.matched, returned: found.page.len(), ends }
}

/// Links to this page, the next and the previous one, with the same filters. They name the last or first id here, so that
/// they stay right when records are added or removed.
pub(crate) fn paging<'a>(
    config: &Config,
    path: &str,
    parameters: &(impl Iterator<Item = (&'a str, &'a str)> + Clone),
    page: Page<'_>,
) -> Vec<Link> {
    let address = |start: Option<(&str, &str)>, form: &[(&str, &str)]| {
        let kept = parameters.clone().filter(|(name, _)| {
            let replaced = *name == "limit"
                || (*name == "f" && !form.is_empty())
                || (start.is_some() && Start::PARAMETERS.contains(name));
            !replaced
        });
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(kept);
        query.append_pair("limit", &page.limit.to_string());
        query.extend_pairs(start);
        query.extend_pairs(form);
        format!("{path}?{}", query.finish())
    };
    let at = |rel: &str, start: Option<(&str, &str)>, title: &str| {
        link(config, rel, &address(start, &[]), GEO_JSON.media_type, title)
    };
    let mut links = vec![
        at("self", None, "This page"),
        link(config, "alternate", &address(None, &[("f", "html")]), "text/html", "This page as a web page"),
    ];
    if let Some((first, last)) = page.ends {
        if page.offset + page.returned < page.matched {
            links.push(at("next", Some(("after", last)), "The next page"));
        }
        if page.offset > 0 {
            links.push(at("prev", Some(("before", first)), "The previous page"));
        }
    }
    links
}

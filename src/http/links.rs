//! Links of an answer: made from the public address, never from a header of the request.

use super::app::Config;
use crate::formats::geojson::Link;

/// A link to `path` on this server.
pub(super) fn link(config: &Config, rel: &str, path: &str, media_type: &str, title: &str) -> Link {
    Link {
        href: format!("{}{path}", config.public_url),
        rel: rel.to_owned(),
        media_type: media_type.to_owned(),
        title: title.to_owned(),
        templated: None,
    }
}

/// A page of a longer answer.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub limit: usize,
    pub offset: usize,
    pub matched: usize,
}

impl Page {
    /// The part of `all` that is on it.
    pub(super) fn of<T>(self, all: &[T]) -> &[T] {
        let start = self.offset.min(all.len());
        &all[start..start.saturating_add(self.limit).min(all.len())]
    }
}

/// Links to this page, the next and the one before, with the same filters.
pub(super) fn paging(config: &Config, path: &str, query: Option<&str>, page: Page) -> Vec<Link> {
    let at = |rel: &str, offset: usize, title: &str| {
        let mut written = form_urlencoded::Serializer::new(String::new());
        let asked = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        for (name, value) in asked.filter(|(name, _)| name != "offset" && name != "limit") {
            written.append_pair(&name, &value);
        }
        written.append_pair("limit", &page.limit.to_string());
        if offset > 0 {
            written.append_pair("offset", &offset.to_string());
        }
        link(config, rel, &format!("{path}?{}", written.finish()), "application/geo+json", title)
    };
    let mut links = vec![at("self", page.offset, "This page")];
    if page.offset.saturating_add(page.limit) < page.matched {
        links.push(at("next", page.offset + page.limit, "The next page"));
    }
    if page.offset > 0 {
        links.push(at("prev", page.offset.saturating_sub(page.limit), "The page before"));
    }
    links
}

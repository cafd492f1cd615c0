//! Links of an answer: made from the public address, never from a header of the request.

use crate::{
    app::Config,
    catalog::query::{Page, Start},
    formats::geojson::Link,
};

/// A link to `path` on this server.
pub(crate) fn link(config: &Config, rel: &str, path: &str, media_type: &str, title: &str) -> Link {
    Link {
        href: format!("{}{path}", config.public_url),
        rel: rel.to_owned(),
        media_type: media_type.to_owned(),
        title: title.to_owned(),
        templated: None,
    }
}

/// Links to this page, the next and the one before, with the same filters. The next one is told by the last id here, so
/// that it is right even where records came or went meanwhile.
pub(crate) fn paging(config: &Config, path: &str, query: Option<&str>, page: Page<'_>) -> Vec<Link> {
    let address = |start: Option<(&str, &str)>, form: &[(&str, &str)]| {
        let mut written = form_urlencoded::Serializer::new(String::new());
        let keeps_start = start.is_none();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            let replaced = name == "limit"
                || (name == "f" && !form.is_empty())
                || (!keeps_start && Start::PARAMETERS.contains(&&*name));
            if !replaced {
                written.append_pair(&name, &value);
            }
        }
        written.append_pair("limit", &page.limit.to_string());
        if let Some((name, id)) = start {
            written.append_pair(name, id);
        }
        written.extend_pairs(form);
        format!("{path}?{}", written.finish())
    };
    let at = |rel: &str, start: Option<(&str, &str)>, title: &str| {
        link(config, rel, &address(start, &[]), "application/geo+json", title)
    };
    let mut links = vec![
        at("self", None, "This page"),
        link(config, "alternate", &address(None, &[("f", "html")]), "text/html", "This page for a reader"),
    ];
    if let Some((first, last)) = page.ends {
        if page.offset + page.returned < page.matched {
            links.push(at("next", Some(("after", last)), "The next page"));
        }
        if page.offset > 0 {
            links.push(at("prev", Some(("before", first)), "The page before"));
        }
    }
    links
}

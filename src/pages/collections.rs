//! The pages of the API's own documents: collections, conformance and `/api`, each made from its document.

use maud::{Markup, html};
use serde_json::Value;

use super::{
    address::{COUNTRIES, MINERALS, ORGANIZATIONS, SOURCES, is_web},
    api,
    context::Context,
    layout::{Alternate, Document},
    linked_data,
    parts::{fact, section},
};
use crate::catalog::Collection;

/// The media type of OpenAPI 3.0 as JSON.
pub(crate) const OPEN_API: &str = "application/vnd.oai.openapi+json;version=3.0";

/// Shows one of the API's own documents as a page.
pub(crate) type Show = fn(&Context<'_>, &Value) -> Document;

/// The page of `/collections`.
pub(crate) fn collections(page: &Context<'_>, document: &Value) -> Document {
    shown(page, "/collections", ["document.collections", "document.collectionsAbout"], &list(page, document))
}

/// The page of `/conformance`.
pub(crate) fn conformance(page: &Context<'_>, document: &Value) -> Document {
    let classes = html! {
        ul.links dir="ltr" {
            @for class in members(&document["conformsTo"]) { li { a.address href=(text(class)) { (text(class)) } } }
        }
    };
    shown(page, "/conformance", ["document.conformance", "document.conformanceAbout"], &classes)
}

/// The page of `/api`.
pub(crate) fn operations(page: &Context<'_>, document: &Value) -> Document {
    Document {
        alternates: vec![Alternate::new("OpenAPI", OPEN_API, "/api")],
        ..shown(page, "/api", ["document.api", "document.apiAbout"], &api::operations(page, document))
    }
}

/// The page of a collection.
pub(crate) fn collection(page: &Context<'_>, document: &Value) -> Document {
    let id = text(&document["id"]);
    let [title, description] = ["title", "description"].map(|member| words(page, document, member));
    Document {
        trail: vec![("document.collections", "/collections".into())],
        linked_data: (id == Collection::Sites.as_str())
            .then(|| linked_data::dataset(page.catalog, page.public_url, document)),
        ..titled(format!("/collections/{id}"), title, description, &facts(page, document))
    }
}

fn shown(page: &Context<'_>, address: &str, [title, about]: [&'static str; 2], content: &Markup) -> Document {
    titled(address.to_owned(), page.text(title), page.text(about), content)
}

fn titled(address: String, title: &str, description: &str, content: &Markup) -> Document {
    Document {
        title: title.to_owned(),
        description: description.to_owned(),
        alternates: vec![Alternate::json(&address)],
        address,
        content: html! {
            header.record-head {
                h1.panel-name { (title) }
                p.panel-why { (description) }
            }
            (content)
        },
        ..Document::default()
    }
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The title or the description of a collection. The document has them in English alone.
fn words<'a>(page: &Context<'_>, collection: &'a Value, member: &str) -> &'a str {
    let id = text(&collection["id"]);
    let translated = match member {
        "title" => page.language.label("document.collection", id),
        _ => page.language.label("document.collectionAbout", id),
    };
    translated.filter(|_| !page.language.is_default()).unwrap_or_else(|| text(&collection[member]))
}

fn members(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn list(page: &Context<'_>, document: &Value) -> Markup {
    let others = |links: &[(&str, &'static str)]| {
        html! { ul.links { @for (address, key) in links { li { a href=(page.link(address)) { (page.text(key)) } } } } }
    };
    html! {
        @for collection in members(&document["collections"]) {
            @let address = format!("/collections/{}", text(&collection["id"]));
            section.card {
                h2.section-heading { a href=(page.link(&address)) { (words(page, collection, "title")) } }
                p.section-intro { (words(page, collection, "description")) }
                (links(page, collection, &address))
            }
        }
        section.card {
            h2.section-heading { (page.text("document.otherRecords")) }
            (others(&[
                (ORGANIZATIONS, "record.organizations"),
                (MINERALS, "section.minerals"),
                (SOURCES, "sources.label"),
                (COUNTRIES, "record.countries"),
            ]))
        }
        section.card {
            h2.section-heading { (page.text("document.forPrograms")) }
            (others(&[("/api", "document.api"), ("/conformance", "document.conformance")]))
        }
    }
}

fn facts(page: &Context<'_>, document: &Value) -> Markup {
    let address = format!("/collections/{}", text(&document["id"]));
    let bbox: Vec<String> = members(&document["extent"]["spatial"]["bbox"][0]).map(Value::to_string).collect();
    html! {
        dl.facts {
            (fact(page.text("document.id"), &html! { code { (text(&document["id"])) } }))
            (fact(page.text("document.extent"), &html! {
                @if !bbox.is_empty() { span.figures dir="ltr" { (bbox.join(", ")) } }
            }))
            (fact(page.text("document.crs"), &html! {
                ul { @for crs in members(&document["crs"]) { li { code.address dir="ltr" { (text(crs)) } } } }
            }))
        }
        (section("links", page.text("document.links"), &links(page, document, &address)))
    }
}

/// The links of a document, except those to itself. Ours lead to pages, where there are pages.
fn links(page: &Context<'_>, document: &Value, own: &str) -> Markup {
    let shown = |link: &&Value| {
        let path = text(&link["href"]).strip_prefix(page.public_url).unwrap_or_default();
        !matches!(text(&link["rel"]), "self" | "alternate") && path != own
    };
    html! {
        ul.links {
            @for link in members(&document["links"]).filter(shown) {
                @let href = text(&link["href"]);
                @let path = href.strip_prefix(page.public_url).unwrap_or(href);
                @if path.starts_with('/') || is_web(path) {
                    @let path = if text(&link["type"]) == "text/html" { page.link(path) } else { path.to_owned() };
                    li {
                        a href=(path) type=(text(&link["type"])) { (page.english(text(&link["title"]))) } " "
                        span.aside { (text(&link["type"])) }
                    }
                }
            }
        }
    }
}

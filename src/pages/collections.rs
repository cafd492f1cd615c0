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

/// The page of the document at `address`, which programs get as `media_type`.
pub(crate) fn document(page: &Context<'_>, address: &str, document: &Value, media_type: &str) -> Document {
    let (title, description) = match address {
        "/collections" => (page.text("document.collections"), page.text("document.collectionsAbout")),
        "/conformance" => (page.text("document.conformance"), page.text("document.conformanceAbout")),
        "/api" => (page.text("document.api"), page.text("document.apiAbout")),
        _ => (words(page, document, "title"), words(page, document, "description")),
    };
    Document {
        title: title.to_owned(),
        description: description.to_owned(),
        address: address.to_owned(),
        alternates: vec![Alternate::new(if address == "/api" { "OpenAPI" } else { "JSON" }, media_type, address)],
        trail: if address.starts_with("/collections/") {
            vec![("document.collections", "/collections".into())]
        } else {
            Vec::new()
        },
        linked_data: (address == "/collections/sites")
            .then(|| linked_data::dataset(page.catalog, page.public_url, document)),
        content: html! {
            header.record-head {
                h1.panel-name { (title) }
                p.panel-why { (description) }
            }
            @match address {
                "/collections" => (collections(page, document)),
                "/conformance" => (conformance(document)),
                "/api" => (api::operations(page, document)),
                _ => (collection(page, document)),
            }
        },
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

fn collections(page: &Context<'_>, document: &Value) -> Markup {
    let list = |links: &[(&str, &'static str)]| {
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
            (list(&[
                (ORGANIZATIONS, "record.organizations"),
                (MINERALS, "section.minerals"),
                (SOURCES, "sources.label"),
                (COUNTRIES, "record.countries"),
            ]))
        }
        section.card {
            h2.section-heading { (page.text("document.forPrograms")) }
            (list(&[("/api", "document.api"), ("/conformance", "document.conformance")]))
        }
    }
}

fn collection(page: &Context<'_>, document: &Value) -> Markup {
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

fn conformance(document: &Value) -> Markup {
    html! {
        ul.links dir="ltr" {
            @for class in members(&document["conformsTo"]) { li { a.address href=(text(class)) { (text(class)) } } }
        }
    }
}

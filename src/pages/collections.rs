//! The pages of the API's own documents: collections, conformance and `/api`, each made from its document.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde_json::Value;

use super::{
    api,
    layout::{Alternate, Document},
    linked_data,
    parts::{fact, is_web, section},
};
use crate::{
    app::Config,
    catalog::Catalog,
    server::{negotiate::Media, response::ApiResponse},
};

/// The page of each of these documents, by its address.
pub(crate) fn fixed(
    catalog: &Catalog,
    config: &Config,
    documents: &BTreeMap<&str, Value>,
) -> BTreeMap<String, ApiResponse> {
    let page = |(&address, document): (&&str, &Value)| {
        let (title, description, media) = match address {
            "/collections" => {
                ("Collections", "The collections of Oreatlas: mineral sites and agreements.", Media::Json)
            }
            "/conformance" => ("Conformance", "The conformance classes of OGC API that the server keeps.", Media::Json),
            "/api" => ("API", "Every address of the API with its parameters, as OpenAPI describes it.", Media::OpenApi),
            _ => (text(&document["title"]), text(&document["description"]), Media::Json),
        };
        let is_sites = address == "/collections/sites";
        let document = Document {
            title: title.to_owned(),
            description: description.to_owned(),
            address: address.to_owned(),
            alternates: vec![Alternate::of(media, address)],
            trail: if address.starts_with("/collections/") {
                vec![("Collections".to_owned(), "/collections".to_owned())]
            } else {
                Vec::new()
            },
            linked_data: is_sites.then(|| linked_data::dataset(catalog, &config.public_url, document)),
            content: html! {
                header.record-head {
                    h1.panel-name { (title) }
                    p.panel-why { (description) }
                }
                @match address {
                    "/collections" => (collections(config, document)),
                    "/conformance" => (conformance(document)),
                    "/api" => (api::operations(document)),
                    _ => (collection(config, document)),
                }
            },
        };
        (address.to_owned(), document.answer(config))
    };
    documents.iter().map(page).collect()
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn members(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn collections(config: &Config, document: &Value) -> Markup {
    html! {
        @for collection in members(&document["collections"]) {
            @let address = format!("/collections/{}", text(&collection["id"]));
            section.card {
                h2.section-heading { a href=(address) { (text(&collection["title"])) } }
                p.section-intro { (text(&collection["description"])) }
                (links(config, collection, &address))
            }
        }
        section.card {
            h2.section-heading { "What they name" }
            ul.links {
                @for (address, name) in [
                    ("/organizations", "Organizations"),
                    ("/minerals", "Minerals"),
                    ("/sources", "Sources"),
                    ("/countries", "Countries"),
                ] { li { a href=(address) { (name) } } }
            }
        }
        section.card {
            h2.section-heading { "For programs" }
            ul.links {
                li { a href="/api" { "The API" } }
                li { a href="/conformance" { "The conformance classes" } }
            }
        }
    }
}

fn collection(config: &Config, document: &Value) -> Markup {
    let address = format!("/collections/{}", text(&document["id"]));
    let bbox: Vec<String> = members(&document["extent"]["spatial"]["bbox"][0]).map(Value::to_string).collect();
    html! {
        dl.facts {
            (fact("Id", &html! { code { (text(&document["id"])) } }))
            (fact("Extent", &html! { @if !bbox.is_empty() { span.figures { (bbox.join(", ")) } } }))
            (fact("Reference systems", &html! {
                ul { @for crs in members(&document["crs"]) { li { code.address { (text(crs)) } } } }
            }))
        }
        (section("ways", "Where to go from here", &links(config, document, &address)))
    }
}

/// The links of a document, but for those to itself; our own lead to the page that a reader gets there.
fn links(config: &Config, document: &Value, own: &str) -> Markup {
    let shown = |link: &&Value| {
        let path = text(&link["href"]).strip_prefix(&config.public_url).unwrap_or_default();
        !matches!(text(&link["rel"]), "self" | "alternate") && path != own
    };
    html! {
        ul.links {
            @for link in members(&document["links"]).filter(shown) {
                @let href = text(&link["href"]);
                @let path = href.strip_prefix(&config.public_url).unwrap_or(href);
                @if path.starts_with('/') || is_web(path) {
                    li {
                        a href=(path) { (text(&link["title"])) } " "
                        span.aside { (text(&link["type"])) }
                    }
                }
            }
        }
    }
}

fn conformance(document: &Value) -> Markup {
    html! {
        ul.links { @for class in members(&document["conformsTo"]) { li { a.address href=(text(class)) { (text(class)) } } } }
    }
}

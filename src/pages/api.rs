//! The operations of the OpenAPI document, for a reader. What the document says is in English.

use maud::{Markup, html};
use serde_json::Value;

use super::{collections::text, context::Context, language::Language};

/// How many of a parameter's values are written out.
const VALUES: usize = 12;

pub(super) fn operations(page: &Context<'_>, document: &Value) -> Markup {
    let paths = document["paths"].as_object().into_iter().flatten();
    let openapi = html! { a href="/api?f=json" { "OpenAPI " (text(&document["openapi"])) } };
    html! {
        p.section-intro { (page.language.markup("document.apiIntro", &[("openapi", &openapi), ("f", &html! { code { "f" } })])) }
        @for (path, operation) in paths.filter_map(|(path, item)| Some((path, item.get("get")?))) {
            @let parameters = parameters(document, operation);
            section.operation id=(text(&operation["operationId"])) {
                h2.section-heading {
                    code.address dir="ltr" {
                        @if path.contains('{') { (path) } @else { (address(page, path, operation, &parameters)) }
                    }
                }
                p.section-intro { (page.english(text(&operation["summary"]))) }
                (described(page, &parameters))
                p.panel-why {
                    (page.text("document.mediaTypes")) " "
                    @for media in operation["responses"]["200"]["content"].as_object().into_iter().flat_map(|content| content.keys()) {
                        code { (media) } " "
                    }
                }
            }
        }
    }
}

/// The parameters of an operation.
fn parameters<'a>(document: &'a Value, operation: &'a Value) -> Vec<&'a Value> {
    let shared = |parameter: &Value| document.pointer(text(&parameter["$ref"]).strip_prefix('#')?);
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    parameters.map(|parameter| shared(parameter).unwrap_or(parameter)).collect()
}

/// A link to an operation: in the page's language where it takes one, or takes any parameter; others return data.
fn address(page: &Context<'_>, path: &str, operation: &Value, parameters: &[&Value]) -> Markup {
    let is_language = |parameter: &&Value| {
        parameter["name"] == Language::PARAMETER || !parameter["schema"]["additionalProperties"].is_null()
    };
    if parameters.iter().any(is_language) {
        return html! { a href=(page.link(path)) { (path) } };
    }
    let media_type = operation["responses"]["200"]["content"].as_object().and_then(|content| content.keys().next());
    html! { a href=(path) type=[media_type] { (path) } }
}

fn described(page: &Context<'_>, parameters: &[&Value]) -> Markup {
    html! {
        @if !parameters.is_empty() {
            details {
                summary { (page.language.count("document.parameters", parameters.len())) }
                dl.facts {
                    @for parameter in parameters {
                        div.fact {
                            dt { code { (text(&parameter["name"])) } }
                            dd {
                                (page.english(text(&parameter["description"])))
                                @if parameter["in"] == "path" { (page.text("document.partOfPath")) }
                                (values(page, &parameter["schema"]))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn values(page: &Context<'_>, schema: &Value) -> Markup {
    let words = schema.get("enum").or_else(|| schema["items"].get("enum")).and_then(Value::as_array);
    html! {
        @if let Some(words) = words {
            p.aside {
                @for word in words.iter().take(VALUES) { code { (text(word)) } " " }
                @if words.len() > VALUES {
                    (page.language.fill("document.more", &[("n", &page.language.integer(words.len() - VALUES))]))
                }
            }
        }
    }
}

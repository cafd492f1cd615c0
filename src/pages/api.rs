//! The operations of the OpenAPI document, for a reader.

use maud::{Markup, html};
use serde_json::Value;

use super::collections::text;

/// As many of a parameter's values are written out.
const VALUES: usize = 12;

pub(super) fn operations(document: &Value) -> Markup {
    let paths = document["paths"].as_object().into_iter().flatten();
    html! {
        p.section-intro {
            "Programs read the same as "
            a href="/api?f=json" { "OpenAPI " (text(&document["openapi"])) }
            ". Every address is read with GET, and no key is needed. "
            "A browser gets pages like this one, a program JSON; " code { "f" } " chooses."
        }
        @for (path, operation) in paths.filter_map(|(path, item)| Some((path, item.get("get")?))) {
            section.operation id=(text(&operation["operationId"])) {
                h2.section-heading {
                    code.address { @if path.contains('{') { (path) } @else { a href=(path) { (path) } } }
                }
                p.section-intro { (text(&operation["summary"])) }
                (parameters(operation))
                p.panel-why {
                    "Answers "
                    @for (row, media) in operation["responses"]["200"]["content"].as_object().into_iter().flat_map(|content| content.keys()).enumerate() {
                        @if row > 0 { ", " }
                        code { (media) }
                    }
                }
            }
        }
    }
}

fn parameters(operation: &Value) -> Markup {
    let parameters: Vec<&Value> = operation["parameters"].as_array().into_iter().flatten().collect();
    html! {
        @if !parameters.is_empty() {
            details {
                summary { (parameters.len()) @if parameters.len() == 1 { " parameter" } @else { " parameters" } }
                dl.facts {
                    @for parameter in parameters {
                        div.fact {
                            dt { code { (text(&parameter["name"])) } }
                            dd {
                                (text(&parameter["description"]))
                                @if parameter["in"] == "path" { "Part of the address" }
                                (values(&parameter["schema"]))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn values(schema: &Value) -> Markup {
    let words = schema.get("enum").or_else(|| schema["items"].get("enum")).and_then(Value::as_array);
    html! {
        @if let Some(words) = words {
            p.aside {
                @for (row, word) in words.iter().take(VALUES).enumerate() {
                    @if row > 0 { ", " }
                    code { (text(word)) }
                }
                @if words.len() > VALUES { " and " (words.len() - VALUES) " more" }
            }
        }
    }
}

//! A problem as a page, with the facts of its `application/problem+json` form (RFC 9457).

use maud::html;

use super::{language::Language, layout::Document};

/// A problem: its members are those of RFC 9457.
pub(crate) struct ProblemPage<'a> {
    pub title: &'a str,
    pub status: u16,
    pub detail: &'a str,
    /// The parameter that has to change.
    pub parameter: Option<&'a str>,
    /// The path of the request.
    pub address: &'a str,
}

/// The page of a problem. Its text is in English, as programs get it.
pub(crate) fn problem(language: &'static Language, problem: &ProblemPage<'_>) -> Document {
    Document {
        title: problem.title.to_owned(),
        description: problem.detail.to_owned(),
        address: problem.address.to_owned(),
        content: html! {
            header.record-head {
                p.panel-kind { (language.fill("document.status", &[("n", &problem.status.to_string())])) }
                h1.panel-name { span lang="en" dir="ltr" { (problem.title) } }
            }
            p.problem lang="en" dir="ltr" { (problem.detail) }
            @if let Some(parameter) = problem.parameter {
                p.panel-why { (language.text("document.parameter")) " " code { (parameter) } }
            }
            ul.links {
                @for (address, key) in [
                    ("/collections", "document.collections"),
                    ("/collections/sites/items", "list.label"),
                    ("/", "map.label"),
                ] { li { a href=(language.link(address)) { (language.text(key)) } } }
            }
        },
        ..Document::default()
    }
}

//! What every page has around its content: head, masthead, way back, formats, colophon.

use axum::http::header;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use crate::{
    api::page,
    app::Config,
    formats::{ATTRIBUTION, LICENSE_URL},
    server::{negotiate::Media, response::ApiResponse},
};

/// The lists that every page leads to.
const LISTS: [(&str, &str); 8] = [
    ("/", "Map"),
    ("/collections/sites/items", "Sites"),
    ("/collections/agreements/items", "Agreements"),
    ("/organizations", "Organizations"),
    ("/minerals", "Minerals"),
    ("/sources", "Sources"),
    ("/countries", "Countries"),
    ("/api", "API"),
];

/// A page before it is written.
pub(super) struct Document {
    /// What it is about.
    pub title: String,
    /// The same in a sentence or two, for who finds it by a search.
    pub description: String,
    /// Its canonical address: without `f`, and of the query only what decides its content.
    pub address: String,
    /// The same in other forms.
    pub alternates: Vec<Alternate>,
    /// The way here, from the top: names and addresses.
    pub trail: Vec<(String, String)>,
    /// JSON-LD.
    pub linked_data: Option<Value>,
    /// The content, which begins with the page's `h1`.
    pub content: Markup,
}

/// The same resource in another form.
pub(super) struct Alternate {
    pub media_type: String,
    pub address: String,
    /// What a reader calls the form.
    pub name: &'static str,
}

impl Alternate {
    /// The form that a client gets who asks for no other, at the same address.
    pub(super) fn of(media: Media, address: &str) -> Self {
        let separator = if address.contains('?') { '&' } else { '?' };
        let name = match media {
            Media::GeoJson => "GeoJSON",
            Media::OpenApi => "OpenAPI",
            _ => "JSON",
        };
        Self { media_type: media.media_type().to_owned(), address: format!("{address}{separator}f=json"), name }
    }
}

impl Document {
    pub(super) fn answer(self, config: &Config) -> ApiResponse {
        ApiResponse::new(Media::Html.media_type(), self.render(config).into_string())
            .with(header::CONTENT_SECURITY_POLICY, &policy(config))
            .with(header::REFERRER_POLICY, "no-referrer")
    }

    pub(super) fn render(&self, config: &Config) -> Markup {
        let root = &config.public_url;
        html! {
            (DOCTYPE)
            html lang="en" dir="ltr" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " · Oreatlas" }
                    meta name="description" content=(self.description);
                    link rel="canonical" href={ (root) (self.address) };
                    @for form in &self.alternates {
                        link rel="alternate" type=(form.media_type) href={ (root) (form.address) } title=(form.name);
                    }
                    link rel="license" href=(LICENSE_URL);
                    @if let Some(icon) = page::built("icon-", ".svg") { link rel="icon" type="image/svg+xml" href=(icon); }
                    @if let Some(style) = page::built("document-", ".css") { link rel="stylesheet" href=(style); }
                    @if let Some(data) = &self.linked_data { script type="application/ld+json" { (PreEscaped(inert(data))) } }
                }
                body.document {
                    a.skip href="#content" { "Skip to the content" }
                    header.masthead {
                        p.masthead-name { a href="/" { "Oreatlas" } }
                        nav.screens aria-label="Atlas" {
                            @for (address, name) in LISTS {
                                a.screen href=(address) aria-current=[self.is_in(address)] { (name) }
                            }
                        }
                    }
                    main #content {
                        @if !self.trail.is_empty() { (self.trail()) }
                        (self.content)
                    }
                    footer.colophon { (self.colophon()) }
                }
            }
        }
    }

    /// Whether this page is a list, or below it.
    fn is_in(&self, list: &str) -> Option<&'static str> {
        let path = self.address.split('?').next().unwrap_or_default();
        if path == list {
            Some("page")
        } else {
            (list != "/" && path.strip_prefix(list).is_some_and(|rest| rest.starts_with('/'))).then_some("true")
        }
    }

    fn trail(&self) -> Markup {
        html! {
            nav.trail aria-label="Breadcrumb" {
                ol { @for (name, address) in &self.trail { li { a href=(address) { (name) } } } }
            }
        }
    }

    fn colophon(&self) -> Markup {
        html! {
            @if !self.alternates.is_empty() {
                p {
                    "This page as data: "
                    @for (row, form) in self.alternates.iter().enumerate() {
                        @if row > 0 { ", " }
                        a href=(form.address) { (form.name) }
                    }
                }
            }
            p { "Data: " a href=(LICENSE_URL) rel="license" { "CC BY 4.0" } ", " (ATTRIBUTION) "." }
        }
    }
}

/// What the page may load and who may frame it: a stylesheet, fonts and pictures of ours, and no script. JSON-LD is
/// data, which is never run.
pub(super) fn policy(config: &Config) -> String {
    format!(
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; \
         form-action 'self'; frame-ancestors {}",
        page::frame_ancestors(&config.frame_ancestors)
    )
}

/// JSON that can stand in a `script` element: no text in it ends the element or begins a comment there.
fn inert(data: &Value) -> String {
    data.to_string().replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}

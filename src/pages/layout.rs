//! What every page has around its content: head, navigation, formats, languages and licence.

use std::borrow::Cow;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use super::language::Language;
use crate::dataset::Terms;

/// The lists that every page links to, with the keys of their names.
const LISTS: [(&str, &str); 8] = [
    ("/", "map.label"),
    ("/collections/sites/items", "view.sites"),
    ("/collections/agreements/items", "view.agreements"),
    ("/organizations", "record.organizations"),
    ("/minerals", "section.minerals"),
    ("/sources", "sources.label"),
    ("/countries", "record.countries"),
    ("/api", "document.api"),
];

/// A page before it is rendered.
#[derive(Default)]
pub(crate) struct Document {
    pub title: String,
    /// A sentence or two for search engines.
    pub description: String,
    /// Its canonical path: without `f` and `lang`, with just those parameters that decide its content.
    pub address: String,
    /// The same data in other formats.
    pub alternates: Vec<Alternate>,
    /// The breadcrumb trail: the keys of names, and paths.
    pub trail: Vec<(&'static str, Cow<'static, str>)>,
    /// JSON-LD.
    pub linked_data: Option<Value>,
    /// The content, which begins with the page's `h1`.
    pub content: Markup,
}

/// The same resource as data.
pub(crate) struct Alternate {
    media_type: String,
    address: String,
    /// The name of the format for readers.
    name: &'static str,
}

impl Alternate {
    pub(super) fn json(address: &str) -> Self {
        Self::new("JSON", "application/json", address)
    }

    pub(super) fn geojson(address: &str) -> Self {
        Self::new("GeoJSON", "application/geo+json", address)
    }

    pub(super) fn new(name: &'static str, media_type: &str, address: &str) -> Self {
        let separator = if address.contains('?') { '&' } else { '?' };
        Self { media_type: media_type.to_owned(), address: format!("{address}{separator}f=json"), name }
    }
}

/// What all pages have in common.
pub(crate) struct Layout<'a> {
    /// The address that this server is reached at, without a slash at its end.
    pub public_url: &'a str,
    /// The terms of the data; none on a page without data.
    pub terms: Option<&'a Terms>,
    pub language: &'static Language,
    /// The paths of the icon and the stylesheet, where the page was built.
    pub icon: Option<String>,
    pub stylesheet: Option<String>,
}

impl Layout<'_> {
    /// The whole page.
    pub(crate) fn render(&self, document: &Document) -> String {
        let (root, language) = (self.public_url, self.language);
        let page = html! {
            (DOCTYPE)
            html lang=(language.code) dir=(language.direction()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (document.title) " · Oreatlas" }
                    meta name="description" content=(document.description);
                    link rel="canonical" href={ (root) (language.link(&document.address)) };
                    @for other in Language::all() {
                        link rel="alternate" hreflang=(other.code) href={ (root) (other.link(&document.address)) };
                    }
                    @for form in &document.alternates {
                        link rel="alternate" type=(form.media_type) href={ (root) (form.address) } title=(form.name);
                    }
                    @if let Some(url) = self.license_url() { link rel="license" href=(url); }
                    @if let Some(icon) = &self.icon { link rel="icon" type="image/svg+xml" href=(icon); }
                    @if let Some(style) = &self.stylesheet { link rel="stylesheet" href=(style); }
                    @if let Some(data) = &document.linked_data {
                        script type="application/ld+json" { (PreEscaped(inert(data))) }
                    }
                }
                body.document {
                    a.skip href="#content" { (language.text("document.skip")) }
                    header.masthead {
                        p.masthead-name { a href=(language.link("/")) { "Oreatlas" } }
                        nav.screens aria-label=(language.text("view.label")) {
                            @for (address, name) in LISTS {
                                a.screen href=(language.link(address)) aria-current=[current(document, address)] {
                                    (language.text(name))
                                }
                            }
                        }
                        (self.languages(document))
                    }
                    main #content {
                        @if !document.trail.is_empty() { (self.trail(document)) }
                        (document.content)
                    }
                    footer.colophon { (self.colophon(document)) }
                }
            }
        };
        self.on_host(page.into_string())
    }

    /// A page whose links and forms lead to paths on the host: below the path of the public address, if that has one.
    /// Texts and attributes are escaped, so nothing else looks like a link or a form.
    fn on_host(&self, page: String) -> String {
        let Some(prefix) = self.public_url.splitn(4, '/').nth(3) else { return page };
        ["href", "action"].iter().fold(page, |page, attribute| {
            page.replace(&format!(" {attribute}=\"/"), &format!(" {attribute}=\"/{prefix}/"))
        })
    }

    /// The same page in other languages.
    fn languages(&self, document: &Document) -> Markup {
        html! {
            @for other in Language::all().iter().filter(|other| other.code != self.language.code) {
                a.language href=(other.link(&document.address)) hreflang=(other.code) lang=(other.code) dir=(other.direction()) {
                    (other.text("document.language"))
                }
            }
        }
    }

    fn trail(&self, document: &Document) -> Markup {
        html! {
            nav.trail aria-label=(self.language.text("document.trail")) {
                ol {
                    @for (key, address) in &document.trail {
                        li { a href=(self.language.link(address)) { (self.language.text(key)) } }
                    }
                }
            }
        }
    }

    fn colophon(&self, document: &Document) -> Markup {
        html! {
            @if !document.alternates.is_empty() {
                p {
                    (self.language.text("document.asData")) " "
                    @for form in &document.alternates { a href=(form.address) { (form.name) } " " }
                }
            }
            @if let Some(terms) = self.terms {
                p {
                    (self.language.text("document.licence")) " "
                    @if let Some(name) = terms.license_name() {
                        @if let Some(url) = self.license_url() { a href=(url) rel="license" { (name) } } @else { (name) }
                        " · "
                    }
                    bdi lang="en" { (terms.attribution) }
                }
            }
        }
    }

    fn license_url(&self) -> Option<String> {
        self.terms?.license_url()
    }
}

/// The value of `aria-current` for the link to a list: whether this page is that list, or below it.
fn current(document: &Document, list: &str) -> Option<&'static str> {
    let path = document.address.split('?').next().unwrap_or_default();
    if path == list {
        Some("page")
    } else {
        (list != "/" && path.strip_prefix(list).is_some_and(|rest| rest.starts_with('/'))).then_some("true")
    }
}

/// JSON that is safe in a `script` element: no text in it ends the element or begins a comment.
fn inert(data: &Value) -> String {
    data.to_string().replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}

//! The small parts that pages are made of: names in their script, links to records, discs, grades.

use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::words::{capital, term};
use crate::{
    catalog::{Catalog, Facet},
    evidence::EvidenceLevel,
    model::{Names, Source},
};

/// What `encodeURIComponent` leaves as it is; a dash would end a part of a text directive, so it is encoded with the rest.
const DIRECTIVE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// What stands in a part of an address.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

pub(super) const SITES: &str = "/collections/sites/items";
pub(super) const AGREEMENTS: &str = "/collections/agreements/items";

/// The address of a record below its list.
pub(super) fn address(list: &str, id: &str) -> String {
    format!("{list}/{}", encoded(id))
}

/// The address of the sites that a parameter finds.
pub(super) fn filtered(list: &str, parameter: &str, value: &str) -> String {
    format!("{list}?{parameter}={}", encoded(value))
}

pub(super) fn encoded(text: &str) -> impl std::fmt::Display {
    utf8_percent_encode(text, SEGMENT)
}

/// A part of a text directive (`#:~:text=start,end`).
pub(super) fn directive(text: &str) -> impl std::fmt::Display {
    utf8_percent_encode(text, DIRECTIVE)
}

/// A text in whichever script it is written.
pub(super) fn name(text: &str) -> Markup {
    let urdu = text.chars().any(
        |letter| matches!(letter, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'),
    );
    html! { @if urdu { bdi.urdu lang="ur" dir="rtl" { (text) } } @else { bdi { (text) } } }
}

/// The first name in Urdu.
pub(super) fn urdu(names: &Names) -> Option<&str> {
    names.get("ur").and_then(|names| names.first()).map(|name| name.text())
}

/// A link to a site; its id alone where there is no such site.
pub(super) fn site(catalog: &Catalog, id: &str) -> Markup {
    html! {
        @match catalog.columns.position(id) {
            Some(row) => a href=(address(SITES, id)) { (name(catalog.row(row).name())) },
            None => (id),
        }
    }
}

pub(super) fn organization(catalog: &Catalog, id: &str) -> Markup {
    let record = catalog.dataset.organizations.get(id);
    html! {
        @match record {
            Some(record) => a href=(address("/organizations", id)) { (name(&record.name)) },
            None => (id),
        }
    }
}

/// A mineral's disc and a link to it.
pub(super) fn mineral(catalog: &Catalog, id: &str) -> Markup {
    html! {
        span.value-mineral {
            (disc(catalog, id))
            @match catalog.dataset.minerals.get(id) {
                Some(record) => a href=(address("/minerals", id)) { (record.name) },
                None => (id),
            }
        }
    }
}

pub(super) fn minerals<'a>(catalog: &Catalog, ids: impl IntoIterator<Item = &'a str>) -> Markup {
    let mut ids = ids.into_iter().peekable();
    html! {
        @if ids.peek().is_some() {
            ul.value-minerals { @for id in ids { li { (mineral(catalog, id)) } } }
        }
    }
}

pub(super) fn source(catalog: &Catalog, id: &str) -> Markup {
    html! {
        @match catalog.dataset.sources.get(id) {
            Some(record) => a href=(address("/sources", id)) { (title(record)) },
            None => (id),
        }
    }
}

/// A source's title in the language it is in: one in brackets is our own description, in English.
pub(super) fn title(source: &Source) -> Markup {
    let language = if source.title.starts_with('[') { Some("en") } else { source.language.as_deref() };
    html! { bdi lang=[language] { (source.title) } }
}

pub(super) fn country(catalog: &Catalog, id: &str) -> Markup {
    html! {
        @match catalog.dataset.countries.get(id) {
            Some(record) => a href=(address("/countries", id)) { (record.name) },
            None => (term("country", id)),
        }
    }
}

/// A link to a record of any kind that has claims.
pub(super) fn record(catalog: &Catalog, id: &str) -> Markup {
    let dataset = &catalog.dataset;
    if let Some(agreement) = dataset.agreements.get(id) {
        return html! { a href=(address(AGREEMENTS, id)) { (name(&agreement.properties.name)) } };
    }
    if dataset.countries.contains_key(id) {
        country(catalog, id)
    } else if dataset.organizations.contains_key(id) {
        organization(catalog, id)
    } else {
        site(catalog, id)
    }
}

/// What a reader calls a facet's value.
pub(super) fn label(catalog: &Catalog, facet: Facet, value: &str) -> String {
    match facet {
        Facet::Status | Facet::Kind | Facet::Evidence => capital(&term(facet.as_str(), value)),
        _ => match facet.label(catalog, value) {
            same if same == value => term(facet.as_str(), value).into_owned(),
            label => label.to_owned(),
        },
    }
}

/// A mineral's disc: its symbol on its colour. The name stands beside it, so that screen readers skip it.
pub(super) fn disc(catalog: &Catalog, mineral: &str) -> Markup {
    let record = catalog.dataset.minerals.get(mineral);
    let (symbol, colour) = record.map_or(("?", "#55504a"), |record| (&record.symbol, &record.colour));
    let size = if symbol.chars().count() > 2 { "9" } else { "12" };
    // Presentation attributes, since the policy of content allows no style in the page.
    html! {
        svg.mineral-disc viewBox="0 0 28 28" aria-hidden="true" focusable="false" {
            circle cx="14" cy="14" r="13" fill=(colour) {}
            text x="14" y="14" text-anchor="middle" dominant-baseline="central" fill="#ffffff" font-size=(size) { (symbol) }
        }
    }
}

/// One projection a grade, so that colour is never alone.
pub(super) fn evidence_level(level: EvidenceLevel) -> Markup {
    html! {
        span class={ "evidence evidence-" (level) } {
            svg.evidence-projection viewBox="0 0 22 14" aria-hidden="true" focusable="false" {
                @match level {
                    EvidenceLevel::Corroborated => g fill="currentColor" stroke="currentColor" {
                        circle cx="8" cy="7" r="5" fill-opacity="0.45" {}
                        circle cx="14" cy="7" r="5" fill-opacity="0.45" {}
                    },
                    EvidenceLevel::SingleSource => circle cx="11" cy="7" r="5" fill="none" stroke="currentColor" {},
                    EvidenceLevel::Disputed => g stroke="currentColor" {
                        path d="M8.5 2a5 5 0 1 0 0 10z" fill="currentColor" {}
                        path d="M13.5 2a5 5 0 1 1 0 10z" fill="none" {}
                    },
                }
            }
            (term("evidence", level.as_str()))
        }
    }
}

/// A link to another server; none where the address is no web address.
pub(super) fn outward(address: &str, text: &Markup) -> Markup {
    html! {
        @if is_web(address) { a.outward href=(address) rel="noopener noreferrer" { (text) } } @else { (text) }
    }
}

/// Whether an address may be linked: nothing but the web, whatever a record says.
pub(super) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// One fact of a record's head; none where there is nothing to say.
pub(super) fn fact(label: &str, value: &Markup) -> Markup {
    html! { @if !value.0.is_empty() { div.fact { dt { (label) } dd { (value) } } } }
}

/// A part of a page under its own heading.
pub(super) fn section(id: &str, heading: &str, content: &Markup) -> Markup {
    html! {
        @if !content.0.is_empty() {
            section.section aria-labelledby={ "heading-" (id) } {
                h2.section-heading id={ "heading-" (id) } { (heading) }
                (content)
            }
        }
    }
}

/// Things in a line.
pub(super) fn listed(items: impl IntoIterator<Item = Markup>) -> Markup {
    let mut items = items.into_iter().peekable();
    html! {
        @if items.peek().is_some() { ul.facts-names { @for item in items { li { (item) } } } }
    }
}

//! The parts that pages are made of: names in their script, links to records, mineral icons, evidence levels.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    address::{self, AGREEMENTS, COUNTRIES, MINERALS, ORGANIZATIONS, SITES, SOURCES, is_web, register_page},
    context::{Context, Named},
    language::{Language, capital},
};
use crate::{
    catalog::{Facet, Property, Row, properties::Values},
    evidence::{EvidenceLevel, is_outdated},
    model::{Date, Source, claim::Status},
};

/// Whether a text is written in the Arabic script.
fn is_arabic(text: &str) -> bool {
    text.chars().any(
        |letter| matches!(letter, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'),
    )
}

/// A name in the page's language or in English, depending on its script.
pub(super) fn name(page: &Context<'_>, text: &str) -> Markup {
    let language = match is_arabic(text) {
        false => Language::DEFAULT,
        true if page.language.direction() == "rtl" => &page.language.code,
        // Unknown, in HTML.
        true => "",
    };
    name_in(language, text)
}

/// A name in a language.
pub(super) fn name_in(language: &str, text: &str) -> Markup {
    html! { bdi lang=(language) dir=[is_arabic(text).then_some("rtl")] { (text) } }
}

/// The heading of a record: its name, followed by the one in another language.
pub(super) fn heading(page: &Context<'_>, own: &str, other: Option<(&str, &str)>) -> Markup {
    html! {
        h1.panel-name {
            (name(page, own))
            @if let Some((language, other)) = other { " " span.panel-other { (name_in(language, other)) } }
        }
    }
}

/// A link to a record, or its id where there is no such record.
pub(super) fn link(page: &Context<'_>, list: &str, id: &str, text: Option<Markup>) -> Markup {
    html! {
        @match text {
            Some(text) => a href=(page.link(&address::record(list, id))) { (text) },
            None => (id),
        }
    }
}

/// A link to a record by its name.
fn named(page: &Context<'_>, list: &str, id: &str, record: Option<&impl Named>) -> Markup {
    link(page, list, id, record.map(|record| name(page, page.name_of(record))))
}

pub(super) fn site(page: &Context<'_>, id: &str) -> Markup {
    let row = page.catalog.columns.position(id);
    link(page, SITES, id, row.map(|row| name(page, page.site_name(row))))
}

pub(super) fn agreement(page: &Context<'_>, id: &str) -> Markup {
    named(page, AGREEMENTS, id, page.catalog.dataset.agreements.get(id).map(|agreement| &agreement.properties))
}

pub(super) fn organization(page: &Context<'_>, id: &str) -> Markup {
    named(page, ORGANIZATIONS, id, page.catalog.dataset.organizations.get(id))
}

pub(super) fn country(page: &Context<'_>, id: &str) -> Markup {
    match page.catalog.dataset.countries.get(id) {
        None => html! { (page.term("document.country", id)) },
        record => named(page, COUNTRIES, id, record),
    }
}

/// A mineral's icon and a link to it.
pub(super) fn mineral(page: &Context<'_>, id: &str) -> Markup {
    let record = page.catalog.dataset.minerals.get(id);
    html! { span.value-mineral { (icon(page, id)) (named(page, MINERALS, id, record)) } }
}

/// A record's name in a table: a link, followed by the name in another language.
pub(super) fn both_names(page: &Context<'_>, link: &Markup, record: &impl Named) -> Markup {
    html! { (link) (row_other_name(page.other_name(record))) }
}

/// The name in another language that follows the name in a row of a table.
pub(super) fn row_other_name(other: Option<(&str, &str)>) -> Markup {
    html! { @if let Some((language, other)) = other { " " span.row-other { (name_in(language, other)) } } }
}

pub(super) fn minerals<'a>(page: &Context<'_>, ids: impl IntoIterator<Item = &'a str>) -> Markup {
    let mut ids = ids.into_iter().peekable();
    html! {
        @if ids.peek().is_some() {
            ul.value-minerals { @for id in ids { li { (mineral(page, id)) } } }
        }
    }
}

pub(super) fn source(page: &Context<'_>, id: &str) -> Markup {
    link(page, SOURCES, id, page.catalog.dataset.sources.get(id).map(title))
}

/// A source's title in its own language. One in brackets is a description of ours, in English.
pub(super) fn title(source: &Source) -> Markup {
    let language = if source.title.starts_with('[') { Some("en") } else { source.language.as_deref() };
    html! { bdi lang=[language] { (source.title) } }
}

/// A link to a record of any kind that has claims.
pub(super) fn record(page: &Context<'_>, id: &str) -> Markup {
    let dataset = &page.catalog.dataset;
    if dataset.agreements.contains_key(id) {
        agreement(page, id)
    } else if dataset.countries.contains_key(id) {
        country(page, id)
    } else if dataset.organizations.contains_key(id) {
        organization(page, id)
    } else {
        site(page, id)
    }
}

/// The name of a record of any kind that has claims.
pub(super) fn record_name<'a>(page: &'a Context<'_>, id: &'a str) -> &'a str {
    let dataset = &page.catalog.dataset;
    if let Some(agreement) = dataset.agreements.get(id) {
        page.name_of(&agreement.properties)
    } else if let Some(country) = dataset.countries.get(id) {
        page.name_of(country)
    } else if let Some(organization) = dataset.organizations.get(id) {
        page.name_of(organization)
    } else {
        page.catalog.columns.position(id).map_or(id, |row| page.site_name(row))
    }
}

/// The label of a facet's value.
pub(super) fn label(page: &Context<'_>, facet: Facet, value: &str) -> String {
    value_label(page, facet.values(), facet.as_str(), value)
}

/// What a reader calls a value; `vocabulary` has the messages of those without a record.
pub(super) fn value_label(page: &Context<'_>, values: Values, vocabulary: &str, value: &str) -> String {
    let dataset = &page.catalog.dataset;
    let named = match values {
        Values::Terms(_) => return capital(&page.term(vocabulary, value)),
        Values::Minerals => dataset.minerals.get(value).map(|record| page.name_of(record)),
        Values::Organizations => dataset.organizations.get(value).map(|record| page.name_of(record)),
        Values::Countries => dataset.countries.get(value).map(|record| page.name_of(record)),
        Values::Sites => page.catalog.columns.position(value).map(|row| page.site_name(row)),
        Values::Free | Values::Provinces | Values::Sources => None,
    };
    let label = named.or_else(|| page.language.label(vocabulary, value));
    label.or_else(|| values.name_of(page.catalog, value)).unwrap_or(value).to_owned()
}

/// The status of a site, with the date of its last report where that is long ago; `None` if it is unknown.
pub(super) fn status(page: &Context<'_>, row: Row<'_>) -> Option<String> {
    let status = page.term("status", row.text(Property::Status)?).into_owned();
    Some(page.language.list([status].into_iter().chain(status_date(page, row))))
}

/// "last reported 1992" (the claim has the day), or that the date is unknown; `None` where the status is current or cannot change.
pub(super) fn status_date(page: &Context<'_>, row: Row<'_>) -> Option<String> {
    let status = row.text(Property::Status)?;
    let reported = row.text(Property::StatusAsOf).and_then(|date| date.parse::<Date>().ok());
    match reported {
        _ if status == Status::Historic.as_str() => None,
        None => Some(page.text("claim.undated").to_owned()),
        Some(date) if is_outdated(date, page.day()) => {
            Some(page.language.fill("claim.lastReported", &[("date", &date.first().year().to_string())]))
        }
        Some(_) => None,
    }
}

/// A mineral's icon: its symbol on its colour. Screen readers skip it, since the name is next to it.
pub(super) fn icon(page: &Context<'_>, mineral: &str) -> Markup {
    let record = page.catalog.dataset.minerals.get(mineral);
    let (symbol, colour) = record.map_or(("?", "#55504a"), |record| (&record.symbol, &record.colour));
    let size = if symbol.chars().count() > 2 { "9" } else { "12" };
    // Presentation attributes: the Content-Security-Policy allows no style in the page.
    html! {
        svg.mineral-disc viewBox="0 0 28 28" aria-hidden="true" focusable="false" {
            circle cx="14" cy="14" r="13" fill=(colour) {}
            text x="14" y="14" text-anchor="middle" dominant-baseline="central" fill="#ffffff" font-size=(size) { (symbol) }
        }
    }
}

/// An evidence level: each has its own shape, so that colour is not the only cue.
pub(super) fn evidence_level(page: &Context<'_>, level: EvidenceLevel) -> Markup {
    html! {
        span class={ "evidence evidence-" (level) } {
            svg.evidence-shape viewBox="0 0 22 14" aria-hidden="true" focusable="false" {
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
            (page.term("evidence", level.as_str()))
        }
    }
}

/// A link to another server, or the text alone if the address is not http or https.
pub(super) fn outward(address: &str, text: &Markup) -> Markup {
    html! {
        @if is_web(address) { a.outward href=(address) rel="noopener noreferrer" { (text) } } @else { (text) }
    }
}

/// One fact of a record; empty if there is no value.
pub(super) fn fact(label: &str, value: &Markup) -> Markup {
    html! { @if !value.0.is_empty() { div.fact { dt { (label) } dd { (value) } } } }
}

/// The facts of a record with links to other views of it (an address and a label), next to its sections.
pub(super) fn record_body(page: &Context<'_>, facts: &Markup, links: &[(String, &str)], sections: &[Markup]) -> Markup {
    html! {
        div.record {
            aside.record-facts aria-label=(page.text("document.facts")) {
                (facts)
                p.record-ways { @for (address, label) in links { a.button href=(address) { (label) } } }
            }
            div.record-body { @for section in sections { (section) } }
        }
    }
}

/// The head of a record's page: its kind, its names, and the day whose facts it shows.
pub(super) fn record_head(page: &Context<'_>, kind: &str, record: &impl Named) -> Markup {
    html! {
        header.record-head {
            p.panel-kind { (kind) }
            (heading(page, page.name_of(record), page.other_name(record)))
            (page.as_of())
        }
    }
}

/// The link that opens a record on the map page: its address and its label.
pub(super) fn open_in_atlas<'a>(page: &Context<'a>, kind: &str, id: &str) -> (String, &'a str) {
    (page.link(&format!("/?open={kind}:{}", address::encoded(id))), page.text("document.openInAtlas"))
}

/// A part of a page under its own heading; empty if it is empty.
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

/// Items on a line.
pub(super) fn listed(items: impl IntoIterator<Item = Markup>) -> Markup {
    let mut items = items.into_iter().peekable();
    html! {
        @if items.peek().is_some() { ul.facts-names { @for item in items { li { (item) } } } }
    }
}

/// A table. `headings` are message keys; narrow screens repeat them at each cell. The first cell of a row is its heading.
pub(super) fn table<const N: usize>(
    page: &Context<'_>,
    headings: [&'static str; N],
    rows: impl IntoIterator<Item = [Markup; N]>,
) -> Markup {
    let headings = headings.map(|key| page.text(key));
    html! {
        table.items {
            thead { tr { @for heading in headings { th scope="col" { (heading) } } } }
            tbody {
                @for row in rows {
                    tr {
                        @for (column, cell) in row.iter().enumerate() {
                            @if column == 0 { th scope="row" { (cell) } } @else { td data-label=(headings[column]) { (cell) } }
                        }
                    }
                }
            }
        }
    }
}

/// A record's ids in other registers, with links to those that have addresses.
pub(super) fn identifiers(identifiers: &BTreeMap<String, String>) -> Markup {
    let register = |scheme: &str| match scheme {
        "usgs-major-deposits" => "USGS Major Mineral Deposits".to_owned(),
        "icmm" => "ICMM Global Mining Dataset".to_owned(),
        "gem" => "Global Energy Monitor".to_owned(),
        "geonames" => "GeoNames".to_owned(),
        "wikidata" => "Wikidata".to_owned(),
        "portergeo" => "PorterGeo".to_owned(),
        other => other.to_owned(),
    };
    html! {
        @if !identifiers.is_empty() {
            dl.facts {
                @for (scheme, id) in identifiers {
                    @let value = html! { span.figures { (id) } };
                    (fact(&register(scheme), &match register_page(scheme, id) {
                        Some(page) => outward(&page, &value),
                        None => value,
                    }))
                }
            }
        }
    }
}

impl Context<'_> {
    /// The facts of a record, each under the message of its key.
    pub(super) fn facts(&self, facts: impl IntoIterator<Item = (&'static str, Markup)>) -> Markup {
        html! { dl.facts { @for (key, value) in facts { (fact(self.text(key), &value)) } } }
    }
}

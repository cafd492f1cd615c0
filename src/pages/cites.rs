//! Citations: numbered in the order in which their sources first appear on a page, with links to source and passage.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    address::{self, SOURCES, is_web},
    context::Context,
    parts::{link, name_in, outward, section, source},
};
use crate::model::{Citation, Name, Source, citation::At, source::CslDate};

/// The sources that a page cites, numbered.
#[derive(Default)]
pub(super) struct Cited<'a> {
    sources: Vec<(&'a str, Vec<&'a Citation>)>,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Cited<'a> {
    pub(super) fn new(citations: impl IntoIterator<Item = &'a Citation>) -> Self {
        let mut cited = Self::default();
        for citation in citations {
            let row = *cited.numbers.entry(&citation.source).or_insert_with(|| {
                cited.sources.push((&citation.source, Vec::new()));
                cited.sources.len() - 1
            });
            let places = &mut cited.sources[row].1;
            if !places.iter().any(|place| same_place(place, citation)) {
                places.push(citation);
            }
        }
        cited
    }

    pub(super) fn len(&self) -> usize {
        self.sources.len()
    }

    /// The ids of the sources, in the order of their numbers.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.sources.iter().map(|(id, _)| *id)
    }

    /// Numbered references: [1] [2]. Each leads to its entry in the list of sources.
    pub(super) fn references(&self, page: &Context<'_>, cite: &[Citation]) -> Markup {
        let mut met: Vec<(usize, usize)> = Vec::new();
        for citation in cite {
            let Some(&row) = self.numbers.get(citation.source.as_str()) else { continue };
            if met.iter().all(|(known, _)| *known != row) {
                let place = self.sources[row].1.iter().position(|place| same_place(place, citation)).unwrap_or(0);
                met.push((row, place));
            }
        }
        met.sort_unstable();
        html! {
            span.cites {
                @for (row, place) in met {
                    @let publisher = publisher_of(page, self.sources[row].0);
                    " "
                    a.cite href={ "#source-" (row + 1) "-" (place + 1) } title=(publisher)
                        aria-label={ (page.language.fill("sources.nth", &[("n", &page.language.integer(row + 1))])) ": " (publisher) } { "[" (row + 1) "]" }
                }
            }
        }
    }

    /// A name with its references.
    pub(super) fn name(&self, page: &Context<'_>, (language, other): (&str, &Name)) -> Markup {
        html! { (name_in(language, other.text())) (self.references(page, other.cite())) }
    }

    /// The list at the end of a page: each source, with each place of it that is cited.
    pub(super) fn list(&self, page: &Context<'_>) -> Markup {
        let list = html! {
            @if !self.sources.is_empty() {
                ol.sources {
                    @for (row, (id, places)) in self.sources.iter().enumerate() {
                        li.source id={ "source-" (row + 1) } {
                            span.source-number aria-hidden="true" { (row + 1) }
                            div.source-body { (entry(page, id, row + 1, places)) }
                        }
                    }
                }
            }
        };
        section("sources", page.text("sources.label"), &list)
    }
}

fn entry(page: &Context<'_>, id: &str, number: usize, places: &[&Citation]) -> Markup {
    let record = page.catalog.dataset.sources.get(id);
    html! {
        p.source-title { (source(page, id)) }
        @if let Some(record) = record { (source_facts(page, record)) }
        ul.places {
            @for (place, citation) in places.iter().enumerate() {
                li.place id={ "source-" (number) "-" (place + 1) } {
                    (place_in(page, record, citation))
                }
            }
        }
    }
}

/// A source's publisher, date and kind, and where to read it.
pub(super) fn source_facts(page: &Context<'_>, record: &Source) -> Markup {
    let (publisher, authors) = (publisher(record), authors(record));
    html! {
        p.source-facts {
            @if publisher != record.title { bdi { (publisher) } }
            @if let Some(authors) = authors.filter(|authors| *authors != publisher) { bdi { (authors) } }
            @if let Some(date) = record.issued.as_ref().and_then(CslDate::date) {
                time datetime=(date) { (page.language.date(date)) }
            }
            span.source-kind { (page.term("source", record.custom.kind.as_str())) }
            @match page_of(record) {
                Some(address) => (outward(address, &html! { (page.text("sources.open")) span.unseen { ": " (record.title) } })),
                None => span.source-unknown { (page.text("sources.addressUnknown")) },
            }
            @if let Some(copy) = record.archive.as_deref().filter(|copy| is_web(copy)) {
                (outward(copy, &html! { (page.text("sources.copy")) span.unseen { ": " (record.title) } }))
            }
        }
    }
}

/// A place in a source: where it is, its first and last words, whom it quotes, and a link to it.
pub(super) fn place_in(page: &Context<'_>, record: Option<&Source>, citation: &Citation) -> Markup {
    html! {
        @if let Some(at) = &citation.at { span { (at_text(page, at)) } " " }
        @if let Some(passage) = &citation.passage {
            q lang=[record.and_then(|record| record.language.as_deref())] dir="auto" { (passage.start) " … " (passage.end) }
            " "
            @if let Some(address) = record.and_then(page_of) {
                (outward(&address::passage(address, &passage.start, &passage.end), &html! {
                    (page.text("sources.passage")) span.unseen { ": “" (passage.start) "”" }
                }))
                " "
            }
        } @else if !matches!(citation.at, Some(At::Record(_))) { span.source-unknown { (page.text("sources.noPassage")) } " " }
        @if let Some(speaker) = &citation.attributed_to { span { (page.language.markup("sources.quotes", &[("name", &html! { bdi { (speaker) } })])) } }
    }
}

pub(super) fn at_text(page: &Context<'_>, at: &At) -> String {
    match at {
        At::Paragraph(at) => page.language.fill("sources.paragraph", &[("n", &at.paragraph.to_string())]),
        At::Page(at) => page.language.fill("sources.page", &[("n", &at.page)]),
        At::Record(at) => page.language.fill("sources.record", &[("id", &at.record)]),
        At::Place(place) => place.clone(),
    }
}

/// The address of a source's own page, where it is on the web.
pub(super) fn page_of(record: &Source) -> Option<&str> {
    record.url.as_deref().filter(|address| is_web(address))
}

/// The publisher of a source; its authors or its title if it has none.
pub(super) fn publisher(record: &Source) -> String {
    let named = record.container_title.clone().or_else(|| record.publisher.clone());
    named.or_else(|| authors(record)).unwrap_or_else(|| record.title.clone())
}

/// The publisher of the source with this id.
pub(super) fn publisher_of(page: &Context<'_>, id: &str) -> String {
    page.catalog.dataset.sources.get(id).map_or_else(|| id.to_owned(), publisher)
}

pub(super) fn authors(record: &Source) -> Option<String> {
    let person = |author: &crate::model::source::Author| {
        author.literal.clone().unwrap_or_else(|| {
            let parts = [author.given.as_deref(), author.family.as_deref()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
    };
    let names: Vec<String> = record.author.iter().map(person).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A link to a source by its publisher.
pub(super) fn publisher_link(page: &Context<'_>, id: &str) -> Markup {
    let record = page.catalog.dataset.sources.get(id);
    link(page, SOURCES, id, record.map(|record| html! { bdi { (publisher(record)) } }))
}

/// A link to a source by its title, with its publisher.
pub(super) fn source_line(page: &Context<'_>, id: &str) -> Markup {
    let publisher = page.catalog.dataset.sources.get(id).map(publisher);
    html! { (source(page, id)) @if let Some(publisher) = publisher { " " span.aside { (publisher) } } }
}

/// Two citations of the same place of a source.
pub(super) fn same_place(one: &Citation, other: &Citation) -> bool {
    let ends =
        |citation: &Citation| citation.passage.as_ref().map(|passage| (passage.start.clone(), passage.end.clone()));
    one.at == other.at && one.attributed_to == other.attributed_to && ends(one) == ends(other)
}

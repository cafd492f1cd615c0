//! Sources: what each is, which sources it retells, and what it is cited for.

use maud::{Markup, html};

use super::{
    BTreeMap, Dataset, Features, RecordKind, RecordPage, WriteError,
    sections::{agreement_links, sites_of},
};
use crate::{
    catalog::Facet,
    feature::WeighedClaim,
    model::{Citation, Source, source::CslDate},
    pages::{
        address::{self, SITES, SOURCES},
        cites::{
            authors, is_bare, page_of, place_in, publisher, publisher_link, same_place, source_facts, source_line,
        },
        context::Context,
        kinds::brief,
        language::capital,
        linked_data,
        parts::{listed, outward, section, site, source, table as table_of, title},
    },
};

impl RecordKind for Source {
    const NAME: &'static str = "source";
    const PATH: &'static str = SOURCES;
    const MESSAGES: [&'static str; 3] = ["sources.label", "document.sourcesAbout", "count.sources"];

    fn all(dataset: &Dataset) -> &BTreeMap<String, Self> {
        &dataset.sources
    }

    fn table(page: &Context<'_>, limit: usize) -> Markup {
        let headings =
            ["document.title", "document.publishedBy", "document.date", "facet.kind", "sources.retellsThese"];
        let rows = page.catalog.dataset.sources.values().take(limit).map(|record| {
            [
                source(page, &record.id),
                html! { bdi { (publisher(record)) } },
                date(page, record.issued.as_ref()),
                html! { (page.term("source", record.custom.kind.as_str())) },
                listed(record.custom.derives_from.iter().map(|id| publisher_link(page, id))),
            ]
        });
        table_of(page, headings, rows)
    }

    fn page(&self, page: &Context<'_>, features: &Features) -> Result<RecordPage, WriteError> {
        let id = self.id.as_str();
        let (matched, first) = sites_of(page, Facet::Source, id);
        let kind = capital(&page.term("source", self.custom.kind.as_str()));
        let cites = |citation: &Citation| citation.source == id;
        let agreements = agreement_links(page, |agreement| {
            agreement.properties.claims.iter().flat_map(|claim| claim.citations()).any(|(_, citation)| cites(citation))
        });
        let sections = vec![
            section("cited", page.text("document.citedFor"), &cited_for(page, features, self, matched, &first)?),
            section("agreements", page.text("document.citingAgreements"), &agreements),
        ];
        Ok(RecordPage {
            title: self.title.clone(),
            description: page.language.fill(
                "document.sourceWhat",
                &[
                    ("title", &self.title),
                    ("publisher", &publisher(self)),
                    ("sites", &page.language.count("document.sites", matched)),
                ],
            ),
            linked_data: linked_data::source(page.public_url, self),
            head: html! {
                header.record-head {
                    p.panel-kind { (page.text("facet.source")) " · " (kind) }
                    h1.panel-name.panel-title { (title(self)) }
                    (source_facts(page, self))
                    @if let Some(note) = &self.note { p.claim-note { (page.english(note)) } }
                }
            },
            facts: bibliography(page, self),
            sections,
        })
    }
}

fn date(page: &Context<'_>, date: Option<&CslDate>) -> Markup {
    html! {
        @if let Some(day) = date.and_then(CslDate::date) { time datetime=(day) { (page.language.date(day)) } }
    }
}

/// The bibliographic data of a source, and the sources that it retells or that retell it.
fn bibliography(page: &Context<'_>, record: &Source) -> Markup {
    let retold = page.catalog.dataset.sources.values().filter(|other| other.custom.derives_from.contains(&record.id));
    let text = |text: &Option<String>| html! { @if let Some(text) = text { bdi { (text) } } };
    let doi = |doi: &String| outward(&format!("https://doi.org/{doi}"), &html! { (doi) });
    let link = |address: &str| outward(address, &html! { span.address dir="ltr" { (address) } });
    page.facts([
        ("document.author", text(&authors(record))),
        ("document.in", text(&record.container_title)),
        ("document.publisher", text(&record.publisher)),
        ("document.issued", date(page, record.issued.as_ref())),
        ("document.edition", text(&record.edition)),
        ("document.version", text(&record.version)),
        ("document.volume", text(&record.volume)),
        ("document.issue", text(&record.issue)),
        ("document.pageNumbers", text(&record.page)),
        ("document.number", text(&record.number)),
        ("document.doi", record.doi.as_ref().map(doi).unwrap_or_default()),
        ("document.url", page_of(record).map(link).unwrap_or_default()),
        ("document.accessed", date(page, record.accessed.as_ref())),
        ("document.languageOf", text(&record.language)),
        ("document.licenceOf", text(&record.license)),
        ("sources.retellsThese", listed(record.custom.derives_from.iter().map(|id| source_line(page, id)))),
        ("sources.retoldBy", listed(retold.map(|other| source_line(page, &other.id)))),
        ("document.id", html! { code { (record.id) } }),
    ])
}

/// The first sites that cite a source, of `matched`, each with the claims that cite it and the places cited.
fn cited_for(
    page: &Context<'_>,
    features: &Features,
    record: &Source,
    matched: usize,
    first: &[usize],
) -> Result<Markup, WriteError> {
    let mut sites: Vec<(&str, Vec<WeighedClaim>)> = Vec::new();
    for &row in first {
        sites.push((page.catalog.columns.id(row), features.details(page.catalog, row)?.claims));
    }
    let all = page.link(&address::filtered(SITES, "source", &record.id));
    Ok(html! {
        @if matched == 0 { p.section-intro { (page.text("sources.citedByNone")) } }
        @for (id, claims) in &sites {
            article.mention {
                h3.mention-name { (site(page, id)) }
                (citing(page, record, id, claims))
            }
        }
        @if matched > sites.len() {
            p.section-intro { a href=(all) { (page.language.count("document.allThatCiteIt", matched)) } }
        }
    })
}

/// Those of a site's claims that cite a source.
fn citing(page: &Context<'_>, record: &Source, site: &str, claims: &[WeighedClaim]) -> Markup {
    html! {
        ul.claims {
            @for (row, WeighedClaim { claim, .. }) in claims.iter().enumerate() {
                @let places = distinct(claim.citations().map(|(_, citation)| citation), record);
                @if !places.is_empty() {
                    @let address = format!("{}#claim-{row}", address::record(SITES, site));
                    li.claim {
                        div.claim-value {
                            span.aside { (page.term("about", claim.about())) ": " }
                            a href=(page.link(&address)) { (brief(page, claim)) }
                        }
                        @for place in places.iter().filter(|place| !is_bare(place)) {
                            p.place { (place_in(page, Some(record), place)) }
                        }
                    }
                }
            }
        }
    }
}

fn distinct<'a>(citations: impl Iterator<Item = &'a Citation>, record: &Source) -> Vec<&'a Citation> {
    let mut places: Vec<&Citation> = Vec::new();
    for citation in citations.filter(|citation| citation.source == record.id) {
        if !places.iter().any(|place| same_place(place, citation)) {
            places.push(citation);
        }
    }
    places
}

//! Sources: what each is, which sources it retells, and what it is cited for.

use maud::{Markup, html};

use super::sections::{RecordPage, body, sites_of};
use crate::{
    catalog::{Facet, Filter},
    formats::{WriteError, geojson::Features},
    model::{Agreement, Citation, Source, source::CslDate},
    pages::{
        address::{self, SITES},
        cites::{authors, facts, is_bare, page_of, place_in, publisher, publisher_link, same_place, source_line},
        context::Context,
        kinds::brief,
        language::capital,
        linked_data,
        parts::{agreement, fact, listed, outward, section, source, table as table_of, title},
        site::SiteRecord,
    },
};

/// How many sites are shown with the claims that cite a source.
const READ: usize = 40;

pub(super) fn table(page: &Context<'_>, limit: usize) -> Markup {
    let headings = ["document.title", "document.publishedBy", "document.date", "facet.kind", "sources.retellsThese"];
    let rows = page.catalog.dataset.sources.values().take(limit).map(|record| {
        [
            source(page, &record.id),
            html! { bdi { (publisher(record)) } },
            date(page, record.issued.as_ref()),
            html! { (page.term("source", record.custom.kind.as_str())) },
            listed(record.custom.derives_from.iter().map(|id| publisher_link(page, id))),
        ]
    });
    table_of(headings.map(|key| page.text(key)), rows)
}

fn date(page: &Context<'_>, date: Option<&CslDate>) -> Markup {
    html! {
        @if let Some(day) = date.and_then(CslDate::date) { time datetime=(day) { (page.language.date(day)) } }
    }
}

pub(super) fn page(page: &Context<'_>, features: &Features, id: &str) -> Result<Option<RecordPage>, WriteError> {
    let Some(record) = page.catalog.dataset.sources.get(id) else { return Ok(None) };
    let (matched, _) = sites_of(page, Facet::Source, id);
    let kind = capital(&page.term("source", record.custom.kind.as_str()));
    let sections = [
        section("cited", page.text("document.citedFor"), &cited_for(page, features, record, matched)?),
        section("agreements", page.text("document.citingAgreements"), &agreements(page, id)),
    ];
    Ok(Some(RecordPage {
        title: record.title.clone(),
        description: page.language.fill(
            "document.sourceWhat",
            &[
                ("title", &record.title),
                ("publisher", &publisher(record)),
                ("sites", &page.language.count("document.sites", matched)),
            ],
        ),
        linked_data: linked_data::source(page.public_url, record),
        content: html! {
            header.record-head {
                p.panel-kind { (page.text("facet.source")) " · " (kind) }
                h1.panel-name.panel-title { (title(record)) }
                (facts(page, record))
                @if let Some(note) = &record.note { p.claim-note { (page.english(note)) } }
            }
            (body(page, "source", id, &bibliography(page, record), &sections))
        },
    }))
}

/// The bibliographic data of a source, and the sources that it retells or that retell it.
fn bibliography(page: &Context<'_>, record: &Source) -> Markup {
    let retold = page.catalog.dataset.sources.values().filter(|other| other.custom.derives_from.contains(&record.id));
    let text = |text: &Option<String>| html! { @if let Some(text) = text { bdi { (text) } } };
    let doi = |doi: &String| outward(&format!("https://doi.org/{doi}"), &html! { (doi) });
    let link = |address: &str| outward(address, &html! { span.address dir="ltr" { (address) } });
    html! {
        dl.facts {
            (fact(page.text("document.author"), &text(&authors(record))))
            (fact(page.text("document.in"), &text(&record.container_title)))
            (fact(page.text("document.publisher"), &text(&record.publisher)))
            (fact(page.text("document.issued"), &date(page, record.issued.as_ref())))
            (fact(page.text("document.edition"), &text(&record.edition)))
            (fact(page.text("document.version"), &text(&record.version)))
            (fact(page.text("document.volume"), &text(&record.volume)))
            (fact(page.text("document.issue"), &text(&record.issue)))
            (fact(page.text("document.pageNumbers"), &text(&record.page)))
            (fact(page.text("document.number"), &text(&record.number)))
            @if let Some(number) = &record.doi { (fact("DOI", &doi(number))) }
            @if let Some(address) = page_of(record) { (fact(page.text("document.url"), &link(address))) }
            (fact(page.text("document.accessed"), &date(page, record.accessed.as_ref())))
            (fact(page.text("document.languageOf"), &text(&record.language)))
            (fact(page.text("document.licenceOf"), &text(&record.license)))
            (fact(page.text("sources.retellsThese"), &listed(record.custom.derives_from.iter().map(|id| source_line(page, id)))))
            (fact(page.text("sources.retoldBy"), &listed(retold.map(|other| source_line(page, &other.id)))))
            (fact(page.text("document.id"), &html! { code { (record.id) } }))
        }
    }
}

/// The sites whose claims cite a source, each with those claims and where in the source they are.
fn cited_for(page: &Context<'_>, features: &Features, record: &Source, matched: usize) -> Result<Markup, WriteError> {
    let mut filter = Filter::default();
    filter.facets.insert(Facet::Source, vec![record.id.clone()]);
    let mut sites: Vec<SiteRecord> = Vec::new();
    let mut text = Vec::new();
    for row in page.catalog.select(&filter).ones().take(READ) {
        text.clear();
        features.site(row, &mut text)?;
        sites.push(serde_json::from_slice(&text)?);
    }
    let all = page.link(&address::filtered(SITES, "source", &record.id));
    Ok(html! {
        @if matched == 0 { p.section-intro { (page.text("sources.citedByNone")) } }
        @for site in &sites {
            article.mention {
                h3.mention-name { (crate::pages::parts::site(page, &site.id)) }
                (claims(page, record, site))
            }
        }
        @if matched > sites.len() {
            p.section-intro { a href=(all) { (page.language.count("document.allThatCiteIt", matched)) } }
        }
    })
}

fn claims(page: &Context<'_>, record: &Source, site: &SiteRecord) -> Markup {
    html! {
        ul.claims {
            @for (row, weighed) in site.properties.claims.iter().enumerate() {
                @let places = distinct(weighed.claim.citations().map(|(_, citation)| citation), record);
                @if !places.is_empty() {
                    @let address = format!("{}#claim-{row}", address::record(SITES, &site.id));
                    li.claim {
                        div.claim-value {
                            span.aside { (page.term("about", weighed.claim.about())) ": " }
                            a href=(page.link(&address)) { (brief(page, &weighed.claim)) }
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

fn agreements(page: &Context<'_>, id: &str) -> Markup {
    let cites = |record: &&Agreement| {
        record.properties.claims.iter().any(|claim| claim.citations().any(|(_, citation)| citation.source == id))
    };
    let mut citing = page.catalog.dataset.agreements.values().filter(cites).peekable();
    html! {
        @if citing.peek().is_some() {
            ul.links { @for record in citing { li { (agreement(page, &record.id)) } } }
        }
    }
}

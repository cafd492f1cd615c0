//! Sources: what each is, whose story it retells, and what it is cited for.

use maud::{Markup, html};

use super::{Kind, RecordPage, address, in_atlas, name, section, sites_of};
use crate::{
    api::snapshots::Snapshot,
    app::App,
    catalog::{Catalog, Facet, Filter},
    formats::WriteError,
    model::{Citation, Source, source::CslDate},
    pages::{
        cites::{authors, facts, is_bare, page_of, place_in, publisher, publisher_link, same_place, source_line},
        figures::date,
        linked_data,
        parts::{SITES, fact, filtered, listed, outward, title},
        site::SiteRecord,
        value::summary,
        words::{capital, count, term},
    },
    server::problem::Problem,
};

pub(super) const KIND: Kind = Kind {
    list: "/sources",
    title: "Sources",
    one: "source",
    many: "sources",
    description: "Whoever is cited: articles, reports, papers, datasets, and whose story each retells.",
};

/// As many sites are read for what they cite it for.
const READ: usize = 40;

pub(super) fn table(catalog: &Catalog, limit: usize) -> (usize, Markup) {
    let sources = &catalog.dataset.sources;
    let table = html! {
        table.items {
            thead { tr { @for heading in ["Title", "Published by", "Date", "Kind", "Retells"] { th scope="col" { (heading) } } } }
            tbody {
                @for record in sources.values().take(limit) {
                    tr {
                        th scope="row" { a href=(address("/sources", &record.id)) { (title(record)) } }
                        td data-label="Published by" { bdi { (publisher(record)) } }
                        td data-label="Date" { (issued(record)) }
                        td data-label="Kind" { (term("source", record.custom.kind.as_str())) }
                        td data-label="Retells" { (listed(record.custom.derives_from.iter().map(|id| publisher_link(catalog, id)))) }
                    }
                }
            }
        }
    };
    (sources.len(), table)
}

fn issued(record: &Source) -> Markup {
    html! {
        @if let Some(day) = record.issued.as_ref().and_then(CslDate::date) { time datetime=(day) { (date(day)) } }
    }
}

pub(super) fn page(app: &App, snapshot: &Snapshot, id: &str) -> Result<Option<RecordPage>, Problem> {
    let catalog = &snapshot.catalog;
    let Some(record) = catalog.dataset.sources.get(id) else { return Ok(None) };
    let (matched, _) = sites_of(catalog, Facet::Source, id);
    let kind = capital(&term("source", record.custom.kind.as_str()));
    Ok(Some(RecordPage {
        title: record.title.clone(),
        description: format!(
            "{}, {}. Cited in Oreatlas for {}.",
            record.title,
            publisher(record),
            count(matched, "site", "sites")
        ),
        linked_data: linked_data::source(&app.config.public_url, record),
        content: html! {
            header.record-head {
                p.panel-kind { "Source · " (kind) }
                h1.panel-name.panel-title { (title(record)) }
                (facts(record))
                @if let Some(note) = &record.note { p.claim-note { (note) } }
            }
            div.record {
                aside.record-facts aria-label="Facts" {
                    (bibliography(catalog, record))
                    p.record-ways { a.button href=(in_atlas("source", id)) { "See it in the atlas" } }
                }
                div.record-body {
                    (section("cited", "What it is cited for", &cited_for(snapshot, record, matched)?))
                    (section("agreements", "Agreements that cite it", &agreements(catalog, id)))
                }
            }
        },
    }))
}

/// What a reference says, and the sources that it retells or that retell it.
fn bibliography(catalog: &Catalog, record: &Source) -> Markup {
    let retold = catalog.dataset.sources.values().filter(|other| other.custom.derives_from.contains(&record.id));
    let said = |text: &Option<String>| html! { @if let Some(text) = text { bdi { (text) } } };
    let day =
        |day: &Option<CslDate>| html! { @if let Some(day) = day.as_ref().and_then(CslDate::date) { (date(day)) } };
    html! {
        dl.facts {
            (fact("Author", &html! { @if let Some(authors) = authors(record) { bdi { (authors) } } }))
            (fact("In", &said(&record.container_title)))
            (fact("Publisher", &said(&record.publisher)))
            (fact("Issued", &issued(record)))
            (fact("Edition", &said(&record.edition)))
            (fact("Version", &said(&record.version)))
            (fact("Volume", &said(&record.volume)))
            (fact("Issue", &said(&record.issue)))
            (fact("Pages", &said(&record.page)))
            (fact("Number", &said(&record.number)))
            @if let Some(doi) = &record.doi { (fact("DOI", &outward(&format!("https://doi.org/{doi}"), &html! { (doi) }))) }
            @if let Some(page) = page_of(record) { (fact("Address", &outward(page, &html! { span.address { (page) } }))) }
            (fact("Read on", &day(&record.accessed)))
            (fact("Language", &said(&record.language)))
            (fact("Licence", &said(&record.license)))
            (fact("Retells", &listed(record.custom.derives_from.iter().map(|id| source_line(catalog, id)))))
            (fact("Retold by", &listed(retold.map(|other| source_line(catalog, &other.id)))))
            (fact("Id", &html! { code { (record.id) } }))
        }
    }
}

/// The sites whose claims cite it, each with those claims and where in the source they stand.
fn cited_for(snapshot: &Snapshot, record: &Source, matched: usize) -> Result<Markup, WriteError> {
    let catalog = &snapshot.catalog;
    let mut filter = Filter::default();
    filter.facets.insert(Facet::Source, vec![record.id.clone()]);
    let mut sites: Vec<SiteRecord> = Vec::new();
    let mut text = Vec::new();
    for row in catalog.select(&filter).ones().take(READ) {
        text.clear();
        snapshot.features.site(row, &mut text)?;
        sites.push(serde_json::from_slice(&text)?);
    }
    Ok(html! {
        @if matched == 0 { p.section-intro { "No claim about a site cites it directly." } }
        @for site in &sites {
            article.mention {
                h3.mention-name { a href=(address(SITES, &site.id)) { (name(&site.properties.name)) } }
                (claims(catalog, record, site))
            }
        }
        @if matched > sites.len() {
            p.section-intro {
                a href=(filtered(SITES, "source", &record.id)) { "All " (count(matched, "site", "sites")) " that cite it" }
            }
        }
    })
}

fn claims(catalog: &Catalog, record: &Source, site: &SiteRecord) -> Markup {
    html! {
        ul.claims {
            @for (row, told) in site.properties.claims.iter().enumerate() {
                @let places = distinct(told.claim.citations().map(|(_, citation)| citation), record);
                @if !places.is_empty() {
                    li.claim {
                        div.claim-value {
                            span.aside { (capital(told.claim.about())) ": " }
                            a href={ (address(SITES, &site.id)) "#claim-" (row) } { (summary(catalog, &told.claim)) }
                        }
                        @for place in places.iter().filter(|place| !is_bare(place)) { p.place { (place_in(Some(record), place)) } }
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

fn agreements(catalog: &Catalog, id: &str) -> Markup {
    let cites = |agreement: &&crate::model::Agreement| {
        agreement.properties.claims.iter().any(|claim| claim.citations().any(|(_, citation)| citation.source == id))
    };
    let mut citing = catalog.dataset.agreements.values().filter(cites).peekable();
    html! {
        @if citing.peek().is_some() {
            ul.links {
                @for agreement in citing {
                    li { a href=(address(super::AGREEMENTS, &agreement.id)) { (name(&agreement.properties.name)) } }
                }
            }
        }
    }
}

//! An agreement's page, and the table of agreements.

use maud::{Markup, html};
use serde::Deserialize;

use super::{
    as_stood,
    claims::{Claims, Told, searched},
    figures::date,
    items::{chips, pager, total},
    layout::{Alternate, Document},
    linked_data,
    parts::{self, AGREEMENTS, address, fact, filtered, listed, name, organization, section, urdu},
    words::{capital, count, term},
};
use crate::{
    api::{links::Page, snapshots::Snapshot},
    app::App,
    catalog::Catalog,
    model::{Date, Names, name::Searched},
    server::{negotiate::Media, request::ApiRequest, response::ApiResponse},
};

/// An agreement as it leaves the server, read back.
#[derive(Deserialize)]
struct AgreementRecord {
    id: String,
    properties: AgreementFacts,
}

#[derive(Deserialize)]
struct AgreementFacts {
    name: String,
    kind: String,
    country: String,
    sites: Vec<String>,
    unplaced: Option<String>,
    parties: Vec<String>,
    minerals: Vec<String>,
    signed: Vec<Date>,
    searched: Vec<Searched>,
    claims: Vec<Told>,
}

impl AgreementFacts {
    fn kind(&self) -> String {
        capital(&term("agreement", &self.kind))
    }

    /// When it was signed, as each side of a dispute has it.
    fn signed(&self) -> String {
        self.signed.iter().map(|day| date(*day)).collect::<Vec<_>>().join(" or ")
    }
}

/// The page of the agreement whose Feature is `feature`.
///
/// # Errors
/// When the Feature is not one of ours.
pub(crate) fn page(app: &App, snapshot: &Snapshot, feature: &str) -> serde_json::Result<ApiResponse> {
    let record: AgreementRecord = serde_json::from_str(feature)?;
    let (catalog, facts) = (&snapshot.catalog, &record.properties);
    let names = catalog.dataset.agreements.get(&record.id).map(|agreement| &agreement.properties.names);
    let claims = Claims::new(catalog, &facts.claims, []);
    let canonical = address(AGREEMENTS, &record.id);
    let signed = if facts.signed.is_empty() { String::new() } else { format!(", signed {}", facts.signed()) };
    let description = format!(
        "{}: {}{signed}. {} from {}.",
        facts.name,
        facts.kind().to_lowercase(),
        count(facts.claims.len(), "claim", "claims"),
        count(claims.cited.len(), "source", "sources"),
    );
    let root = &app.config.public_url;
    let document = Document {
        linked_data: Some(linked_data::agreement(catalog, root, &record.id, &facts.name, &description, &facts.sites)),
        alternates: vec![Alternate::of(Media::GeoJson, &canonical)],
        trail: trail(&[("Agreements", AGREEMENTS)]),
        title: facts.name.clone(),
        content: html! {
            header.record-head {
                p.panel-kind { (facts.kind()) }
                h1.panel-name {
                    (name(&facts.name))
                    @if let Some(other) = names.and_then(urdu) {
                        " " span.panel-other lang="ur" dir="rtl" { (name(other)) }
                    }
                }
                (as_stood(app, snapshot))
            }
            div.record {
                aside.record-facts aria-label="Facts" {
                    (fact_list(catalog, facts, names))
                    p.record-ways {
                        a.button href={ "/?open=agreement:" (parts::encoded(&record.id)) } { "See it in the atlas" }
                        a.button href={ (canonical) "?f=json" } { "GeoJSON" }
                    }
                }
                div.record-body {
                    (section("touched", "Sites it touches", &touched(catalog, facts)))
                    (claims.sections(None))
                    (section("searched", "Looked for and not found", &searched(&facts.searched)))
                    (claims.cited.list(catalog))
                }
            }
        },
        description,
        address: canonical,
    };
    Ok(document.answer(&app.config))
}

fn trail(below: &[(&str, &str)]) -> Vec<(String, String)> {
    let all = [("Collections", "/collections")].iter().chain(below);
    all.map(|(name, address)| ((*name).to_owned(), (*address).to_owned())).collect()
}

fn fact_list(catalog: &Catalog, facts: &AgreementFacts, names: Option<&Names>) -> Markup {
    let others = names.into_iter().flatten().flat_map(|(_, names)| names).map(|other| name(other.text()));
    html! {
        dl.facts {
            (fact("Kind", &html! { a href=(filtered(AGREEMENTS, "kind", &facts.kind)) { (facts.kind()) } }))
            (fact("Signed", &html! { (facts.signed()) }))
            (fact("Parties", &listed(facts.parties.iter().map(|id| organization(catalog, id)))))
            (fact("Minerals", &listed(facts.minerals.iter().map(|id| parts::mineral(catalog, id)))))
            (fact("Country", &parts::country(catalog, &facts.country)))
            (fact("Also called", &listed(others)))
        }
    }
}

/// The sites that it touches, and why it is on no map itself.
fn touched(catalog: &Catalog, facts: &AgreementFacts) -> Markup {
    html! {
        @for id in &facts.sites { p.link-line { (parts::site(catalog, id)) } }
        p.unplaced {
            strong { "Not on the map." }
            @if let Some(why) = &facts.unplaced { " " (why) }
        }
    }
}

/// A page of the table of agreements: the Features on it are `features`.
///
/// # Errors
/// When a Feature is not one of ours.
pub(crate) fn table(
    app: &App,
    request: &ApiRequest<'_>,
    snapshot: &Snapshot,
    page: Page,
    features: &[String],
) -> serde_json::Result<ApiResponse> {
    let catalog = &snapshot.catalog;
    let records: Vec<AgreementRecord> =
        features.iter().map(|feature| serde_json::from_str(feature)).collect::<serde_json::Result<_>>()?;
    let canonical = super::items::canonical(AGREEMENTS, request);
    let document = Document {
        title: "Agreements".to_owned(),
        description: format!(
            "{} about minerals: memoranda, licences, leases and deals; who signed what with whom, and when.",
            count(page.matched, "agreement", "agreements")
        ),
        alternates: vec![Alternate::of(Media::GeoJson, &canonical)],
        address: canonical,
        trail: trail(&[("About the agreements", "/collections/agreements")]),
        linked_data: None,
        content: html! {
            header.record-head {
                h1.panel-name { "Agreements" }
                p.panel-why { (total(page, features.len(), "agreement", "agreements")) }
                (as_stood(app, snapshot))
                (chips(catalog, AGREEMENTS, request))
            }
            table.items {
                thead {
                    tr { @for heading in ["Name", "Kind", "Signed", "Parties", "Minerals", "Claims"] { th scope="col" { (heading) } } }
                }
                tbody {
                    @for record in &records {
                        @let facts = &record.properties;
                        tr {
                            th scope="row" { a href=(address(AGREEMENTS, &record.id)) { (name(&facts.name)) } }
                            td data-label="Kind" { (facts.kind()) }
                            td data-label="Signed" { (facts.signed()) }
                            td data-label="Parties" { (listed(facts.parties.iter().map(|id| organization(catalog, id)))) }
                            td data-label="Minerals" { (listed(facts.minerals.iter().map(|id| parts::mineral(catalog, id)))) }
                            td data-label="Claims" { (facts.claims.len()) }
                        }
                    }
                }
            }
            (pager(AGREEMENTS, request, page))
        },
    };
    Ok(document.answer(&app.config))
}

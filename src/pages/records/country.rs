//! Countries: what is claimed of each as a whole.

use maud::{Markup, html};

use super::{Kind, RecordPage, address, head, in_atlas, name, sites, sites_of};
use crate::{
    api::snapshots::Snapshot,
    app::App,
    catalog::{Catalog, Facet},
    pages::{
        claims::{Claims, Told},
        linked_data,
        parts::{SITES, fact, filtered, listed, urdu},
        words::count,
    },
};

pub(super) const KIND: Kind = Kind {
    list: "/countries",
    title: "Countries",
    one: "country",
    many: "countries",
    description: "National figures: reserves, output, minerals known and exploited, and who says so.",
};

pub(super) fn table(catalog: &Catalog, limit: usize) -> (usize, Markup) {
    let countries = &catalog.dataset.countries;
    let table = html! {
        table.items {
            thead { tr { @for heading in ["Name", "Code", "Sites", "Claims"] { th scope="col" { (heading) } } } }
            tbody {
                @for record in countries.values().take(limit) {
                    tr {
                        th scope="row" {
                            a href=(address("/countries", &record.id)) { (name(&record.name)) }
                            @if let Some(other) = urdu(&record.names) { " " span.row-other { (name(other)) } }
                        }
                        td data-label="Code" { (record.id) }
                        td data-label="Sites" {
                            a href=(filtered(SITES, "country", &record.id)) { (sites_of(catalog, Facet::Country, &record.id).0) }
                        }
                        td data-label="Claims" { (record.claims.len()) }
                    }
                }
            }
        }
    };
    (countries.len(), table)
}

pub(super) fn page(app: &App, snapshot: &Snapshot, id: &str) -> Option<RecordPage> {
    let catalog = &snapshot.catalog;
    let record = catalog.dataset.countries.get(id)?;
    let told = Told::weigh(catalog, &record.claims);
    let claims = Claims::new(catalog, &told, record.names.values().flatten().flat_map(|name| name.cite()));
    let others = record.names.values().flatten().map(|other| name(other.text()));
    Some(RecordPage {
        title: record.name.clone(),
        description: format!(
            "{} in Oreatlas: {} and {} about the country as a whole.",
            record.name,
            count(sites_of(catalog, Facet::Country, id).0, "site", "sites"),
            count(record.claims.len(), "claim", "claims"),
        ),
        linked_data: linked_data::country(&app.config.public_url, record),
        content: html! {
            header.record-head { (head("Country", &record.name, urdu(&record.names))) }
            div.record {
                aside.record-facts aria-label="Facts" {
                    dl.facts {
                        (fact("Code", &html! { code { (record.id) } }))
                        (fact("Also called", &listed(others)))
                    }
                    p.record-ways { a.button href=(in_atlas("country", id)) { "See it in the atlas" } }
                }
                div.record-body {
                    (claims.sections(None))
                    (sites(catalog, Facet::Country, id, "Sites"))
                    (claims.cited.list(catalog))
                }
            }
        },
    })
}

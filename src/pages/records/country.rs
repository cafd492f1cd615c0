//! Countries: what is claimed of each as a whole.

use maud::{Markup, html};

use super::sections::{RecordPage, body, site_count, sites, sites_of};
use crate::{
    catalog::Facet,
    pages::{
        address::{SITES, filtered},
        claims::{Claims, WeighedClaim},
        context::Context,
        linked_data,
        parts::{country, fact, heading, listed, name, table as table_of},
    },
};

pub(super) fn table(page: &Context<'_>, limit: usize) -> Markup {
    let headings = ["document.name", "document.code", "view.sites", "document.claimsHeading"];
    let rows = page.catalog.dataset.countries.values().take(limit).map(|record| {
        let (matched, _) = sites_of(page, Facet::Country, &record.id);
        [
            html! {
                (country(page, &record.id))
                @if let Some(other) = page.other_name(&record.name, &record.names) { " " span.row-other { (name(other)) } }
            },
            html! { (record.id) },
            html! { a href=(page.link(&filtered(SITES, "country", &record.id))) { (page.language.integer(matched)) } },
            html! { (page.language.integer(record.claims.len())) },
        ]
    });
    table_of(headings.map(|key| page.text(key)), rows)
}

pub(super) fn page(page: &Context<'_>, id: &str) -> Option<RecordPage> {
    let record = page.catalog.dataset.countries.get(id)?;
    let weighed = WeighedClaim::weigh(page, &record.claims);
    let claims = Claims::new(page, &weighed, record.names.values().flatten().flat_map(|name| name.cite()));
    let others = record.names.values().flatten().map(|other| name(other.text()));
    let own_name = page.name_of(&record.name, &record.names);
    let facts = html! {
        dl.facts {
            (fact(page.text("document.code"), &html! { code { (record.id) } }))
            (fact(page.text("record.otherNames"), &listed(others)))
        }
    };
    let sections =
        [claims.sections(None), sites(page, Facet::Country, id, page.text("view.sites")), claims.cited.list(page)];
    let description = page.language.fill(
        "document.countryWhat",
        &[
            ("name", own_name),
            ("sites", &site_count(page, Facet::Country, id)),
            ("claims", &page.language.count("document.claims", record.claims.len())),
        ],
    );
    Some(RecordPage {
        title: own_name.to_owned(),
        description,
        linked_data: linked_data::country(page.public_url, record),
        content: html! {
            header.record-head {
                p.panel-kind { (page.text("record.country")) }
                (heading(own_name, page.other_name(&record.name, &record.names)))
            }
            (body(page, "country", id, &facts, &sections))
        },
    })
}

//! Organizations: what each is, and its sites and agreements.

use maud::{Markup, html};

use super::sections::{RecordPage, agreements, body, site_count, sites};
use crate::{
    catalog::Facet,
    model::{Claim, Name, Organization},
    pages::{
        claims::{Claims, WeighedClaim, searched},
        context::Context,
        language::capital,
        linked_data,
        parts::{country, fact, heading, identifiers, listed, name, organization, section, table as table_of},
    },
};

pub(super) fn table(page: &Context<'_>, limit: usize) -> Markup {
    let headings = ["document.name", "facet.kind", "record.headquarters", "record.belongsTo"];
    let rows = page.catalog.dataset.organizations.values().take(limit).map(|record| {
        [
            organization(page, &record.id),
            html! { (capital(&page.term("organization", record.kind.as_str()))) },
            html! { @if let Some(id) = &record.country { (country(page, id)) } },
            html! { @if let Some(parent) = &record.parent { (organization(page, parent)) } },
        ]
    });
    table_of(headings.map(|key| page.text(key)), rows)
}

pub(super) fn page(page: &Context<'_>, id: &str) -> Option<RecordPage> {
    let record = page.catalog.dataset.organizations.get(id)?;
    let weighed = WeighedClaim::weigh(page, &record.claims);
    let names = record.names.values().flatten().flat_map(|name| name.cite());
    let former = record.former_names.iter().flat_map(|former| &former.cite);
    let claims = Claims::new(page, &weighed, names.chain(former));
    let kind = capital(&page.term("organization", record.kind.as_str()));
    let own_name = page.name_of(&record.name, &record.names);
    let sections = [
        sites(page, Facet::Operator, id, page.text("document.operatedSites")),
        sites(page, Facet::Licensee, id, page.text("document.licensedSites")),
        sites(page, Facet::Owner, id, page.text("document.ownedSites")),
        agreements(page, "party", id, |agreement| {
            agreement.properties.claims.iter().any(|claim| {
                let Claim::Party(party) = claim else { return false };
                page.catalog.dataset.organization_line(&party.organization).contains(&id)
            })
        }),
        claims.sections(None),
        section("searched", page.text("searched.label"), &searched(page, &record.searched)),
        section("identifiers", page.text("site.identifiers"), &identifiers(&record.identifiers)),
        claims.cited.list(page),
    ];
    Some(RecordPage {
        title: own_name.to_owned(),
        description: page.language.fill(
            "document.organizationWhat",
            &[("name", own_name), ("kind", &kind), ("sites", &site_count(page, Facet::Operator, id))],
        ),
        linked_data: linked_data::organization(page.public_url, record),
        content: html! {
            header.record-head {
                p.panel-kind { (kind) }
                (heading(own_name, page.other_name(&record.name, &record.names)))
            }
            (body(page, "organization", id, &facts(page, record, &claims), &sections))
        },
    })
}

fn facts(page: &Context<'_>, record: &Organization, claims: &Claims<'_>) -> Markup {
    let language = page.language;
    let other = |other: &Name| html! { (name(other.text())) (claims.cited.references(page, other.cite())) };
    let former = record.former_names.iter().map(|former| {
        html! {
            (name(&former.name))
            @if let Some(until) = former.until {
                " " span.aside { (language.fill("claim.until", &[("date", &language.date(until))])) }
            }
            (claims.cited.references(page, &former.cite))
        }
    });
    let parts = page.catalog.dataset.organizations.values().filter(|part| part.parent.as_ref() == Some(&record.id));
    html! {
        dl.facts {
            (fact(page.text("record.otherNames"), &listed(record.names.values().flatten().map(other))))
            (fact(page.text("record.formerNames"), &listed(former)))
            @if let Some(seat) = &record.country { (fact(page.text("record.headquarters"), &country(page, seat))) }
            @if let Some(parent) = &record.parent { (fact(page.text("record.belongsTo"), &organization(page, parent))) }
            (fact(page.text("record.subsidiaries"), &listed(parts.map(|part| organization(page, &part.id)))))
            (fact(page.text("document.id"), &html! { code { (record.id) } }))
        }
    }
}

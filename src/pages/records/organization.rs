//! Organizations: who each is, and the sites and agreements that it has a part in.

use maud::{Markup, html};

use super::{Kind, RecordPage, address, agreements, head, in_atlas, name, section, sites, sites_of};
use crate::{
    api::snapshots::Snapshot,
    app::App,
    catalog::{Catalog, Facet},
    model::{Claim, Name, Organization},
    pages::{
        claims::{Claims, Told, searched},
        figures::date,
        linked_data,
        parts::{country, fact, listed, organization, urdu},
        site::identifiers,
        words::{capital, count, term},
    },
};

pub(super) const KIND: Kind = Kind {
    list: "/organizations",
    title: "Organizations",
    one: "organization",
    many: "organizations",
    description: "Companies, ministries and others that operate, own, license, sign or estimate.",
};

pub(super) fn table(catalog: &Catalog, limit: usize) -> (usize, Markup) {
    let organizations = &catalog.dataset.organizations;
    let table = html! {
        table.items {
            thead { tr { @for heading in ["Name", "Kind", "Seat", "Belongs to"] { th scope="col" { (heading) } } } }
            tbody {
                @for record in organizations.values().take(limit) {
                    tr {
                        th scope="row" { a href=(address("/organizations", &record.id)) { (name(&record.name)) } }
                        td data-label="Kind" { (capital(&term("organization", record.kind.as_str()))) }
                        td data-label="Seat" { @if let Some(id) = &record.country { (country(catalog, id)) } }
                        td data-label="Belongs to" { @if let Some(parent) = &record.parent { (organization(catalog, parent)) } }
                    }
                }
            }
        }
    };
    (organizations.len(), table)
}

pub(super) fn page(app: &App, snapshot: &Snapshot, id: &str) -> Option<RecordPage> {
    let catalog = &snapshot.catalog;
    let record = catalog.dataset.organizations.get(id)?;
    let told = Told::weigh(catalog, &record.claims);
    let names = record.names.values().flatten().flat_map(|name| name.cite());
    let former = record.former_names.iter().flat_map(|former| &former.cite);
    let claims = Claims::new(catalog, &told, names.chain(former));
    let (operated, _) = sites_of(catalog, Facet::Operator, id);
    let kind = capital(&term("organization", record.kind.as_str()));
    Some(RecordPage {
        title: record.name.clone(),
        description: format!(
            "{}: {}. {} that it operates, its licences, stakes and agreements, and who says so.",
            record.name,
            kind.to_lowercase(),
            capital(&count(operated, "site", "sites")),
        ),
        linked_data: linked_data::organization(&app.config.public_url, record),
        content: html! {
            header.record-head { (head(&kind, &record.name, urdu(&record.names))) }
            div.record {
                aside.record-facts aria-label="Facts" {
                    (facts(catalog, record, &claims))
                    p.record-ways { a.button href=(in_atlas("organization", id)) { "See it in the atlas" } }
                }
                div.record-body {
                    (sites(catalog, Facet::Operator, id, "Sites it operates"))
                    (sites(catalog, Facet::Licensee, id, "Sites it holds a licence for"))
                    (sites(catalog, Facet::Owner, id, "Sites it owns a part of"))
                    (agreements(catalog, "party", id, |agreement| {
                        agreement.properties.claims.iter().any(|claim| {
                            matches!(claim, Claim::Party(party) if catalog.dataset.organization_line(&party.organization).contains(&id))
                        })
                    }))
                    (claims.sections(None))
                    (section("searched", "Looked for and not found", &searched(&record.searched)))
                    (section("identifiers", "In other registers", &identifiers(&record.identifiers)))
                    (claims.cited.list(catalog))
                }
            }
        },
    })
}

fn facts(catalog: &Catalog, record: &Organization, claims: &Claims<'_>) -> Markup {
    let other = |other: &Name| html! { (name(other.text())) (claims.cited.references(catalog, other.cite())) };
    let former = record.former_names.iter().map(|former| {
        html! {
            (name(&former.name))
            @if let Some(until) = former.until { " " span.aside { "until " (date(until)) } }
            (claims.cited.references(catalog, &former.cite))
        }
    });
    let parts = catalog.dataset.organizations.values().filter(|part| part.parent.as_ref() == Some(&record.id));
    html! {
        dl.facts {
            (fact("Also called", &listed(record.names.values().flatten().map(other))))
            (fact("Formerly", &listed(former)))
            @if let Some(seat) = &record.country { (fact("Seat", &country(catalog, seat))) }
            @if let Some(parent) = &record.parent { (fact("Belongs to", &organization(catalog, parent))) }
            (fact("Subsidiaries", &listed(parts.map(|part| organization(catalog, &part.id)))))
            (fact("Id", &html! { code { (record.id) } }))
        }
    }
}

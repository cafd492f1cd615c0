//! Minerals: the vocabulary, the lists of critical minerals that each is on, and where it is found.

use maud::{Markup, html};

use super::{Kind, RecordPage, address, agreements, head, in_atlas, name, sites, sites_of};
use crate::{
    api::snapshots::Snapshot,
    app::App,
    catalog::{Catalog, Facet},
    model::{Claim, Mineral, Name},
    pages::{
        cites::Cited,
        figures::date,
        linked_data,
        parts::{disc, fact, filtered, listed, mineral, outward, urdu},
        words::{capital, count, term},
    },
};

pub(super) const KIND: Kind = Kind {
    list: "/minerals",
    title: "Minerals",
    one: "mineral",
    many: "minerals",
    description: "The vocabulary: elements, minerals, groups and commodities, each with its wider terms.",
};

pub(super) fn table(catalog: &Catalog, limit: usize) -> (usize, Markup) {
    let minerals = &catalog.dataset.minerals;
    let table = html! {
        table.items {
            thead { tr { @for heading in ["Name", "Kind", "A kind of", "Sites"] { th scope="col" { (heading) } } } }
            tbody {
                @for record in minerals.values().take(limit) {
                    @let (matched, _) = sites_of(catalog, Facet::Mineral, &record.id);
                    tr {
                        th scope="row" {
                            span.value-mineral { (disc(catalog, &record.id)) a href=(address("/minerals", &record.id)) { (record.name) } }
                            @if let Some(other) = urdu(&record.names) { " " span.row-other { (name(other)) } }
                        }
                        td data-label="Kind" { (capital(&term("mineral", record.kind.as_str()))) }
                        td data-label="A kind of" { (listed(record.broader.iter().map(|id| mineral(catalog, id)))) }
                        td data-label="Sites" {
                            @if matched > 0 { a href=(filtered(super::SITES, "mineral", &record.id)) { (matched) } } @else { "0" }
                        }
                    }
                }
            }
        }
    };
    (minerals.len(), table)
}

pub(super) fn page(app: &App, snapshot: &Snapshot, id: &str) -> Option<RecordPage> {
    let catalog = &snapshot.catalog;
    let record = catalog.dataset.minerals.get(id)?;
    let names = record.names.values().flatten().flat_map(|name| name.cite());
    let cited = Cited::new(names.chain(record.memberships.iter().flat_map(|membership| &membership.cite)));
    let kind = capital(&term("mineral", record.kind.as_str()));
    let (matched, _) = sites_of(catalog, Facet::Mineral, id);
    Some(RecordPage {
        title: record.name.clone(),
        description: format!(
            "{} in Oreatlas: {}, with who says so at each.",
            record.name,
            count(matched, "site", "sites")
        ),
        linked_data: linked_data::mineral(&app.config.public_url, record),
        content: html! {
            header.record-head { (head(&kind, &record.name, urdu(&record.names))) }
            div.record {
                aside.record-facts aria-label="Facts" {
                    (facts(catalog, record, &cited))
                    p.record-ways { a.button href=(in_atlas("mineral", id)) { "See it in the atlas" } }
                }
                div.record-body {
                    (sites(catalog, Facet::Mineral, id, "Sites"))
                    (agreements(catalog, "mineral", id, |agreement| {
                        agreement.properties.claims.iter().any(|claim| {
                            let Claim::Scope(scope) = claim else { return false };
                            scope.minerals.iter().any(|other| catalog.dataset.mineral_line(other).contains(&id))
                        })
                    }))
                    (cited.list(catalog))
                }
            }
        },
    })
}

fn facts(catalog: &Catalog, record: &Mineral, cited: &Cited<'_>) -> Markup {
    let other = |other: &Name| html! { (name(other.text())) (cited.references(catalog, other.cite())) };
    let synonyms = record.synonyms.iter().map(|synonym| name(synonym));
    let narrower = catalog.dataset.minerals.values().filter(|other| other.broader.contains(&record.id));
    let lists = record.memberships.iter().map(|membership| {
        html! {
            (name(&membership.list)) " "
            span.aside {
                "from " (date(membership.from))
                @if let Some(until) = membership.until { " until " (date(until)) }
            }
            (cited.references(catalog, &membership.cite))
        }
    });
    html! {
        dl.facts {
            (fact("Symbol", &disc(catalog, &record.id)))
            (fact("Also called", &listed(record.names.values().flatten().map(other).chain(synonyms))))
            (fact("A kind of", &listed(record.broader.iter().map(|id| mineral(catalog, id)))))
            (fact("Kinds of it", &listed(narrower.map(|other| mineral(catalog, &other.id)))))
            (fact("Listed as critical", &listed(lists)))
            @if let Some(concept) = &record.cgi_uri { (fact("In the vocabulary", &outward(concept, &html! { "CGI commodity-code" }))) }
            (fact("Id", &html! { code { (record.id) } }))
        }
    }
}

//! Minerals: the vocabulary, the lists of critical minerals that each is on, and where it is found.

use maud::{Markup, html};

use super::sections::{RecordPage, agreements, body, site_count, sites, sites_of};
use crate::{
    catalog::Facet,
    model::{Claim, Mineral, Name},
    pages::{
        address::{SITES, filtered},
        cites::Cited,
        context::Context,
        language::capital,
        linked_data,
        parts::{fact, heading, icon, listed, mineral, name, outward, table as table_of},
    },
};

pub(super) fn table(page: &Context<'_>, limit: usize) -> Markup {
    let headings = ["document.name", "facet.kind", "record.broader", "view.sites"];
    let rows = page.catalog.dataset.minerals.values().take(limit).map(|record| {
        let (matched, _) = sites_of(page, Facet::Mineral, &record.id);
        let number = page.language.integer(matched);
        [
            html! {
                (mineral(page, &record.id))
                @if let Some(other) = page.other_name(&record.name, &record.names) { " " span.row-other { (name(other)) } }
            },
            html! { (capital(&page.term("mineral", record.kind.as_str()))) },
            listed(record.broader.iter().map(|id| mineral(page, id))),
            html! {
                @if matched > 0 { a href=(page.link(&filtered(SITES, "mineral", &record.id))) { (number) } } @else { (number) }
            },
        ]
    });
    table_of(headings.map(|key| page.text(key)), rows)
}

pub(super) fn page(page: &Context<'_>, id: &str) -> Option<RecordPage> {
    let record = page.catalog.dataset.minerals.get(id)?;
    let names = record.names.values().flatten().flat_map(|name| name.cite());
    let cited = Cited::new(names.chain(record.memberships.iter().flat_map(|membership| &membership.cite)));
    let own_name = page.name_of(&record.name, &record.names);
    let sections = [
        sites(page, Facet::Mineral, id, page.text("view.sites")),
        agreements(page, "mineral", id, |agreement| {
            agreement.properties.claims.iter().any(|claim| {
                let Claim::Scope(scope) = claim else { return false };
                scope.minerals.iter().any(|other| page.catalog.dataset.mineral_line(other).contains(&id))
            })
        }),
        cited.list(page),
    ];
    Some(RecordPage {
        title: own_name.to_owned(),
        description: page
            .language
            .fill("document.mineralWhat", &[("name", own_name), ("sites", &site_count(page, Facet::Mineral, id))]),
        linked_data: linked_data::mineral(page.public_url, record),
        content: html! {
            header.record-head {
                p.panel-kind { (capital(&page.term("mineral", record.kind.as_str()))) }
                (heading(own_name, page.other_name(&record.name, &record.names)))
            }
            (body(page, "mineral", id, &facts(page, record, &cited), &sections))
        },
    })
}

fn facts(page: &Context<'_>, record: &Mineral, cited: &Cited<'_>) -> Markup {
    let language = page.language;
    let other = |other: &Name| html! { (name(other.text())) (cited.references(page, other.cite())) };
    let synonyms = record.synonyms.iter().map(|synonym| name(synonym));
    let narrower = page.catalog.dataset.minerals.values().filter(|other| other.broader.contains(&record.id));
    let lists = record.memberships.iter().map(|membership| {
        html! {
            (name(&membership.list)) " "
            span.aside {
                (language.fill("claim.from", &[("date", &language.date(membership.from))]))
                @if let Some(until) = membership.until {
                    " " (language.fill("claim.until", &[("date", &language.date(until))]))
                }
            }
            (cited.references(page, &membership.cite))
        }
    });
    html! {
        dl.facts {
            (fact(page.text("document.symbol"), &icon(page, &record.id)))
            (fact(page.text("record.otherNames"), &listed(record.names.values().flatten().map(other).chain(synonyms))))
            (fact(page.text("record.broader"), &listed(record.broader.iter().map(|id| mineral(page, id)))))
            (fact(page.text("record.narrower"), &listed(narrower.map(|other| mineral(page, &other.id)))))
            (fact(page.text("record.criticalLists"), &listed(lists)))
            @if let Some(concept) = &record.cgi_uri {
                (fact(page.text("record.concept"), &outward(concept, &html! { "CGI commodity-code" })))
            }
            (fact(page.text("document.id"), &html! { code { (record.id) } }))
        }
    }
}

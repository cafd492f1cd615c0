//! Minerals: the vocabulary, the lists of critical minerals that each is on, and where it is found.

use maud::{Markup, html};

use super::{
    BTreeMap, Dataset, Features, RecordKind, RecordPage, WriteError,
    sections::{agreements, site_count, sites, sites_of},
};
use crate::{
    catalog::Facet,
    model::{Claim, Mineral},
    pages::{
        address::{MINERALS, SITES, filtered},
        cites::Cited,
        context::{Context, Named as _},
        language::capital,
        linked_data,
        parts::{both_names, icon, listed, mineral, name, outward, record_head, table as table_of},
    },
};

impl RecordKind for Mineral {
    const NAME: &'static str = "mineral";
    const PATH: &'static str = MINERALS;
    const MESSAGES: [&'static str; 3] = ["section.minerals", "document.mineralsAbout", "document.minerals"];

    fn all(dataset: &Dataset) -> &BTreeMap<String, Self> {
        &dataset.minerals
    }

    fn table(page: &Context<'_>, limit: usize) -> Markup {
        let rows = page.catalog.dataset.minerals.values().take(limit).map(|record| {
            let (matched, _) = sites_of(page, Facet::Mineral, &record.id);
            let number = page.language.integer(matched);
            [
                both_names(page, &mineral(page, &record.id), record),
                html! { (capital(&page.term("mineral", record.kind.as_str()))) },
                listed(record.broader.iter().map(|id| mineral(page, id))),
                html! {
                    @if matched > 0 { a href=(page.link(&filtered(SITES, "mineral", &record.id))) { (number) } } @else { (number) }
                },
            ]
        });
        table_of(page, ["document.name", "facet.kind", "record.broader", "view.sites"], rows)
    }

    fn page(&self, page: &Context<'_>, _: &Features) -> Result<RecordPage, WriteError> {
        let id = self.id.as_str();
        let memberships = self.memberships.iter().flat_map(|membership| &membership.cite);
        let cited = Cited::new(self.others().flat_map(|(_, name)| name.cite()).chain(memberships));
        let title = page.name_of(self).to_owned();
        let number = site_count(page, Facet::Mineral, id);
        Ok(RecordPage {
            description: page.language.fill("document.mineralWhat", &[("name", &title), ("sites", &number)]),
            title,
            linked_data: linked_data::mineral(page.public_url, self),
            head: record_head(page, &capital(&page.term("mineral", self.kind.as_str())), self),
            facts: fact_list(page, self, &cited),
            sections: vec![
                sites(page, Facet::Mineral, id, page.text("view.sites")),
                agreements(page, "mineral", id, |agreement| {
                    agreement.properties.claims.iter().any(|claim| {
                        let Claim::Scope(scope) = claim else { return false };
                        scope.minerals.iter().any(|other| page.catalog.dataset.mineral_line(other).contains(&id))
                    })
                }),
                cited.list(page),
            ],
        })
    }
}

fn fact_list(page: &Context<'_>, record: &Mineral, cited: &Cited<'_>) -> Markup {
    let language = page.language;
    let synonyms = record.synonyms.iter().map(|synonym| name(page, synonym));
    let narrower = page.catalog.dataset.minerals.values().filter(|other| other.broader.contains(&record.id));
    let lists = record.memberships.iter().map(|membership| {
        html! {
            (name(page, &membership.list)) " "
            span.aside {
                (language.fill("claim.from", &[("date", &language.date(membership.from))]))
                @if let Some(until) = membership.until {
                    " " (language.fill("claim.until", &[("date", &language.date(until))]))
                }
            }
            (cited.references(page, &membership.cite))
        }
    });
    let concept = record.cgi_uri.as_ref().map(|concept| outward(concept, &html! { "CGI commodity-code" }));
    page.facts([
        ("document.symbol", icon(page, &record.id)),
        ("record.otherNames", listed(record.others().map(|other| cited.name(page, other)).chain(synonyms))),
        ("record.broader", listed(record.broader.iter().map(|id| mineral(page, id)))),
        ("record.narrower", listed(narrower.map(|other| mineral(page, &other.id)))),
        ("record.criticalLists", listed(lists)),
        ("record.concept", concept.unwrap_or_default()),
        ("document.id", html! { code { (record.id) } }),
    ])
}

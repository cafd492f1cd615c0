//! An agreement's page, and the table of agreements.

use maud::{Markup, html};

use super::{
    address::{self, AGREEMENTS},
    claims::{Claims, WeighedClaim, searched},
    context::Context,
    items::{canonical, chips, pager, total},
    language::capital,
    layout::{Alternate, Document},
    linked_data,
    parts::{
        agreement as agreement_link, country, fact, heading, listed, mineral, name, organization, section, site, table,
    },
};
use crate::{
    catalog::{agreements::Facts, query::Page},
    model::{Agreement, agreement::AgreementProperties},
};

/// The agreement at a row of the catalog, with its facts on the day of the page.
struct AgreementPage<'a> {
    page: &'a Context<'a>,
    id: &'a str,
    properties: &'a AgreementProperties,
    facts: &'a Facts,
}

impl<'a> AgreementPage<'a> {
    fn at(page: &'a Context<'a>, row: usize) -> Option<Self> {
        let agreements = &page.catalog.agreements;
        let Agreement { id, properties, .. } = page.catalog.dataset.agreements.get(agreements.id(row))?;
        Some(Self { page, id, properties, facts: agreements.facts(row) })
    }

    fn kind(&self) -> String {
        capital(&self.page.term("agreement", self.properties.kind.as_str()))
    }

    /// When it was signed, by each side of a dispute.
    fn signed(&self) -> String {
        self.page.language.any_of(self.facts.signed.iter().map(|day| self.page.language.date(*day)))
    }

    fn parties(&self) -> Markup {
        listed(self.facts.parties.iter().map(|id| organization(self.page, id)))
    }

    fn minerals(&self) -> Markup {
        listed(self.facts.minerals.iter().map(|id| mineral(self.page, id)))
    }

    fn fact_list(&self) -> Markup {
        let (page, properties) = (self.page, self.properties);
        let others = properties.names.values().flatten().map(|other| name(other.text()));
        let same_kind = page.link(&address::filtered(AGREEMENTS, "kind", properties.kind.as_str()));
        html! {
            dl.facts {
                (fact(page.text("facet.kind"), &html! { a href=(same_kind) { (self.kind()) } }))
                (fact(page.text("section.signed"), &html! { (self.signed()) }))
                (fact(page.text("section.parties"), &self.parties()))
                (fact(page.text("section.minerals"), &self.minerals()))
                (fact(page.text("facet.country"), &country(page, &properties.country)))
                (fact(page.text("record.otherNames"), &listed(others)))
            }
        }
    }

    /// The sites that it concerns, and why it is not on the map itself.
    fn sites(&self) -> Markup {
        html! {
            @for id in &self.properties.sites { p.link-line { (site(self.page, id)) } }
            p.unplaced {
                strong { (self.page.text("agreements.notOnMap")) }
                @if let Some(why) = &self.properties.unplaced { " " (self.page.english(why)) }
            }
        }
    }
}

/// The page of the agreement at a row of the catalog.
pub(crate) fn agreement(page: &Context<'_>, row: usize) -> Option<Document> {
    let shown = AgreementPage::at(page, row)?;
    let (properties, language) = (shown.properties, page.language);
    let own_name = page.name_of(&properties.name, &properties.names);
    let weighed = WeighedClaim::with(&properties.claims, &shown.facts.evidence);
    let claims = Claims::new(page, &weighed, []);
    let canonical = address::record(AGREEMENTS, shown.id);
    let (kind, signed) = (shown.kind(), shown.signed());
    let what = language.fill("document.agreementWhat", &[("name", own_name), ("kind", &kind.to_lowercase())]);
    let when = (!signed.is_empty()).then(|| language.fill("document.agreementSigned", &[("date", &signed)]));
    let sentences: Vec<String> = [what].into_iter().chain(when).chain([claims.summary()]).collect();
    let description = sentences.join(" ");
    let open = format!("/?open=agreement:{}", address::encoded(shown.id));
    Some(Document {
        linked_data: Some(linked_data::agreement(page, shown.id, &properties.name, &description, &properties.sites)),
        alternates: vec![Alternate::geojson(&canonical)],
        trail: vec![
            (page.text("document.collections").to_owned(), "/collections".to_owned()),
            (page.text("view.agreements").to_owned(), AGREEMENTS.to_owned()),
        ],
        title: own_name.to_owned(),
        content: html! {
            header.record-head {
                p.panel-kind { (kind) }
                (heading(own_name, page.other_name(&properties.name, &properties.names)))
                (page.as_of())
            }
            div.record {
                aside.record-facts aria-label=(page.text("document.facts")) {
                    (shown.fact_list())
                    p.record-ways {
                        a.button href=(page.link(&open)) { (page.text("document.openInAtlas")) }
                        a.button href={ (canonical) "?f=json" } { "GeoJSON" }
                    }
                }
                div.record-body {
                    (section("sites", page.text("agreements.sites"), &shown.sites()))
                    (claims.sections(None))
                    (section("searched", page.text("searched.label"), &searched(page, &properties.searched)))
                    (claims.cited.list(page))
                }
            }
        },
        description,
        address: canonical,
    })
}

/// A page of the list of agreements; `found` are the rows of those on it.
pub(crate) fn agreements(page: &Context<'_>, shown: Page<'_>, found: &[usize]) -> Document {
    let canonical = canonical(page, AGREEMENTS);
    let title = page.text("view.agreements").to_owned();
    let headings = [
        "document.name",
        "facet.kind",
        "section.signed",
        "section.parties",
        "section.minerals",
        "document.claimsHeading",
    ];
    let rows = found.iter().filter_map(|&row| AgreementPage::at(page, row)).map(|agreement| {
        [
            agreement_link(page, agreement.id),
            html! { (agreement.kind()) },
            html! { (agreement.signed()) },
            agreement.parties(),
            agreement.minerals(),
            html! { (page.language.integer(agreement.properties.claims.len())) },
        ]
    });
    Document {
        description: page.language.fill(
            "document.agreementsAbout",
            &[("agreements", &page.language.count("document.agreements", shown.matched))],
        ),
        alternates: vec![Alternate::geojson(&canonical)],
        address: canonical,
        trail: vec![
            (page.text("document.collections").to_owned(), "/collections".to_owned()),
            (page.text("document.aboutAgreements").to_owned(), "/collections/agreements".to_owned()),
        ],
        linked_data: None,
        content: html! {
            header.record-head {
                h1.panel-name { (title) }
                p.panel-why { (total(page, shown, "document.agreements")) }
                (page.as_of())
                (chips(page, AGREEMENTS))
            }
            (table(headings.map(|key| page.text(key)), rows))
            (pager(page, AGREEMENTS, shown))
        },
        title,
    }
}

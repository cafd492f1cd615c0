//! An agreement's page, and the table of agreements.

use maud::{Markup, html};

use super::{
    address::{self, AGREEMENTS},
    cites::Cited,
    claims::{Claims, searched},
    context::{Context, Named as _},
    items::{canonical, list_head, pager, total},
    language::capital,
    layout::{Alternate, Document},
    linked_data,
    parts::{
        agreement as agreement_link, country, listed, mineral, open_in_atlas, organization, record_body, record_head,
        section, site, table,
    },
};
use crate::{
    catalog::{agreements::Facts, query::Page},
    feature::weighed,
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

    fn fact_list(&self, cited: &Cited<'_>) -> Markup {
        let (page, properties) = (self.page, self.properties);
        let same_kind = page.link(&address::filtered(AGREEMENTS, "kind", properties.kind.as_str()));
        page.facts([
            ("facet.kind", html! { a href=(same_kind) { (self.kind()) } }),
            ("section.signed", html! { (self.signed()) }),
            ("section.parties", self.parties()),
            ("section.minerals", self.minerals()),
            ("facet.country", country(page, &properties.country)),
            ("record.otherNames", listed(properties.others().map(|other| cited.name(page, other)))),
        ])
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
    let title = page.name_of(properties).to_owned();
    let claims = weighed(&properties.claims, &shown.facts.evidence);
    let claims = Claims::new(page, shown.id, &claims, properties.others().flat_map(|(_, name)| name.cite()));
    let canonical = address::record(AGREEMENTS, shown.id);
    let (kind, signed) = (shown.kind(), shown.signed());
    let what = language.fill("document.agreementWhat", &[("name", &title), ("kind", &kind.to_lowercase())]);
    let when = (!signed.is_empty()).then(|| language.fill("document.agreementSigned", &[("date", &signed)]));
    let sentences: Vec<String> = [what].into_iter().chain(when).chain([claims.summary()]).collect();
    let description = sentences.join(" ");
    let ways = [open_in_atlas(page, "agreement", shown.id), (format!("{canonical}?f=json"), "GeoJSON")];
    let sections = [
        section("sites", page.text("agreements.sites"), &shown.sites()),
        claims.sections(None),
        section("searched", page.text("searched.label"), &searched(page, &properties.searched)),
        claims.cited.list(page),
    ];
    Some(Document {
        linked_data: Some(linked_data::agreement(page, shown.id, &properties.name, &description, &properties.sites)),
        alternates: vec![Alternate::geojson(&canonical)],
        trail: vec![("document.collections", "/collections".into()), ("view.agreements", AGREEMENTS.into())],
        title,
        content: html! {
            (record_head(page, &kind, properties))
            (record_body(page, &shown.fact_list(&claims.cited), &ways, &sections))
        },
        description,
        address: canonical,
    })
}

/// A page of the list of agreements; `found` are the rows of those on it.
pub(crate) fn agreements(page: &Context<'_>, shown: Page<'_>, found: &[usize]) -> Document {
    let canonical = canonical(page, AGREEMENTS);
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
    let number = page.language.count("document.agreements", shown.matched);
    Document {
        title: page.text("view.agreements").to_owned(),
        description: page.language.fill("document.agreementsAbout", &[("agreements", &number)]),
        alternates: vec![Alternate::geojson(&canonical)],
        address: canonical,
        trail: vec![
            ("document.collections", "/collections".into()),
            ("document.aboutAgreements", "/collections/agreements".into()),
        ],
        content: html! {
            header.record-head {
                (list_head(page, AGREEMENTS, "view.agreements", &total(page, shown, "document.agreements")))
            }
            (table(page, headings, rows))
            (pager(page, AGREEMENTS, shown))
        },
        ..Document::default()
    }
}

//! The page of a site: its location and precision, its claims with their sources, and rival claims.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde::Deserialize;

use super::{
    address::{self, SITES},
    claims::{Claims, WeighedClaim, away, searched},
    context::Context,
    kinds::{Section, uncertainty},
    layout::{Alternate, Document},
    linked_data,
    parts::{
        agreement, country, evidence_level, fact, heading, identifiers, label, listed, mineral, name, organization,
        section, site as site_link,
    },
};
use crate::{
    catalog::Facet,
    evidence::EvidenceLevel,
    model::{Claim, Date, Geometry, claim::Verdict, name::Searched},
};

/// A site's Feature, read back: an imported atlas has no other record of its sites.
#[derive(Deserialize)]
pub(super) struct SiteRecord {
    pub id: String,
    pub geometry: Option<Geometry>,
    pub properties: SiteFacts,
}

/// The properties that a site's page shows.
#[derive(Deserialize)]
pub(super) struct SiteFacts {
    pub name: String,
    #[serde(default)]
    pub names: BTreeMap<String, Vec<String>>,
    pub kind: String,
    pub status: Option<String>,
    #[serde(default)]
    pub minerals: Vec<String>,
    #[serde(default)]
    pub operators: Vec<String>,
    #[serde(default)]
    pub licensees: Vec<String>,
    #[serde(default)]
    pub owners: Vec<String>,
    pub country: String,
    pub province: Option<String>,
    #[serde(default)]
    pub part_of: Vec<String>,
    pub uncertainty_m: Option<u32>,
    pub evidence: EvidenceLevel,
    pub evidence_reasons: EvidenceReasons,
    #[serde(default)]
    pub identifiers: BTreeMap<String, String>,
    #[serde(default)]
    pub searched: Vec<Searched>,
    pub claims: Vec<WeighedClaim>,
}

/// The counts behind the evidence level.
#[derive(Deserialize)]
pub(super) struct EvidenceReasons {
    location_lineages: usize,
    mineral_lineages: usize,
}

/// The page of the site whose Feature is `feature`.
///
/// # Errors
/// When the Feature is not one of ours.
pub(crate) fn site(page: &Context<'_>, feature: &[u8]) -> serde_json::Result<Document> {
    let site: SiteRecord = serde_json::from_slice(feature)?;
    let claims = Claims::new(page, &site.properties.claims, []);
    let canonical = address::record(SITES, &site.id);
    let cited: Vec<&str> = claims.cited.ids().collect();
    let site_page = SitePage { page, site: &site, claims: &claims };
    let description = site_page.description();
    Ok(Document {
        linked_data: Some(linked_data::place(page, &site, &description, &cited)),
        alternates: vec![Alternate::geojson(&canonical)],
        trail: vec![
            (page.text("document.collections").to_owned(), "/collections".to_owned()),
            (page.text("document.sitesTitle").to_owned(), "/collections/sites".to_owned()),
            (page.text("view.sites").to_owned(), SITES.to_owned()),
        ],
        title: site_page.name().to_owned(),
        content: site_page.content(),
        description,
        address: canonical,
    })
}

struct SitePage<'a> {
    page: &'a Context<'a>,
    site: &'a SiteRecord,
    claims: &'a Claims<'a>,
}

impl<'a> SitePage<'a> {
    fn first_name(&self, language: &str) -> Option<&'a str> {
        self.site.properties.names.get(language)?.first().map(String::as_str)
    }

    /// Its name in the page's language, else in English.
    fn name(&self) -> &'a str {
        let code = &self.page.language.code;
        let own = if self.page.language.is_default() { None } else { self.first_name(code) };
        own.unwrap_or(&self.site.properties.name)
    }

    /// Its name in another language: Urdu on an English page, English on any other.
    fn other_name(&self) -> Option<&'a str> {
        let english = self.site.properties.name.as_str();
        let other = if self.page.language.is_default() { self.first_name("ur") } else { Some(english) };
        other.filter(|other| *other != self.name())
    }

    fn description(&self) -> String {
        let (page, facts) = (self.page, &self.site.properties);
        let language = page.language;
        let minerals = facts.minerals.iter().take(4).map(|id| label(page, Facet::Mineral, id));
        let minerals = language.list(minerals);
        let status = facts.status.as_ref().map(|status| page.term("status", status));
        let sentences = [
            Some(language.fill(
                "document.siteWhat",
                &[
                    ("name", self.name()),
                    ("kind", &page.term("kind", &facts.kind).to_lowercase()),
                    ("region", &self.region()),
                ],
            )),
            (!minerals.is_empty()).then(|| language.fill("document.siteMinerals", &[("minerals", &minerals)])),
            status.map(|status| language.fill("document.siteStatus", &[("status", &status)])),
            Some(self.claims.summary()),
            Some(language.fill("document.siteEvidence", &[("level", &page.term("evidence", facts.evidence.as_str()))])),
        ];
        sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// "Balochistan, Pakistan".
    fn region(&self) -> String {
        let facts = &self.site.properties;
        let province = facts.province.as_ref().map(|province| label(self.page, Facet::Province, province));
        let country = label(self.page, Facet::Country, &facts.country);
        self.page.language.list(province.into_iter().chain([country]))
    }

    fn content(&self) -> Markup {
        let (page, facts) = (self.page, &self.site.properties);
        let map = format!("/?site={}", address::encoded(&self.site.id));
        html! {
            header.record-head {
                p.panel-kind { (page.term("kind", &facts.kind)) " · " (self.region()) }
                (heading(self.name(), self.other_name()))
                (self.other_names())
                (self.evidence())
                (page.as_of())
            }
            div.record {
                aside.record-facts aria-label=(page.text("document.facts")) {
                    (self.facts())
                    p.record-ways {
                        a.button href=(page.link(&map)) { (page.text("panel.showOnMap")) }
                        a.button href={ (address::record(SITES, &self.site.id)) "?f=json" } { "GeoJSON" }
                    }
                }
                div.record-body {
                    (self.claims.sections(Some(&self.location())))
                    (section("agreements", page.text("view.agreements"), &self.agreements()))
                    @if self.site.geometry.is_some() {
                        (section("searched", page.text("searched.label"), &searched(page, &facts.searched)))
                    }
                    (section("identifiers", page.text("site.identifiers"), &identifiers(&facts.identifiers)))
                    (self.claims.cited.list(page))
                    (section("cite", page.text("cite.site"), &self.cite()))
                }
            }
        }
    }

    /// Spellings, and names in languages other than those of the heading.
    fn other_names(&self) -> Markup {
        let heading = [Some(self.name()), self.other_name()];
        let names = self.site.properties.names.iter();
        let names = names.flat_map(|(language, names)| names.iter().map(move |name| (language, name.as_str())));
        let mut others = names.filter(|(_, name)| !heading.contains(&Some(*name))).peekable();
        html! {
            @if others.peek().is_some() {
                p.panel-spellings {
                    (self.page.language.markup("site.alsoWritten", &[("names", &html! {
                        @for (row, (language, other)) in others.enumerate() {
                            @if row > 0 { (self.page.text("document.comma")) " " }
                            @if language == "ur" { (name(other)) } @else { bdi lang=(language) { (other) } }
                        }
                    })]))
                }
            }
        }
    }

    /// The evidence level, what it rests on, and what the levels mean.
    fn evidence(&self) -> Markup {
        let (page, facts) = (self.page, &self.site.properties);
        let reasons = &facts.evidence_reasons;
        let (location, mineral) =
            (page.language.integer(reasons.location_lineages), page.language.integer(reasons.mineral_lineages));
        html! {
            p.panel-status {
                (evidence_level(page, facts.evidence))
                strong {
                    @match &facts.status {
                        Some(status) => (page.term("status", status)),
                        None => (page.text("list.statusUnknown")),
                    }
                }
            }
            p.panel-why {
                (page.term("evidence-why", facts.evidence.as_str())) " "
                (page.language.fill("evidenceLevels.reasons", &[("location", &location), ("mineral", &mineral)]))
            }
            details.evidence-levels {
                summary { (page.text("evidenceLevels.about")) }
                dl.evidence-levels-list {
                    @for known in EvidenceLevel::ALL {
                        div { dt { (evidence_level(page, *known)) } dd { (page.term("evidence-why", known.as_str())) } }
                    }
                }
                p { (page.text("evidenceLevels.how")) }
            }
        }
    }

    fn facts(&self) -> Markup {
        let (page, facts) = (self.page, &self.site.properties);
        let organizations = |ids: &[String]| listed(ids.iter().map(|id| organization(page, id)));
        let find = |facet: Facet, value: &str| {
            html! { a href=(page.link(&address::filtered(SITES, facet.as_str(), value))) { (name(&label(page, facet, value))) } }
        };
        let found = |facet: Facet, value: Option<&String>| value.map_or_else(|| html! {}, |value| find(facet, value));
        html! {
            dl.facts {
                (fact(page.text("facet.kind"), &find(Facet::Kind, &facts.kind)))
                (fact(page.text("facet.status"), &found(Facet::Status, facts.status.as_ref())))
                (fact(page.text("section.minerals"), &listed(facts.minerals.iter().map(|id| mineral(page, id)))))
                (fact(page.text("section.operators"), &organizations(&facts.operators)))
                (fact(page.text("facet.licensee"), &organizations(&facts.licensees)))
                (fact(page.text("section.owners"), &organizations(&facts.owners)))
                (fact(page.text("facet.province"), &found(Facet::Province, facts.province.as_ref())))
                (fact(page.text("facet.country"), &country(page, &facts.country)))
                (fact(page.text("facet.part_of"), &listed(facts.part_of.iter().map(|id| site_link(page, id)))))
                (fact(page.text("about.location"), &self.position()))
                (fact(page.text("document.id"), &html! { code { (self.site.id) } }))
            }
        }
    }

    fn position(&self) -> Markup {
        let (page, metres) = (self.page, self.site.properties.uncertainty_m);
        html! {
            @match &self.site.geometry {
                Some(Geometry::Point { coordinates }) => {
                    bdi.figures { (page.language.position(*coordinates, metres)) } " "
                    span.aside { (uncertainty(page, metres)) }
                },
                Some(_) => {
                    (page.text("list.approximateOutline")) " "
                    @if metres.is_some() { span.aside { (uncertainty(page, metres)) } }
                },
                None => (page.text("list.unplacedSite")),
            }
        }
    }

    /// The accepted position and the others, or that none is established and what was searched.
    fn location(&self) -> Markup {
        let page = self.page;
        let accepted = self.site.geometry.as_ref();
        let is_accepted = |claim: &Claim| {
            matches!(claim, Claim::Location(location) if location.geometry().as_ref() == accepted)
                && claim.verdict() != Some(Verdict::Rejected)
        };
        let list = self.claims.list(Section::Location, |WeighedClaim { claim, .. }| {
            if is_accepted(claim) {
                html! {}
            } else {
                away(page, claim, accepted)
            }
        });
        let searches = searched(page, &self.site.properties.searched);
        html! {
            @if accepted.is_none() {
                p.location-none { strong.mark { (page.text("list.unplaced")) } " " (page.text("location.none")) }
                @if !searches.0.is_empty() { h3.sub-heading { (page.text("searched.label")) } (searches) }
                @if !list.0.is_empty() { h3.sub-heading { (page.text("location.others")) } }
            }
            (list)
        }
    }

    fn agreements(&self) -> Markup {
        let agreements = self.page.catalog.dataset.agreements.values();
        html! {
            @for touching in agreements.filter(|agreement| agreement.properties.sites.contains(&self.site.id)) {
                p.link-line {
                    (agreement(self.page, &touching.id)) " "
                    span.aside { (self.page.term("agreement", touching.properties.kind.as_str())) }
                }
            }
        }
    }

    fn cite(&self) -> Markup {
        let language = self.page.language;
        let address = format!("{}{}", self.page.public_url, address::record(SITES, &self.site.id));
        html! {
            p.citation-text {
                "“" bdi { (self.site.properties.name) } "”. "
                (language.fill("cite.datasetVersion", &[("version", env!("CARGO_PKG_VERSION"))])) " "
                bdi { (address) } ". "
                (language.fill("document.factsAsOf", &[("date", &language.date(Date::day(self.page.catalog.day)))]))
            }
        }
    }
}

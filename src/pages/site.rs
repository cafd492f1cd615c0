//! A site's page: where it is and how exactly, what is said of it, by whom, and who says otherwise.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde::Deserialize;

use super::{
    as_stood,
    claims::{Claims, Told, away, searched},
    figures::{distance, position},
    layout::{Alternate, Document},
    linked_data,
    parts::{
        self, AGREEMENTS, SITES, address, evidence_level, fact, filtered, listed, name, organization, outward, section,
    },
    words::{capital, count, term},
};
use crate::{
    api::snapshots::Snapshot,
    app::App,
    catalog::Facet,
    evidence::EvidenceLevel,
    model::{Claim, Date, Geometry, claim::Verdict, name::Searched},
    server::{negotiate::Media, response::ApiResponse},
};

/// A site as it leaves the server, read back: in an imported atlas that is all there is of it.
#[derive(Deserialize)]
pub(super) struct SiteRecord {
    pub id: String,
    pub geometry: Option<Geometry>,
    pub properties: SiteFacts,
}

/// What a site's page shows of the flat facts, and the claims.
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
    pub claims: Vec<Told>,
}

/// The counts that the grade rests on.
#[derive(Deserialize)]
pub(super) struct EvidenceReasons {
    location_lineages: usize,
    mineral_lineages: usize,
}

/// The page of the site whose Feature is `feature`.
///
/// # Errors
/// When the Feature is not one of ours.
pub(crate) fn page(app: &App, snapshot: &Snapshot, feature: &[u8]) -> serde_json::Result<ApiResponse> {
    let site: SiteRecord = serde_json::from_slice(feature)?;
    let root = &app.config.public_url;
    let claims = Claims::new(&snapshot.catalog, &site.properties.claims, []);
    let page = SitePage { app, snapshot, site: &site, claims: &claims };
    let canonical = address(SITES, &site.id);
    let cited: Vec<&str> = claims.cited.ids().collect();
    let description = page.description();
    let document = Document {
        linked_data: Some(linked_data::place(&snapshot.catalog, root, &site, &description, &cited)),
        alternates: vec![Alternate::of(Media::GeoJson, &canonical)],
        trail: vec![
            ("Collections".to_owned(), "/collections".to_owned()),
            ("Mineral sites".to_owned(), "/collections/sites".to_owned()),
            ("Sites".to_owned(), SITES.to_owned()),
        ],
        title: site.properties.name.clone(),
        content: page.content(root),
        description,
        address: canonical,
    };
    Ok(document.answer(&app.config))
}

struct SitePage<'a> {
    app: &'a App,
    snapshot: &'a Snapshot,
    site: &'a SiteRecord,
    claims: &'a Claims<'a>,
}

impl SitePage<'_> {
    fn description(&self) -> String {
        let catalog = &self.snapshot.catalog;
        let facts = &self.site.properties;
        let minerals: Vec<&str> = facts
            .minerals
            .iter()
            .take(4)
            .map(|id| catalog.dataset.minerals.get(id).map_or(id.as_str(), |mineral| &mineral.name))
            .collect();
        let holds =
            if minerals.is_empty() { String::new() } else { format!(": {}", minerals.join(", ").to_lowercase()) };
        let status = facts.status.as_ref().map(|status| format!(". Status: {}", term("status", status).to_lowercase()));
        format!(
            "{}, {} in {}{holds}{}. {} from {}; evidence: {}.",
            facts.name,
            term("kind", &facts.kind).to_lowercase(),
            self.region(),
            status.unwrap_or_default(),
            count(facts.claims.len(), "claim", "claims"),
            count(self.claims.cited.len(), "source", "sources"),
            term("evidence", facts.evidence.as_str()).to_lowercase(),
        )
    }

    /// "Balochistan, Pakistan".
    fn region(&self) -> String {
        let (catalog, facts) = (&self.snapshot.catalog, &self.site.properties);
        let country = parts::label(catalog, Facet::Country, &facts.country);
        let province = facts.province.as_ref().map(|province| parts::label(catalog, Facet::Province, province));
        province.map_or_else(|| country.clone(), |province| format!("{province}, {country}"))
    }

    fn content(&self, root: &str) -> Markup {
        let catalog = &self.snapshot.catalog;
        let facts = &self.site.properties;
        html! {
            header.record-head {
                p.panel-kind { (term("kind", &facts.kind)) " · " (self.region()) }
                h1.panel-name {
                    (name(&facts.name))
                    @for other in facts.names.get("ur").into_iter().flatten().take(1) {
                        " " span.panel-other lang="ur" dir="rtl" { (name(other)) }
                    }
                }
                (self.other_names())
                (self.evidence())
                (as_stood(self.app, self.snapshot))
            }
            div.record {
                aside.record-facts aria-label="Facts" {
                    (self.facts())
                    p.record-ways {
                        a.button href={ "/?site=" (parts::encoded(&self.site.id)) } { "See it on the map" }
                        a.button href={ (address(SITES, &self.site.id)) "?f=json" } { "GeoJSON" }
                    }
                }
                div.record-body {
                    (self.claims.sections(Some(&self.location())))
                    (section("agreements", "Agreements", &self.agreements()))
                    @if self.site.geometry.is_some() {
                        (section("searched", "Looked for and not found", &searched(&facts.searched)))
                    }
                    (section("identifiers", "In other registers", &identifiers(&facts.identifiers)))
                    (self.claims.cited.list(catalog))
                    (section("cite", "Cite this site", &self.cite(root)))
                }
            }
        }
    }

    /// Spellings, and names in languages other than those of the heading.
    fn other_names(&self) -> Markup {
        let facts = &self.site.properties;
        let shown = |language: &str, row: usize, other: &str| other == facts.name || (language == "ur" && row == 0);
        let others: Vec<(&str, &str)> = facts
            .names
            .iter()
            .flat_map(|(language, names)| {
                names.iter().enumerate().map(move |(row, other)| (language.as_str(), row, other.as_str()))
            })
            .filter(|(language, row, other)| !shown(language, *row, other))
            .map(|(language, _, other)| (language, other))
            .collect();
        html! {
            @if !others.is_empty() {
                p.panel-spellings {
                    "Also written "
                    @for (row, (language, other)) in others.into_iter().enumerate() {
                        @if row > 0 { ", " }
                        @if language == "ur" { (name(other)) } @else { bdi lang=(language) { (other) } }
                    }
                }
            }
        }
    }

    /// The grade, what it rests on, and what grades mean.
    fn evidence(&self) -> Markup {
        let facts = &self.site.properties;
        let reasons = &facts.evidence_reasons;
        html! {
            p.panel-status {
                (evidence_level(facts.evidence))
                strong { @match &facts.status { Some(status) => (term("status", status)), None => "Status not known" } }
            }
            p.panel-why {
                (term("evidence-why", facts.evidence.as_str()))
                " Original reports behind its location: " (reasons.location_lineages)
                "; behind a primary mineral: " (reasons.mineral_lineages) "."
            }
            details.grades {
                summary { "What the evidence grades mean" }
                dl.grades-list {
                    @for known in EvidenceLevel::ALL {
                        div { dt { (evidence_level(*known)) } dd { (term("evidence-why", known.as_str())) } }
                    }
                }
                p {
                    "They are computed, never written by hand. Reports that retell one report count once, and a position \
                     that we inferred counts for none; a claim that was rejected disputes nothing."
                }
            }
        }
    }

    fn facts(&self) -> Markup {
        let catalog = &self.snapshot.catalog;
        let facts = &self.site.properties;
        let minerals = listed(facts.minerals.iter().map(|id| parts::mineral(catalog, id)));
        let organizations = |ids: &[String]| listed(ids.iter().map(|id| organization(catalog, id)));
        let find = |parameter: &str, value: &str, label: &str| html! { a href=(filtered(SITES, parameter, value)) { (label) } };
        let province =
            facts.province.as_ref().map(|id| find("province", id, &parts::label(catalog, Facet::Province, id)));
        html! {
            dl.facts {
                (fact("Kind", &find("kind", &facts.kind, &term("kind", &facts.kind))))
                @if let Some(status) = &facts.status { (fact("Status", &find("status", status, &term("status", status)))) }
                (fact("Minerals", &minerals))
                (fact("Operators", &organizations(&facts.operators)))
                (fact("Licence holders", &organizations(&facts.licensees)))
                (fact("Owners", &organizations(&facts.owners)))
                (fact("Province", &province.unwrap_or_default()))
                (fact("Country", &parts::country(catalog, &facts.country)))
                (fact("Lies in", &listed(facts.part_of.iter().map(|id| parts::site(catalog, id)))))
                (fact("Position", &self.position()))
                (fact("Id", &html! { code { (self.site.id) } }))
            }
        }
    }

    fn position(&self) -> Markup {
        let uncertainty = self.site.properties.uncertainty_m;
        html! {
            @match &self.site.geometry {
                Some(Geometry::Point { coordinates }) => {
                    bdi.figures { (position(*coordinates, uncertainty)) } " "
                    span.aside {
                        @match uncertainty { Some(metres) => { "± " (distance(f64::from(metres))) }, None => "precision not stated" }
                    }
                },
                Some(_) => {
                    "approximate outline"
                    @if let Some(metres) = uncertainty { ", " (distance(f64::from(metres))) " exact" }
                },
                None => "not established",
            }
        }
    }

    /// The accepted position and those that others give; or that none is established, and what was searched.
    fn location(&self) -> Markup {
        let accepted = self.site.geometry.as_ref();
        let is_accepted = |told: &Told| {
            matches!(&told.claim, Claim::Location(claim) if claim.geometry().as_ref() == accepted)
                && told.claim.verdict() != Some(Verdict::Rejected)
        };
        let list = self.claims.list(&["location"], |told| {
            if is_accepted(told) {
                html! {}
            } else {
                away(told, accepted)
            }
        });
        let searches = searched(&self.site.properties.searched);
        html! {
            @if accepted.is_none() {
                p.location-none {
                    strong.mark { "Location not established" }
                    " No position is established, so the site is not on the map."
                }
                @if !searches.0.is_empty() { h3.sub-heading { "Looked for and not found" } (searches) }
                @if !list.0.is_empty() { h3.sub-heading { "Positions that others give" } }
            }
            (list)
        }
    }

    fn agreements(&self) -> Markup {
        let agreements = self.snapshot.catalog.dataset.agreements.values();
        let touching = agreements.filter(|agreement| agreement.properties.sites.contains(&self.site.id));
        let links = touching.map(|agreement| {
            html! {
                a href=(address(AGREEMENTS, &agreement.id)) { (name(&agreement.properties.name)) } " "
                span.aside { (capital(&term("agreement", agreement.properties.kind.as_str()))) }
            }
        });
        html! { @for link in links { p.link-line { (link) } } }
    }

    fn cite(&self, root: &str) -> Markup {
        html! {
            p.citation-text {
                "“" (self.site.properties.name) "”. Oreatlas, an open atlas of mineral sites, version "
                (env!("CARGO_PKG_VERSION")) ". " (root) (address(SITES, &self.site.id))
                ". Facts as of " (super::figures::date(Date::day(self.snapshot.catalog.day))) "."
            }
        }
    }
}

/// A record's ids elsewhere, each a way there where the register has addresses.
pub(super) fn identifiers(identifiers: &BTreeMap<String, String>) -> Markup {
    let register = |scheme: &str| match scheme {
        "usgs-major-deposits" => "USGS Major Mineral Deposits".to_owned(),
        "icmm" => "ICMM Global Mining Dataset".to_owned(),
        "gem" => "Global Energy Monitor".to_owned(),
        "geonames" => "GeoNames".to_owned(),
        "wikidata" => "Wikidata".to_owned(),
        "portergeo" => "PorterGeo".to_owned(),
        other => other.to_owned(),
    };
    html! {
        @if !identifiers.is_empty() {
            dl.facts {
                @for (scheme, id) in identifiers {
                    @let value = html! { span.figures { (id) } };
                    (fact(&register(scheme), &match linked_data::same_as(scheme, id) {
                        Some(page) => outward(&page, &value),
                        None => value,
                    }))
                }
            }
        }
    }
}

//! The page of a site: its location and precision, its claims with their sources, and rival claims.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{
    address::{self, SITES},
    claims::{Claims, away, searched},
    context::Context,
    kinds::{Section, uncertainty},
    layout::{Alternate, Document},
    linked_data,
    parts::{
        agreement, country, evidence_level, heading, identifiers, label, listed, mineral, name, name_in, organization,
        record_body, section, site as site_link, status, status_date,
    },
};
use crate::{
    catalog::{Facet, Property, Row, properties::Value},
    evidence::EvidenceLevel,
    feature::{SiteDetails, WeighedClaim},
    formats::{Features, WriteError},
    model::{Citation, Claim, Date, Geometry, Name, claim::Verdict},
};

/// A site with all its properties: the flat ones of its row, and the nested ones.
pub(super) struct SitePage<'a> {
    page: &'a Context<'a>,
    index: usize,
    pub row: Row<'a>,
    pub geometry: Option<Geometry>,
    pub details: &'a SiteDetails,
    claims: Claims<'a>,
}

/// The page of the site at a row of the catalog.
pub(crate) fn site(page: &Context<'_>, features: &Features, index: usize) -> Result<Document, WriteError> {
    let details = features.details(page.catalog, index)?;
    let row = page.catalog.row(index);
    let record = page.catalog.dataset.sites.get(index);
    let names = record.into_iter().flat_map(|record| record.properties.names.values().flatten());
    let claims = Claims::new(page, row.id(), &details.claims, names.flat_map(Name::cite));
    let site = SitePage { page, index, row, geometry: row.geometry(), details: &details, claims };
    let canonical = address::record(SITES, row.id());
    let cited: Vec<&str> = site.claims.cited.ids().collect();
    let description = site.description();
    Ok(Document {
        linked_data: Some(linked_data::place(page, &site, &description, &cited)),
        alternates: vec![Alternate::geojson(&canonical)],
        trail: vec![
            ("document.collections", "/collections".into()),
            ("document.sitesTitle", "/collections/sites".into()),
            ("view.sites", SITES.into()),
        ],
        title: site.name().to_owned(),
        content: site.content(),
        description,
        address: canonical,
    })
}

impl SitePage<'_> {
    fn name(&self) -> &str {
        self.page.site_name(self.index)
    }

    /// Other names and spellings, by language.
    pub(super) fn names(&self) -> BTreeMap<&str, Vec<&str>> {
        if let Value::Names(names) = self.row.value(Property::Names) { names } else { BTreeMap::new() }
    }

    /// How far the location may be off, in metres.
    pub(super) fn uncertainty_m(&self) -> Option<u32> {
        if let Value::Number(metres) = self.row.value(Property::UncertaintyM) { Some(metres) } else { None }
    }

    pub(super) fn kind(&self) -> &str {
        self.row.text(Property::Kind).unwrap_or_default()
    }

    pub(super) fn country(&self) -> &str {
        self.row.text(Property::Country).unwrap_or_default()
    }

    fn description(&self) -> String {
        let (page, language) = (self.page, self.page.language);
        let minerals = self.row.list(Property::Minerals).take(4).map(|id| label(page, Facet::Mineral, id));
        let minerals = language.list(minerals);
        let status = status(page, self.row);
        let kind = page.term("kind", self.kind()).to_lowercase();
        let what: [(&str, &str); 3] = [("name", self.name()), ("kind", &kind), ("region", &self.region())];
        let level = page.term("evidence", self.row.evidence().as_str());
        let sentences = [
            Some(language.fill("document.siteWhat", &what)),
            (!minerals.is_empty()).then(|| language.fill("document.siteMinerals", &[("minerals", &minerals)])),
            status.map(|status| language.fill("document.siteStatus", &[("status", &status)])),
            Some(self.claims.summary()),
            Some(language.fill("document.siteEvidence", &[("level", &level)])),
        ];
        sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// "Balochistan, Pakistan".
    fn region(&self) -> String {
        let province = self.row.text(Property::Province).map(|province| label(self.page, Facet::Province, province));
        let country = label(self.page, Facet::Country, self.country());
        self.page.language.list(province.into_iter().chain([country]))
    }

    fn content(&self) -> Markup {
        let (page, id) = (self.page, self.row.id());
        let map = page.link(&format!("/?site={}", address::encoded(id)));
        let json = format!("{}?f=json", address::record(SITES, id));
        // If no location is established, its section says where it was searched for.
        let searched = self.geometry.as_ref().map(|_| searched(page, &self.details.searched)).unwrap_or_default();
        html! {
            header.record-head {
                p.panel-kind { (page.term("kind", self.kind())) " · " (self.region()) }
                (heading(page, self.name(), page.other_site_name(self.index)))
                (self.other_names())
                (self.evidence())
                (page.as_of())
            }
            (record_body(page, &self.facts(), &[(map, page.text("panel.showOnMap")), (json, "GeoJSON")], &[
                self.claims.sections(Some(&self.location())),
                section("agreements", page.text("view.agreements"), &self.agreements()),
                section("searched", page.text("searched.label"), &searched),
                section("identifiers", page.text("site.identifiers"), &identifiers(&self.details.identifiers)),
                self.claims.cited.list(page),
                section("cite", page.text("cite.site"), &self.cite()),
            ]))
        }
    }

    /// The citations of a name; `None` if the record is not available, as in an imported atlas.
    fn citations_of(&self, language: &str, name: &str) -> &[Citation] {
        let record = self.page.catalog.dataset.sites.get(self.index);
        let mut names = record.and_then(|record| record.properties.names.get(language)).into_iter().flatten();
        names.find(|known| known.text() == name).map_or(&[], Name::cite)
    }

    /// Spellings, and names in languages other than those of the heading; also those of the heading that have citations.
    fn other_names(&self) -> Markup {
        let heading = [Some(self.name()), self.page.other_site_name(self.index).map(|(_, name)| name)];
        let names = self.names();
        let names = names.iter().flat_map(|(language, names)| names.iter().map(move |name| (*language, *name)));
        let names = names.map(|(language, name)| (language, name, self.citations_of(language, name)));
        let mut others = names.filter(|(_, name, cite)| !heading.contains(&Some(*name)) || !cite.is_empty()).peekable();
        html! {
            @if others.peek().is_some() {
                p.panel-spellings {
                    (self.page.language.markup("site.alsoWritten", &[("names", &html! {
                        @for (row, (language, other, cite)) in others.enumerate() {
                            @if row > 0 { (self.page.text("document.comma")) " " }
                            (name_in(language, other)) (self.claims.cited.references(self.page, cite))
                        }
                    })]))
                }
            }
        }
    }

    /// The evidence level, the counts that it is based on, and what the levels mean.
    fn evidence(&self) -> Markup {
        let (page, level, reasons) = (self.page, self.row.evidence(), &self.details.evidence_reasons);
        let (location, mineral) =
            (page.language.integer(reasons.location_lineages), page.language.integer(reasons.mineral_lineages));
        html! {
            p.panel-status {
                (evidence_level(page, level))
                strong {
                    @match status(page, self.row) {
                        Some(status) => (status),
                        None => (page.text("list.statusUnknown")),
                    }
                }
            }
            p.panel-why {
                (page.term("evidence-why", level.as_str())) " "
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
        let (page, row) = (self.page, self.row);
        let organizations = |property| listed(row.list(property).map(|id| organization(page, id)));
        let find = |facet: Facet| {
            let link = |value| {
                let sites = address::filtered(SITES, facet.as_str(), value);
                html! { a href=(page.link(&sites)) { (name(page, &label(page, facet, value))) } }
            };
            row.text(facet.property()).map(link).unwrap_or_default()
        };
        page.facts([
            ("facet.kind", find(Facet::Kind)),
            (
                "facet.status",
                html! {
                    (find(Facet::Status)) @if let Some(reported) = status_date(page, row) { ", " (reported) }
                },
            ),
            ("section.minerals", listed(row.list(Property::Minerals).map(|id| mineral(page, id)))),
            ("section.operators", organizations(Property::Operators)),
            ("facet.licensee", organizations(Property::Licensees)),
            ("section.owners", organizations(Property::Owners)),
            ("facet.province", find(Facet::Province)),
            ("facet.country", country(page, self.country())),
            ("facet.part_of", listed(row.list(Property::PartOf).map(|id| site_link(page, id)))),
            ("about.location", self.position()),
            ("document.id", html! { code { (row.id()) } }),
        ])
    }

    fn position(&self) -> Markup {
        let (page, metres) = (self.page, self.uncertainty_m());
        html! {
            @match &self.geometry {
                Some(Geometry::Point { coordinates }) => {
                    bdi.figures { (page.language.position(*coordinates, metres)) } " "
                    span.aside { (uncertainty(page, metres)) }
                },
                Some(_) => {
                    (page.text("list.approximateOutline")) " "
                    @if metres.is_some() { span.aside { (uncertainty(page, metres)) } }
                },
                None => (page.text("list.unlocatedSite")),
            }
        }
    }

    /// The accepted position and the others; or that none is established, and where it was searched for.
    fn location(&self) -> Markup {
        let page = self.page;
        let accepted = self.geometry.as_ref();
        let is_accepted = |claim: &Claim| {
            matches!(claim, Claim::Location(location) if location.geometry().as_ref() == accepted)
                && claim.verdict() != Some(Verdict::Rejected)
        };
        let list = self.claims.list(Section::Location, |WeighedClaim { claim, .. }| {
            if is_accepted(claim) { Markup::default() } else { away(page, claim, accepted) }
        });
        let searches = searched(page, &self.details.searched);
        html! {
            @if accepted.is_none() {
                p.location-none { strong.mark { (page.text("list.unlocated")) } " " (page.text("location.none")) }
                @if !searches.0.is_empty() { h3.sub-heading { (page.text("searched.label")) } (searches) }
                @if !list.0.is_empty() { h3.sub-heading { (page.text("location.others")) } }
            }
            (list)
        }
    }

    fn agreements(&self) -> Markup {
        let agreements = self.page.catalog.dataset.agreements.values();
        html! {
            @for touching in agreements.filter(|agreement| agreement.properties.sites.iter().any(|id| id == self.row.id())) {
                p.link-line {
                    (agreement(self.page, &touching.id)) " "
                    span.aside { (self.page.term("agreement", touching.properties.kind.as_str())) }
                }
            }
        }
    }

    fn cite(&self) -> Markup {
        let language = self.page.language;
        let address = format!("{}{}", self.page.public_url, address::record(SITES, self.row.id()));
        html! {
            p.citation-text {
                "“" bdi { (self.row.name()) } "”. "
                (language.fill("cite.datasetVersion", &[("version", env!("CARGO_PKG_VERSION"))])) " "
                bdi { (address) } ". "
                (language.fill("document.factsAsOf", &[("date", &language.date(Date::day(self.page.day())))]))
            }
        }
    }
}

//! Sources: what each is, which sources it retells, and what it is cited for.

use maud::{Markup, html};

use super::{BTreeMap, Dataset, Features, RecordKind, RecordPage, WriteError, sections::sites_of};
use crate::{
    catalog::Facet,
    model::{Citation, Claim, Names, Source, source::CslDate},
    pages::{
        address::{self, AGREEMENTS, COUNTRIES, ORGANIZATIONS, SITES, SOURCES},
        cites::{authors, page_of, place_in, publisher, publisher_link, same_place, source_facts, source_line},
        claims::{anchor, validity},
        context::Context,
        kinds::brief,
        language::capital,
        linked_data,
        parts::{
            agreement, country, listed, mineral, name, name_in, organization, outward, section, site, source,
            table as table_of, title,
        },
    },
};

impl RecordKind for Source {
    const NAME: &'static str = "source";
    const PATH: &'static str = SOURCES;
    const MESSAGES: [&'static str; 3] = ["sources.label", "document.sourcesAbout", "count.sources"];

    fn all(dataset: &Dataset) -> &BTreeMap<String, Self> {
        &dataset.sources
    }

    fn table(page: &Context<'_>, limit: usize) -> Markup {
        let headings =
            ["document.title", "document.publishedBy", "document.date", "facet.kind", "sources.retellsThese"];
        let rows = page.catalog.dataset.sources.values().take(limit).map(|record| {
            [
                source(page, &record.id),
                html! { bdi { (publisher(record)) } },
                date(page, record.issued.as_ref()),
                html! { (page.term("source", record.custom.kind.as_str())) },
                listed(record.custom.derives_from.iter().map(|id| publisher_link(page, id))),
            ]
        });
        table_of(page, headings, rows)
    }

    fn page(&self, page: &Context<'_>, features: &Features) -> Result<RecordPage, WriteError> {
        let (matched, first) = sites_of(page, Facet::Source, &self.id);
        let kind = capital(&page.term("source", self.custom.kind.as_str()));
        let sites = citing_sites(page, features, self, matched, &first)?;
        let (agreements, others) = (citing_agreements(page, self), citing_records(page, self));
        let uncited = [&sites, &agreements, &others].iter().all(|part| part.0.is_empty());
        let none = html! { @if uncited { p.section-intro { (page.text("sources.citedByNone")) } } };
        let sections = vec![
            section("cited", page.text("document.citedFor"), if uncited { &none } else { &sites }),
            section("agreements", page.text("document.citingAgreements"), &agreements),
            section("records", page.text("document.citingRecords"), &others),
        ];
        Ok(RecordPage {
            title: self.title.clone(),
            description: page.language.fill(
                "document.sourceWhat",
                &[
                    ("title", &self.title),
                    ("publisher", &publisher(self)),
                    ("sites", &page.language.count("document.sites", matched)),
                ],
            ),
            linked_data: linked_data::source(page.public_url, self),
            head: html! {
                header.record-head {
                    p.panel-kind { (page.text("facet.source")) " · " (kind) }
                    h1.panel-name.panel-title { (title(self)) }
                    (source_facts(page, self))
                    @if let Some(note) = &self.note { p.claim-note { (page.english(note)) } }
                }
            },
            facts: bibliography(page, self),
            sections,
        })
    }
}

fn date(page: &Context<'_>, date: Option<&CslDate>) -> Markup {
    html! {
        @if let Some(day) = date.and_then(CslDate::date) { time datetime=(day) { (page.language.date(day)) } }
    }
}

/// The bibliographic data of a source, and the sources that it retells or that retell it.
fn bibliography(page: &Context<'_>, record: &Source) -> Markup {
    let retold = page.catalog.dataset.sources.values().filter(|other| other.custom.derives_from.contains(&record.id));
    let text = |text: &Option<String>| html! { @if let Some(text) = text { bdi { (text) } } };
    let doi = |doi: &String| outward(&format!("https://doi.org/{doi}"), &html! { (doi) });
    let link = |address: &str| outward(address, &html! { span.address dir="ltr" { (address) } });
    page.facts([
        ("document.author", text(&authors(record))),
        ("document.in", text(&record.container_title)),
        ("document.publisher", text(&record.publisher)),
        ("document.issued", date(page, record.issued.as_ref())),
        ("document.edition", text(&record.edition)),
        ("document.version", text(&record.version)),
        ("document.volume", text(&record.volume)),
        ("document.issue", text(&record.issue)),
        ("document.pageNumbers", text(&record.page)),
        ("document.number", text(&record.number)),
        ("document.doi", record.doi.as_ref().map(doi).unwrap_or_default()),
        ("document.url", page_of(record).map(link).unwrap_or_default()),
        ("document.accessed", date(page, record.accessed.as_ref())),
        ("document.languageOf", text(&record.language)),
        ("document.licenceOf", text(&record.license)),
        ("sources.retellsThese", listed(record.custom.derives_from.iter().map(|id| source_line(page, id)))),
        ("sources.retoldBy", listed(retold.map(|other| source_line(page, &other.id)))),
        ("document.id", html! { code { (record.id) } }),
    ])
}

/// The first sites that cite a source, of `matched`, each with what cites it.
fn citing_sites(
    page: &Context<'_>,
    features: &Features,
    source: &Source,
    matched: usize,
    first: &[usize],
) -> Result<Markup, WriteError> {
    let mut mentions: Vec<Markup> = Vec::new();
    for &row in first {
        let id = page.catalog.columns.id(row);
        let details = features.details(page.catalog, row)?;
        let mut mention = Mention::new(page, source);
        if let Some(record) = page.catalog.dataset.sites.get(row) {
            mention.names(&record.properties.names);
        }
        mention.claims(&address::record(SITES, id), details.claims.iter().map(|weighed| &weighed.claim));
        mentions.push(mention.of(|| site(page, id)));
    }
    let all = page.link(&address::filtered(SITES, "source", &source.id));
    Ok(html! {
        @for mention in &mentions { (mention) }
        @if matched > mentions.len() {
            p.section-intro { a href=(all) { (page.language.count("document.allThatCiteIt", matched)) } }
        }
    })
}

fn citing_agreements(page: &Context<'_>, source: &Source) -> Markup {
    let agreements = page.catalog.dataset.agreements.values().map(|record| {
        let mut mention = Mention::new(page, source);
        mention.names(&record.properties.names);
        mention.claims(&address::record(AGREEMENTS, &record.id), &record.properties.claims);
        mention.of(|| agreement(page, &record.id))
    });
    html! { @for mention in agreements { (mention) } }
}

/// The organizations, minerals and countries that cite a source.
fn citing_records(page: &Context<'_>, source: &Source) -> Markup {
    let dataset = &page.catalog.dataset;
    let organizations = dataset.organizations.values().map(|record| {
        let mut mention = Mention::new(page, source);
        mention.names(&record.names);
        for former in &record.former_names {
            mention.add(page.text("record.formerNames"), &name(page, &former.name), &former.cite);
        }
        mention.claims(&address::record(ORGANIZATIONS, &record.id), &record.claims);
        mention.of(|| organization(page, &record.id))
    });
    let minerals = dataset.minerals.values().map(|record| {
        let mut mention = Mention::new(page, source);
        mention.names(&record.names);
        for membership in &record.memberships {
            mention.add(page.text("record.criticalLists"), &name(page, &membership.list), &membership.cite);
        }
        mention.of(|| mineral(page, &record.id))
    });
    let countries = dataset.countries.values().map(|record| {
        let mut mention = Mention::new(page, source);
        mention.names(&record.names);
        mention.claims(&address::record(COUNTRIES, &record.id), &record.claims);
        mention.of(|| country(page, &record.id))
    });
    html! { @for mention in organizations.chain(minerals).chain(countries) { (mention) } }
}

/// What of a record cites a source.
struct Mention<'a> {
    page: &'a Context<'a>,
    source: &'a Source,
    cited: Vec<Markup>,
}

impl<'a> Mention<'a> {
    fn new(page: &'a Context<'a>, source: &'a Source) -> Self {
        Self { page, source, cited: Vec::new() }
    }

    /// Adds a value if any of its citations is of the source, with the places cited.
    fn add<'c>(&mut self, label: &str, value: &Markup, citations: impl IntoIterator<Item = &'c Citation>) {
        let places = distinct(citations.into_iter(), self.source);
        if places.is_empty() {
            return;
        }
        self.cited.push(html! {
            li.claim {
                div.claim-value { span.aside { (label) ": " } (value) }
                @for place in &places {
                    p.place { (place_in(self.page, Some(self.source), place)) }
                }
            }
        });
    }

    fn names(&mut self, names: &Names) {
        for (language, name) in
            names.iter().flat_map(|(language, names)| names.iter().map(move |name| (language, name)))
        {
            self.add(self.page.text("document.name"), &name_in(language, name.text()), name.cite());
        }
    }

    /// The claims of the record at an address, in their order.
    fn claims<'c>(&mut self, record: &str, claims: impl IntoIterator<Item = &'c Claim>) {
        for claim in claims {
            let part = claim.common().id.map(anchor).unwrap_or_default();
            let there = self.page.link(&format!("{record}#{part}"));
            let value = html! {
                a href=(there) { (brief(self.page, claim)) }
                @if matches!(claim, Claim::Status(_)) && let Some(when) = validity(self.page, claim) {
                    " " span.aside { (when) }
                }
            };
            let label = self.page.term("about", claim.about());
            self.add(&label, &value, claim.citations().map(|(_, citation)| citation));
        }
    }

    /// What cites the source, under a link to the record; empty if nothing does.
    fn of(self, record: impl FnOnce() -> Markup) -> Markup {
        html! {
            @if !self.cited.is_empty() {
                article.mention {
                    h3.mention-name { (record()) }
                    ul.claims { @for cited in &self.cited { (cited) } }
                }
            }
        }
    }
}

fn distinct<'a>(citations: impl Iterator<Item = &'a Citation>, record: &Source) -> Vec<&'a Citation> {
    let mut places: Vec<&Citation> = Vec::new();
    for citation in citations.filter(|citation| citation.source == record.id) {
        if !places.iter().any(|place| same_place(place, citation)) {
            places.push(citation);
        }
    }
    places
}

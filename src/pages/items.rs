//! The table of sites: one page of those that match the filters, the filters themselves, and links to other pages.

use maud::{Markup, html};

use super::{
    address::{AGREEMENTS, FACETS, SITES, record},
    context::Context,
    language::{Language, capital},
    layout::{Alternate, Document},
    parameters::Parameters,
    parts::{self, evidence_level, label, listed, name, organization, row_other_name, status, table},
};
use crate::catalog::{Collection, Facet, FacetCount, Property, agreements, properties::Values, query::Page};

/// How many values of a facet are offered; the page of the facets has more.
const OFFERED: usize = 12;

/// A page of the list of sites in a collection: `found` are the rows of those on it, `facets` the values to refine by.
pub(crate) fn sites(
    page: &Context<'_>,
    collection: Collection,
    shown: Page<'_>,
    found: &[usize],
    facets: Vec<(Facet, Vec<FacetCount<'_>>)>,
) -> Document {
    let path = collection.path("/items");
    let canonical = canonical(page, &path);
    let title = match collection {
        Collection::SitesPoint => "document.collection.sites_point",
        Collection::SitesArea => "document.collection.sites_area",
        Collection::Sites | Collection::Agreements => "document.sitesTitle",
    };
    let number = page.language.count("document.mineralSites", shown.matched);
    Document {
        title: page.text(title).to_owned(),
        description: page.language.fill("document.sitesAbout", &[("sites", &number)]),
        alternates: vec![Alternate::geojson(&canonical)],
        address: canonical,
        trail: vec![
            ("document.collections", "/collections".into()),
            ("document.aboutSites", collection.path("").into()),
        ],
        content: html! {
            header.record-head {
                (list_head(page, &path, title, &total(page, shown, "document.sites")))
                (search(page, &path))
                (refine(page, facets))
            }
            (sites_table(page, found))
            (pager(page, &path, shown))
        },
        ..Document::default()
    }
}

/// The head of a list: its title, how many records it has, the day and the filters.
pub(super) fn list_head(page: &Context<'_>, path: &str, title: &'static str, number: &str) -> Markup {
    html! {
        h1.panel-name { (page.text(title)) }
        p.panel-why { (number) }
        (page.as_of())
        (chips(page, path))
    }
}

fn sites_table(page: &Context<'_>, found: &[usize]) -> Markup {
    let headings = [
        "document.name",
        "facet.kind",
        "section.minerals",
        "facet.status",
        "document.where",
        "section.operators",
        "facet.evidence",
    ];
    let rows = found.iter().map(|&row| {
        let (own, other, row) = (page.site_name(row), page.other_site_name(row), page.catalog.row(row));
        let term = |vocabulary, property| row.text(property).map(|value| page.term(vocabulary, value));
        let place = |facet, property| row.text(property).map(|value| label(page, facet, value));
        let region = [place(Facet::Province, Property::Province), place(Facet::Country, Property::Country)];
        [
            html! {
                a href=(page.link(&record(SITES, row.id()))) { (name(page, own)) }
                (row_other_name(other))
            },
            html! { @if let Some(kind) = term("kind", Property::Kind) { (kind) } },
            listed(row.list(Property::Minerals).map(|id| parts::mineral(page, id))),
            html! { @if let Some(status) = status(page, row) { (status) } },
            html! {
                (page.language.list(region.into_iter().flatten()))
                @if !row.is_located() { " " span.mark { (page.text("list.unlocatedSite")) } }
            },
            listed(row.list(Property::Operators).map(|id| organization(page, id))),
            evidence_level(page, row.evidence()),
        ]
    });
    table(page, headings, rows)
}

/// Which of how many are shown; `key` is that of the message with their number.
pub(super) fn total(page: &Context<'_>, shown: Page<'_>, key: &'static str) -> String {
    let matched = page.language.count(key, shown.matched);
    if shown.returned == shown.matched || shown.returned == 0 {
        return matched;
    }
    let position = |n: usize| page.language.integer(n);
    page.language.fill(
        "document.range",
        &[("from", &position(shown.offset + 1)), ("to", &position(shown.offset + shown.returned)), ("total", &matched)],
    )
}

/// The canonical address of a list: with every parameter that decides what is on it.
pub(super) fn canonical(page: &Context<'_>, path: &str) -> String {
    if page.query.get("offset") == Some("0") { page.query.without("offset") } else { page.query.clone() }.address(path)
}

/// The filters that are set, each with a link that removes it.
pub(super) fn chips(page: &Context<'_>, path: &str) -> Markup {
    let filters = page.query.filters();
    html! {
        @if !filters.is_empty() {
            ul.chips aria-label=(page.text("filters.chosen")) {
                @for (name, value) in filters.iter() {
                    @let without = page.query.without_paging().without(name).address(path);
                    @let facet = parameter_label(page, name);
                    li.chip {
                        span.aside { (facet) ": " } bdi { (value_label(page, path, name, value)) } " "
                        a.chip-off href=(page.link(&without))
                            aria-label={ (page.language.fill("filters.remove", &[("facet", &facet)])) } { "×" }
                    }
                }
                li { a href=(page.link(path)) { (page.text("filters.clear")) } }
            }
        }
    }
}

pub(super) fn parameter_label(page: &Context<'_>, name: &str) -> String {
    page.language
        .label("facet", name)
        .or_else(|| page.language.label("document.parameter", name))
        .map_or_else(|| capital(&name.replace(['-', '_'], " ")), str::to_owned)
}

fn value_label(page: &Context<'_>, path: &str, name: &str, value: &str) -> String {
    let (values, vocabulary) = if path == AGREEMENTS {
        (agreements::filters().find(|(parameter, _)| *parameter == name).map(|(_, values)| values), "agreement")
    } else {
        (name.parse().ok().map(Facet::values), name)
    };
    let Some(values) = values else { return value.to_owned() };
    let chosen = value.split(',').map(str::trim);
    page.language.any_of(chosen.map(|value| parts::value_label(page, values, vocabulary, value)))
}

/// A search for names that keeps the other filters.
fn search(page: &Context<'_>, path: &str) -> Markup {
    html! {
        form.search action=(path) method="get" role="search" {
            @for (name, value) in page.query.without_paging().without("q").iter() {
                input type="hidden" name=(name) value=(value);
            }
            @if !page.language.is_default() { input type="hidden" name=(Language::PARAMETER) value=(page.language.code); }
            label for="q" { (page.text("document.searchNames")) }
            input.search-box #q type="search" name="q" value=[page.query.get("q")] maxlength="200";
            button.button type="submit" { (page.text("search.label")) }
        }
    }
}

/// Values to filter by, each with how many sites it would leave.
fn refine(page: &Context<'_>, facets: Vec<(Facet, Vec<FacetCount<'_>>)>) -> Markup {
    let is_chosen = |counts: &[FacetCount<'_>]| counts.iter().any(|count| count.selected);
    let offered: Vec<(Facet, Vec<FacetCount<'_>>)> = facets
        .into_iter()
        // Organizations, sites and sources are too many to choose from a list.
        .filter(|(facet, _)| !matches!(facet.values(), Values::Organizations | Values::Sites | Values::Sources))
        .filter(|(_, counts)| counts.len() > 1 && !is_chosen(counts))
        .map(|(facet, mut counts)| {
            counts.sort_by_key(|count| std::cmp::Reverse(count.count));
            counts.retain(|count| count.count > 0);
            (facet, counts)
        })
        .collect();
    html! {
        @if offered.iter().any(|(_, counts)| !counts.is_empty()) {
            details.refine {
                summary { (page.text("filters.label")) }
                @for (facet, counts) in offered {
                    div.refine-facet {
                        h2.sub-heading { (parameter_label(page, facet.as_str())) }
                        ul.facts-names {
                            @for choice in counts.iter().take(OFFERED) {
                                li { (filter_link(page, &page.query.without_paging(), facet, choice)) }
                            }
                            @if counts.len() > OFFERED {
                                @let facets = format!("{}#{}", page.query.filters().address(FACETS), facet.as_str());
                                li {
                                    a href=(page.link(&facets)) {
                                        (page.language.fill("document.more", &[("n", &page.language.integer(counts.len() - OFFERED))]))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A link to the sites that have a value of a facet and match `others`, with their number. The value replaces those that
/// are chosen in its facet.
pub(super) fn filter_link(page: &Context<'_>, others: &Parameters, facet: Facet, value: &FacetCount<'_>) -> Markup {
    let sites = others.with(facet.as_str(), value.value).address(SITES);
    html! {
        a href=(page.link(&sites)) aria-current=[value.selected.then_some("true")] {
            (name(page, &label(page, facet, value.value)))
        }
        " " span.aside { (page.language.integer(value.count)) }
    }
}

/// Links to the next page and the one before.
pub(super) fn pager(page: &Context<'_>, path: &str, shown: Page<'_>) -> Markup {
    let Some((first, last)) = shown.ends else { return html! {} };
    let at = |name, id| page.link(&page.query.without_paging().with(name, id).address(path));
    let next = shown.offset.saturating_add(shown.limit);
    html! {
        @if shown.offset > 0 || next < shown.matched {
            nav.pager aria-label=(page.text("document.pages")) {
                @if shown.offset > 0 { a.button rel="prev" href=(at("before", first)) { (page.text("document.previous")) } }
                @if next < shown.matched { a.button rel="next" href=(at("after", last)) { (page.text("document.next")) } }
            }
        }
    }
}

//! The table of sites: a page of what the filters find, the filters themselves, and the ways to other pages.

use maud::{Markup, html};

use super::{
    as_stood,
    figures::number,
    layout::{Alternate, Document},
    parts::{self, SITES, address, evidence_level, label, listed, name, organization},
    words::{capital, count, term},
};
use crate::{
    api::{links::Page, snapshots::Snapshot},
    app::App,
    catalog::{Catalog, Facet, FacetCount, Filter, Property, query::Start},
    server::{negotiate::Media, request::ApiRequest, response::ApiResponse},
};

/// As many values of a facet are offered; more stand in its document.
const OFFERED: usize = 12;

/// The facets that readers refine by here.
const REFINED: [Facet; 6] =
    [Facet::Mineral, Facet::Status, Facet::Kind, Facet::Country, Facet::Province, Facet::Evidence];

pub(super) const FACETS: &str = "/collections/sites/facets";

/// Whether a parameter filters, and is none of the page or its order.
pub(super) fn is_filter(name: &str, value: &str) -> bool {
    !value.is_empty() && !["limit", "offset", "sortby"].contains(&name)
}

/// The page with the sites of `found`, which the query found.
pub(crate) fn page(
    app: &App,
    request: &ApiRequest<'_>,
    snapshot: &Snapshot,
    filter: &Filter,
    page: Page<'_>,
    found: &[usize],
) -> ApiResponse {
    let catalog = &snapshot.catalog;
    let canonical = canonical(SITES, request);
    let document = Document {
        title: "Mineral sites".to_owned(),
        description: format!(
            "{}: deposits, mines, belts and regions, each with its minerals, operators, status and evidence, and with \
             who says so.",
            count(page.matched, "mineral site", "mineral sites")
        ),
        alternates: vec![Alternate::of(Media::GeoJson, &canonical)],
        address: canonical,
        trail: vec![
            ("Collections".to_owned(), "/collections".to_owned()),
            ("About the sites".to_owned(), "/collections/sites".to_owned()),
        ],
        linked_data: None,
        content: html! {
            header.record-head {
                h1.panel-name { "Mineral sites" }
                p.panel-why { (total(page, found.len(), "site", "sites")) }
                (as_stood(app, snapshot))
                (chips(catalog, SITES, request))
                (search(request))
                (refine(catalog, filter, request))
            }
            (table(catalog, found))
            (pager(SITES, request, page))
        },
    };
    document.answer(&app.config)
}

fn table(catalog: &Catalog, found: &[usize]) -> Markup {
    let columns = &catalog.columns;
    html! {
        table.items {
            thead {
                tr {
                    @for heading in ["Name", "Kind", "Minerals", "Status", "Where", "Operators", "Evidence"] {
                        th scope="col" { (heading) }
                    }
                }
            }
            tbody {
                @for row in found.iter().map(|&row| columns.row(row)) {
                    tr {
                        th scope="row" {
                            a href=(address(SITES, row.id())) { (name(row.name())) }
                            @if let Some(other) = row.other_names("ur").first() { " " span.row-other { (name(other)) } }
                        }
                        td data-label="Kind" { @if let Some(kind) = row.text(Property::Kind) { (term("kind", kind)) } }
                        td data-label="Minerals" {
                            (listed(row.list(Property::Minerals).map(|id| parts::mineral(catalog, id))))
                        }
                        td data-label="Status" {
                            @if let Some(status) = row.text(Property::Status) { (term("status", status)) }
                        }
                        td data-label="Where" {
                            @if let Some(province) = row.text(Property::Province) {
                                (label(catalog, Facet::Province, province)) ", "
                            }
                            @if let Some(country) = row.text(Property::Country) {
                                (label(catalog, Facet::Country, country))
                            }
                            @if !row.is_placed() { " " span.mark { "not on the map" } }
                        }
                        td data-label="Operators" {
                            (listed(row.list(Property::Operators).map(|id| organization(catalog, id))))
                        }
                        td data-label="Evidence" { (evidence_level(row.evidence())) }
                    }
                }
            }
        }
    }
}

/// Which of how many are shown.
pub(super) fn total(page: Page<'_>, shown: usize, one: &str, many: &str) -> String {
    let matched = count(page.matched, one, many);
    if shown == page.matched || shown == 0 {
        return matched;
    }
    let position = |n: usize| number(f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
    format!("{} to {} of {matched}", position(page.offset + 1), position(page.offset + shown))
}

/// The address with these parameters of the query, those for which `keep` gives a value.
pub(super) fn address_with(
    path: &str,
    request: &ApiRequest<'_>,
    keep: impl Fn(&str, &str) -> bool,
    more: &[(&str, &str)],
) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in request.parameters().filter(|(name, value)| name != "f" && keep(name, value)) {
        query.append_pair(&name, &value);
    }
    query.extend_pairs(more);
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The canonical address of a list: with all that decides what is in it.
pub(super) fn canonical(path: &str, request: &ApiRequest<'_>) -> String {
    address_with(path, request, |name, value| !value.is_empty() && (name, value) != ("offset", "0"), &[])
}

/// The filters that are set, each with the way to be without it.
pub(super) fn chips(catalog: &Catalog, path: &str, request: &ApiRequest<'_>) -> Markup {
    let set: Vec<(String, String)> = request
        .parameters()
        .filter(|(name, value)| !["f", "limit", "offset", "sortby"].contains(&&**name) && !value.is_empty())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    html! {
        @if !set.is_empty() {
            ul.chips aria-label="Chosen filters" {
                @for (name, value) in &set {
                    @let without = address_with(path, request, |other, _| other != name && other != "offset", &[]);
                    li.chip {
                        span.aside { (parameter_label(name)) ": " } bdi { (value_label(catalog, name, value)) } " "
                        a.chip-off href=(without) aria-label={ "Remove the filter " (parameter_label(name)) } { "×" }
                    }
                }
                li { a href=(path) { "Clear all" } }
            }
        }
    }
}

pub(super) fn parameter_label(name: &str) -> String {
    match name {
        "q" => "Search".to_owned(),
        "bbox" => "Box".to_owned(),
        "datetime" => "Time".to_owned(),
        "as_of" => "As it stood on".to_owned(),
        "part_of" => "Lies in".to_owned(),
        "licensee" => "Licence holder".to_owned(),
        other => capital(&other.replace(['-', '_'], " ")),
    }
}

fn value_label(catalog: &Catalog, name: &str, value: &str) -> String {
    let facet = match name {
        "party" => Some(Facet::Operator),
        "site" => Some(Facet::PartOf),
        other => other.parse().ok(),
    };
    let labels = value.split(',').map(|value| match facet {
        Some(facet) => label(catalog, facet, value.trim()),
        None => value.to_owned(),
    });
    labels.collect::<Vec<_>>().join(" or ")
}

/// A search that keeps the other filters.
fn search(request: &ApiRequest<'_>) -> Markup {
    let now = request.parameters().find(|(name, _)| name == "q").map(|(_, value)| value);
    html! {
        form.search action=(SITES) method="get" role="search" {
            @for (name, value) in request.parameters().filter(|(name, _)| !["f", "q", "offset"].contains(&name.as_ref())) {
                input type="hidden" name=(name) value=(value);
            }
            label for="q" { "Search names" }
            input.search-box #q type="search" name="q" value=[now] maxlength="200";
            button.button type="submit" { "Search" }
        }
    }
}

/// Values to choose, each with how many sites it would leave.
fn refine(catalog: &Catalog, filter: &Filter, request: &ApiRequest<'_>) -> Markup {
    let offered: Vec<(Facet, Vec<FacetCount<'_>>)> = catalog
        .facets(filter)
        .1
        .into_iter()
        .filter(|(facet, counts)| REFINED.contains(facet) && counts.len() > 1 && filter.values(*facet).is_empty())
        .map(|(facet, mut counts)| {
            counts.sort_by_key(|count| std::cmp::Reverse(count.count));
            counts.retain(|count| count.count > 0);
            (facet, counts)
        })
        .collect();
    html! {
        @if offered.iter().any(|(_, counts)| !counts.is_empty()) {
            details.refine {
                summary { "Refine" }
                @for (facet, counts) in offered {
                    div.refine-facet {
                        h2.sub-heading { (parameter_label(facet.as_str())) }
                        ul.facts-names {
                            @for choice in counts.iter().take(OFFERED) {
                                @let chosen = [(facet.as_str(), choice.value)];
                                li {
                                    a href=(address_with(SITES, request, |name, _| name != "offset", &chosen)) {
                                        (label(catalog, facet, choice.value))
                                    }
                                    " " span.aside { (choice.count) }
                                }
                            }
                            @if counts.len() > OFFERED {
                                li {
                                    a href={ (address_with(FACETS, request, is_filter, &[])) "#" (facet.as_str()) } {
                                        (counts.len() - OFFERED) " more"
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

/// The ways to the next page and the one before.
pub(super) fn pager(path: &str, request: &ApiRequest<'_>, page: Page<'_>) -> Markup {
    let at = |start: (&str, &str)| address_with(path, request, |name, _| !Start::PARAMETERS.contains(&name), &[start]);
    let Some((first, last)) = page.ends else { return html! {} };
    let next = page.offset.saturating_add(page.limit);
    html! {
        @if page.offset > 0 || next < page.matched {
            nav.pager aria-label="Pages" {
                @if page.offset > 0 { a.button rel="prev" href=(at(("before", first))) { "Previous page" } }
                @if next < page.matched { a.button rel="next" href=(at(("after", last))) { "Next page" } }
            }
        }
    }
}

//! The page of the facets: every value with how many sites it would show under the same filters.

use maud::html;

use super::{
    as_stood,
    items::{FACETS, address_with, canonical, chips, is_filter, parameter_label},
    layout::{Alternate, Document},
    parts::{SITES, label, section},
    words::count,
};
use crate::{
    api::snapshots::Snapshot,
    app::App,
    catalog::Filter,
    server::{negotiate::Media, request::ApiRequest, response::ApiResponse},
};

/// As many values of a facet are listed, those with the most sites.
const LISTED: usize = 300;

pub(crate) fn page(app: &App, request: &ApiRequest<'_>, snapshot: &Snapshot, filter: &Filter) -> ApiResponse {
    let catalog = &snapshot.catalog;
    let canonical = canonical(FACETS, request);
    let (matched, facets) = catalog.facets(filter);
    let facets = facets.into_iter().map(|(facet, mut counts)| {
        counts.sort_by_key(|count| std::cmp::Reverse(count.count));
        let values = counts.iter().filter(|count| count.count > 0).take(LISTED);
        // A value takes the place of those that are chosen in its facet.
        let others = |name: &str, value: &str| name != facet.as_str() && is_filter(name, value);
        let list = html! {
            ul.links.columns {
                @for value in values {
                    li {
                        a href=(address_with(SITES, request, others, &[(facet.as_str(), value.value)]))
                            aria-current=[value.selected.then_some("true")] { (label(catalog, facet, value.value)) }
                        " " span.aside { (value.count) }
                    }
                }
            }
            @if counts.len() > LISTED { p.section-intro { "Those with the most sites, of " (counts.len()) "." } }
        };
        (facet.as_str(), parameter_label(facet.as_str()), counts.is_empty(), list)
    });
    let document = Document {
        title: "Sites by facet".to_owned(),
        description: format!(
            "{} by mineral, operator, status, kind, place, evidence and source, with how many there are of each.",
            count(matched, "mineral site", "mineral sites")
        ),
        alternates: vec![Alternate::of(Media::Json, &canonical)],
        address: canonical,
        trail: vec![
            ("Collections".to_owned(), "/collections".to_owned()),
            ("About the sites".to_owned(), "/collections/sites".to_owned()),
            ("Sites".to_owned(), address_with(SITES, request, is_filter, &[])),
        ],
        linked_data: None,
        content: html! {
            header.record-head {
                h1.panel-name { "Sites by facet" }
                p.panel-why { (count(matched, "site", "sites")) }
                (as_stood(app, snapshot))
                (chips(catalog, FACETS, request))
            }
            @for (name, heading, empty, list) in facets {
                @if !empty { div id=(name) { (section(name, &heading, &list)) } }
            }
        },
    };
    document.answer(&app.config)
}

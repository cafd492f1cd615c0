//! The page of the facets: every value, with how many sites have it and match the other filters.

use maud::html;

use super::{
    address::{FACETS, SITES},
    context::Context,
    items::{canonical, filter_link, list_head, parameter_label},
    layout::{Alternate, Document},
    parts::section,
};
use crate::catalog::FacetCounts;

/// How many values of a facet are listed, those with the most sites.
const LISTED: usize = 300;

/// The facets of the sites that pass the filters of the page.
pub(crate) fn facets(page: &Context<'_>, (matched, facets): FacetCounts<'_>) -> Document {
    let language = page.language;
    let canonical = canonical(page, FACETS);
    let facets = facets.into_iter().map(|(facet, mut counts)| {
        counts.sort_by_key(|count| std::cmp::Reverse(count.count));
        let values = counts.iter().filter(|count| count.count > 0).take(LISTED);
        let list = html! {
            ul.links.columns {
                @for value in values { li { (filter_link(page, &page.query.filters(), facet, value)) } }
            }
            @if counts.len() > LISTED {
                p.section-intro { (language.fill("document.mostOf", &[("n", &language.integer(counts.len()))])) }
            }
        };
        (facet.as_str(), parameter_label(page, facet.as_str()), counts.is_empty(), list)
    });
    let number = language.count("document.mineralSites", matched);
    Document {
        title: page.text("document.facetsTitle").to_owned(),
        description: language.fill("document.facetsAbout", &[("sites", &number)]),
        alternates: vec![Alternate::json(&canonical)],
        address: canonical,
        trail: vec![
            ("document.collections", "/collections".into()),
            ("document.aboutSites", "/collections/sites".into()),
            ("view.sites", page.query.filters().address(SITES).into()),
        ],
        content: html! {
            header.record-head {
                (list_head(page, FACETS, "document.facetsTitle", &language.count("document.sites", matched)))
            }
            @for (name, heading, empty, list) in facets {
                @if !empty { div id=(name) { (section(name, &heading, &list)) } }
            }
        },
        ..Document::default()
    }
}

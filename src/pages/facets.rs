//! The page of the facets: every value, with how many sites have it and match the other filters.

use maud::html;

use super::{
    address::{FACETS, SITES},
    context::Context,
    items::{canonical, chips, parameter_label},
    layout::{Alternate, Document},
    parts::{label, name, section},
};
use crate::catalog::Filter;

/// How many values of a facet are listed, those with the most sites.
const LISTED: usize = 300;

/// The facets of the sites that pass `filter`.
pub(crate) fn facets(page: &Context<'_>, filter: &Filter) -> Document {
    let language = page.language;
    let canonical = canonical(page, FACETS);
    let (matched, facets) = page.catalog.facets(filter);
    let facets = facets.into_iter().map(|(facet, mut counts)| {
        counts.sort_by_key(|count| std::cmp::Reverse(count.count));
        let values = counts.iter().filter(|count| count.count > 0).take(LISTED);
        let list = html! {
            ul.links.columns {
                @for value in values {
                    // A value takes the place of those that are chosen in its facet.
                    @let chosen = page.query.filters().with(facet.as_str(), value.value);
                    li {
                        a href=(page.link(&chosen.address(SITES))) aria-current=[value.selected.then_some("true")] {
                            (name(&label(page, facet, value.value)))
                        }
                        " " span.aside { (language.integer(value.count)) }
                    }
                }
            }
            @if counts.len() > LISTED {
                p.section-intro { (language.fill("document.mostOf", &[("n", &language.integer(counts.len()))])) }
            }
        };
        (facet.as_str(), parameter_label(page, facet.as_str()), counts.is_empty(), list)
    });
    let title = page.text("document.facetsTitle").to_owned();
    Document {
        description: language
            .fill("document.facetsAbout", &[("sites", &language.count("document.mineralSites", matched))]),
        alternates: vec![Alternate::json(&canonical)],
        address: canonical,
        trail: vec![
            (page.text("document.collections").to_owned(), "/collections".to_owned()),
            (page.text("document.aboutSites").to_owned(), "/collections/sites".to_owned()),
            (page.text("view.sites").to_owned(), page.query.filters().address(SITES)),
        ],
        linked_data: None,
        content: html! {
            header.record-head {
                h1.panel-name { (title) }
                p.panel-why { (language.count("document.sites", matched)) }
                (page.as_of())
                (chips(page, FACETS))
            }
            @for (name, heading, empty, list) in facets {
                @if !empty { div id=(name) { (section(name, &heading, &list)) } }
            }
        },
        title,
    }
}

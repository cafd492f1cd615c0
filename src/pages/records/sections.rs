//! What the pages of records have in common.

use maud::{Markup, html};
use serde_json::Value;

use crate::{
    catalog::{Facet, Filter, Stop},
    model::Agreement,
    pages::{
        address::{self, AGREEMENTS, SITES},
        context::Context,
        parts::{agreement, section, site},
    },
};

/// How many sites are named on the page of a record.
const NAMED: usize = 40;

/// A record's page before it has its address.
pub(crate) struct RecordPage {
    pub title: String,
    pub description: String,
    pub linked_data: Value,
    pub head: Markup,
    pub facts: Markup,
    pub sections: Vec<Markup>,
}

/// How many sites have this value of a facet, and the rows of the first of them.
pub(super) fn sites_of(page: &Context<'_>, facet: Facet, id: &str) -> (usize, Vec<usize>) {
    let mut filter = Filter::default();
    filter.facets.insert(facet, vec![id.to_owned()]);
    // Nobody stops it: an index answers it at once.
    let matching = page.catalog.select(&filter, &Stop::default()).unwrap_or_default();
    (matching.count_ones(..), matching.ones().take(NAMED).collect())
}

/// "3 sites" as a sentence about where a record is mentioned.
pub(super) fn site_count(page: &Context<'_>, facet: Facet, id: &str) -> String {
    page.language.count("document.sites", sites_of(page, facet, id).0)
}

/// The sites with this value of a facet, under a heading; empty if there are none.
pub(super) fn sites(page: &Context<'_>, facet: Facet, id: &str, heading: &str) -> Markup {
    let (matched, first) = sites_of(page, facet, id);
    let list = html! {
        @if matched > 0 {
            ul.links.columns { @for row in first { li { (site(page, page.catalog.columns.id(row))) } } }
            p.section-intro {
                a href=(page.link(&address::filtered(SITES, facet.as_str(), id))) {
                    (page.language.count("document.sitesAsList", matched))
                }
            }
        }
    };
    section(&format!("sites-{}", facet.as_str()), heading, &list)
}

/// The agreements that `concern` a record, and a link to their list.
pub(super) fn agreements(
    page: &Context<'_>,
    parameter: &str,
    id: &str,
    concern: impl Fn(&Agreement) -> bool,
) -> Markup {
    let mut concerned = page.catalog.dataset.agreements.values().filter(|agreement| concern(agreement)).peekable();
    let list = html! {
        @if concerned.peek().is_some() {
            ul.links { @for record in concerned { li { (agreement(page, &record.id)) } } }
            p.section-intro {
                a href=(page.link(&address::filtered(AGREEMENTS, parameter, id))) { (page.text("document.asTable")) }
            }
        }
    };
    section("agreements", page.text("view.agreements"), &list)
}

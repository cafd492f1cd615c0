//! Countries: what is claimed of each as a whole.

use maud::{Markup, html};

use super::sections::{RecordPage, site_count, sites, sites_of};
use crate::{
    catalog::Facet,
    feature::weigh,
    pages::{
        address::{SITES, filtered},
        claims::Claims,
        context::{Context, Named as _},
        linked_data,
        parts::{both_names, country, listed, name, record_head, table as table_of},
    },
};

pub(super) fn table(page: &Context<'_>, limit: usize) -> Markup {
    let rows = page.catalog.dataset.countries.values().take(limit).map(|record| {
        let (matched, _) = sites_of(page, Facet::Country, &record.id);
        [
            both_names(page, &country(page, &record.id), record),
            html! { (record.id) },
            html! { a href=(page.link(&filtered(SITES, "country", &record.id))) { (page.language.integer(matched)) } },
            html! { (page.language.integer(record.claims.len())) },
        ]
    });
    table_of(page, ["document.name", "document.code", "view.sites", "document.claimsHeading"], rows)
}

pub(super) fn page(page: &Context<'_>, id: &str) -> Option<RecordPage> {
    let record = page.catalog.dataset.countries.get(id)?;
    let weighed = weigh(page.catalog, &record.claims);
    let claims = Claims::new(page, &weighed, record.others().flat_map(|name| name.cite()));
    let title = page.name_of(record).to_owned();
    let description = page.language.fill(
        "document.countryWhat",
        &[
            ("name", &title),
            ("sites", &site_count(page, Facet::Country, id)),
            ("claims", &page.language.count("document.claims", record.claims.len())),
        ],
    );
    Some(RecordPage {
        title,
        description,
        linked_data: linked_data::country(page.public_url, record),
        head: record_head(page, page.text("record.country"), record),
        facts: page.facts([
            ("document.code", html! { code { (record.id) } }),
            ("record.otherNames", listed(record.others().map(|other| name(other.text())))),
        ]),
        sections: vec![
            claims.sections(None),
            sites(page, Facet::Country, id, page.text("view.sites")),
            claims.cited.list(page),
        ],
    })
}

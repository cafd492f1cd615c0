//! Countries: what is claimed of each as a whole.

use maud::{Markup, html};

use super::{
    BTreeMap, Dataset, Features, RecordKind, RecordPage, WriteError,
    sections::{site_count, sites, sites_of},
};
use crate::{
    catalog::Facet,
    feature::weigh,
    model::Country,
    pages::{
        address::{COUNTRIES, SITES, filtered},
        claims::Claims,
        context::{Context, Named as _},
        linked_data,
        parts::{both_names, country, listed, record_head, table as table_of},
    },
};

impl RecordKind for Country {
    const NAME: &'static str = "country";
    const PATH: &'static str = COUNTRIES;
    const MESSAGES: [&'static str; 3] = ["record.countries", "document.countriesAbout", "document.countries"];

    fn all(dataset: &Dataset) -> &BTreeMap<String, Self> {
        &dataset.countries
    }

    fn table(page: &Context<'_>, limit: usize) -> Markup {
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

    fn page(&self, page: &Context<'_>, _: &Features) -> Result<RecordPage, WriteError> {
        let id = self.id.as_str();
        let weighed = weigh(page.catalog, &self.claims);
        let claims = Claims::new(page, &self.id, &weighed, self.others().flat_map(|(_, name)| name.cite()));
        let title = page.name_of(self).to_owned();
        let description = page.language.fill(
            "document.countryWhat",
            &[
                ("name", &title),
                ("sites", &site_count(page, Facet::Country, id)),
                ("claims", &page.language.count("document.claims", self.claims.len())),
            ],
        );
        Ok(RecordPage {
            title,
            description,
            linked_data: linked_data::country(page.public_url, self),
            head: record_head(page, page.text("record.country"), self),
            facts: page.facts([
                ("document.code", html! { code { (self.id) } }),
                ("record.otherNames", listed(self.others().map(|other| claims.cited.name(page, other)))),
            ]),
            sections: vec![
                claims.sections(None),
                sites(page, Facet::Country, id, page.text("view.sites")),
                claims.cited.list(page),
            ],
        })
    }
}

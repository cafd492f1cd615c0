//! Organizations: what each is, and its sites and agreements.

use maud::{Markup, html};

use super::{
    BTreeMap, Dataset, Features, RecordKind, RecordPage, WriteError,
    sections::{agreements, site_count, sites},
};
use crate::{
    catalog::Facet,
    feature::weigh,
    model::{Claim, Organization},
    pages::{
        address::ORGANIZATIONS,
        cites::Cited,
        claims::{Claims, searched},
        context::{Context, Named as _},
        language::capital,
        linked_data,
        parts::{country, identifiers, listed, name, organization, record_head, section, table as table_of},
    },
};

impl RecordKind for Organization {
    const NAME: &'static str = "organization";
    const PATH: &'static str = ORGANIZATIONS;
    const MESSAGES: [&'static str; 3] =
        ["record.organizations", "document.organizationsAbout", "document.organizations"];

    fn all(dataset: &Dataset) -> &BTreeMap<String, Self> {
        &dataset.organizations
    }

    fn table(page: &Context<'_>, limit: usize) -> Markup {
        let rows = page.catalog.dataset.organizations.values().take(limit).map(|record| {
            [
                organization(page, &record.id),
                html! { (capital(&page.term("organization", record.kind.as_str()))) },
                record.country.as_ref().map(|id| country(page, id)).unwrap_or_default(),
                record.parent.as_ref().map(|id| organization(page, id)).unwrap_or_default(),
            ]
        });
        table_of(page, ["document.name", "facet.kind", "record.headquarters", "record.belongsTo"], rows)
    }

    fn page(&self, page: &Context<'_>, _: &Features) -> Result<RecordPage, WriteError> {
        let id = self.id.as_str();
        let weighed = weigh(page.catalog, &self.claims);
        let former = self.former_names.iter().flat_map(|former| &former.cite);
        let claims =
            Claims::new(page, &self.id, &weighed, self.others().flat_map(|(_, name)| name.cite()).chain(former));
        let kind = capital(&page.term("organization", self.kind.as_str()));
        let title = page.name_of(self).to_owned();
        let what: [(&str, &str); 3] =
            [("name", &title), ("kind", &kind), ("sites", &site_count(page, Facet::Operator, id))];
        Ok(RecordPage {
            description: page.language.fill("document.organizationWhat", &what),
            linked_data: linked_data::organization(page.public_url, self),
            head: record_head(page, &kind, self),
            facts: fact_list(page, self, &claims.cited),
            sections: vec![
                sites(page, Facet::Operator, id, page.text("document.operatedSites")),
                sites(page, Facet::Licensee, id, page.text("document.licensedSites")),
                sites(page, Facet::Owner, id, page.text("document.ownedSites")),
                agreements(page, "party", id, |agreement| {
                    agreement.properties.claims.iter().any(|claim| {
                        let Claim::Party(party) = claim else { return false };
                        page.catalog.dataset.organization_line(&party.organization).contains(&id)
                    })
                }),
                claims.sections(None),
                section("searched", page.text("searched.label"), &searched(page, &self.searched)),
                section("identifiers", page.text("site.identifiers"), &identifiers(&self.identifiers)),
                claims.cited.list(page),
            ],
            title,
        })
    }
}

fn fact_list(page: &Context<'_>, record: &Organization, cited: &Cited<'_>) -> Markup {
    let language = page.language;
    let former = record.former_names.iter().map(|former| {
        html! {
            (name(page, &former.name))
            @if let Some(until) = former.until {
                " " span.aside { (language.fill("claim.until", &[("date", &language.date(until))])) }
            }
            (cited.references(page, &former.cite))
        }
    });
    let parts = page.catalog.dataset.organizations.values().filter(|part| part.parent.as_ref() == Some(&record.id));
    page.facts([
        ("record.otherNames", listed(record.others().map(|other| cited.name(page, other)))),
        ("record.formerNames", listed(former)),
        ("record.headquarters", record.country.as_ref().map(|seat| country(page, seat)).unwrap_or_default()),
        ("record.belongsTo", record.parent.as_ref().map(|parent| organization(page, parent)).unwrap_or_default()),
        ("record.subsidiaries", listed(parts.map(|part| organization(page, &part.id)))),
        ("document.id", html! { code { (record.id) } }),
    ])
}

//! The pages of `/sources`, `/organizations`, `/minerals` and `/countries`.

mod country;
mod mineral;
mod organization;
mod sections;
mod source;

use maud::html;

use super::{
    address::{self, COUNTRIES, MINERALS, ORGANIZATIONS, SOURCES},
    context::Context,
    items::total,
    layout::{Alternate, Document},
};
use crate::{
    catalog::query::Page,
    formats::{WriteError, geojson::Features},
};

/// How many records are listed; an imported atlas may have tens of thousands.
const LISTED: usize = 500;

/// A kind of record that sites and agreements refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RecordKind {
    Source,
    Organization,
    Mineral,
    Country,
}

impl RecordKind {
    /// The path of the list.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Source => SOURCES,
            Self::Organization => ORGANIZATIONS,
            Self::Mineral => MINERALS,
            Self::Country => COUNTRIES,
        }
    }

    /// The keys of the list's title and description, and of the number of records in it.
    fn keys(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Source => ("sources.label", "document.sourcesAbout", "count.sources"),
            Self::Organization => ("record.organizations", "document.organizationsAbout", "document.organizations"),
            Self::Mineral => ("section.minerals", "document.mineralsAbout", "document.minerals"),
            Self::Country => ("record.countries", "document.countriesAbout", "document.countries"),
        }
    }
}

/// The list of the records of a kind.
pub(crate) fn records(page: &Context<'_>, kind: RecordKind) -> Document {
    let (matched, table) = match kind {
        RecordKind::Source => (page.catalog.dataset.sources.len(), source::table(page, LISTED)),
        RecordKind::Organization => (page.catalog.dataset.organizations.len(), organization::table(page, LISTED)),
        RecordKind::Mineral => (page.catalog.dataset.minerals.len(), mineral::table(page, LISTED)),
        RecordKind::Country => (page.catalog.dataset.countries.len(), country::table(page, LISTED)),
    };
    let shown = Page { limit: LISTED, offset: 0, matched, returned: matched.min(LISTED), ends: None };
    let (title, about, number) = kind.keys();
    let (title, about) = (page.text(title), page.text(about));
    let json = html! { a href={ (kind.path()) "?f=json" } { (page.text("document.listAsJson")) } };
    Document {
        title: title.to_owned(),
        description: about.to_owned(),
        address: kind.path().to_owned(),
        alternates: vec![Alternate::json(kind.path())],
        trail: Vec::new(),
        linked_data: None,
        content: html! {
            header.record-head {
                h1.panel-name { (title) }
                p.panel-why { (about) }
                p.panel-why { (total(page, shown, number)) }
            }
            (table)
            @if matched > LISTED {
                p.section-intro { (page.language.markup("document.listOthers", &[("list", &json)])) }
            }
        },
    }
}

/// The page of one record, if there is such a record.
///
/// # Errors
/// When the Feature of a site that cites the record cannot be written.
pub(crate) fn record(
    page: &Context<'_>,
    features: &Features,
    kind: RecordKind,
    id: &str,
) -> Result<Option<Document>, WriteError> {
    let record = match kind {
        RecordKind::Source => source::page(page, features, id)?,
        RecordKind::Organization => organization::page(page, id),
        RecordKind::Mineral => mineral::page(page, id),
        RecordKind::Country => country::page(page, id),
    };
    let canonical = address::record(kind.path(), id);
    Ok(record.map(|record| Document {
        title: record.title,
        description: record.description,
        alternates: vec![Alternate::json(&canonical)],
        address: canonical,
        trail: vec![(page.text(kind.keys().0).to_owned(), kind.path().to_owned())],
        linked_data: Some(record.linked_data),
        content: record.content,
    }))
}

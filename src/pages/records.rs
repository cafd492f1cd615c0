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
    parts::{open_in_atlas, record_body},
};
use crate::{
    catalog::query::Page,
    formats::{Features, WriteError},
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

/// The words of a kind of record: those of addresses, and the keys of messages.
struct Words {
    /// The kind in the map page's address.
    kind: &'static str,
    /// The path of the list.
    path: &'static str,
    /// The list's title, its description, and the number of records in it.
    title: &'static str,
    about: &'static str,
    number: &'static str,
}

impl RecordKind {
    /// The path of the list.
    pub(crate) fn path(self) -> &'static str {
        self.words().path
    }

    fn words(self) -> Words {
        let (kind, path, title, about, number) = match self {
            Self::Source => ("source", SOURCES, "sources.label", "document.sourcesAbout", "count.sources"),
            Self::Organization => (
                "organization",
                ORGANIZATIONS,
                "record.organizations",
                "document.organizationsAbout",
                "document.organizations",
            ),
            Self::Mineral => ("mineral", MINERALS, "section.minerals", "document.mineralsAbout", "document.minerals"),
            Self::Country => {
                ("country", COUNTRIES, "record.countries", "document.countriesAbout", "document.countries")
            }
        };
        Words { kind, path, title, about, number }
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
    let Words { path, title, about, number, .. } = kind.words();
    let (title, about) = (page.text(title), page.text(about));
    let json = html! { a href={ (path) "?f=json" } { (page.text("document.listAsJson")) } };
    Document {
        title: title.to_owned(),
        description: about.to_owned(),
        address: path.to_owned(),
        alternates: vec![Alternate::json(path)],
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
        ..Document::default()
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
    let words = kind.words();
    let canonical = address::record(words.path, id);
    let ways = [open_in_atlas(page, words.kind, id)];
    Ok(record.map(|record| Document {
        title: record.title,
        description: record.description,
        alternates: vec![Alternate::json(&canonical)],
        address: canonical,
        trail: vec![(words.title, words.path.into())],
        linked_data: Some(record.linked_data),
        content: html! { (record.head) (record_body(page, &record.facts, &ways, &record.sections)) },
    }))
}

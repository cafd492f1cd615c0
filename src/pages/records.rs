//! The pages of `/sources`, `/organizations`, `/minerals` and `/countries`.

mod country;
mod mineral;
mod organization;
mod sections;
mod source;

use std::collections::BTreeMap;

use maud::{Markup, html};

use self::sections::RecordPage;
use super::{
    address,
    context::Context,
    items::total,
    layout::{Alternate, Document},
    parts::{open_in_atlas, record_body},
};
use crate::{
    catalog::query::Page,
    dataset::Dataset,
    formats::{Features, WriteError},
};

/// How many records are listed; an imported atlas may have tens of thousands.
const LISTED: usize = 500;

/// A kind of record that sites and agreements refer to.
pub(crate) trait RecordKind: Sized + 'static {
    /// The kind in the map page's address.
    const NAME: &'static str;

    /// The path of the list.
    const PATH: &'static str;

    /// The keys of the list's title, of its description, and of the number of records in it.
    const MESSAGES: [&'static str; 3];

    /// All records, by id.
    fn all(dataset: &Dataset) -> &BTreeMap<String, Self>;

    /// The table of the first `limit` records.
    fn table(page: &Context<'_>, limit: usize) -> Markup;

    /// The content of the record's page.
    fn page(&self, page: &Context<'_>, features: &Features) -> Result<RecordPage, WriteError>;
}

/// The list of the records of a kind.
pub(crate) fn records<R: RecordKind>(page: &Context<'_>) -> Document {
    let matched = R::all(&page.catalog.dataset).len();
    let shown = Page { limit: LISTED, offset: 0, matched, returned: matched.min(LISTED), ends: None };
    let [title, about, number] = R::MESSAGES;
    let (title, about) = (page.text(title), page.text(about));
    let json = html! { a href={ (R::PATH) "?f=json" } { (page.text("document.listAsJson")) } };
    Document {
        title: title.to_owned(),
        description: about.to_owned(),
        address: R::PATH.to_owned(),
        alternates: vec![Alternate::json(R::PATH)],
        content: html! {
            header.record-head {
                h1.panel-name { (title) }
                p.panel-why { (about) }
                p.panel-why { (total(page, shown, number)) }
            }
            (R::table(page, LISTED))
            @if matched > LISTED {
                p.section-intro { (page.language.markup("document.listOthers", &[("list", &json)])) }
            }
        },
        ..Document::default()
    }
}

/// The page of a record. Fails when the stored Feature of a site that cites it is damaged.
pub(crate) fn record<R: RecordKind>(
    page: &Context<'_>,
    features: &Features,
    id: &str,
    record: &R,
) -> Result<Document, WriteError> {
    let RecordPage { title, description, linked_data, head, facts, sections } = record.page(page, features)?;
    let address = address::record(R::PATH, id);
    let ways = [open_in_atlas(page, R::NAME, id)];
    Ok(Document {
        title,
        description,
        alternates: vec![Alternate::json(&address)],
        address,
        trail: vec![(R::MESSAGES[0], R::PATH.into())],
        linked_data: Some(linked_data),
        content: html! { (head) (record_body(page, &facts, &ways, &sections)) },
    })
}

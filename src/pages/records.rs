//! The pages of `/sources`, `/organizations`, `/minerals` and `/countries`, and what they share.

mod country;
mod mineral;
mod organization;
mod source;

use maud::{Markup, html};
use serde_json::Value;

use super::{
    items::total,
    layout::{Alternate, Document},
    parts::{self, AGREEMENTS, SITES, address, filtered, name, section},
    words::count,
};
use crate::{
    api::links::Page,
    app::App,
    catalog::{Catalog, Facet, Filter},
    model::Agreement,
    server::{negotiate::Media, problem::Problem, response::ApiResponse},
};

/// As many records are listed on a page; of an imported atlas there may be tens of thousands.
const LISTED: usize = 500;

/// As many sites are named on the page of a record that they mention.
const NAMED: usize = 40;

/// What a kind of records says of itself.
struct Kind {
    list: &'static str,
    title: &'static str,
    one: &'static str,
    many: &'static str,
    description: &'static str,
}

const KINDS: [Kind; 4] = [source::KIND, organization::KIND, mineral::KIND, country::KIND];

fn kind(list: &str) -> Result<&'static Kind, Problem> {
    KINDS.iter().find(|kind| kind.list == list).ok_or_else(|| Problem::not_found(format!("there is no list {list}")))
}

/// A page of the list at `path`, such as `/sources`.
///
/// # Errors
/// When there is no such list.
pub(crate) fn list(app: &App, path: &str) -> Result<ApiResponse, Problem> {
    let catalog = &app.snapshots.now().catalog;
    let kind = kind(path)?;
    let (matched, table) = match path {
        "/sources" => source::table(catalog, LISTED),
        "/organizations" => organization::table(catalog, LISTED),
        "/minerals" => mineral::table(catalog, LISTED),
        _ => country::table(catalog, LISTED),
    };
    let page = Page { limit: LISTED, offset: 0, matched, returned: matched.min(LISTED), ends: None };
    let document = Document {
        title: kind.title.to_owned(),
        description: kind.description.to_owned(),
        address: path.to_owned(),
        alternates: vec![Alternate::of(Media::Json, path)],
        trail: Vec::new(),
        linked_data: None,
        content: html! {
            header.record-head {
                h1.panel-name { (kind.title) }
                p.panel-why { (kind.description) }
                p.panel-why { (total(page, matched.min(LISTED), kind.one, kind.many)) }
            }
            (table)
            @if matched > LISTED {
                p.section-intro {
                    "The others are reached from the records that name them, and are all in the "
                    a href={ (path) "?f=json" } { "list as JSON" } "."
                }
            }
        },
    };
    Ok(document.answer(&app.config))
}

/// The page of one record, which exists.
///
/// # Errors
/// When there is no such record.
pub(crate) fn page(app: &App, path: &str, id: &str) -> Result<ApiResponse, Problem> {
    let snapshot = app.snapshots.now();
    let record = match path {
        "/sources" => source::page(app, snapshot, id)?,
        "/organizations" => organization::page(app, snapshot, id),
        "/minerals" => mineral::page(app, snapshot, id),
        _ => country::page(app, snapshot, id),
    };
    let record = record.ok_or_else(|| Problem::not_found(format!("there is no {id:?} in {path}")))?;
    let kind = kind(path)?;
    let canonical = address(path, id);
    let document = Document {
        title: record.title,
        description: record.description,
        alternates: vec![Alternate::of(Media::Json, &canonical)],
        address: canonical,
        trail: vec![(kind.title.to_owned(), path.to_owned())],
        linked_data: Some(record.linked_data),
        content: record.content,
    };
    Ok(document.answer(&app.config))
}

/// A record's page before it has its address.
struct RecordPage {
    title: String,
    description: String,
    linked_data: Value,
    content: Markup,
}

/// The head of a record's page.
fn head(kind: &str, own: &str, urdu: Option<&str>) -> Markup {
    html! {
        p.panel-kind { (kind) }
        h1.panel-name {
            (name(own))
            @if let Some(other) = urdu { " " span.panel-other lang="ur" dir="rtl" { (name(other)) } }
        }
    }
}

/// How many sites a facet's value finds, and the first of them.
fn sites_of(catalog: &Catalog, facet: Facet, id: &str) -> (usize, Vec<usize>) {
    let mut filter = Filter::default();
    filter.facets.insert(facet, vec![id.to_owned()]);
    let passing = catalog.select(&filter);
    (passing.count_ones(..), passing.ones().take(NAMED).collect())
}

/// The sites that a facet's value finds, under their heading; nothing where there are none.
fn sites(catalog: &Catalog, facet: Facet, id: &str, heading: &str) -> Markup {
    let (matched, first) = sites_of(catalog, facet, id);
    let columns = &catalog.columns;
    let list = html! {
        @if matched > 0 {
            ul.links.columns {
                @for &row in &first { li { a href=(address(SITES, columns.id(row))) { (name(columns.row(row).name())) } } }
            }
            p.section-intro {
                a href=(filtered(SITES, facet.as_str(), id)) {
                    @if matched == 1 { "It as a list" } @else { "All " (count(matched, "site", "sites")) " as a list" }
                }
            }
        }
    };
    section(&format!("sites-{}", facet.as_str()), heading, &list)
}

/// The agreements that `concern` it, and the way to their table.
fn agreements(catalog: &Catalog, parameter: &str, id: &str, concern: impl Fn(&Agreement) -> bool) -> Markup {
    let mut found = catalog.dataset.agreements.values().filter(|agreement| concern(agreement)).peekable();
    let list = html! {
        @if found.peek().is_some() {
            ul.links {
                @for agreement in found {
                    li { a href=(address(AGREEMENTS, &agreement.id)) { (name(&agreement.properties.name)) } }
                }
            }
            p.section-intro { a href=(filtered(AGREEMENTS, parameter, id)) { "They as a table" } }
        }
    };
    section("agreements", "Agreements", &list)
}

/// The address of a record in the map page.
fn in_atlas(kind: &str, id: &str) -> String {
    format!("/?open={kind}:{}", parts::encoded(id))
}

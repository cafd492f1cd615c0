//! HTML of every resource for readers and their browsers: no script, every fact a link, JSON-LD in the words of
//! schema.org. The map page is the HTML of `/`.
//!
//! A page is a [`layout::Document`]: its content is put together from [`parts`], [`claims`] and [`cites`], and
//! [`layout`] puts head, masthead and colophon around it.

mod agreement;
mod api;
mod cites;
mod claims;
mod collections;
mod facets;
mod figures;
mod items;
mod layout;
mod linked_data;
mod parts;
mod problem;
mod records;
mod site;
mod value;
mod words;

use maud::{Markup, html};

pub(crate) use self::{
    agreement::{page as agreement, table as agreements},
    collections::fixed as prebuilt,
    facets::page as facets,
    items::page as sites,
    problem::respond as problem,
    records::{list, page as record},
    site::page as site,
};
use crate::model::Date;
use crate::{api::snapshots::Snapshot, app::App};

/// That a page tells the facts of another day than today.
fn as_stood(app: &App, snapshot: &Snapshot) -> Markup {
    let day = snapshot.catalog.day;
    html! {
        @if day != app.snapshots.now().catalog.day {
            p.as-stood { strong { "As it stood on " (figures::date(Date::day(day))) "." } " Later claims are marked or left out." }
        }
    }
}

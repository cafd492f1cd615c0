//! Server-rendered HTML of every resource: data in, markup out. Pages need no script, every fact in them is a link, and
//! JSON-LD describes them in the terms of schema.org. The map page is the HTML of `/`.
//!
//! A function here takes a [`Context`] and what the page is about, and returns a [`Document`]. [`Layout`] turns a document
//! into a whole page. Words come from the message files of a [`Language`].

mod address;
mod agreement;
mod api;
mod cites;
mod claim;
mod claims;
mod collections;
mod context;
mod facets;
mod items;
mod kinds;
mod language;
mod layout;
mod linked_data;
mod parameters;
mod parts;
mod problem;
mod records;
mod site;

pub(crate) use self::{
    agreement::{agreement, agreements},
    claim::{ClaimPage, claim},
    collections::{OPEN_API, Show, collection, collections, conformance, operations},
    context::Context,
    facets::facets,
    items::sites,
    language::Language,
    layout::{Document, Layout},
    parameters::Parameters,
    problem::{ProblemPage, problem},
    records::{RecordKind, record, records},
    site::site,
};

//! An open atlas of mineral sites in which every fact can be traced to its source.
//!
//! The modules in the order in which a record passes through them, from file to map:
//!
//! 1. [`model`] defines the records as types: sites, claims, citations, sources. Parsing rejects anything else.
//! 2. [`evidence`] counts the independent sources of each claim, and finds the claims that contradict or replace it.
//! 3. [`dataset`] reads a folder of records, or the copy inside the program, into a [`dataset::Tree`], and the tree into a
//!    [`dataset::Dataset`].
//! 4. [`curate`] lists every mistake in a tree, rewrites its files in canonical form, verifies its passages, creates new
//!    records, and compares versions.
//! 5. [`catalog`] computes the facts of each site once, as columns, and from them the results of filters (including CQL2),
//!    facets and map tiles.
//! 6. `feature` represents sites and claims as GeoJSON Features, and [`formats`] writes selections of sites in chunks, one
//!    file per format.
//! 7. [`api`] implements OGC API - Features, one file per resource, and `pages` renders the same resources as HTML;
//!    [`server`] is the web server around them, and [`app`] puts them together.
//! 8. [`import`] converts other publishers' data to one file that is served without its records.
//!
//! Dependencies point one way: `model <- evidence <- dataset <- catalog <- feature <- formats <- pages <- api <- app`. Only
//! `api` and `app` use `server`; `curate` uses `dataset` and what is before it, `import` what is before `pages`.

#![forbid(unsafe_code)]

pub mod api;
pub mod app;
pub mod catalog;
pub mod curate;
pub mod dataset;
pub mod evidence;
mod feature;
pub mod formats;
pub mod import;
pub mod model;
mod pages;
pub mod server;

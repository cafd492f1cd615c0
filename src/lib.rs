//! An open atlas of mineral sites in which every fact can be traced to who said it.
//!
//! What happens to a record, from file to map, in reading order:
//!
//! 1. [`model`] says what a record may hold: sites, claims, citations, sources, as types that refuse all else.
//! 2. [`evidence`] counts the independent witnesses of each claim, and finds what contradicts or replaces it.
//! 3. [`dataset`] reads a folder of records, or the copy inside the program, into a [`dataset::Tree`], and that
//!    into a [`dataset::Dataset`].
//! 4. [`curate`] finds every mistake in a tree at once, rewrites it in canonical form, re-reads its passages, begins
//!    records, and tells what changed.
//! 5. [`catalog`] computes, once, what can be asked: flat facts in columns, and over them filters (CQL2 among
//!    them), facets and what lies in a map tile.
//! 6. `feature` has sites and claims as GeoJSON Features, and [`formats`] writes selections of sites, one file per
//!    format, in chunks.
//! 7. [`api`] answers requests as OGC API prescribes, one file per resource, and `pages` renders the same for readers;
//!    [`server`] is the web server around them, and [`app`] puts them together.
//! 8. [`import`] takes other people's files in, into one file that is served without their records.
//!
//! Dependencies point one way: `model <- evidence <- dataset <- catalog <- feature <- formats <- pages <- api <- app`, and `server`
//! is used by `api`; `curate` sees up to `dataset`, `import` what lies below `pages`.

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

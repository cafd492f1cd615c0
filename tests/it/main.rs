//! Integration tests: one target, one module per subject.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that meets the unexpected stops there")]

/// The sources that filtered sites cite, in the formats of reference managers.
mod bibliography;
/// The canonical form of records.
mod canonical;
/// References in other formats, converted to source records.
mod cite;
/// The address of every claim.
mod claims;
/// The abstract test suites of the standards.
mod conformance;
/// The files that CONTRIBUTING.md names.
mod contributing;
/// CQL2 expressions compared with the reference evaluator, and refused expressions.
mod cql2;
/// The changes between two versions of the data.
mod diff;
/// Disputes in the built-in data.
mod disputes;
/// The public documents: snapshots and schemas.
mod documents;
mod downloads;
/// How long filters take, estimated before they are evaluated.
mod estimate;
/// Lineages, rivals, superseded claims, evidence levels.
mod evidence;
/// Files that others prepared, and files that are written.
mod files;
/// Every filter compared with a full scan.
mod filters;
/// The flat collections for desktop GIS.
mod flat;
/// Every download format, written and read back.
mod formats;
/// Broken input for every reader: a result or an error, never a panic.
mod fuzz;
/// Generated files are up to date.
mod generated;
/// The server-rendered pages.
mod html;
/// The HTTP API.
mod http;
/// Imports, in every format.
mod import;
/// Paging, sorting and selected properties of items.
mod items;
/// The worked example of the data's README.
mod lesson;
/// An atlas below a path of its host.
mod prefix;
/// The built program, started and queried.
mod program;
/// The README: its commands, numbers and links.
mod readme;
/// New data, and new days.
mod reload;
/// The rules of `check`, each with its fixtures.
mod rules;
/// The records that `new` creates.
mod skeletons;
/// Statuses and the dates of their reports.
mod statuses;
mod support;
/// Vector tiles compared with a full scan, and their metadata.
mod tiles;
/// What imports make of the values that others write.
mod values;
/// Cited passages in local texts.
mod verify;

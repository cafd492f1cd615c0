//! Tests of the whole: one target, a module a subject.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that meets the unexpected stops there")]

/// The sources behind a filter, in the forms of reference managers.
mod bibliography;
/// The canonical form of records.
mod canonical;
/// References in other formats as sources.
mod cite;
/// The abstract test suites of the standards.
mod conformance;
/// CQL2 expressions against the reader's own evaluator and a plain scan, and what is refused.
mod cql2;
/// What changed between two versions of the data.
mod diff;
/// The public documents: snapshots, and the schemas of others.
mod documents;
/// Lineages, rivals, superseding, grades.
mod evidence;
/// Every filter against a plain scan.
mod filters;
/// Every format, written and read again.
mod formats;
/// Broken input of every reader: an answer or an error, and no panic.
mod fuzz;
/// Generated files are not stale.
mod generated;
/// The pages for readers.
mod html;
/// The service.
mod http;
/// Other people's files, in every format.
mod import;
/// Pages, orders and shapes of items.
mod items;
/// The worked example of the data's README.
mod lesson;
/// The real program, started and asked.
mod program;
/// The README: its commands, numbers and links.
mod readme;
/// The rules of `check`, each with its fixtures.
mod rules;
/// The records that `new` begins.
mod skeletons;
mod support;
/// Vector tiles against a plain scan, and what is said of them.
mod tiles;
/// Cited passages in texts.
mod verify;

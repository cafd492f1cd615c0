//! The curator's tools: [`check`] lists every problem with a hint, [`fix`] writes records in canonical form,
//! [`verify`] finds every cited passage in its text, [`skeleton`] starts a record, [`cite`] turns a reference into a
//! source, and [`diff`] describes what changed.

mod canonical;
mod check;
mod cite;
mod claims;
mod diff;
mod duplicates;
mod fix;
mod geometries;
mod json;
mod known;
mod outlines;
mod parse_errors;
mod permanence;
mod report;
pub mod rules;
mod skeleton;
mod summary;
mod texts;
mod values;
mod verify;

pub use self::{
    canonical::canonical_text,
    check::{check, errors},
    cite::{CiteError, Cited, cite},
    diff::{Change, Diff, NotAChangelog, diff, with_section},
    fix::fix,
    permanence::check_since,
    report::{Findings, Problem, Report, Severity},
    skeleton::{NewRecord, NoSkeleton, Skeleton, free, skeleton},
    summary::DatasetSummary,
    verify::{Verified, VerifyError, verify},
};

//! Keeps the data in order: every problem with its repair ([`check`]), one canonical form ([`fix`]),
//! and every cited passage re-read in its text ([`verify`]). Helps who adds to it: begins a record ([`skeleton`]),
//! makes a source of a reference ([`cite`]), and tells what changed ([`diff`]).

mod canonical;
mod check;
mod cite;
mod claims;
mod diff;
mod duplicates;
mod fix;
mod known;
mod outlines;
mod places;
mod report;
pub mod rules;
mod skeleton;
mod summary;
mod texts;
mod values;
mod verify;

pub use self::{
    canonical::{canonical_text, decimals},
    check::{check, errors},
    cite::{CiteError, Cited, cite},
    diff::{Change, Diff, NotAChangelog, diff, with_section},
    fix::fix,
    report::{Findings, Problem, Report, Severity},
    skeleton::{NewRecord, NoSkeleton, Skeleton, free, skeleton},
    summary::DatasetSummary,
    verify::{Verified, VerifyError, verify},
};

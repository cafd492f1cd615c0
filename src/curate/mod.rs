//! Keeps the data in order: every problem with its repair ([`check`]), one canonical form ([`fix`]),
//! and every cited passage re-read in its text ([`verify`]).

mod canonical;
mod check;
mod claims;
mod duplicates;
mod fix;
mod known;
mod outlines;
mod places;
mod report;
pub mod rules;
mod texts;
mod values;
mod verify;
mod witness;

pub use self::{
    canonical::{canonical_text, decimals},
    check::{check, errors},
    fix::fix,
    report::{Findings, Problem, Report, Severity},
    verify::{Verified, VerifyError, verify},
};

//! Claims: a value, when it holds, and the sources that state it.

mod amounts;
mod ids;
mod kinds;
mod words;

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::{
    amounts::{Metal, MoneyAmount, Ore},
    ids::{ClaimId, claim_ids},
    kinds::*,
    words::{Basis, Bound, Category, Code, Figures, Interest, LicenceKind, LocationBasis, Rank, Status, Verdict},
};
use super::{Citation, Date, Id};

/// How claims of a kind behave in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// True before any source describes it, such as a location: never superseded.
    Always,
    /// Bound to a date, such as a signature or a year's output: never superseded.
    Event,
    /// True until something changes, such as an operator: a later claim with the same key supersedes it.
    State,
}

/// What a claim is about: its kind, and what distinguishes it from other claims of that kind in the same record. A later
/// claim supersedes an earlier one only if both have the same key, and rivals have the same key but for the estimator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimKey {
    about: &'static str,
    parts: Vec<String>,
}

impl ClaimKey {
    /// Whether claims of this kind are about the record as a whole, as a status is.
    pub fn is_whole_record(&self) -> bool {
        self.parts.is_empty()
    }
}

impl fmt::Display for ClaimKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.about)?;
        self.parts.iter().try_for_each(|part| write!(f, "/{part}"))
    }
}

/// The fields that every claim has besides its value.
#[derive(Clone, Copy, Debug)]
pub struct Common<'a> {
    /// Its permanent id, unique in its record; `None` where none is assigned yet.
    pub id: Option<&'a str>,
    /// The date from which it holds.
    pub from: Option<Date>,
    /// The last date on which it held.
    pub until: Option<Date>,
    /// The date for which the source states it.
    pub as_of: Option<Date>,
    /// The citations that support it.
    pub cite: &'a [Citation],
    /// A comment by the curators.
    pub note: Option<&'a str>,
    /// The curators' verdict, and the reason for it.
    pub judgement: Option<&'a Judgement>,
    /// Claims of other records that contradict it.
    pub conflicts_with: &'a [Conflict],
}

/// The curators' verdict on a claim, with the reason and its sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Accepted or rejected.
    pub verdict: Verdict,
    /// The reason, in the curators' words.
    pub why: String,
    /// The sources that the verdict is based on.
    pub cite: Vec<Citation>,
}

/// A claim of another record that contradicts this one.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The id of the other record.
    pub record: Id,
    /// The id of the claim in the other record.
    pub claim: ClaimId,
    /// Where both claims state a figure, whether the figures are equal; `check` verifies it.
    pub figures: Option<Figures>,
    /// Why the two claims cannot both be true, in the curators' words.
    pub why: String,
    /// The sources that show the conflict.
    pub cite: Vec<Citation>,
}

impl Claim {
    /// The fields that every claim has.
    pub fn common(&self) -> Common<'_> {
        self.kind().common()
    }

    /// What the claim is about; `None` for claims in free words, of which any number can hold together.
    pub fn key(&self) -> Option<ClaimKey> {
        self.kind().key().map(|parts| ClaimKey { about: self.about(), parts })
    }

    /// The date that the value states: the effective date of an estimate, the period of an output, the date of a
    /// signature or a milestone.
    pub fn date(&self) -> Option<Date> {
        self.kind().date()
    }

    /// The amounts that the value states, each with its unit: those by which a claim of another record can contradict it.
    pub fn figures(&self) -> Vec<(f64, &str)> {
        self.kind().figures()
    }

    /// Whether the curators rejected it. A rejected claim stays visible but is no rival of others.
    pub fn is_rejected(&self) -> bool {
        self.verdict() == Some(Verdict::Rejected)
    }

    /// The curators' verdict, if there is one.
    pub fn verdict(&self) -> Option<Verdict> {
        self.common().judgement.map(|judgement| judgement.verdict)
    }

    /// Every list of citations: its JSON Pointer relative to the claim, what it supports, and the list.
    pub fn cite_lists(&self) -> impl Iterator<Item = (String, &'static str, &[Citation])> {
        let Common { cite, judgement, conflicts_with, .. } = self.common();
        let judgement = judgement.map(|it| ("/judgement/cite".to_owned(), "judgement", it.cite.as_slice()));
        let conflicts = conflicts_with.iter().enumerate();
        let conflicts = conflicts.map(|(n, it)| (format!("/conflicts_with/{n}/cite"), "conflict", it.cite.as_slice()));
        std::iter::once(("/cite".to_owned(), "claim", cite)).chain(judgement).chain(conflicts)
    }

    /// The citations of the claim, of its judgement and of its conflicts, each with a JSON Pointer relative to the claim.
    pub fn citations(&self) -> impl Iterator<Item = (String, &Citation)> {
        self.cite_lists().flat_map(|(list, _, cite)| {
            cite.iter().enumerate().map(move |(index, citation)| (format!("{list}/{index}"), citation))
        })
    }
}

//! Words for what a site is and whether it is worked.

use crate::{
    catalog::fold::fold,
    model::{claim::Status, site::Kind},
};

/// What a word says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Standing {
    pub(in super::super) status: Option<Status>,
    pub(in super::super) kind: Option<Kind>,
}

/// Words of other vocabularies, MRDS' `dev_stat` among them, folded.
const WORDS: &[(&str, Option<Status>, Option<Kind>)] = &[
    ("producer", Some(Status::Operating), Some(Kind::Deposit)),
    ("producing", Some(Status::Operating), Some(Kind::Deposit)),
    ("active", Some(Status::Operating), Some(Kind::Deposit)),
    ("inproduction", Some(Status::Operating), Some(Kind::Deposit)),
    ("pastproducer", Some(Status::Closed), Some(Kind::Deposit)),
    ("formerproducer", Some(Status::Closed), Some(Kind::Deposit)),
    ("inactive", Some(Status::NotOperating), None),
    ("notactive", Some(Status::NotOperating), None),
    ("development", Some(Status::UnderDevelopment), None),
    ("developing", Some(Status::UnderDevelopment), None),
    ("mineralexploration", Some(Status::Exploration), None),
    ("mineraloccurrence", None, Some(Kind::Occurrence)),
    ("mineraldeposit", None, Some(Kind::Deposit)),
    ("showing", None, Some(Kind::Occurrence)),
];

/// What a word says; none where that is not clear.
pub(in super::super) fn of(word: &str) -> Option<Standing> {
    let folded = fold(word);
    let known = WORDS.iter().find(|(word, ..)| *word == folded);
    let known = known.map(|&(_, status, kind)| Standing { status, kind });
    let status = || Status::ALL.iter().copied().find(|status| fold(status.as_str()) == folded);
    let kind = || Kind::ALL.iter().copied().find(|kind| fold(kind.as_str()) == folded);
    known
        .or_else(|| status().map(|status| Standing { status: Some(status), kind: None }))
        .or_else(|| kind().map(|kind| Standing { status: None, kind: Some(kind) }))
}

/// Whether a word says that nothing is known.
pub(in super::super) fn is_nothing(word: &str) -> bool {
    matches!(fold(word).as_str(), "" | "unknown" | "na" | "none" | "notknown" | "notstated" | "null" | "undetermined")
}

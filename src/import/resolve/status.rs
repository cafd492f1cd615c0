//! Words for the status and the kind of a site.

use crate::model::{claim::Status, fold::fold, site::Kind};

/// The status and the kind that a word means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct StatusAndKind {
    pub(in super::super) status: Option<Status>,
    pub(in super::super) kind: Option<Kind>,
}

/// Folded words of other vocabularies, among them `dev_stat` of MRDS.
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

/// The status and the kind that a word means; `None` if it is not known.
pub(in super::super) fn status_and_kind(word: &str) -> Option<StatusAndKind> {
    let folded = fold(word);
    let known = WORDS.iter().find(|(word, ..)| *word == folded);
    let known = known.map(|&(_, status, kind)| StatusAndKind { status, kind });
    let status = || Status::ALL.iter().copied().find(|status| fold(status.as_str()) == folded);
    let kind = || Kind::ALL.iter().copied().find(|kind| fold(kind.as_str()) == folded);
    known
        .or_else(|| status().map(|status| StatusAndKind { status: Some(status), kind: None }))
        .or_else(|| kind().map(|kind| StatusAndKind { status: None, kind: Some(kind) }))
}

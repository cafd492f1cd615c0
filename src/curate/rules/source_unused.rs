//! A source is there to be cited.

use std::{borrow::Cow, collections::BTreeSet};

use super::{Findings, Rule, Severity};
use crate::{
    curate::known::uses,
    dataset::{Record, Tree},
    model::RecordKind,
};

pub(super) const RULE: Rule = Rule {
    name: "source-unused",
    severity: Severity::Warning,
    about: "A source is cited, or another one derives from it",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    let used: BTreeSet<Cow<'_, str>> = tree
        .records()
        .flat_map(|(_, record)| uses(record))
        .filter(|(_, kind, _)| *kind == RecordKind::Source)
        .map(|(_, _, id)| id)
        .collect();
    // Who could not be read may cite it all the same.
    let unread: Vec<&str> =
        tree.files.iter().filter(|file| file.record.is_err()).map(|file| file.text.as_str()).collect();
    for (file, record) in tree.records() {
        let Record::Source(source) = record else { continue };
        let quoted = format!("{:?}", source.id);
        if !used.contains(source.id.as_str()) && !unread.iter().any(|text| text.contains(&quoted)) {
            let problem = format!("nothing cites {} or derives from it", source.id);
            findings.add(file, "/id", problem, "cite it where it says something, or take it out");
        }
    }
}

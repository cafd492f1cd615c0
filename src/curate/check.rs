//! Runs every rule over a tree.

use super::{
    report::{Findings, Report},
    rules,
};
use crate::dataset::Tree;

/// Every problem of a tree at once. Never writes.
#[must_use]
pub fn check(tree: &Tree) -> Report {
    let problems = rules::ALL
        .iter()
        .flat_map(|rule| {
            let mut findings = Findings::new(rule.name, rule.severity);
            (rule.check)(tree, &mut findings);
            findings.into_problems()
        })
        .collect();
    Report::new(tree.files.len(), problems)
}

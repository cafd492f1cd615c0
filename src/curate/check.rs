//! Runs the rules on a tree.

use jiff::civil;

use super::{
    report::{Findings, Report, Severity},
    rules::{self, Rule},
};
use crate::dataset::Tree;

/// Every problem of a tree, as of `today`. Never writes.
pub fn check(tree: &Tree, today: civil::Date) -> Report {
    report(tree, today, |_| true)
}

/// The errors alone, which are enough to decide whether a dataset can be served. Warnings take time in a large one.
pub fn errors(tree: &Tree, today: civil::Date) -> Report {
    report(tree, today, |rule| rule.severity == Severity::Error)
}

fn report(tree: &Tree, today: civil::Date, wanted: impl Fn(&Rule) -> bool) -> Report {
    let problems = rules::ALL
        .iter()
        .filter(|rule| wanted(rule))
        .flat_map(|rule| {
            let mut findings = Findings::new(rule.name, rule.severity);
            findings.today = Some(today);
            (rule.check)(tree, &mut findings);
            findings.problems
        })
        .collect();
    Report::new(tree.files.len(), problems)
}

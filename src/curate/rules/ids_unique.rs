//! An id names one record.

use std::collections::BTreeMap;

use super::{Findings, Rule, Severity};
use crate::{
    dataset::{Record, Tree},
    model::RecordKind,
};

pub(super) const RULE: Rule = Rule {
    name: "ids-unique",
    severity: Severity::Error,
    about: "No two records of a kind have one id, nor any two records with claims",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    let mut first: BTreeMap<(Option<RecordKind>, &str), &str> = BTreeMap::new();
    for (file, record) in tree.records() {
        if let Record::Minerals(vocabulary) = record {
            let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
            for (index, mineral) in vocabulary.minerals.iter().enumerate() {
                if let Some(other) = seen.insert(&mineral.id, index) {
                    let problem = format!("minerals {other} and {index} (from 0) are both called {:?}", mineral.id);
                    findings.add(file, &format!("/minerals/{index}/id"), problem, "merge them, or rename one");
                }
            }
        }
        let Some((kind, id)) = record.kind().zip(record.id()) else { continue };
        // Conflicts point to a claim by the record's id alone, so records with claims share one space of ids.
        let space = (kind == RecordKind::Source).then_some(kind);
        if let Some(other) = first.insert((space, id), &file.path) {
            let problem = format!("{id:?} is the id of {other} too");
            findings.add(file, "/id", problem, "merge the records, or give the newer one another id");
        }
    }
}

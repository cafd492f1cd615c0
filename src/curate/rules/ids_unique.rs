//! Ids are unique.

use std::collections::BTreeMap;

use crate::{
    curate::report::Findings,
    dataset::{Record, Tree},
    model::RecordKind,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let mut first: BTreeMap<(Option<RecordKind>, &str), &str> = BTreeMap::new();
    for (file, record) in tree.records() {
        if let Record::Minerals(vocabulary) = record {
            let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
            for (index, mineral) in vocabulary.minerals.iter().enumerate() {
                if let Some(other) = seen.insert(&mineral.id, index) {
                    let problem =
                        format!("minerals {other} and {index} (counted from 0) have the same id {:?}", mineral.id);
                    findings.add(file, &format!("/minerals/{index}/id"), problem, "merge them, or rename one");
                }
            }
        }
        let Some((kind, id)) = record.kind().zip(record.id()) else { continue };
        // A conflict names a record by its id alone, so the ids of all records with claims must differ.
        let space = (kind == RecordKind::Source).then_some(kind);
        if let Some(other) = first.insert((space, id), &file.path) {
            let problem = format!("{id:?} is also the id of {other}");
            findings.add(file, "/id", problem, "merge the records, or choose another id for the newer one");
        }
    }
}

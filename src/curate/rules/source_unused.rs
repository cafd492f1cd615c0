//! Every source is cited.

use std::collections::BTreeSet;

use crate::{
    curate::{known::uses, report::Findings},
    dataset::{Record, Tree},
    model::RecordKind,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let used: BTreeSet<String> = tree
        .records()
        .flat_map(|(_, record)| uses(record))
        .filter(|(_, kind, _)| *kind == RecordKind::Source)
        .map(|(_, _, id)| id)
        .collect();
    // A file that cannot be parsed may cite the source as well.
    let unread: Vec<&str> =
        tree.files.iter().filter(|file| file.record.is_err()).map(|file| file.text.as_str()).collect();
    for (file, record) in tree.records() {
        let Record::Source(source) = record else { continue };
        let quoted = format!("{:?}", source.id);
        if !used.contains(source.id.as_str()) && !unread.iter().any(|text| text.contains(&quoted)) {
            let problem = format!("nothing cites {} or derives from it", source.id);
            findings.add(file, "/id", problem, "cite it, or delete it");
        }
    }
}

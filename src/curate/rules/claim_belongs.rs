//! A claim is on a kind of record that it can be about.

use crate::{
    curate::{claims::claims, report::Findings},
    dataset::Tree,
    model::Claim,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        let Some(kind) = record.kind() else { continue };
        let fitting: Vec<&str> =
            Claim::KINDS.iter().filter(|(_, records)| records.contains(&kind)).map(|(about, _)| *about).collect();
        for (pointer, claim) in claims(record) {
            let about = claim.about();
            if !fitting.contains(&about) {
                let hint = format!(
                    "move it to the right record, or write it as a remark; allowed here: {}",
                    fitting.join(", ")
                );
                findings.add(file, &pointer, format!("a claim about {about} on a record of kind {kind}"), hint);
            }
        }
    }
}

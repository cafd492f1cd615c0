//! A claim is on a kind of record that it can be about.

use crate::curate::report::{Findings, Rule, Severity};
use crate::{curate::claims::claims, dataset::Tree, model::Claim};

pub(super) const RULE: Rule = Rule {
    name: "claim-belongs",
    severity: Severity::Error,
    about: "A claim is on a record of the right kind: a location on a site, a party on an agreement, a figure on a country",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
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

//! A claim is on a kind of record that it can be about.

use super::{Findings, Rule, Severity};
use crate::{curate::claims::claims, dataset::Tree, model::Claim};

pub(super) const RULE: Rule = Rule {
    name: "claim-belongs",
    severity: Severity::Error,
    about: "A claim stands on a record of its kind: a location on a site, a party on an agreement, a figure on a country",
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
                let repair = format!("move it, or say it in a remark; here go {}", fitting.join(", "));
                findings.add(file, &pointer, format!("a claim about {about} on a record of the kind {kind}"), repair);
            }
        }
    }
}

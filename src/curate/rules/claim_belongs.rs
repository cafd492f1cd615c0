//! A claim stands on a record that it can be about.

use super::{Findings, Rule, Severity};
use crate::{
    curate::{claims::claims, known::Kind},
    dataset::Tree,
};

pub(super) const RULE: Rule = Rule {
    name: "claim-belongs",
    severity: Severity::Error,
    about: "A claim stands on a record of its kind: a location on a site, a party on an agreement, a figure on a country",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        let Some(kind) = Kind::of(record) else { continue };
        let fitting = fitting(kind);
        for (pointer, claim) in claims(record) {
            let about = claim.about();
            if !fitting.contains(&about) {
                let repair = format!("move it, or say it in a remark; here go {}", fitting.join(", "));
                findings.add(file, &pointer, format!("a claim about {about} on a record of the kind {kind}"), repair);
            }
        }
    }
}

fn fitting(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Site => &[
            "location",
            "mineral",
            "operator",
            "licence",
            "owner",
            "status",
            "estimate",
            "production",
            "export",
            "remark",
        ],
        Kind::Agreement => &["party", "signed", "amount", "scope", "milestone", "remark"],
        Kind::Country => &["figure", "production", "export", "remark"],
        Kind::Organization => &["remark"],
        Kind::Source | Kind::Mineral => &[],
    }
}

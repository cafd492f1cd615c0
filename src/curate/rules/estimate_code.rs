//! A reserve follows a reporting code.

use super::{Findings, Rule, Severity};
use crate::{
    curate::claims::claims,
    dataset::Tree,
    model::{
        Claim,
        claim::{Category, Code},
    },
};

pub(super) const RULE: Rule = Rule {
    name: "estimate-code",
    severity: Severity::Error,
    about: "Proven and probable are words of the reporting codes: an estimate that follows none has another category",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for (pointer, claim) in claims(record) {
            let Claim::Estimate(estimate) = claim else { continue };
            let is_reserve =
                matches!(estimate.category, Category::Proven | Category::Probable | Category::ProvenAndProbable);
            if is_reserve && estimate.code == Code::NonCompliant {
                let problem = format!("a reserve ({}) that follows no reporting code", estimate.category);
                let repair = "name the code it follows, or write the category `unclassified`";
                findings.add(file, &format!("{pointer}/category"), problem, repair);
            }
        }
    }
}

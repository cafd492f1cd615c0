//! A reserve estimate follows a reporting code.

use crate::{
    curate::{claims::claims, report::Findings},
    dataset::Tree,
    model::{
        Claim,
        claim::{Category, Code},
    },
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for (pointer, claim) in claims(record) {
            let Claim::Estimate(estimate) = claim else { continue };
            let is_reserve =
                matches!(estimate.category, Category::Proven | Category::Probable | Category::ProvenAndProbable);
            if is_reserve && estimate.code == Code::NonCompliant {
                let problem = format!("a reserve ({}) that follows no reporting code", estimate.category);
                let hint = "state the code, or use the category `unclassified`";
                findings.add(file, &format!("{pointer}/category"), problem, hint);
            }
        }
    }
}

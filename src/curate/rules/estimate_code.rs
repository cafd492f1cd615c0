//! A reserve estimate follows a reporting code, and a code that the curators inferred is one.

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
            let follows_code = !matches!(estimate.code, Code::NonCompliant | Code::NotStated);
            if is_reserve && !follows_code {
                let problem = format!("a reserve ({}) that follows no reporting code", estimate.category);
                let hint = "state the code, with `code_inferred` if no source does, or use the category `unclassified`";
                findings.add(file, &format!("{pointer}/category"), problem, hint);
            }
            if estimate.code_inferred && estimate.code == Code::NotStated {
                let problem = "the code is inferred and also not stated".to_owned();
                findings.add(file, &format!("{pointer}/code"), problem, "name the code, or remove `code_inferred`");
            }
            if estimate.code_inferred && estimate.note.is_none() {
                let problem = "an inferred code without a note".to_owned();
                let hint = "say in `note` what it was inferred from";
                findings.add(file, &format!("{pointer}/code_inferred"), problem, hint);
            }
        }
    }
}

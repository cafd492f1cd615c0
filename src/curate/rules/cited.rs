//! Nothing is said without saying who says it.

use super::{Findings, Rule, Severity};
use crate::{
    curate::claims::{cite_lists, names},
    dataset::Tree,
    model::Name,
};

pub(super) const RULE: Rule = Rule {
    name: "cited",
    severity: Severity::Error,
    about: "Every claim, judgement, conflict, membership and former name is cited, and every name that is not a plain English spelling",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for (pointer, what, _) in cite_lists(record).into_iter().filter(|(_, _, cite)| cite.is_empty()) {
            let repair = "cite the source that says so; what no source says is left out";
            findings.add(file, &pointer, format!("a {what} without a citation"), repair);
        }
        for (pointer, names) in names(record) {
            for (language, names) in names.iter().filter(|(language, _)| *language != "en") {
                for (index, name) in names.iter().enumerate() {
                    if let Name::Plain(name) = name {
                        let repair = "write {\"name\": …, \"cite\": […]}; only English spellings go without";
                        let problem = format!("the name {name} ({language}) without a citation");
                        findings.add(file, &format!("{pointer}/{language}/{index}"), problem, repair);
                    }
                }
            }
        }
    }
}

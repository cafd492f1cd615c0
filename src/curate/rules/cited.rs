//! Every statement has a citation.

use crate::{
    curate::{
        claims::{cite_lists, names},
        report::Findings,
    },
    dataset::Tree,
    model::Name,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for (pointer, what, _) in cite_lists(record).into_iter().filter(|(_, _, cite)| cite.is_empty()) {
            let hint = "cite the source that states it, or remove what no source states";
            findings.add(file, &pointer, format!("a {what} without a citation"), hint);
        }
        for (pointer, names) in names(record) {
            for (language, names) in names.iter().filter(|(language, _)| *language != "en") {
                for (index, name) in names.iter().enumerate() {
                    if let Name::Plain(name) = name {
                        let hint = "write {\"name\": …, \"cite\": […]}; only English spellings need no citation";
                        let problem = format!("the name {name} ({language}) without a citation");
                        findings.add(file, &format!("{pointer}/{language}/{index}"), problem, hint);
                    }
                }
            }
        }
    }
}

//! Every id refers to a record.

use crate::curate::report::{Findings, Rule, Severity};
use crate::{
    curate::known::{Known, home, nearest, uses},
    dataset::Tree,
};

pub(super) const RULE: Rule = Rule {
    name: "ids-resolve",
    severity: Severity::Error,
    about: "Every id that a record refers to (a source, an organization, a mineral, a site) exists",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    let known = Known::new(tree);
    for (file, record) in tree.records() {
        for (pointer, kind, id) in uses(record).into_iter().filter(|(_, kind, id)| !known.has(*kind, id.as_ref())) {
            let hint = match nearest(&id, known.ids(kind)) {
                Some(near) => format!("did you mean {near:?}? Otherwise add {}", home(kind, &id)),
                None => format!("add {}", home(kind, &id)),
            };
            findings.add(file, &pointer, format!("there is no {kind} {id:?}"), hint);
        }
    }
}

//! Every id leads to a record.

use super::{Findings, Rule, Severity};
use crate::{
    curate::known::{Known, home, nearest, uses},
    dataset::Tree,
};

pub(super) const RULE: Rule = Rule {
    name: "ids-resolve",
    severity: Severity::Error,
    about: "Every id that a record uses (a source, an organization, a mineral, a site) is the id of a record",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    let known = Known::new(tree);
    for (file, record) in tree.records() {
        for (pointer, kind, id) in uses(record).into_iter().filter(|(_, kind, id)| !known.has(*kind, id.as_ref())) {
            let repair = match nearest(&id, known.ids(kind)) {
                Some(near) => format!("did you mean {near:?}? else add {}", home(kind, &id)),
                None => format!("add {}", home(kind, &id)),
            };
            findings.add(file, &pointer, format!("no {kind} is called {id:?}"), repair);
        }
    }
}

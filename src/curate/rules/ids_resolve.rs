//! Every id refers to a record.

use crate::{
    curate::{
        known::{Known, home, nearest, uses},
        report::Findings,
    },
    dataset::Tree,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let known = Known::new(tree);
    for (file, record) in tree.records() {
        for (pointer, kind, id) in uses(record).into_iter().filter(|(_, kind, id)| !known.has(*kind, id)) {
            let hint = match nearest(&id, known.ids(kind)) {
                Some(near) => format!("did you mean {near:?}? Otherwise add {}", home(kind, &id)),
                None => format!("add {}", home(kind, &id)),
            };
            findings.add(file, &pointer, format!("there is no {kind} {id:?}"), hint);
        }
    }
}

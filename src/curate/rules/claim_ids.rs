//! The id of a claim is unique in its record. A missing one is a matter of canonical form: `fix` assigns it.

use std::collections::BTreeSet;

use super::id_is_file_name::{ID_FORM, is_id};
use crate::{
    curate::{claims::claims, report::Findings},
    dataset::Tree,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        let mut seen = BTreeSet::new();
        for (pointer, claim) in claims(record) {
            let Some(id) = claim.common().id else { continue };
            let pointer = format!("{pointer}/id");
            if !is_id(id) {
                findings.add(file, &pointer, format!("{id:?} is not a valid id"), ID_FORM);
            } else if !seen.insert(id) {
                let hint = "remove the id of the newer claim, and run `oreatlas fix`: it assigns another one";
                findings.add(file, &pointer, format!("an earlier claim of this record has the id {id:?} too"), hint);
            }
        }
    }
}

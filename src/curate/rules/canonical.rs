//! Every record is written in canonical form, byte for byte.

use crate::{
    curate::{canonical::canonical_text, duplicates::repeated_key, report::Findings},
    dataset::Tree,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        let Some(text) = canonical_text(record).filter(|text| *text != file.text) else { continue };
        if repeated_key(&file.text).is_some() {
            continue; // reported by `syntax`; `fix` leaves such a file alone
        }
        let same = file.text.split('\n').zip(text.split('\n')).take_while(|(is, right)| is == right).count();
        let line = (same + 1).min(file.text.lines().count().max(1));
        findings.add_on_line(file, line, "not in canonical form from here on", "run `oreatlas fix`");
    }
}

//! Every term is in its vocabulary.

use crate::{
    curate::{
        known::nearest,
        parse_errors::{line_with, unknown_word},
        report::Findings,
    },
    dataset::Tree,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for file in &tree.files {
        let Err(error) = &file.record else { continue };
        let Some((word, known)) = unknown_word(error) else { continue };
        let hint = match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", known.join(", ")),
        };
        let line = line_with(file, error.line, word);
        findings.add_on_line(file, line, format!("unknown word `{word}`"), hint);
    }
}

//! Every word of a vocabulary is in it.

use super::{Findings, Rule, Severity, syntax};
use crate::{
    curate::known::nearest,
    dataset::{SyntaxError, Tree},
};

pub(super) const RULE: Rule = Rule {
    name: "unknown-word",
    severity: Severity::Error,
    about: "A word of a vocabulary (a kind, a status, a rank, …) is one that the vocabulary has",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    for file in &tree.files {
        let Err(error) = &file.record else { continue };
        let Some((word, known)) = word(error) else { continue };
        let repair = match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", known.join(", ")),
        };
        let line = syntax::line_with(file, error.line, word);
        findings.add_on_line(file, line, format!("unknown word `{word}`"), repair);
    }
}

/// The unknown word and the known ones, where that is what is wrong.
pub(super) fn word(error: &SyntaxError) -> Option<(&str, Vec<&str>)> {
    let (_, rest) = error.what.split_once("unknown variant ")?;
    let mut words = syntax::quoted(rest).into_iter();
    Some((words.next()?, words.collect()))
}

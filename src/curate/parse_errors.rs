//! What the message of a [`SyntaxError`] is about, and where in the file that is.

use crate::dataset::{SyntaxError, TreeFile};

/// The unknown word and the known ones, if that is the error.
pub(super) fn unknown_word(error: &SyntaxError) -> Option<(&str, Vec<&str>)> {
    let (_, rest) = error.what.split_once("unknown variant ")?;
    let mut words = quoted(rest).into_iter();
    Some((words.next()?, words.collect()))
}

/// The words between backticks.
pub(super) fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The first line from `line` on that holds `"word"`, else `line`.
pub(super) fn line_with(file: &TreeFile, line: usize, word: &str) -> usize {
    let word = format!("\"{word}\"");
    // The parser stops after the word, which may be on the line before.
    let from = line.saturating_sub(2);
    let found = file.text.lines().skip(from).position(|text| text.contains(&word));
    found.map_or(line, |index| from + index + 1)
}

//! Every file is the record that its place promises.

use serde::de::IgnoredAny;

use super::{Findings, Rule, Severity, unknown_word};
use crate::{
    curate::{duplicates::repeated_key, known::nearest, values::bad_values},
    dataset::{Record, SyntaxError, Tree, TreeFile},
};

pub(super) const RULE: Rule = Rule {
    name: "syntax",
    severity: Severity::Error,
    about: "A file is the record that its place promises: JSON, no unknown or repeated key, every value in its form",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    for file in &tree.files {
        match &file.record {
            Err(error) if unknown_word::word(error).is_none() => unreadable(file, error, findings),
            Err(_) | Ok(Record::Other) => {}
            Ok(record) => {
                if let Some((line, what)) = repeated_key(&file.text) {
                    findings.add_on_line(file, line, what, "keep one of the two; nothing is silently overwritten");
                }
                for (pointer, problem, repair) in bad_values(record) {
                    findings.add(file, &pointer, problem, repair);
                }
            }
        }
    }
}

fn unreadable(file: &TreeFile, error: &SyntaxError, findings: &mut Findings) {
    let words = quoted(&error.what);
    // A text that ends too early is torn at its last line.
    let mut line = error.line.min(file.text.lines().count().max(1));
    let repair = if error.what.contains("unknown field") && !words.is_empty() {
        line = line_with(file, error.line, words[0]);
        match nearest(words[0], words[1..].iter().copied()) {
            Some(near) => format!("did you mean `{near}`? the schema is closed"),
            None => "leave it out, or say it in `note`: the schema is closed".to_owned(),
        }
    } else if error.what.contains("missing field") {
        "add it; data/schema describes every key".to_owned()
    } else if error.what.contains("duplicate field") {
        "keep one of the two".to_owned()
    } else if error.what.contains("no place for a file") || error.what.contains("a file here is called") {
        "move or rename it".to_owned()
    } else if error.what.contains("untagged enum Name") {
        "write a name as a text, or as {\"name\": …, \"cite\": […]} with sound citations".to_owned()
    } else if error.what.contains("untagged enum At") {
        "write `at` as a text, or as {\"paragraph\": n}, {\"page\": \"…\"} or {\"record\": \"…\"}".to_owned()
    } else if error.what.contains("not UTF-8") {
        "save it as UTF-8".to_owned()
    } else if serde_json::from_str::<IgnoredAny>(&file.text).is_err() {
        "mend the JSON, here or just before".to_owned()
    } else {
        "write what data/schema describes".to_owned()
    };
    findings.add_on_line(file, line, error.what.clone(), repair);
}

/// The words between backticks.
pub(super) fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The first line from `line` on that holds `"word"`, else `line`.
pub(super) fn line_with(file: &TreeFile, line: usize, word: &str) -> usize {
    let word = format!("\"{word}\"");
    // A reader stops behind what it did not like, so the line before counts too.
    let from = line.saturating_sub(2);
    let found = file.text.lines().skip(from).position(|text| text.contains(&word));
    found.map_or(line, |index| from + index + 1)
}

//! Every file can be parsed as the record that its path implies.

use serde::de::IgnoredAny;

use crate::{
    curate::{
        duplicates::repeated_key,
        known::nearest,
        parse_errors::{line_with, quoted, unknown_word},
        report::Findings,
        values::bad_values,
    },
    dataset::{Record, SyntaxError, Tree, TreeFile},
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for file in &tree.files {
        match &file.record {
            Err(error) if unknown_word(error).is_none() => unreadable(file, error, findings),
            Err(_) | Ok(Record::Other) => {}
            Ok(record) => {
                if let Some((line, what)) = repeated_key(&file.text) {
                    findings.add_on_line(file, line, what, "keep one of the two");
                }
                for (pointer, problem, hint) in bad_values(record) {
                    findings.add(file, &pointer, problem, hint);
                }
            }
        }
    }
}

fn unreadable(file: &TreeFile, error: &SyntaxError, findings: &mut Findings) {
    let words = quoted(&error.what);
    // A truncated text ends at its last line.
    let mut line = error.line.min(file.text.lines().count().max(1));
    let hint = if error.what.contains("unknown field") && !words.is_empty() {
        line = line_with(file, error.line, words[0]);
        match nearest(words[0], words[1..].iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "remove it, or write it in `note`; data/schema lists the keys".to_owned(),
        }
    } else if error.what.contains("missing field") {
        "add it; data/schema describes every key".to_owned()
    } else if error.what.contains("duplicate field") {
        "keep one of the two".to_owned()
    } else if error.what.contains("no records belong here") || error.what.contains("a file here must be named") {
        "move or rename it".to_owned()
    } else if error.what.contains("untagged enum Name") {
        "write the name as a string, or as {\"name\": …, \"cite\": […]} with valid citations".to_owned()
    } else if error.what.contains("untagged enum At") {
        "write `at` as a string, or as {\"paragraph\": n}, {\"page\": \"…\"} or {\"record\": \"…\"}".to_owned()
    } else if error.what.contains("not UTF-8") {
        "save it as UTF-8".to_owned()
    } else if serde_json::from_str::<IgnoredAny>(&file.text).is_err() {
        "correct the JSON, here or just before".to_owned()
    } else {
        "write it as data/schema describes".to_owned()
    };
    findings.add_on_line(file, line, error.what.clone(), hint);
}

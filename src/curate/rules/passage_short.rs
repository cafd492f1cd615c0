//! A passage can be found again without copying the text.

use std::collections::BTreeMap;

use crate::{
    curate::{
        claims::{cite_lists, each_citation},
        report::Findings,
        values::is_sha256,
    },
    dataset::{Record, Tree},
    model::citation::At,
};

/// The maximum number of words at either end of a passage.
const MOST_WORDS: usize = 8;

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let has_text: BTreeMap<&str, bool> = tree
        .records()
        .filter_map(|(_, record)| match record {
            Record::Source(source) => Some((source.id.as_str(), source.custom.text_sha256.is_some())),
            _ => None,
        })
        .collect();
    for (file, record) in tree.records() {
        for (pointer, citation) in each_citation(&cite_lists(record)) {
            let Some(passage) = &citation.passage else { continue };
            for (end, words) in [("start", &passage.start), ("end", &passage.end)] {
                let count = words.split_whitespace().count();
                let pointer = format!("{pointer}/passage/{end}");
                if count == 0 {
                    findings.add(file, &pointer, format!("the passage has no {end}"), "write two to five words");
                } else if count > MOST_WORDS {
                    let problem = format!("the {end} of the passage has {count} words");
                    let hint = format!(
                        "write two to five words, at most {MOST_WORDS}: enough to find the passage, too few to copy it"
                    );
                    findings.add(file, &pointer, problem, hint);
                }
            }
            if !is_sha256(&passage.sha256) {
                let hint = "write the SHA-256 of the passage with white space folded, as 64 lower-case hex digits";
                findings.add(file, &format!("{pointer}/passage/sha256"), "not a SHA-256", hint);
            }
            let source = &citation.source;
            if matches!(citation.at, Some(At::Paragraph(_))) && has_text.get(source.as_str()) == Some(&false) {
                let problem = format!("the passage cannot be verified: {source} has no text_sha256");
                let hint = format!("add the SHA-256 of the text as custom.text_sha256 to sources/{source}.json");
                findings.add(file, &format!("{pointer}/passage"), problem, hint);
            }
        }
    }
}

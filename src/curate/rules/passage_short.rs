//! A passage can be found again, and copies nobody's prose.

use std::collections::BTreeMap;

use super::{Findings, Rule, Severity};
use crate::{
    curate::{
        claims::{cite_lists, each_citation},
        values::is_sha256,
    },
    dataset::{Record, Tree},
    model::citation::At,
};

pub(super) const RULE: Rule = Rule {
    name: "passage-short",
    severity: Severity::Error,
    about: "A passage is its first and its last few words (eight at most) and a SHA-256, and a cited paragraph's text is known by its hash",
    check,
};

/// How many words an end of a passage has at most.
const MOST_WORDS: usize = 8;

fn check(tree: &Tree, findings: &mut Findings) {
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
                    findings.add(file, &pointer, format!("the passage has no {end}"), "give two to five words");
                } else if count > MOST_WORDS {
                    let problem = format!("the passage's {end} has {count} words");
                    let repair =
                        format!("give two to five, {MOST_WORDS} at most: enough to find it, too few to copy it");
                    findings.add(file, &pointer, problem, repair);
                }
            }
            if !is_sha256(&passage.sha256) {
                let repair = "write the SHA-256 of the passage, white space folded, as 64 lower-case hex digits";
                findings.add(file, &format!("{pointer}/passage/sha256"), "no SHA-256", repair);
            }
            let source = &citation.source;
            if matches!(citation.at, Some(At::Paragraph(_))) && has_text.get(source.as_str()) == Some(&false) {
                let problem = format!("a passage of a text that nobody can check: {source} has no text_sha256");
                let repair = format!("write the text's SHA-256 as custom.text_sha256 of sources/{source}.json");
                findings.add(file, &format!("{pointer}/passage"), problem, repair);
            }
        }
    }
}

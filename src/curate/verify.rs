//! Re-reads every cited passage in the texts at hand.

use std::{
    collections::{BTreeMap, HashMap},
    fmt, io,
    path::{Path, PathBuf},
};

use super::{
    claims::{cite_lists, each_citation},
    report::{Findings, Report, Severity, counted},
    texts::{NotThere, Text, by_hash, find, fold},
};
use crate::{
    dataset::{Record, Tree, TreeFile},
    model::{
        Citation,
        citation::{At, Passage},
    },
};

const RULE: &str = "passage-verified";

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many passages were looked for in their texts.
    pub passages: usize,
    /// How many citations of a paragraph alone were looked up.
    pub paragraphs: usize,
    /// The sources whose texts are held.
    pub held: Vec<String>,
    /// The sources whose texts are known by hash, and not held.
    pub not_held: Vec<String>,
    /// The passages and paragraphs that are not there.
    pub report: Report,
}

/// Why nothing could be verified.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The folder of texts can't be read.
    #[error("{path}: {source}; give the folder that holds the texts", path = path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// No text in the folder is that of a source.
    #[error(
        "{path}: none of its {files} files is the text of a source; a text is found by the SHA-256 of its bytes, \
         `text_sha256` of the source",
        path = path.display()
    )]
    NothingMatched {
        /// The folder.
        path: PathBuf,
        /// How many files it holds.
        files: usize,
    },
}

impl fmt::Display for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.report.problems {
            writeln!(f, "{problem}")?;
        }
        for source in &self.not_held {
            writeln!(f, "not held: the text of {source}")?;
        }
        writeln!(
            f,
            "{} and {} in {}: {}",
            counted(self.passages, "passage"),
            counted(self.paragraphs, "paragraph"),
            counted(self.held.len(), "text"),
            match self.report.problems.len() {
                0 => "all as cited".to_owned(),
                problems => format!("{problems} not as cited"),
            },
        )
    }
}

/// Looks for every cited passage and paragraph of a tree in the texts that lie in `texts`, each found by the
/// SHA-256 of its bytes.
///
/// # Errors
/// When the folder can't be read, or holds the text of no source.
pub fn verify(tree: &Tree, texts: &Path) -> Result<Verified, VerifyError> {
    let files = by_hash(texts).map_err(|source| VerifyError::Unreadable { path: texts.to_owned(), source })?;
    let mut findings = Findings::new(RULE, Severity::Error);
    let mut verified = Verified::default();
    let held = held(tree, &files, &mut verified, &mut findings);
    if verified.held.is_empty() {
        return Err(VerifyError::NothingMatched { path: texts.to_owned(), files: files.len() });
    }
    for (file, record) in tree.records() {
        for (pointer, citation) in each_citation(&cite_lists(record)) {
            if let Some(text) = held.get(citation.source.as_str()) {
                one(text, file, &pointer, citation, &mut verified, &mut findings);
            }
        }
    }
    verified.report = Report::new(tree.files.len(), findings.into_problems());
    Ok(verified)
}

/// The texts at hand, by the ids of their sources.
fn held<'a>(
    tree: &'a Tree,
    files: &HashMap<String, Vec<u8>>,
    verified: &mut Verified,
    findings: &mut Findings,
) -> BTreeMap<&'a str, Text> {
    let mut held = BTreeMap::new();
    for (file, record) in tree.records() {
        let Record::Source(source) = record else { continue };
        let Some(hash) = &source.custom.text_sha256 else { continue };
        let Some(bytes) = files.get(hash) else {
            verified.not_held.push(source.id.clone());
            continue;
        };
        verified.held.push(source.id.clone());
        match std::str::from_utf8(bytes) {
            Ok(text) => drop(held.insert(source.id.as_str(), Text::new(text))),
            Err(_) => findings.add(
                file,
                "/custom/text_sha256",
                "its text is not UTF-8",
                "keep the text as UTF-8 and hash that",
            ),
        }
    }
    held
}

fn one(
    text: &Text,
    file: &TreeFile,
    pointer: &str,
    citation: &Citation,
    verified: &mut Verified,
    findings: &mut Findings,
) {
    let source = &citation.source;
    let index = match &citation.at {
        Some(At::Paragraph(at)) => Some(at.paragraph),
        _ => None,
    };
    let paragraph = match index.map(|index| (index, text.paragraph(index))) {
        None => None,
        Some((_, Some(paragraph))) => Some(paragraph.to_owned()),
        Some((index, None)) => {
            let repair = format!("count its non-empty lines: there are {}", text.len());
            return findings.add(file, &format!("{pointer}/at"), format!("{source} has no paragraph {index}"), repair);
        }
    };
    let Some(passage) = &citation.passage else {
        verified.paragraphs += usize::from(paragraph.is_some());
        return;
    };
    verified.passages += 1;
    let here = index.map_or_else(|| source.clone(), |index| format!("paragraph {index} of {source}"));
    let paragraph = paragraph.unwrap_or_else(|| text.whole());
    if let Err(why) = find(&paragraph, &passage.start, &passage.end, &passage.sha256) {
        let (field, problem, repair) = explain(text, &here, passage, why);
        findings.add(file, &format!("{pointer}/passage/{field}"), problem, repair);
    }
}

fn explain(text: &Text, here: &str, passage: &Passage, why: NotThere) -> (&'static str, String, String) {
    let elsewhere = |words: &str| match text.paragraph_with(words) {
        Some(index) => format!("it stands in paragraph {index}: mend `at`, or the words"),
        None => "copy the words from the text, character by character".to_owned(),
    };
    match why {
        NotThere::Start => {
            let start = fold(&passage.start);
            ("start", format!("{start:?} is not in {here}"), elsewhere(&start))
        }
        NotThere::End => {
            let end = fold(&passage.end);
            let problem = format!("{end:?} does not follow {:?} in {here}", fold(&passage.start));
            ("end", problem, elsewhere(&end))
        }
        NotThere::Hash(hash) => {
            let repair = match hash {
                Some(hash) => format!("read it again; if it says what is claimed, write {hash}"),
                None => {
                    "these words begin and end several passages: read them again, and hash the right one".to_owned()
                }
            };
            ("sha256", format!("another text stands between the words in {here}: the hash differs"), repair)
        }
    }
}

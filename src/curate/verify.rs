//! Finds every cited passage in the texts of the sources.

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

/// The result of [`verify`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// The number of passages looked up.
    pub passages: usize,
    /// The number of citations of a paragraph without a passage that were looked up.
    pub paragraphs: usize,
    /// The ids of the sources whose texts were found.
    pub held: Vec<String>,
    /// The ids of the sources that have a hash, but whose texts were not found.
    pub not_held: Vec<String>,
    /// The passages and paragraphs that were not found.
    pub report: Report,
}

/// Why nothing could be verified.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The folder of texts cannot be read.
    #[error("cannot read {path} as the folder that holds the texts", path = path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// No file in the folder is the text of a source.
    #[error(
        "{path}: none of its {files} files is the text of a source; a text is recognized by the SHA-256 of its bytes, \
         which must equal `text_sha256` of the source",
        path = path.display()
    )]
    NothingMatched {
        /// The folder.
        path: PathBuf,
        /// The number of files in it.
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

/// Looks up every cited passage and paragraph of a tree in the texts in the folder `texts`, which are recognized by the
/// SHA-256 of their bytes.
///
/// # Errors
/// When the folder cannot be read, or contains no text of a source.
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
    verified.report = Report::new(tree.files.len(), findings.problems);
    Ok(verified)
}

/// The texts that were found, by the ids of their sources.
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
                "the text is not UTF-8",
                "save the text as UTF-8 and write its hash",
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
            let hint = format!("count the non-empty lines of the text: there are {}", text.len());
            return findings.add(file, &format!("{pointer}/at"), format!("{source} has no paragraph {index}"), hint);
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
        let (field, problem, hint) = explain(text, &here, passage, why);
        findings.add(file, &format!("{pointer}/passage/{field}"), problem, hint);
    }
}

fn explain(text: &Text, here: &str, passage: &Passage, why: NotThere) -> (&'static str, String, String) {
    let elsewhere = |words: &str| match text.paragraph_with(words) {
        Some(index) => format!("it is in paragraph {index}: correct `at` or the words"),
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
            let hint = match hash {
                Some(hash) => format!("read the passage again; if it supports the claim, write {hash}"),
                None => "several passages begin and end with these words: write the hash of the right one".to_owned(),
            };
            ("sha256", format!("the text between these words in {here} has another hash"), hint)
        }
    }
}

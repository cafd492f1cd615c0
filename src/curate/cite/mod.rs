//! Turns a reference in BibTeX, RIS or CSL-JSON into a source record. Fields that a source record does not have are
//! returned, so that nothing is lost silently.

mod bibtex;
mod csl;
mod date;
mod ris;
mod source;
mod tex;

use serde_json::{Map, Value};

use crate::{curate::rules::is_id, model::Source};

/// A reference as a source record, and the fields that did not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// The source. Its id is the key of the reference if that is a valid id, otherwise empty.
    pub source: Source,
    /// The key of the reference.
    pub key: String,
    /// The fields that a source record does not have, or whose value it cannot hold, with their original text.
    pub left_over: Vec<(String, String)>,
}

/// Why a text could not be parsed as references.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CiteError {
    /// The format was not recognized.
    #[error(
        "the format was not recognized: give BibTeX (@article{{…), RIS (TY  - JOUR) or CSL-JSON ([{{\"type\": …}}])"
    )]
    UnknownFormat,
    /// The format was recognized, but the text is not valid.
    #[error("not valid {format}: {why}; correct the file")]
    Broken {
        /// The format.
        format: &'static str,
        /// What is wrong.
        why: String,
    },
}

/// A reference being converted: its CSL variables, and what has no variable.
#[derive(Default)]
struct Reference {
    key: String,
    csl: Map<String, Value>,
    left_over: Vec<(String, String)>,
}

impl Reference {
    fn set(&mut self, variable: &str, value: impl Into<Value>) {
        self.csl.insert(variable.to_owned(), value.into());
    }

    /// Sets the type, or `document` if CSL has none for `word`.
    fn set_type(&mut self, field: &str, word: &str, csl: Option<&str>) {
        self.set("type", csl.unwrap_or("document"));
        if csl.is_none() {
            self.leave(field, word);
        }
    }

    fn leave(&mut self, field: &str, value: impl Into<String>) {
        self.left_over.push((field.to_owned(), value.into()));
    }
}

/// The references in a text. The format is recognized from the beginning of the text.
///
/// # Errors
/// When the format is not recognized, or the text is not valid.
pub fn cite(text: &str) -> Result<Vec<Cited>, CiteError> {
    let text = text.trim_start_matches('\u{feff}');
    let references = if text.trim_start().starts_with(['{', '[']) {
        csl::read(text)?
    } else if ris::is_ris(text) {
        ris::read(text)?
    } else if text.contains('@') {
        bibtex::read(text)?
    } else {
        return Err(CiteError::UnknownFormat);
    };
    if references.is_empty() {
        return Err(CiteError::UnknownFormat);
    }
    Ok(references.into_iter().map(cited).collect())
}

fn cited(reference: Reference) -> Cited {
    let Reference { key, csl, mut left_over } = reference;
    let mut source = source::from_csl(csl, &mut left_over);
    let id = key.to_lowercase();
    source.id = if is_id(&id) { id } else { String::new() };
    Cited { source, key, left_over }
}

//! From a reference in BibTeX, RIS or CSL-JSON to a source record. What a record has no place for is handed back,
//! so that nothing is lost in silence.

mod bibtex;
mod csl;
mod ris;
mod source;

use serde_json::{Map, Value};

use crate::{curate::rules::is_id, model::Source};

/// A reference as a source, and what of it did not find a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited {
    /// The source; its id is the reference's own key where that is an id, else empty.
    pub source: Source,
    /// What the reference calls itself.
    pub key: String,
    /// The fields that have no place in a source, or a value that has none, as they stand.
    pub left_over: Vec<(String, String)>,
}

/// Why a text can't be read as references.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CiteError {
    /// It is in none of the formats.
    #[error("neither BibTeX (@article{{…), nor RIS (TY  - JOUR), nor CSL-JSON ([{{\"type\": …}}])")]
    UnknownFormat,
    /// It is in a format, and broken.
    #[error("not {format}: {why}")]
    Broken {
        /// The format.
        format: &'static str,
        /// Why.
        why: String,
    },
}

/// A reference on its way: the variables of CSL it has, and what has no variable.
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

    /// The type, or a plain document where CSL has none for `word`.
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

/// The references of a text, whose format is told from how it begins.
///
/// # Errors
/// When it is in no known format, or breaks the one it is in.
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

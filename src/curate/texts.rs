//! Texts that somebody holds: found by their hash, read by paragraph.

use std::{collections::HashMap, fs, io, path::Path};

use sha2::{Digest, Sha256};

/// A text, its paragraphs with white space folded.
pub(super) struct Text {
    paragraphs: Vec<String>,
}

/// Why a passage is not in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotThere {
    /// Its first words are not.
    Start,
    /// Its last words do not follow the first ones.
    End,
    /// It is, and its hash differs; the hash it has, where there is one such passage only.
    Hash(Option<String>),
}

impl Text {
    pub fn new(text: &str) -> Self {
        Self { paragraphs: text.lines().map(fold).filter(|line| !line.is_empty()).collect() }
    }

    /// How many paragraphs it has.
    pub fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// The index non-empty line, from 1.
    pub fn paragraph(&self, index: u32) -> Option<&str> {
        let index = usize::try_from(index).ok()?.checked_sub(1)?;
        self.paragraphs.get(index).map(String::as_str)
    }

    /// The paragraph, from 1, that holds some words.
    pub fn paragraph_with(&self, words: &str) -> Option<usize> {
        let words = fold(words);
        self.paragraphs.iter().position(|paragraph| paragraph.contains(&words)).map(|index| index + 1)
    }

    /// The whole text.
    pub fn whole(&self) -> String {
        self.paragraphs.join(" ")
    }
}

/// Looks for the passage from `start` through `end` whose hash is `sha256`. Words may stand in a text more
/// than once, so every pair is tried.
pub(super) fn find(text: &str, start: &str, end: &str, sha256: &str) -> Result<(), NotThere> {
    let (start, end) = (fold(start), fold(end));
    let mut starts = occurrences(text, &start).peekable();
    starts.peek().ok_or(NotThere::Start)?;
    let mut hashes = Vec::new();
    for from in starts {
        let after = occurrences(text, &end)
            .filter(|&at| at >= from && at + end.len() >= from + start.len())
            .map(|at| &text[from..at + end.len()]);
        for passage in after {
            let hash = sha256_hex(passage.as_bytes());
            if hash == sha256 {
                return Ok(());
            }
            hashes.push(hash);
        }
    }
    match hashes.as_slice() {
        [] => Err(NotThere::End),
        [only] => Err(NotThere::Hash(Some(only.clone()))),
        _ => Err(NotThere::Hash(None)),
    }
}

fn occurrences<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(words).map(|(at, _)| at)
}

/// Folds every run of white space to one space, and drops it at the ends.
pub(super) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// SHA-256 in lower-case hex.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string can't fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The files of a folder, not of those in it, by the SHA-256 of their bytes.
pub(super) fn by_hash(folder: &Path) -> io::Result<HashMap<String, Vec<u8>>> {
    let mut texts = HashMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            let bytes = fs::read(&path)?;
            texts.insert(sha256_hex(&bytes), bytes);
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_the_lines_that_hold_something() {
        let text = Text::new("One\u{a0} two\r\n\n \t\nthree\tfour \n");
        assert_eq!(text.len(), 2);
        assert_eq!(text.paragraph(0), None);
        assert_eq!(text.paragraph(1), Some("One two"));
        assert_eq!(text.paragraph(2), Some("three four"));
        assert_eq!(text.paragraph(3), None);
        assert_eq!(text.paragraph_with("three  four"), Some(2));
    }

    #[test]
    fn every_pair_of_ends_is_tried() {
        let text = "gold here and gold there and copper there, he said";
        let hash = |passage: &str| sha256_hex(passage.as_bytes());
        assert_eq!(find(text, "gold", "there", &hash("gold there")), Ok(()));
        assert_eq!(find(text, "gold", "there", &hash("gold there and copper there")), Ok(()));
        assert_eq!(find(text, "gold", "there", &hash("gold here and gold there")), Ok(()));
        assert_eq!(find(text, "silver", "there", ""), Err(NotThere::Start));
        assert_eq!(find(text, "copper", "here and", ""), Err(NotThere::End));
        assert_eq!(find(text, "copper", "he said", "x"), Err(NotThere::Hash(Some(hash("copper there, he said")))));
        assert_eq!(find(text, "gold", "there", "x"), Err(NotThere::Hash(None)));
    }
}

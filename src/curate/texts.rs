//! Texts of sources: recognized by their hash, read by paragraph.

use std::{collections::HashMap, fs, io, path::Path};

use sha2::{Digest, Sha256};

use crate::dataset::input;

/// The maximum length of a text, in bytes.
const MAX_TEXT: u64 = 64 << 20;

/// A text as paragraphs with white space folded.
pub(super) struct Text {
    paragraphs: Vec<String>,
}

/// Why a passage is not in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotThere {
    /// The first words are not in the text.
    Start,
    /// The last words do not follow the first ones.
    End,
    /// The words are there, but the hash differs. The actual hash, if there is only one such passage.
    Hash(Option<String>),
}

impl Text {
    pub fn new(text: &str) -> Self {
        Self { paragraphs: text.lines().map(fold).filter(|line| !line.is_empty()).collect() }
    }

    /// The number of paragraphs.
    pub fn len(&self) -> usize {
        self.paragraphs.len()
    }

    /// The non-empty line at `index`, counted from 1.
    pub fn paragraph(&self, index: u32) -> Option<&str> {
        let index = usize::try_from(index).ok()?.checked_sub(1)?;
        self.paragraphs.get(index).map(String::as_str)
    }

    /// The index, from 1, of the first paragraph that contains `words`.
    pub fn paragraph_with(&self, words: &str) -> Option<usize> {
        let words = fold(words);
        self.paragraphs.iter().position(|paragraph| paragraph.contains(&words)).map(|index| index + 1)
    }

    /// The whole text.
    pub fn whole(&self) -> String {
        self.paragraphs.join(" ")
    }
}

/// Looks for the passage from `start` through `end` whose hash is `sha256`. The words may occur more than once, so every
/// pair is tried.
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

/// Replaces every run of white space by one space, and trims the ends.
pub(super) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// SHA-256 in lower-case hex.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The files of a folder, without its subfolders, by the SHA-256 of their bytes.
pub(super) fn by_hash(folder: &Path) -> io::Result<HashMap<String, Vec<u8>>> {
    let mut texts = HashMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            match input::read(&path, MAX_TEXT) {
                Ok(bytes) => drop(texts.insert(sha256_hex(&bytes), bytes)),
                // No text is that long.
                Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_the_non_empty_lines() {
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

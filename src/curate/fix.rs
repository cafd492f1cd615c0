//! Rewrites files in canonical form.

use std::{io, path::Path};

use super::{canonical::canonical_text, duplicates::repeated_key};
use crate::dataset::{Tree, output};

/// Rewrites every record below `root` that is not in canonical form and returns their paths, sorted.
/// Only the form changes: claims without an id get one, sets and claims are sorted, positions are rounded. A file that
/// cannot be parsed, or repeats a key, is left alone.
///
/// # Errors
/// When a file cannot be written; each file is replaced whole or not at all.
pub fn fix(root: &Path, tree: &Tree) -> io::Result<Vec<String>> {
    let mut fixed = Vec::new();
    for (file, record) in tree.records() {
        let Some(text) = canonical_text(record) else { continue };
        if text != file.text && repeated_key(&file.text).is_none() {
            output::write(&root.join(&file.path), text.as_bytes())?;
            fixed.push(file.path.clone());
        }
    }
    Ok(fixed)
}

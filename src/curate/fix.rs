//! Rewrites files in canonical form.

use std::{collections::HashMap, io, path::Path};

use serde_json::Value;

use super::{
    canonical::{self, claim_order, sorted_json},
    duplicates::repeated_key,
};
use crate::dataset::{Tree, output};

/// Rewrites every record below `root` that is not in canonical form and returns their paths, sorted.
/// Only the form changes: sets and claims are sorted, pointers to claims are updated, positions are rounded. A file that
/// cannot be parsed, or repeats a key, is left alone.
///
/// # Errors
/// When a file cannot be written; each file is replaced whole or not at all.
pub fn fix(root: &Path, tree: &Tree) -> io::Result<Vec<String>> {
    let moved = moved_claims(tree);
    let mut fixed = Vec::new();
    for (file, record) in tree.records() {
        let Some(mut value) = sorted_json(record) else { continue };
        if let Some(Value::Array(claims)) = value.pointer_mut(record.claims().0) {
            for claim in claims {
                follow(claim, &moved);
            }
        }
        let text = canonical::text(record, &value);
        if text != file.text && repeated_key(&file.text).is_none() {
            output::write(&root.join(&file.path), text.as_bytes())?;
            fixed.push(file.path.clone());
        }
    }
    Ok(fixed)
}

/// For each record whose claims are reordered, the new pointer of each claim by its old one.
type Moved = HashMap<String, HashMap<String, String>>;

fn moved_claims(tree: &Tree) -> Moved {
    let mut moved = Moved::new();
    for (file, record) in tree.records() {
        let (list, claims) = record.claims();
        let Some(id) = record.id() else { continue };
        if repeated_key(&file.text).is_some() {
            continue;
        }
        let pointers = claim_order(claims)
            .into_iter()
            .enumerate()
            .filter(|(new, old)| new != old)
            .map(|(new, old)| (format!("{list}/{old}"), format!("{list}/{new}")))
            .collect::<HashMap<_, _>>();
        if !pointers.is_empty() {
            moved.insert(id.to_owned(), pointers);
        }
    }
    moved
}

/// Updates the pointers in a claim's `conflicts_with` to claims that have moved.
fn follow(claim: &mut Value, moved: &Moved) {
    for conflict in claim.get_mut("conflicts_with").and_then(Value::as_array_mut).into_iter().flatten() {
        let place = conflict["record"].as_str().zip(conflict["claim"].as_str());
        if let Some(pointer) = place.and_then(|(record, claim)| moved.get(record)?.get(claim)) {
            conflict["claim"] = pointer.as_str().into();
        }
    }
}

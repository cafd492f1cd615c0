//! Rewrites files in canonical form.

use std::{collections::HashMap, io, path::Path};

use super::{
    canonical::{canonical_text, claim_order},
    duplicates::repeated_key,
};
use crate::{
    dataset::{Record, Tree, output},
    model::Claim,
};

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
        let mut record = record.clone();
        follow(&mut record, &moved);
        let Some(text) = canonical_text(&record) else { continue };
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

/// Updates the pointers in `conflicts_with` to claims that have moved.
fn follow(record: &mut Record, moved: &Moved) {
    let claims: &mut [Claim] = match record {
        Record::Site(site) => &mut site.properties.claims,
        Record::Agreement(agreement) => &mut agreement.properties.claims,
        Record::Organization(organization) => &mut organization.claims,
        Record::Country(country) => &mut country.claims,
        Record::Source(_) | Record::Minerals(_) | Record::Boundaries(_) | Record::Other => &mut [],
    };
    for conflict in claims.iter_mut().flat_map(|claim| claim.common_mut().conflicts_with) {
        if let Some(pointer) = moved.get(&conflict.record).and_then(|pointers| pointers.get(&conflict.claim)) {
            conflict.claim.clone_from(pointer);
        }
    }
}

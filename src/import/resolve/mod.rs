//! Looks up the words of a source in the vocabularies and records of the built-in atlas.

mod countries;
mod minerals;
mod organizations;
mod provinces;
pub(super) mod status;

pub(super) use self::{countries::Countries, minerals::Minerals, organizations::Organizations, provinces::Provinces};
use std::collections::BTreeMap;

use crate::{
    dataset::Dataset,
    model::{Citation, Id, Source},
};

/// `plain`, or `plain` with the lowest number from 2 that makes it unique.
fn unused(plain: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut suffix = 2;
    let mut id = plain.to_owned();
    while is_taken(&id) {
        id = format!("{plain}-{suffix}");
        suffix += 1;
    }
    id
}

/// Adds the cited sources to the dataset, and the sources that they derive from.
fn add_sources<'a>(citations: impl Iterator<Item = &'a Citation>, known: &BTreeMap<Id, Source>, dataset: &mut Dataset) {
    let mut next: Vec<&Id> =
        citations.flat_map(|citation| std::iter::once(&citation.source).chain(&citation.derives_from)).collect();
    while let Some(id) = next.pop() {
        if let Some(source) = known.get(id)
            && !dataset.sources.contains_key(id)
        {
            next.extend(&source.custom.derives_from);
            dataset.sources.insert(id.clone(), source.clone());
        }
    }
}

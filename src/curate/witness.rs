//! Who is behind a citation in the end, and when its source appeared. A lineage is what `catalog::evidence`
//! counts; that layer lies above this one, and a test holds the two together.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    dataset::{Record, Tree},
    model::{Citation, Date, Source},
};

/// The sources of a tree, as witnesses.
pub(super) struct Witnesses<'a>(BTreeMap<&'a str, &'a Source>);

impl<'a> Witnesses<'a> {
    pub fn new(tree: &'a Tree) -> Self {
        let sources = tree.records().filter_map(|(_, record)| match record {
            Record::Source(source) => Some((source.id.as_str(), source.as_ref())),
            _ => None,
        });
        Self(sources.collect())
    }

    /// The independent witnesses: of each citation its speaker, else the sources that it comes from in the end.
    pub fn roots(&self, cite: &[Citation]) -> BTreeSet<String> {
        let mut roots = BTreeSet::new();
        for citation in cite {
            if let Some(speaker) = &citation.attributed_to {
                roots.insert(speaker.split_whitespace().collect::<Vec<_>>().join(" "));
            } else if citation.derives_from.is_empty() {
                self.follow(&citation.source, &mut BTreeSet::new(), &mut roots);
            } else {
                for source in &citation.derives_from {
                    self.follow(source, &mut BTreeSet::new(), &mut roots);
                }
            }
        }
        roots
    }

    fn follow<'s>(&'s self, id: &'s str, seen: &mut BTreeSet<&'s str>, roots: &mut BTreeSet<String>) {
        if !seen.insert(id) {
            return;
        }
        let derives_from = self.0.get(id).map_or(&[][..], |source| &source.custom.derives_from);
        if derives_from.is_empty() {
            roots.insert(id.to_owned());
        }
        for parent in derives_from {
            self.follow(parent, seen, roots);
        }
    }

    /// When the newest of the cited sources appeared.
    pub fn newest(&self, cite: &[Citation]) -> Option<Date> {
        let appeared = |citation: &Citation| self.0.get(citation.source.as_str())?.issued.as_ref()?.date();
        cite.iter().filter_map(appeared).max_by_key(|date| (date.last(), date.first()))
    }
}

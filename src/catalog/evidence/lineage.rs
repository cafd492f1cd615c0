//! Witnesses counted by lineage: two rewrites of one agency story are one witness.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use crate::{dataset::Dataset, model::Citation};

/// Who is behind a citation in the end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// A source that retells no other: its id.
    Source(String),
    /// A speaker whom a source quotes, white space folded.
    Speaker(String),
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(name) | Self::Speaker(name) => f.write_str(name),
        }
    }
}

/// The roots of all `citations`, each with the places of the citations that lead to it, ascending. A citation's root
/// is its speaker if it names one, else the roots of what it derives from, else those of its source.
#[must_use]
pub fn witnesses(dataset: &Dataset, citations: &[Citation]) -> BTreeMap<Root, Vec<usize>> {
    let mut witnesses: BTreeMap<Root, Vec<usize>> = BTreeMap::new();
    for (row, citation) in citations.iter().enumerate() {
        for root in roots(dataset, citation) {
            witnesses.entry(root).or_default().push(row);
        }
    }
    witnesses
}

fn roots(dataset: &Dataset, citation: &Citation) -> BTreeSet<Root> {
    let mut roots = BTreeSet::new();
    if let Some(speaker) = &citation.attributed_to {
        roots.insert(Root::Speaker(speaker.split_whitespace().collect::<Vec<_>>().join(" ")));
    } else if citation.derives_from.is_empty() {
        source_roots(dataset, &citation.source, &mut BTreeSet::new(), &mut roots);
    } else {
        for source in &citation.derives_from {
            source_roots(dataset, source, &mut BTreeSet::new(), &mut roots);
        }
    }
    roots
}

fn source_roots<'a>(dataset: &'a Dataset, id: &'a str, seen: &mut BTreeSet<&'a str>, roots: &mut BTreeSet<Root>) {
    if !seen.insert(id) {
        return;
    }
    let derives_from = dataset.sources.get(id).map_or(&[][..], |source| &source.custom.derives_from);
    if derives_from.is_empty() {
        roots.insert(Root::Source(id.to_owned()));
    }
    for parent in derives_from {
        source_roots(dataset, parent, seen, roots);
    }
}

//! Counting independent witnesses: two rewrites of one agency story are one witness.

use std::collections::{BTreeMap, BTreeSet};

use super::{Sources, Witness};
use crate::model::Citation;

/// The origin of a citation. Sources sort before speakers.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Root {
    /// The id of a source that derives from no other.
    Source(String),
    /// The name of a quoted speaker, white space folded.
    Speaker(String),
}

/// The independent witnesses behind `citations`, sources first, each with the citations that lead to it.
///
/// The root of a citation is the speaker it names, else the roots of what it derives from, else those of its source.
pub fn witnesses(sources: &Sources, citations: &[Citation]) -> Vec<Witness> {
    let mut witnesses: BTreeMap<Root, Vec<usize>> = BTreeMap::new();
    for (index, citation) in citations.iter().enumerate() {
        for root in roots(sources, citation) {
            witnesses.entry(root).or_default().push(index);
        }
    }
    let witness = |(Root::Source(root) | Root::Speaker(root), citations)| Witness { root, citations };
    witnesses.into_iter().map(witness).collect()
}

fn roots(sources: &Sources, citation: &Citation) -> BTreeSet<Root> {
    let mut roots = BTreeSet::new();
    if let Some(speaker) = &citation.attributed_to {
        roots.insert(Root::Speaker(speaker.split_whitespace().collect::<Vec<_>>().join(" ")));
    } else if citation.derives_from.is_empty() {
        source_roots(sources, &citation.source, &mut BTreeSet::new(), &mut roots);
    } else {
        for source in &citation.derives_from {
            source_roots(sources, source, &mut BTreeSet::new(), &mut roots);
        }
    }
    roots
}

fn source_roots<'a>(sources: &'a Sources, id: &'a str, seen: &mut BTreeSet<&'a str>, roots: &mut BTreeSet<Root>) {
    if !seen.insert(id) {
        return;
    }
    let derives_from = sources.get(id).map_or(&[][..], |source| &source.custom.derives_from);
    if derives_from.is_empty() {
        roots.insert(Root::Source(id.to_owned()));
    }
    for parent in derives_from {
        source_roots(sources, parent, seen, roots);
    }
}

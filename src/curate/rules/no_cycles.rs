//! No record is its own ancestor.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    curate::report::Findings,
    dataset::{Record, Tree, TreeFile},
    model::{Id, RecordKind},
};

/// A record or mineral: its kind and its id.
type Node<'a> = (RecordKind, &'a str);

/// For each record or mineral, the field with its references and what they lead to.
type Steps<'a> = BTreeMap<Node<'a>, (&'a TreeFile, String, Vec<Node<'a>>)>;

pub(super) fn check<'a>(tree: &'a Tree, findings: &mut Findings) {
    let mut steps = Steps::new();
    for (file, record) in tree.records() {
        let mut add = |kind, id: &'a str, pointer: &str, next: &'a [Id]| {
            let next = next.iter().map(|id| (kind, id.as_str())).collect();
            steps.insert((kind, id), (file, pointer.to_owned(), next));
        };
        match record {
            Record::Source(it) => add(RecordKind::Source, &it.id, "/custom/derives_from", &it.custom.derives_from),
            Record::Organization(it) => add(RecordKind::Organization, &it.id, "/parent", it.parent.as_slice()),
            Record::Site(it) => add(RecordKind::Site, &it.id, "/properties/part_of", &it.properties.part_of),
            Record::Minerals(vocabulary) => {
                for (index, it) in vocabulary.minerals.iter().enumerate() {
                    add(RecordKind::Mineral, &it.id, &format!("/minerals/{index}/broader"), &it.broader);
                }
            }
            _ => {}
        }
    }
    for cycle in cycles(&steps) {
        let Some(first @ (kind, _)) = cycle.first() else { continue };
        let verb = match kind {
            RecordKind::Source => " derives from ",
            RecordKind::Organization => " belongs to ",
            RecordKind::Mineral => " is narrower than ",
            _ => " is part of ",
        };
        let (file, pointer, _) = &steps[first];
        let ids: Vec<&str> = cycle.iter().chain([first]).map(|(_, id)| *id).collect();
        findings.add(file, pointer, ids.join(verb), "remove one of these links");
    }
}

/// One cycle for each group of ids that refer to each other, starting at its first id.
fn cycles<'a>(steps: &Steps<'a>) -> BTreeSet<Vec<Node<'a>>> {
    let remaining = without_ends(steps);
    let mut walked = BTreeSet::new();
    let mut cycles = BTreeSet::new();
    for &start in &remaining {
        let mut way = Vec::new();
        let mut here = start;
        while walked.insert(here) {
            way.push(here);
            match steps[&here].2.iter().find(|next| remaining.contains(*next)) {
                Some(next) => here = *next,
                None => break,
            }
        }
        if let Some(from) = way.iter().position(|id| *id == here) {
            let mut cycle = way.split_off(from);
            let least = (0..cycle.len()).min_by_key(|&index| cycle[index]).unwrap_or(0);
            cycle.rotate_left(least);
            cycles.insert(cycle);
        }
    }
    cycles
}

/// The ids that are on a cycle or lead to one: those left after ids without references to others that are left are
/// removed again and again.
fn without_ends<'a>(steps: &Steps<'a>) -> BTreeSet<Node<'a>> {
    let mut left: BTreeSet<Node<'_>> = steps.keys().copied().collect();
    loop {
        let before = left.clone();
        left.retain(|id| steps[id].2.iter().any(|next| before.contains(next)));
        if left.len() == before.len() {
            return left;
        }
    }
}

//! No record is its own ancestor.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    curate::report::Findings,
    dataset::{Record, Tree, TreeFile},
};

/// For each id, where it is stated and the ids that it refers to.
type Steps<'a> = BTreeMap<&'a str, (&'a TreeFile, String, Vec<&'a str>)>;

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let [mut sources, mut organizations, mut sites, mut minerals] = [(); 4].map(|()| Steps::new());
    for (file, record) in tree.records() {
        match record {
            Record::Source(source) => {
                let next = strs(&source.custom.derives_from);
                sources.insert(&source.id, (file, "/custom/derives_from".to_owned(), next));
            }
            Record::Organization(organization) => {
                let next = organization.parent.iter().map(String::as_str).collect();
                organizations.insert(&organization.id, (file, "/parent".to_owned(), next));
            }
            Record::Site(site) => {
                let next = strs(&site.properties.part_of);
                sites.insert(&site.id, (file, "/properties/part_of".to_owned(), next));
            }
            Record::Minerals(vocabulary) => {
                for (index, mineral) in vocabulary.minerals.iter().enumerate() {
                    let pointer = format!("/minerals/{index}/broader");
                    minerals.insert(&mineral.id, (file, pointer, strs(&mineral.broader)));
                }
            }
            _ => {}
        }
    }
    report(&sources, "derives from", findings);
    report(&organizations, "belongs to", findings);
    report(&sites, "is part of", findings);
    report(&minerals, "is narrower than", findings);
}

fn strs(ids: &[String]) -> Vec<&str> {
    ids.iter().map(String::as_str).collect()
}

fn report(steps: &Steps, verb: &str, findings: &mut Findings) {
    for cycle in cycles(steps) {
        let Some((file, pointer, _)) = cycle.first().and_then(|id| steps.get(id)) else { continue };
        let way: Vec<&str> = cycle.iter().chain(cycle.first()).copied().collect();
        findings.add(file, pointer, way.join(&format!(" {verb} ")), "remove one of these links");
    }
}

/// One cycle for each group of ids that refer to each other, starting at its first id.
fn cycles<'a>(steps: &Steps<'a>) -> BTreeSet<Vec<&'a str>> {
    let knot = knot(steps);
    let mut walked = BTreeSet::new();
    let mut cycles = BTreeSet::new();
    for &start in &knot {
        let mut way = Vec::new();
        let mut here = start;
        while walked.insert(here) {
            way.push(here);
            match steps[here].2.iter().find(|next| knot.contains(**next)) {
                Some(next) => here = next,
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
fn knot<'a>(steps: &Steps<'a>) -> BTreeSet<&'a str> {
    let mut left: BTreeSet<&str> = steps.keys().copied().collect();
    loop {
        let before = left.clone();
        left.retain(|id| steps[id].2.iter().any(|next| before.contains(next)));
        if left.len() == before.len() {
            return left;
        }
    }
}

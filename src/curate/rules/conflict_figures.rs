//! The figures of a conflict are compared on each run, so that a correction on one side is not missed on the other.

use std::collections::BTreeMap;

use crate::{
    curate::{claims::claims, report::Findings},
    dataset::Tree,
    model::{
        Claim,
        claim::{Conflict, Figures},
    },
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let by_id: BTreeMap<(&str, &str), &Claim> = tree
        .records()
        .filter_map(|(_, record)| Some((record.id()?, record)))
        .flat_map(|(record_id, record)| {
            claims(record).filter_map(move |(_, claim)| Some(((record_id, claim.common().id?), claim)))
        })
        .collect();
    for (file, record) in tree.records() {
        for (pointer, claim) in claims(record) {
            for (index, conflict) in claim.common().conflicts_with.iter().enumerate() {
                let Some(other) = by_id.get(&(conflict.record.as_str(), conflict.claim.as_str())) else { continue };
                if let Some((problem, hint)) = mistake(conflict, claim, other) {
                    findings.add(file, &format!("{pointer}/conflicts_with/{index}"), problem, hint);
                }
            }
        }
    }
}

fn mistake(conflict: &Conflict, here: &Claim, there: &Claim) -> Option<(String, String)> {
    let there = there.figures();
    let pair = here.figures().into_iter().find_map(|(here, unit)| {
        let (there, _) = there.iter().find(|(_, other)| *other == unit)?;
        Some((here, *there, unit))
    });
    #[expect(clippy::float_cmp, reason = "the same figure written twice is equal to the last digit")]
    match (conflict.figures, pair) {
        (None, None) => None,
        (Some(_), None) => Some((
            "`figures` is given, but the two claims state no figures in the same unit".to_owned(),
            "remove `figures`, and explain the contradiction in `why`".to_owned(),
        )),
        (None, Some((here, there, unit))) => Some((
            format!("`figures` is missing: {here} {unit} here, {there} {unit} there"),
            format!("write \"figures\": \"{}\"", if here == there { Figures::Equal } else { Figures::Differ }),
        )),
        (Some(said), Some((here, there, unit))) => ((said == Figures::Equal) != (here == there)).then(|| {
            let problem = format!("`figures` says {said}, but there are {here} {unit} here and {there} {unit} there");
            (problem, "check both sources and correct the figure or the conflict".to_owned())
        }),
    }
}

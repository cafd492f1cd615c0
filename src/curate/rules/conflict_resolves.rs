//! A conflict points to an existing claim.

use std::collections::BTreeMap;

use crate::{
    curate::{claims::claims, known::nearest, report::Findings},
    dataset::{Record, Tree},
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let records: BTreeMap<&str, &Record> = tree
        .records()
        .filter(|(_, record)| !matches!(record, Record::Source(_)))
        .filter_map(|(_, record)| Some((record.id()?, record)))
        .collect();
    for (file, record) in tree.records() {
        for (pointer, claim) in claims(record) {
            for (index, conflict) in claim.common().conflicts_with.iter().enumerate() {
                let pointer = format!("{pointer}/conflicts_with/{index}");
                let id = conflict.record.as_str();
                let Some(other) = records.get(id) else {
                    let hint = match nearest(id, records.keys().copied()) {
                        Some(near) => format!("did you mean {near:?}?"),
                        None => "name a site, an agreement, an organization or a country".to_owned(),
                    };
                    findings.add(file, &format!("{pointer}/record"), format!("there is no record {id:?}"), hint);
                    continue;
                };
                if record.id() == Some(id) {
                    let hint = "remove it: rival claims within a record are found automatically";
                    findings.add(file, &format!("{pointer}/record"), "a conflict with its own record", hint);
                } else if !claims(other).any(|(pointer, _)| pointer == conflict.claim) {
                    let (list, claims) = other.claims();
                    let problem = format!("{:?} does not point to a claim of {id}", conflict.claim);
                    let hint = match claims.len() {
                        0 => format!("{id} has no claims: choose another record"),
                        count => format!("write {list}/N, with N from 0 to {}", count - 1),
                    };
                    findings.add(file, &format!("{pointer}/claim"), problem, hint);
                }
            }
        }
    }
}

//! A conflict points to an existing claim.

use std::collections::BTreeMap;

use crate::{
    curate::{claims::claims, known::nearest, report::Findings},
    dataset::{Record, Tree},
    model::claim::claim_ids,
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
                    continue;
                }
                let ids = claim_ids(other.claims().1);
                if !ids.contains(&conflict.claim) {
                    let problem = format!("{id} has no claim {:?}", conflict.claim);
                    let hint = match nearest(&conflict.claim, ids.iter().map(String::as_str)) {
                        Some(near) => format!("did you mean {near:?}?"),
                        None if ids.is_empty() => format!("{id} has no claims: choose another record"),
                        None => format!("choose one of {}", ids.join(", ")),
                    };
                    findings.add(file, &format!("{pointer}/claim"), problem, hint);
                }
            }
        }
    }
}

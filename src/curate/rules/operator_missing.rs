//! Every site has an operator, or states where one was searched for.

use std::collections::BTreeSet;

use crate::{
    curate::{
        claims::claims,
        report::{Findings, counted},
    },
    dataset::{Record, Tree},
    model::{Claim, name::Searched, site::Kind},
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        let Record::Site(site) = record else { continue };
        let has_operator = claims(record).any(|(_, claim)| matches!(claim, Claim::Operator(_)) && !claim.is_rejected());
        if site.properties.kind == Kind::Region || has_operator {
            continue;
        }
        let looked: Vec<&Searched> =
            site.properties.searched.iter().filter(|searched| is_for_operator(searched)).collect();
        let places: BTreeSet<&str> =
            looked.iter().flat_map(|looked| looked.places.iter().map(String::as_str)).collect();
        if places.is_empty() {
            let hint = "add an operator claim, or say in `searched` where you looked for one";
            findings.add(file, "/properties/claims", "no operator, and no search is recorded", hint);
        } else {
            let problem = format!("no operator found in {} searched", counted(places.len(), "source"));
            findings.add(file, "/properties/searched", problem, "search further sources");
        }
    }
}

/// `what` is free text; a search for the operator contains that word.
fn is_for_operator(searched: &Searched) -> bool {
    searched.what.to_lowercase().contains("operator")
}

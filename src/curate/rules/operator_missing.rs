//! Who works a site is the first thing that is asked of it.

use std::collections::BTreeSet;

use super::{Findings, Rule, Severity};
use crate::{
    curate::{claims::claims, report::counted},
    dataset::{Record, Tree},
    model::{Claim, name::Searched, site::Kind},
};

pub(super) const RULE: Rule = Rule {
    name: "operator-missing",
    severity: Severity::Warning,
    about: "A site that is no region has an operator, or says in `searched` where none was found",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
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
            let repair = "cite who works it, or say in `searched` where the operator was looked for";
            findings.add(file, "/properties/claims", "no operator, and nothing was searched", repair);
        } else {
            let problem = format!("no operator: searched and not found in {}", counted(places.len(), "source"));
            findings.add(file, "/properties/searched", problem, "look where else it may stand");
        }
    }
}

/// `what` is in free words; the operator is called that in all of them.
fn is_for_operator(searched: &Searched) -> bool {
    searched.what.to_lowercase().contains("operator")
}

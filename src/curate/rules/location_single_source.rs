//! A place that one witness gives is a place to look at again.

use super::{Findings, Rule, Severity};
use crate::{
    curate::witness::Witnesses,
    dataset::{Record, Tree},
    model::claim::LocationBasis,
};

pub(super) const RULE: Rule = Rule {
    name: "location-single-source",
    severity: Severity::Warning,
    about: "A site's accepted location has two witnesses or more; two rewrites of one story are one, and what we inferred has none",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    let witnesses = Witnesses::new(tree);
    for (file, record) in tree.records() {
        let Record::Site(site) = record else { continue };
        let Some((index, location)) = site.properties.accepted_location() else { continue };
        let pointer = format!("/properties/claims/{index}/cite");
        let roots = witnesses.roots(&location.cite);
        if location.basis == Some(LocationBasis::Inferred) {
            findings.add(file, &pointer, "inferred: no witness places it", "cite who places it");
        } else if let Some(root) = roots.first().filter(|_| roots.len() == 1) {
            findings.add(file, &pointer, format!("placed by {root} alone"), "cite a second, independent witness");
        }
    }
}

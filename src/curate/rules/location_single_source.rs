//! A place that one witness gives is a place to look at again.

use super::{Findings, Rule, Severity};
use crate::{
    dataset::{Record, Tree},
    evidence::witnesses,
    model::claim::LocationBasis,
};

pub(super) const RULE: Rule = Rule {
    name: "location-single-source",
    severity: Severity::Warning,
    about: "A site's accepted location has two witnesses or more; two rewrites of one story are one, and what we inferred has none",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    let sources = tree.sources();
    for (file, record) in tree.records() {
        let Record::Site(site) = record else { continue };
        let Some((index, location)) = site.properties.accepted_location() else { continue };
        let pointer = format!("/properties/claims/{index}/cite");
        if location.basis == Some(LocationBasis::Inferred) {
            findings.add(file, &pointer, "inferred: no witness places it", "cite who places it");
        } else if let [only] = witnesses(&sources, &location.cite).as_slice() {
            let problem = format!("placed by {} alone", only.root);
            findings.add(file, &pointer, problem, "cite a second, independent witness");
        }
    }
}

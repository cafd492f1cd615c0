//! A location with a single witness needs another source.

use crate::{
    curate::report::Findings,
    dataset::{Record, Tree},
    evidence::witnesses,
    model::claim::LocationBasis,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let sources = tree.sources();
    for (file, record) in tree.records() {
        let Record::Site(site) = record else { continue };
        let Some((index, location)) = site.properties.accepted_location() else { continue };
        let pointer = format!("/properties/claims/{index}/cite");
        if location.basis == Some(LocationBasis::Inferred) {
            findings.add(
                file,
                &pointer,
                "the location is inferred and has no witness",
                "cite a source that states the location",
            );
        } else if let [only] = witnesses(&sources, &location.cite).as_slice() {
            let problem = format!("{} is the only witness of the location", only.root);
            findings.add(file, &pointer, problem, "cite a second, independent witness");
        }
    }
}

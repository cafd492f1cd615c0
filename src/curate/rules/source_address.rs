//! A source can be reached.

use crate::{
    curate::report::Findings,
    dataset::{Record, Tree},
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        let Record::Source(source) = record else { continue };
        if source.url.is_none() && source.doi.is_none() && source.archive.is_none() {
            let problem = format!("no URL, DOI or archived copy of {:?}", source.title);
            findings.add(file, "/title", problem, "look it up; leave it out if it is unknown, and never guess");
        }
    }
}

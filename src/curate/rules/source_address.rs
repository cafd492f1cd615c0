//! A reader should get from a source's record to the source.

use super::{Findings, Rule, Severity};
use crate::dataset::{Record, Tree};

pub(super) const RULE: Rule = Rule {
    name: "source-address",
    severity: Severity::Warning,
    about: "A source has an address: a URL, a DOI, or that of an archived copy",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        let Record::Source(source) = record else { continue };
        if source.url.is_none() && source.doi.is_none() && source.archive.is_none() {
            let problem = format!("no address of {:?}", source.title);
            findings.add(
                file,
                "/title",
                problem,
                "look its address up; one that is not known is left out, never made up",
            );
        }
    }
}

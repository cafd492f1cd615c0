//! An outline ends where it began.

use super::{Findings, Rule, Severity};
use crate::{curate::places::places, dataset::Tree};

pub(super) const RULE: Rule = Rule {
    name: "ring-closed",
    severity: Severity::Error,
    about: "A ring has four positions or more, and its last is its first (RFC 7946)",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for place in places(record) {
            let rings = place.rings();
            for (pointer, _, ring) in &rings {
                if ring.len() < 4 {
                    let problem = format!("a ring of {} positions", ring.len());
                    findings.add(file, pointer, problem, "give three corners and the first one again");
                } else if ring.first() != ring.last() {
                    findings.add(file, pointer, "a ring that is not closed", "repeat the first position at the end");
                }
            }
            if rings.is_empty() && place.geometry.positions().next().is_none() {
                findings.add(file, &place.coordinates, "an outline without rings", "give its rings");
            }
        }
    }
}

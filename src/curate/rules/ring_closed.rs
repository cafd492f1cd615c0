//! Rings are closed.

use crate::{
    curate::{geometries::geometries, report::Findings},
    dataset::Tree,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for entry in geometries(record) {
            let rings = entry.rings();
            for (pointer, _, ring) in &rings {
                if ring.len() < 4 {
                    let problem = format!("a ring with {} positions", ring.len());
                    findings.add(file, pointer, problem, "write at least three corners, then the first one again");
                } else if ring.first() != ring.last() {
                    findings.add(file, pointer, "the ring is not closed", "repeat the first position at the end");
                }
            }
            if rings.is_empty() && entry.geometry.positions().next().is_none() {
                findings.add(file, &entry.coordinates, "an outline without rings", "add its rings");
            }
        }
    }
}

//! A location claim states one location.

use super::{Findings, Rule, Severity};
use crate::{curate::places::locations, dataset::Tree, model::Geometry};

pub(super) const RULE: Rule = Rule {
    name: "location-stated",
    severity: Severity::Error,
    about: "A location claim gives either coordinates or an outline, and an outline is no Point",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for (pointer, location) in locations(record) {
            match (location.coordinates, &location.outline) {
                (None, None) => {
                    findings.add(file, &pointer, "a location that is nowhere", "give `coordinates` or an `outline`");
                }
                (Some(_), Some(_)) => {
                    let repair = "give two claims, each with its own citations";
                    findings.add(
                        file,
                        &format!("{pointer}/outline"),
                        "coordinates and an outline in one claim",
                        repair,
                    );
                }
                (None, Some(Geometry::Point { .. })) => {
                    let repair = "write it as `coordinates`";
                    findings.add(file, &format!("{pointer}/outline"), "an outline that is a Point", repair);
                }
                _ => {}
            }
        }
    }
}

//! A location claim states exactly one location.

use crate::{
    curate::{geometries::locations, report::Findings},
    dataset::Tree,
    model::Geometry,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for (pointer, location) in locations(record) {
            match (location.coordinates, &location.outline) {
                (None, None) => {
                    findings.add(
                        file,
                        &pointer,
                        "the location has neither coordinates nor an outline",
                        "add `coordinates` or `outline`",
                    );
                }
                (Some(_), Some(_)) => {
                    let hint = "write two claims, each with its own citations";
                    findings.add(file, &format!("{pointer}/outline"), "coordinates and an outline in one claim", hint);
                }
                (None, Some(Geometry::Point { .. })) => {
                    let hint = "write it as `coordinates`";
                    findings.add(file, &format!("{pointer}/outline"), "an outline that is a Point", hint);
                }
                _ => {}
            }
        }
    }
}

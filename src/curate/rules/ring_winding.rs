//! Rings have the winding order of `GeoJSON`.

use crate::{
    curate::{places::places, report::Findings},
    dataset::Tree,
    model::Position,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for place in places(record) {
            for (pointer, is_exterior, ring) in place.rings() {
                let area = doubled_area(ring);
                let wrong = if is_exterior { area < 0.0 } else { area > 0.0 };
                if wrong {
                    let problem = if is_exterior { "a clockwise exterior ring" } else { "a counter-clockwise hole" };
                    findings.add(file, &pointer, problem, "reverse the order of its positions");
                }
            }
        }
    }
}

/// Twice the signed area in square degrees: positive for a counter-clockwise ring.
fn doubled_area(ring: &[Position]) -> f64 {
    let Some(&[x0, y0]) = ring.first() else { return 0.0 };
    ring.windows(2).map(|pair| (pair[0][0] - x0) * (pair[1][1] - y0) - (pair[1][0] - x0) * (pair[0][1] - y0)).sum()
}

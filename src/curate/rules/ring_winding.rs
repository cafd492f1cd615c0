//! Rings have the winding order of `GeoJSON`.

use geo::{LineString, Winding, winding_order::WindingOrder};

use crate::{
    curate::{geometries::geometries, report::Findings},
    dataset::Tree,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for entry in geometries(record) {
            for (pointer, is_exterior, ring) in entry.rings() {
                let wrong = if is_exterior { WindingOrder::Clockwise } else { WindingOrder::CounterClockwise };
                if LineString::from(ring.clone()).winding_order() == Some(wrong) {
                    let problem = if is_exterior { "a clockwise exterior ring" } else { "a counter-clockwise hole" };
                    findings.add(file, &pointer, problem, "reverse the order of its positions");
                }
            }
        }
    }
}

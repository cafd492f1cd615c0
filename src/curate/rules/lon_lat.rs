//! Longitude comes first, and both coordinates are in range.

use geo::{Intersects, Point};

use crate::{
    curate::{geometries::geometries, outlines::Outlines, report::Findings},
    dataset::{Record, Tree},
    model::Position,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let outlines = Outlines::new(tree);
    for (file, record) in tree.records() {
        let country = match record {
            Record::Site(site) => outlines.country(&site.properties.country),
            _ => None,
        };
        let is_swapped = |[lon, lat]: Position| {
            country
                .is_some_and(|area| !area.intersects(&Point::new(lon, lat)) && area.intersects(&Point::new(lat, lon)))
        };
        for entry in geometries(record) {
            let mut positions = entry.geometry.positions().copied();
            // The first one is enough: the others of an outline are usually wrong in the same way.
            let Some([lon, lat]) = positions.find(|&position| !is_on_globe(position) || is_swapped(position)) else {
                continue;
            };
            let (problem, hint) = if is_swapped([lon, lat]) || is_on_globe([lat, lon]) {
                (format!("[{lon}, {lat}] has the latitude first"), "write the longitude first")
            } else {
                (format!("[{lon}, {lat}] is out of range"), "write degrees: longitude, then latitude")
            };
            findings.add(file, &entry.coordinates, problem, hint);
        }
    }
}

/// Whether longitude and latitude are in range.
pub(super) fn is_on_globe([lon, lat]: Position) -> bool {
    (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)
}

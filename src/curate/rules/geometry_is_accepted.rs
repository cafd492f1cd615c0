//! The geometry of a site is its accepted location.

use crate::{
    curate::report::Findings,
    dataset::{Record, Tree},
    model::Geometry,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        let Record::Site(site) = record else { continue };
        let geometry = site.geometry.as_ref();
        match site.properties.location_candidates().as_slice() {
            [] if geometry.is_some() => {
                let problem = "no location claim supports the geometry";
                findings.add(file, "/geometry", problem, "add the location as a cited claim, or write null");
            }
            [(index, location)] if location.geometry().as_ref() != geometry => {
                let problem =
                    format!("the geometry differs from the accepted location, claim {index} (counted from 0)");
                let hint = match location.geometry() {
                    Some(Geometry::Point { coordinates: [lon, lat] }) => {
                        format!("write {{ \"type\": \"Point\", \"coordinates\": [{lon}, {lat}] }}")
                    }
                    Some(_) => "copy the outline of the claim".to_owned(),
                    None => "write null, or correct the claim".to_owned(),
                };
                findings.add(file, "/geometry", problem, hint);
            }
            [] | [_] => {}
            [_, (index, _), ..] => {
                let hint = "accept one of them, or reject all but one, and give the reason";
                let pointer = format!("/properties/claims/{index}");
                findings.add(file, &pointer, "several locations, and none is accepted", hint);
            }
        }
    }
}

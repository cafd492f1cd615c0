//! The map shows the location that the claims establish.

use super::{Findings, Rule, Severity};
use crate::{
    dataset::{Record, Tree},
    model::Geometry,
};

pub(super) const RULE: Rule = Rule {
    name: "geometry-is-accepted",
    severity: Severity::Error,
    about: "A site's geometry is its accepted location, else its only one that is not rejected, else null",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        let Record::Site(site) = record else { continue };
        let geometry = site.geometry.as_ref();
        match site.properties.location_candidates().as_slice() {
            [] if geometry.is_some() => {
                let problem = "a geometry that no location claim establishes";
                findings.add(file, "/geometry", problem, "add the location as a cited claim, or write null");
            }
            [(index, location)] if location.geometry().as_ref() != geometry => {
                let problem = format!("the geometry is not that of the accepted location, claim {index} (from 0)");
                let repair = match location.geometry() {
                    Some(Geometry::Point { coordinates: [lon, lat] }) => {
                        format!("write {{ \"type\": \"Point\", \"coordinates\": [{lon}, {lat}] }}")
                    }
                    Some(_) => "copy the claim's outline".to_owned(),
                    None => "write null, or mend the claim".to_owned(),
                };
                findings.add(file, "/geometry", problem, repair);
            }
            [] | [_] => {}
            [_, (index, _), ..] => {
                let repair = "judge one accepted, or all but one rejected, and say why";
                let pointer = format!("/properties/claims/{index}");
                findings.add(file, &pointer, "more than one location, and none preferred", repair);
            }
        }
    }
}

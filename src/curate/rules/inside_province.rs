//! A site is in its province.

use super::lon_lat::is_on_globe;
use crate::{
    curate::{
        known::nearest,
        outlines::{Outlines, representative},
        report::Findings,
    },
    dataset::{Record, Tree},
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let outlines = Outlines::new(tree);
    for (file, record) in tree.records() {
        let Record::Site(site) = record else { continue };
        let Some(province) = &site.properties.province else { continue };
        let Some(outline) = outlines.get(province) else {
            // Nothing to check in a dataset without outlines.
            let mut known = outlines.provinces(&site.properties.country).peekable();
            if known.peek().is_some() {
                let hint = match nearest(province, known) {
                    Some(near) => format!("did you mean {near:?}? Otherwise add its outline to boundaries/"),
                    None => "add its outline to boundaries/".to_owned(),
                };
                findings.add(file, "/properties/province", format!("no outline for {province}"), hint);
            }
            continue;
        };
        let Some((_, location)) = site.properties.accepted_location() else { continue };
        let Some(position) = location.geometry().as_ref().and_then(representative) else { continue };
        if !is_on_globe(position) {
            continue;
        }
        let metres = outline.metres_to(position);
        if metres > f64::from(location.uncertainty_m.unwrap_or(0)) {
            let problem = format!("the location is {:.1} km outside {} ({province})", metres / 1000.0, outline.name);
            let hint = match outlines.around(position) {
                Some((code, around)) => {
                    format!("it is in {} ({code}): correct the province or the location", around.name)
                }
                None => "correct the province, the location or `uncertainty_m`".to_owned(),
            };
            findings.add(file, "/properties/province", problem, hint);
        }
    }
}

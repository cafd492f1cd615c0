//! A site lies where it is said to lie.

use super::{Findings, Rule, Severity, lon_lat::is_on_globe};
use crate::{
    curate::{
        known::nearest,
        outlines::{Outlines, standing_for},
    },
    dataset::{Record, Tree},
};

pub(super) const RULE: Rule = Rule {
    name: "inside-province",
    severity: Severity::Error,
    about: "A site's accepted location lies in its province, or within its uncertainty of it; an outline by a position inside it",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    let outlines = Outlines::new(tree);
    for (file, record) in tree.records() {
        let Record::Site(site) = record else { continue };
        let Some(province) = &site.properties.province else { continue };
        let Some(outline) = outlines.get(province) else {
            // A dataset without outlines has nothing to check against.
            let mut known = outlines.provinces(&site.properties.country).peekable();
            if known.peek().is_some() {
                let repair = match nearest(province, known) {
                    Some(near) => format!("did you mean {near:?}? else add its outline to boundaries/"),
                    None => "add its outline to boundaries/".to_owned(),
                };
                findings.add(file, "/properties/province", format!("no outline of {province}"), repair);
            }
            continue;
        };
        let Some((_, location)) = site.properties.accepted_location() else { continue };
        let Some(position) = location.geometry().as_ref().and_then(standing_for) else { continue };
        if !is_on_globe(position) {
            continue;
        }
        let metres = outline.metres_to(position);
        if metres > f64::from(location.uncertainty_m.unwrap_or(0)) {
            let problem = format!("it lies {:.1} km outside {} ({province})", metres / 1000.0, outline.name);
            let repair = match outlines.around(position) {
                Some((code, around)) => {
                    format!("it lies in {} ({code}): mend the province or the location", around.name)
                }
                None => "mend the province or the location, or state the true `uncertainty_m`".to_owned(),
            };
            findings.add(file, "/properties/province", problem, repair);
        }
    }
}

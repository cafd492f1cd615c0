//! No position pretends to be finer than it is.

use super::{Findings, Rule, Severity};
use crate::{
    curate::{
        canonical::{MOST_DECIMALS, decimals, places as digits},
        places::places,
    },
    dataset::{Record, Tree},
};

pub(super) const RULE: Rule = Rule {
    name: "decimals",
    severity: Severity::Format,
    about: "A position has no more decimals than its uncertainty earns: the fewest d with 111 km / 10^d ≤ uncertainty / 10",
    check,
};

fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        if matches!(record, Record::Boundaries(_)) {
            continue;
        }
        for place in places(record) {
            let most = decimals(place.uncertainty_m).unwrap_or(MOST_DECIMALS);
            let degrees = place.geometry.positions().flatten();
            let has = degrees.map(|degree| digits(&degree.to_string())).max().unwrap_or(0);
            if has > most {
                let why = match place.uncertainty_m {
                    Some(metres) => format!("an uncertainty of {metres} m earns {most}"),
                    None => format!("without an uncertainty there are {most} at most"),
                };
                let repair = "run `oreatlas fix`, which rounds, or state the true `uncertainty_m`";
                findings.add(file, &place.coordinates, format!("{has} decimals, and {why}"), repair);
            }
        }
    }
}

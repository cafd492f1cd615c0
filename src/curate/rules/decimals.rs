//! Positions are not more precise than their uncertainty.

use crate::{
    curate::{
        canonical::{MOST_DECIMALS, places as digits},
        geometries::geometries,
        report::Findings,
    },
    dataset::{Record, Tree},
    model::geometry::decimals,
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        if matches!(record, Record::Boundaries(_)) {
            continue;
        }
        for entry in geometries(record) {
            let most = decimals(entry.uncertainty_m).unwrap_or(MOST_DECIMALS);
            let degrees = entry.geometry.positions().flatten();
            let has = degrees.map(|degree| digits(&degree.to_string())).max().unwrap_or(0);
            if has > most {
                let why = match entry.uncertainty_m {
                    Some(metres) => format!("an uncertainty of {metres} m justifies {most}"),
                    None => format!("without an uncertainty at most {most} are allowed"),
                };
                let hint = "run `oreatlas fix` to round it, or correct `uncertainty_m`";
                findings.add(file, &entry.coordinates, format!("{has} decimals: {why}"), hint);
            }
        }
    }
}

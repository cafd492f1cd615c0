//! A status is recent.

use crate::{
    curate::{claims::claims, report::Findings},
    dataset::{Record, Tree},
    evidence::{CURRENT_MONTHS, is_outdated, last_reported},
    model::{Claim, Date, claim::Status},
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let Some(today) = findings.today else { return };
    let sources = tree.sources();
    for (file, record) in tree.records() {
        let Record::Site(_) = record else { continue };
        let newest = claims(record)
            .filter(|(_, claim)| !claim.is_rejected())
            .filter_map(|(pointer, claim)| match claim {
                Claim::Status(status) if status.until.is_none_or(|until| until.last() >= today) => {
                    Some((last_reported(&sources, claim), pointer, status.status))
                }
                _ => None,
            })
            .max_by_key(|(reported, _, _)| reported.map(Date::last));
        let Some((reported, pointer, status)) = newest.filter(|(_, _, status)| *status != Status::Historic) else {
            continue;
        };
        let pointer = format!("{pointer}/status");
        match reported {
            None => {
                findings.add(
                    file,
                    &pointer,
                    format!("the status {status} has no date"),
                    "add `as_of`, or the date of its source",
                );
            }
            Some(date) if is_outdated(date, today) => {
                let hint = format!("look for a source from the {CURRENT_MONTHS} months before {today}");
                findings.add(file, &pointer, format!("the status {status} was last confirmed for {date}"), hint);
            }
            Some(_) => {}
        }
    }
}

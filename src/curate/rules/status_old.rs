//! A status is recent.

use jiff::ToSpan;

use crate::{
    curate::{claims::claims, report::Findings},
    dataset::{Record, Tree},
    evidence::newest_source,
    model::{
        Claim, Date,
        claim::{Status, StatusClaim},
    },
};

const MONTHS: i32 = 18;

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let Some(today) = findings.today else { return };
    let Ok(oldest) = today.checked_sub(MONTHS.months()) else { return };
    let sources = tree.sources();
    for (file, record) in tree.records() {
        let Record::Site(_) = record else { continue };
        // The last date on which it is known to be true.
        let last_known =
            |claim: &StatusClaim| claim.as_of.or_else(|| newest_source(&sources, &claim.cite)).or(claim.from);
        let newest = claims(record)
            .filter(|(_, claim)| !claim.is_rejected())
            .filter_map(|(pointer, claim)| match claim {
                Claim::Status(status) if status.until.is_none_or(|until| until.last() >= today) => {
                    Some((last_known(status), pointer, status.status))
                }
                _ => None,
            })
            .max_by_key(|(last_known, _, _)| last_known.map(Date::last));
        let Some((last_known, pointer, status)) = newest.filter(|(_, _, status)| *status != Status::Historic) else {
            continue;
        };
        let pointer = format!("{pointer}/status");
        match last_known {
            None => {
                findings.add(
                    file,
                    &pointer,
                    format!("the status {status} has no date"),
                    "add `as_of`, or the date of its source",
                );
            }
            Some(date) if date.last() < oldest => {
                let hint = format!("look for a source from the {MONTHS} months before {today}");
                findings.add(file, &pointer, format!("the status {status} was last confirmed for {date}"), hint);
            }
            Some(_) => {}
        }
    }
}

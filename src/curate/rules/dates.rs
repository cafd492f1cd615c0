//! Dates are consistent.

use crate::{
    curate::{claims::claims, report::Findings},
    dataset::{Record, Tree},
    model::{Date, source::CslDate},
};

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    for (file, record) in tree.records() {
        for (pointer, claim) in claims(record) {
            let common = claim.common();
            if common.as_of.is_some() && (common.from.is_some() || common.until.is_some()) {
                let hint = "keep only `as_of` if the source states nothing else, otherwise only `from` and `until`";
                findings.add(file, &format!("{pointer}/as_of"), "`as_of` is combined with `from` or `until`", hint);
            }
            if let Some(problem) = backwards(common.from, common.until) {
                findings.add(file, &format!("{pointer}/until"), problem, HINT);
            }
        }
        match record {
            Record::Source(source) => {
                for (field, date) in [("issued", &source.issued), ("accessed", &source.accessed)] {
                    if date.as_ref().is_some_and(|date| !exists(date)) {
                        let hint = "write [[year]], [[year, month]] or [[year, month, day]], the year with four digits";
                        findings.add(file, &format!("/{field}"), "not a date of the calendar", hint);
                    }
                }
            }
            Record::Minerals(vocabulary) => {
                for (mineral_index, mineral) in vocabulary.minerals.iter().enumerate() {
                    for (index, membership) in mineral.memberships.iter().enumerate() {
                        if let Some(problem) = backwards(Some(membership.from), membership.until) {
                            findings.add(
                                file,
                                &format!("/minerals/{mineral_index}/memberships/{index}/until"),
                                problem,
                                HINT,
                            );
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

const HINT: &str = "swap the two dates, or correct the wrong one";

fn backwards(from: Option<Date>, until: Option<Date>) -> Option<String> {
    let (from, until) = from.zip(until)?;
    from.is_after(until).then(|| format!("it ends ({until}) before it begins ({from})"))
}

fn exists(date: &CslDate) -> bool {
    date.date_parts[0].len() <= 3 && date.date().is_some()
}

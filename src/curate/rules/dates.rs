//! Dates are consistent.

use jiff::{ToSpan, civil};

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
                    let Some(date) = date else { continue };
                    if !exists(date) {
                        let hint = "write [[year]], [[year, month]] or [[year, month, day]], the year with four digits";
                        findings.add(file, &format!("/{field}"), "not a date of the calendar", hint);
                    } else if is_far_ahead(date, findings.today) {
                        let hint = "correct the year";
                        findings.add(file, &format!("/{field}"), "the date is more than a year ahead", hint);
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

/// Whether a source with this date cannot have appeared yet; journals date issues some months ahead.
fn is_far_ahead(date: &CslDate, today: Option<civil::Date>) -> bool {
    let next_year = today.map(|today| today.saturating_add(1.year()));
    date.date().zip(next_year).is_some_and(|(date, next_year)| date.first() > next_year)
}

fn exists(date: &CslDate) -> bool {
    date.date_parts[0].len() <= 3 && date.date().is_some()
}

//! When claims hold: sites share sets of spans, and each set is judged once.

use super::{
    super::{
        temporal::{Days, Relation, days},
        test::Time,
    },
    Scan, by_number,
};
use crate::catalog::{Columns, columns::Span};

pub(super) fn missing(columns: &Columns) -> Scan<'_> {
    by_set(columns, |spans| Some(spans.is_empty()))
}

/// Holds where it holds for any of a site's spans.
pub(super) fn compared(left: Time, relation: Relation, right: Time, columns: &Columns) -> Scan<'_> {
    by_set(columns, |spans| {
        let (a, b) = (of(left, spans), of(right, spans));
        (!spans.is_empty()).then(|| a.iter().any(|&a| b.iter().any(|&b| relation.holds(a, b))))
    })
}

fn of(time: Time, spans: &[Span]) -> Vec<Days> {
    match time {
        Time::Property => spans.iter().map(|&span| days(span)).collect(),
        Time::Literal(literal) => vec![literal],
    }
}

fn by_set(columns: &Columns, answer: impl Fn(&[Span]) -> Option<bool>) -> Scan<'_> {
    let numbers = columns.times.numbers();
    let answers = columns.times.sets().iter().map(|spans| answer(spans)).collect();
    by_number(answers, |nth| numbers[nth] as usize)
}

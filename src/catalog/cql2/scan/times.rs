//! Times: many rows share a set of spans, and each set is tested once.

use super::{
    super::{
        source::Source,
        temporal::{Days, Relation, days},
        test::Time,
    },
    Scan, by_number,
};
use crate::catalog::columns::Span;

/// Holds if it holds for any claim of the row; both operands refer to the same claim.
pub(super) fn compared(left: Time, relation: Relation, right: Time, source: &dyn Source) -> Scan<'_> {
    by_set(source, |spans| {
        let holds = |span: &Span| of(left, *span).zip(of(right, *span)).is_some_and(|(a, b)| relation.holds(a, b));
        (!spans.is_empty()).then(|| spans.iter().any(holds))
    })
}

/// The days of an operand for a claim with this span; `None` if they would end before they begin.
fn of(time: Time, span: Span) -> Option<Days> {
    let own = days(span);
    match time {
        Time::Property => Some(own),
        Time::Literal(literal) => Some(literal),
        Time::Ends(first, last) => {
            Some((first.unwrap_or(own.0), last.unwrap_or(own.1))).filter(|(first, last)| first <= last)
        }
    }
}

fn by_set(source: &dyn Source, result: impl Fn(&[Span]) -> Option<bool>) -> Scan<'_> {
    let numbers = source.times().numbers();
    let results = source.times().sets().iter().map(|spans| result(spans)).collect();
    by_number(results, |row| numbers[row] as usize)
}

//! Which claims supersede and which contradict each other.

use super::amounts::{Amount, estimated_differ, numbers_differ};
use crate::model::{
    Claim, Date,
    claim::{Estimate, Metal, MoneyAmount, Output, Validity},
    fold::fold,
};

/// A claim, and the date from which it holds.
pub type Dated<'a> = (&'a Claim, Option<Date>);

/// Whether `newer` replaces `older`: both have the same key, the kind of claim can change over time, and `newer` is
/// neither rejected nor possibly as old as `older`. An estimate without an estimator neither replaces nor is replaced.
pub fn supersedes((newer, since): Dated, (older, before): Dated) -> bool {
    let anonymous = matches!(older, Claim::Estimate(estimate) if estimate.estimator.is_none());
    older.validity() == Validity::State
        && !anonymous
        && !newer.is_rejected()
        && since.zip(before).is_some_and(|(since, before)| since.is_after(before))
        && newer.key() == older.key()
}

/// Whether two claims are about the same thing, so that different values contradict each other. Estimates are compared
/// whoever made them, if they cover the same part of the site and can be of the same ore: both name a mineral that the
/// other names too, or one of them gives ore alone.
pub(super) fn comparable(a: &Claim, b: &Claim) -> bool {
    match (a, b) {
        (Claim::Estimate(a), Claim::Estimate(b)) => {
            let part = |estimate: &Estimate| estimate.part.as_deref().map(fold);
            let same_ore = a.metals.is_empty()
                || b.metals.is_empty()
                || a.metals.iter().any(|a| b.metals.iter().any(|b| a.mineral == b.mineral));
            same_ore && part(a) == part(b) && a.category == b.category && a.code == b.code && a.basis == b.basis
        }
        _ => a.about() == b.about() && a.key().is_some_and(|key| b.key() == Some(key)),
    }
}

/// Whether the values of two comparable claims differ beyond rounding, locations beyond their uncertainties.
pub(super) fn differ(a: &Claim, b: &Claim) -> bool {
    match (a, b) {
        (Claim::Location(a), Claim::Location(b)) => match (a.geometry(), b.geometry()) {
            (Some(here), Some(there)) => {
                let slack = f64::from(a.uncertainty_m.unwrap_or(0)) + f64::from(b.uncertainty_m.unwrap_or(0));
                here.distance_m(&there) > slack
            }
            _ => false,
        },
        (Claim::Mineral(a), Claim::Mineral(b)) => a.rank != b.rank,
        (Claim::Owner(a), Claim::Owner(b)) => both(a.share_percent, b.share_percent, numbers_differ),
        (Claim::Status(a), Claim::Status(b)) => a.status != b.status,
        (Claim::Licence(a), Claim::Licence(b)) => {
            a.number == b.number
                && (both(a.kind, b.kind, |a, b| a != b) || both(a.area_km2, b.area_km2, numbers_differ))
        }
        (Claim::Estimate(a), Claim::Estimate(b)) => estimates_differ(a, b),
        (Claim::Production(a), Claim::Production(b)) | (Claim::Export(a), Claim::Export(b)) => outputs_differ(a, b),
        (Claim::Signed(a), Claim::Signed(b)) => dates_differ(a.date, b.date),
        (Claim::Amount(a), Claim::Amount(b)) => money(&a.value).contradicts(money(&b.value), numbers_differ),
        (Claim::Figure(a), Claim::Figure(b)) => {
            let [one, other] = [a, b].map(|figure| Amount::new(figure.amount, Some(&figure.unit), figure.bound));
            a.unit != b.unit || one.contradicts(other, numbers_differ)
        }
        // Claims of other kinds are true side by side, and claims of two kinds are not comparable.
        (
            Claim::Location(_)
            | Claim::Mineral(_)
            | Claim::Operator(_)
            | Claim::Licence(_)
            | Claim::Owner(_)
            | Claim::Status(_)
            | Claim::Estimate(_)
            | Claim::Production(_)
            | Claim::Export(_)
            | Claim::Party(_)
            | Claim::Signed(_)
            | Claim::Amount(_)
            | Claim::Scope(_)
            | Claim::Milestone(_)
            | Claim::Figure(_)
            | Claim::Remark(_),
            _,
        ) => false,
    }
}

/// Whether both values are known and `differ`.
fn both<T>(a: Option<T>, b: Option<T>, differ: impl Fn(T, T) -> bool) -> bool {
    a.zip(b).is_some_and(|(a, b)| differ(a, b))
}

fn dates_differ(a: Date, b: Date) -> bool {
    a.is_after(b) || b.is_after(a)
}

fn money(value: &MoneyAmount) -> Amount<'_> {
    Amount::new(value.amount, Some(&value.currency), None)
}

fn outputs_differ(a: &Output, b: &Output) -> bool {
    fn amounts(output: &Output) -> [Option<Amount<'_>>; 2] {
        let amount = output.amount.map(|amount| Amount::new(amount, output.unit.as_deref(), output.bound));
        let value = output.value.as_ref().map(|value| Amount::new(value.amount, Some(&value.currency), output.bound));
        [amount, value]
    }
    let contradict = |(a, b)| both(a, b, |a: Amount, b| a.contradicts(b, numbers_differ));
    amounts(a).into_iter().zip(amounts(b)).any(contradict)
}

fn estimates_differ(a: &Estimate, b: &Estimate) -> bool {
    fn ore(estimate: &Estimate) -> Option<Amount<'_>> {
        estimate.ore.as_ref().map(|ore| Amount::new(ore.amount, Some(&ore.unit), ore.bound))
    }
    both(ore(a), ore(b), |a, b| a.contradicts(b, estimated_differ))
        || a.metals.iter().any(|a| b.metals.iter().any(|b| a.mineral == b.mineral && metals_differ(a, b)))
}

fn metals_differ(a: &Metal, b: &Metal) -> bool {
    fn amounts(metal: &Metal) -> [Option<Amount<'_>>; 2] {
        let amount = metal.amount.map(|amount| Amount::new(amount, metal.unit.as_deref(), metal.bound));
        let grade = metal.grade.map(|grade| Amount::new(grade, metal.grade_unit.as_deref(), None));
        [amount, grade]
    }
    let contradict = |(a, b)| both(a, b, |a: Amount, b| a.contradicts(b, estimated_differ));
    amounts(a).into_iter().zip(amounts(b)).any(contradict)
}

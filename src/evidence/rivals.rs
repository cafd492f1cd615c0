//! Which claims supersede and which contradict each other.

use crate::model::{
    Claim, Date,
    claim::{Estimate, Metal, MoneyAmount, Validity},
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

/// Whether two claims are about the same thing, so that different values contradict each other. Estimates by
/// different organizations are compared if they have a mineral in common, or if neither states one.
pub(super) fn comparable(a: &Claim, b: &Claim) -> bool {
    match (a, b) {
        (Claim::Estimate(a), Claim::Estimate(b)) => {
            let common_mineral = (a.metals.is_empty() && b.metals.is_empty())
                || a.metals.iter().any(|a| b.metals.iter().any(|b| a.mineral == b.mineral));
            common_mineral && a.category == b.category && a.code == b.code && a.basis == b.basis
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
        (Claim::Production(a), Claim::Production(b)) | (Claim::Export(a), Claim::Export(b)) => {
            amounts_differ((a.amount, &a.unit), (b.amount, &b.unit))
                || both(a.value.as_ref(), b.value.as_ref(), money_differs)
        }
        (Claim::Signed(a), Claim::Signed(b)) => dates_differ(a.date, b.date),
        (Claim::Amount(a), Claim::Amount(b)) => money_differs(&a.value, &b.value),
        (Claim::Figure(a), Claim::Figure(b)) => a.unit != b.unit || numbers_differ(a.amount, b.amount),
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

fn money_differs(a: &MoneyAmount, b: &MoneyAmount) -> bool {
    a.currency == b.currency && numbers_differ(a.amount, b.amount)
}

fn estimates_differ(a: &Estimate, b: &Estimate) -> bool {
    let ore = both(a.ore.as_ref(), b.ore.as_ref(), |a, b| {
        amounts_differ((Some(a.amount), &Some(a.unit.clone())), (Some(b.amount), &Some(b.unit.clone())))
    });
    ore || a.metals.iter().any(|a| b.metals.iter().any(|b| a.mineral == b.mineral && metals_differ(a, b)))
}

fn metals_differ(a: &Metal, b: &Metal) -> bool {
    amounts_differ((a.amount, &a.unit), (b.amount, &b.unit))
        || amounts_differ((a.grade, &a.grade_unit), (b.grade, &b.grade_unit))
}

/// Whether two amounts differ. Amounts in units that cannot be converted do not contradict each other.
fn amounts_differ(a: (Option<f64>, &Option<String>), b: (Option<f64>, &Option<String>)) -> bool {
    let ((Some(a), unit_a), (Some(b), unit_b)) = (a, b) else { return false };
    if unit_a == unit_b {
        return numbers_differ(a, b);
    }
    match (unit_a.as_deref().and_then(scale), unit_b.as_deref().and_then(scale)) {
        (Some((base_a, scale_a)), Some((base_b, scale_b))) if base_a == base_b => {
            // Compared in the coarser unit, in which neither amount gains digits.
            if scale_a > scale_b {
                numbers_differ(a, b * scale_b / scale_a)
            } else {
                numbers_differ(a * scale_a / scale_b, b)
            }
        }
        _ => false,
    }
}

/// A unit of mass as a multiple of its base: tonnes or troy ounces.
fn scale(unit: &str) -> Option<(char, f64)> {
    Some(match unit {
        "t" => ('t', 1.0),
        "kt" => ('t', 1e3),
        "Mt" => ('t', 1e6),
        "Gt" => ('t', 1e9),
        "oz" => ('o', 1.0),
        "koz" => ('o', 1e3),
        "Moz" => ('o', 1e6),
        _ => return None,
    })
}

/// Whether two figures differ after the more precise one is rounded to the precision of the other: 14.6 and 15 agree,
/// 14.6 and 14 do not.
pub(super) fn numbers_differ(a: f64, b: f64) -> bool {
    let step = step(a).max(step(b));
    (a / step).round().total_cmp(&(b / step).round()).is_ne() && (a - b).abs() > 1e-9 * a.abs().max(b.abs())
}

/// The place value of a figure's last significant digit: 0.01 for 8.33. Trailing zeros of a whole number are significant
/// up to the third digit: 10 for 2040, but 1 for 50 and for 300.
fn step(number: f64) -> f64 {
    let text = number.abs().to_string();
    let exponent = if let Some((_, decimals)) = text.split_once('.') {
        -i32::try_from(decimals.len()).unwrap_or(0)
    } else {
        let zeros = text.len() - text.trim_end_matches('0').len();
        i32::try_from(zeros.min(text.len().saturating_sub(3))).unwrap_or(0)
    };
    10_f64.powi(exponent)
}

#[cfg(test)]
mod tests {
    use super::numbers_differ;

    #[test]
    fn numbers_agree_within_rounding() {
        for (a, b) in [(14.6, 15.0), (26.0, 26.0), (8.33, 8.3), (3.2, 3.0), (0.0, 0.0), (2040.0, 2039.0), (0.1, 0.1)] {
            assert!(!numbers_differ(a, b) && !numbers_differ(b, a), "{a} {b}");
        }
        for (a, b) in [(14.6, 14.0), (50.0, 48.0), (8.33, 8.4), (3.6, 3.0), (2041.0, 2039.0), (300.0, 280.0)] {
            assert!(numbers_differ(a, b) && numbers_differ(b, a), "{a} {b}");
        }
    }
}

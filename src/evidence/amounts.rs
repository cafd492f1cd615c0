//! Whether two amounts contradict each other.

use crate::model::claim::Bound;

/// An amount with its unit, which may be a currency.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount<'a> {
    number: f64,
    unit: Option<&'a str>,
    bound: Option<Bound>,
}

impl<'a> Amount<'a> {
    pub fn new(number: f64, unit: Option<&'a str>, bound: Option<Bound>) -> Self {
        Self { number, unit, bound }
    }

    /// Whether the two cannot both be true; `differ` says how far apart exact numbers have to be. A limit contradicts only
    /// what lies beyond it: "more than 82" agrees with 600 and with "more than 6,687". Amounts in units that cannot be
    /// converted do not contradict each other.
    pub fn contradicts(self, other: Self, differ: fn(f64, f64) -> bool) -> bool {
        let Some((here, there)) = self.in_one_unit(other) else { return false };
        let (less, more) = if here < there { (self, other) } else { (other, self) };
        let overlap = less.bound == Some(Bound::AtLeast) || more.bound == Some(Bound::AtMost);
        !overlap && differ(here, there)
    }

    /// Both numbers in the coarser unit, in which neither gains digits.
    fn in_one_unit(self, other: Self) -> Option<(f64, f64)> {
        let (a, b) = (self.number, other.number);
        if self.unit == other.unit {
            return Some((a, b));
        }
        match (self.unit.and_then(scale), other.unit.and_then(scale)) {
            (Some((base_a, scale_a)), Some((base_b, scale_b))) if base_a == base_b => {
                Some(if scale_a > scale_b { (a, b * scale_b / scale_a) } else { (a * scale_a / scale_b, b) })
            }
            _ => None,
        }
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

/// Whether the amounts or grades of two estimates differ. The JORC Code (clause 25) has estimates of resources rounded to
/// two significant figures, which moves them by up to 5 %: figures that are no farther apart agree.
pub(super) fn estimated_differ(a: f64, b: f64) -> bool {
    numbers_differ(a, b) && (a - b).abs() > 0.05 * a.abs().max(b.abs())
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
    use super::*;

    #[test]
    fn numbers_agree_within_rounding() {
        for (a, b) in [(14.6, 15.0), (26.0, 26.0), (8.33, 8.3), (3.2, 3.0), (0.0, 0.0), (2040.0, 2039.0), (0.1, 0.1)] {
            assert!(!numbers_differ(a, b) && !numbers_differ(b, a), "{a} {b}");
        }
        for (a, b) in [(14.6, 14.0), (50.0, 48.0), (8.33, 8.4), (3.6, 3.0), (2041.0, 2039.0), (300.0, 280.0)] {
            assert!(numbers_differ(a, b) && numbers_differ(b, a), "{a} {b}");
        }
    }

    #[test]
    fn estimates_agree_within_five_percent() {
        for (a, b) in [(22.0, 23.0), (50.0, 48.0), (69.0, 69.2), (0.36, 0.374)] {
            assert!(!estimated_differ(a, b) && !estimated_differ(b, a), "{a} {b}");
        }
        for (a, b) in [(6687.0, 6200.0), (25.0, 27.0), (14.6, 13.5)] {
            assert!(estimated_differ(a, b) && estimated_differ(b, a), "{a} {b}");
        }
    }

    #[test]
    fn a_limit_contradicts_only_what_lies_beyond_it() {
        let contradict = |a: (f64, Option<Bound>), b: (f64, Option<Bound>)| {
            let [a, b] = [a, b].map(|(number, bound)| Amount::new(number, Some("Mt"), bound));
            assert_eq!(a.contradicts(b, numbers_differ), b.contradicts(a, numbers_differ), "{a:?} {b:?}");
            a.contradicts(b, numbers_differ)
        };
        let (least, most) = (Some(Bound::AtLeast), Some(Bound::AtMost));
        for (a, b) in [
            ((82.0, least), (600.0, None)),
            ((82.0, least), (6687.0, least)),
            ((82.0, least), (600.0, most)),
            ((82.0, least), (82.0, None)),
            ((600.0, most), (82.0, None)),
            ((600.0, most), (6687.0, most)),
        ] {
            assert!(!contradict(a, b), "{a:?} {b:?}");
        }
        for (a, b) in [((82.0, least), (50.0, None)), ((600.0, most), (6687.0, least)), ((600.0, most), (6200.0, None))]
        {
            assert!(contradict(a, b), "{a:?} {b:?}");
        }
    }
}

//! Figures, dates and positions as a reader says them, with no more decimals than are known.

use crate::model::{Date, Position};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "5,900,000", "0.48": at most six decimals.
pub(super) fn number(value: f64) -> String {
    rounded(value, 6)
}

fn rounded(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut grouped = String::from(sign);
    for (row, digit) in whole.chars().enumerate() {
        if row > 0 && (whole.len() - row) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// "USD 500 million": with two decimals at most.
pub(super) fn money(amount: f64, currency: &str) -> String {
    let (unit, word) = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")]
        .into_iter()
        .find(|(unit, _)| amount.abs() >= *unit)
        .unwrap_or((1.0, ""));
    format!("{currency} {}{word}", rounded(amount / unit, 2))
}

/// A figure in a unit, or in the currency that the unit is (ISO 4217).
pub(super) fn figure(amount: f64, unit: &str) -> String {
    if unit.len() == 3 && unit.bytes().all(|letter| letter.is_ascii_uppercase()) {
        money(amount, unit)
    } else {
        format!("{} {unit}", number(amount))
    }
}

/// "3 km", "2.5 km", "300 m".
pub(super) fn distance(metres: f64) -> String {
    let (value, unit) = if metres >= 1000.0 { (metres / 1000.0, "km") } else { (metres, "m") };
    format!("{} {unit}", rounded(value, usize::from(value < 10.0)))
}

/// "8 September 2025", "September 2025", "2025": as exact as the date is.
pub(super) fn date(date: Date) -> String {
    let text = date.to_string();
    let mut parts = text.split('-');
    let year = parts.next().unwrap_or_default().trim_start_matches('0');
    let month = parts.next().and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    let day = parts.next().map(|day| day.trim_start_matches('0'));
    match (month, day) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => year.to_owned(),
    }
}

/// "29.130° N, 62.061° E": the smallest number of decimals whose step is a tenth of the uncertainty or less.
pub(super) fn position([longitude, latitude]: Position, uncertainty_m: Option<u32>) -> String {
    let side = |value: f64, sides: [&str; 2]| {
        let degrees = match uncertainty_m.filter(|&metres| metres > 0) {
            Some(metres) => format!("{:.*}", decimals(metres), value.abs()),
            None => rounded(value.abs(), 5),
        };
        format!("{degrees}° {}", sides[usize::from(value < 0.0)])
    };
    format!("{}, {}", side(latitude, ["N", "S"]), side(longitude, ["E", "W"]))
}

fn decimals(uncertainty_m: u32) -> usize {
    let mut step_m = 111_000.0;
    let mut decimals = 0;
    while decimals < 5 && step_m > f64::from(uncertainty_m) / 10.0 {
        step_m /= 10.0;
        decimals += 1;
    }
    decimals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_a_reader_says_them() {
        assert_eq!(number(5_900_000.0), "5,900,000");
        assert_eq!(number(-1234.5), "-1,234.5");
        assert_eq!(number(0.48), "0.48");
        assert_eq!(money(6e12, "USD"), "USD 6 trillion");
        assert_eq!(money(1_250_000.0, "PKR"), "PKR 1.25 million");
        assert_eq!(money(950.0, "USD"), "USD 950");
        assert_eq!(figure(92.0, "minerals"), "92 minerals");
        assert_eq!(distance(2540.0), "2.5 km");
        assert_eq!(distance(300.0), "300 m");
        assert_eq!(distance(41_200.0), "41 km");
    }

    #[test]
    fn dates_are_as_exact_as_they_are() {
        for (text, said) in [("2025", "2025"), ("2025-09", "September 2025"), ("2025-09-08", "8 September 2025")] {
            assert_eq!(text.parse().map(date).as_deref(), Ok(said));
        }
    }

    #[test]
    fn positions_have_no_more_decimals_than_are_known() {
        assert_eq!(position([62.061, 29.13], Some(3000)), "29.130° N, 62.061° E");
        assert_eq!(position([-70.5, -24.27], Some(20_000)), "24.27° S, 70.50° W");
        assert_eq!(position([62.433, 28.973], None), "28.973° N, 62.433° E");
    }
}

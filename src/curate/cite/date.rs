//! Dates as reference managers write them.

use crate::model::Date;

/// The months in English.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Year and, if given, month and day of a date: `2025-09-08`, `2025/09/08/`, `08 1995`, `30-Mar-2020`, `September 8, 2025`,
/// `2025-09-10T08:15:00Z`. None if it has anything else (`c. 1983`, `2025a`), is a range, or could be read in two ways
/// (`08/09/2025`).
pub(super) fn date(text: &str) -> Option<Vec<i64>> {
    let text = without_time(text.trim());
    let is_separator = |letter: char| letter.is_whitespace() || "-/,.".contains(letter);
    // A range (`2008/2009`, `2008/`, `2020 3/4`), or a doubt (`2008~`).
    let is_plain = text.chars().all(|letter| letter.is_alphanumeric() || is_separator(letter));
    if !is_plain
        || text.ends_with('/')
        || text.contains("..")
        || text.contains('/') && text.contains(|letter: char| letter == '-' || letter.is_whitespace())
    {
        return None;
    }
    let parts: Vec<&str> = text.split(is_separator).filter(|part| !part.is_empty()).collect();
    let is_year = |part: &str| part.len() == 4 && number(part).is_some();
    let short = |part: &str| number(part).filter(|_| part.len() <= 2);
    let parts = match *parts.as_slice() {
        [year] if is_year(year) => vec![number(year)?],
        [year, other] | [other, year] if is_year(year) => vec![number(year)?, month(other).or_else(|| short(other))?],
        [year, first, second] if is_year(year) => match month(second) {
            Some(month) => vec![number(year)?, month, short(first)?],
            None => vec![number(year)?, month(first).or_else(|| short(first))?, short(second)?],
        },
        [first, second, year] if is_year(year) => match (month(first), month(second)) {
            (None, Some(month)) => vec![number(year)?, month, short(first)?],
            (Some(month), None) => vec![number(year)?, month, short(second)?],
            // In numbers, only one above 12 says which is the day.
            _ => match (short(first)?, short(second)?) {
                (day @ 13.., month) | (month, day @ 13..) => vec![number(year)?, month, day],
                (day, month) if day == month => vec![number(year)?, month, day],
                _ => return None,
            },
        },
        _ => return None,
    };
    exists(&parts).then_some(parts)
}

/// A date of RIS, `2025/09/08/other information`, in which the last parts may be empty; else as for [`date`]. None if it has
/// a day without a month.
pub(super) fn ris_date(text: &str) -> Option<Vec<i64>> {
    if text.matches('/').count() < 3 && !text.contains("//") {
        return date(text.trim().trim_end_matches('/'));
    }
    let mut parts = text.splitn(4, '/').take(3).map(str::trim);
    let given: Vec<&str> = parts.by_ref().take_while(|part| !part.is_empty()).collect();
    if parts.all(str::is_empty) { date(&given.join("-")) } else { None }
}

/// `2025-09-10T08:15:00Z` and `2025-09-10 08:15` without the time of day.
fn without_time(text: &str) -> &str {
    match text.split_once(['T', ' ']) {
        Some((day, time)) if day.ends_with(|letter: char| letter.is_ascii_digit()) && is_time(time) => day,
        _ => text,
    }
}

fn is_time(text: &str) -> bool {
    text.contains(':') && text.chars().all(|letter| letter.is_ascii_digit() || ":.+-Z".contains(letter))
}

fn number(part: &str) -> Option<i64> {
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
}

/// A month by its name, or by at least the first three letters of it.
fn month(word: &str) -> Option<i64> {
    let word = word.to_lowercase();
    let found = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word));
    found.and_then(|index| i64::try_from(index + 1).ok())
}

fn exists(parts: &[i64]) -> bool {
    let part = |index: usize| parts.get(index).map(|&part| i8::try_from(part)).transpose();
    let (Ok(month), Ok(day)) = (part(1), part(2)) else { return false };
    parts
        .first()
        .and_then(|&year| i16::try_from(year).ok())
        .is_some_and(|year| Date::from_parts(year, month, day).is_ok())
}

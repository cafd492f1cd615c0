//! Parameters that are wrong, and what to write instead.

use crate::model::vocabulary::by_similarity;

/// A query parameter that is wrong: which one, what is wrong with it, and how to fix it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{parameter}: {problem}; {hint}")]
pub struct BadParameter {
    /// Its name.
    pub parameter: String,
    /// What is wrong with it.
    pub problem: String,
    /// How to fix it.
    pub hint: String,
}

impl BadParameter {
    /// A bad parameter.
    pub fn new(parameter: &str, problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { parameter: parameter.to_owned(), problem: problem.into(), hint: hint.into() }
    }
}

/// How many known values are compared with a wrong one; of more, the alphabetical neighbours.
const MAX_COMPARED: usize = 10_000;

/// Values of more bytes than this get no suggestion: the time to compare two texts grows with both their lengths.
const MAX_LENGTH: usize = 100;

/// A hint with the known values that look most like `value`. More than ten thousand must be in ascending order.
pub fn nearest(known: &[&str], value: &str) -> String {
    if value.len() > MAX_LENGTH {
        return format!("check it: what is longer than {MAX_LENGTH} bytes gets no suggestion");
    }
    let value = value.to_lowercase();
    let known = if known.len() > MAX_COMPARED {
        let middle = known.partition_point(|known| *known < value.as_str());
        let first = middle.saturating_sub(MAX_COMPARED / 2);
        &known[first..known.len().min(first + MAX_COMPARED)]
    } else {
        known
    };
    let near: Vec<&str> =
        by_similarity(&value, known.iter().copied()).into_iter().take(3).map(|(_, known)| known).collect();
    if near.is_empty() {
        return "there are no values yet; leave it out".to_owned();
    }
    format!("did you mean {}?", near.join(", "))
}

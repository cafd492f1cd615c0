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

/// How similar a value must be to be suggested (Jaro-Winkler: 0 to 1).
const MIN_SIMILARITY: f64 = 0.8;

/// Known values of so many bytes together are all named where none of them is similar.
const MAX_NAMED: usize = 250;

/// A hint with the known values that look most like `value`, or with all of a few. More than ten thousand must be in
/// ascending order.
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
    let near = by_similarity(&value, known.iter().copied()).into_iter().take(3);
    let near: Vec<&str> =
        near.take_while(|(similarity, _)| *similarity >= MIN_SIMILARITY).map(|(_, known)| known).collect();
    if !near.is_empty() {
        return format!("did you mean {}?", near.join(", "));
    }
    match known {
        [] => "there are no values yet; leave it out".to_owned(),
        [only] => format!("write {only}"),
        few if few.iter().map(|known| known.len()).sum::<usize>() <= MAX_NAMED => {
            format!("write one of {}", few.join(", "))
        }
        _ => "check its spelling: nothing known is similar".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_similar_is_suggested() {
        let many: Vec<String> = (0..30).map(|number| format!("mineral-{number:02}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).chain(["copper", "cobalt"]).collect();
        assert_eq!(nearest(&many, "Coper"), "did you mean copper?");
        assert_eq!(nearest(&many, "xyzzy"), "check its spelling: nothing known is similar");
        assert_eq!(nearest(&many, &"copper".repeat(20)), "check it: what is longer than 100 bytes gets no suggestion");
        assert_eq!(nearest(&["mine", "belt"], "xyzzy"), "write one of mine, belt");
        assert_eq!(nearest(&["sites"], "xyzzy"), "write sites");
        assert_eq!(nearest(&[], "xyzzy"), "there are no values yet; leave it out");
    }
}

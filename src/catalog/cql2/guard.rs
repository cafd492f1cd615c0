//! Limits for the parser of CQL2 text, which recurses and backtracks: bounds on depth, and the parts that can be parsed
//! separately.

use std::ops::Range;

use super::{super::BadParameter, FILTER};

/// The maximum depth of an expression.
pub(super) const MAX_DEPTH: usize = 64;

/// The maximum depth of lists, which the parser reads twice at each level.
const MAX_LISTS: usize = 4;

/// The maximum depth of parentheses in a geometry: a multi-polygon in a collection.
const MAX_RINGS: usize = 4;

const GEOMETRIES: [&str; 7] =
    ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"];

/// A parse error with its position.
#[derive(Debug)]
pub(super) struct Misread {
    /// The byte offset.
    pub at: usize,
    pub problem: String,
}

impl Misread {
    pub(super) fn new(at: usize, problem: impl Into<String>) -> Self {
        Self { at, problem: problem.into() }
    }

    /// The error to report for `expression`.
    pub(super) fn report(self, expression: &str) -> BadParameter {
        let (before, after) = expression.split_at_checked(self.at).unwrap_or((expression, ""));
        let mut rest: String = after.chars().take(30).collect();
        if after.len() > rest.len() {
            rest.push('…');
        }
        let place = if rest.is_empty() { "at its end".to_owned() } else { format!("from {rest:?} on") };
        let problem = format!("{} at character {}, {place}", self.problem, before.chars().count() + 1);
        BadParameter::new(FILTER, problem, "write CQL2, such as kind = 'deposit' AND A_CONTAINS(minerals, ('copper'))")
    }
}

/// An open group during the scan: the text itself, or a pair of parentheses.
#[derive(Clone, Copy, Default)]
struct Frame {
    /// Where it begins, including the name of its function.
    start: usize,
    called: bool,
    /// The number of prefix and infix operators since the last AND, OR or comma; each adds a level to the tree.
    prefixes: usize,
    infixes: usize,
    commas: bool,
    /// The depth of lists inside it.
    lists: usize,
}

impl Frame {
    fn depth(&self) -> usize {
        self.prefixes + self.infixes.saturating_sub(1)
    }
}

/// Scans a text once, without recursion, and returns the ranges of parentheses with the names before them, the innermost
/// first.
pub(super) fn groups(text: &str) -> Result<Vec<Range<usize>>, Misread> {
    let mut groups = Vec::new();
    let mut frames = vec![Frame::default()];
    // Whether an operand has just ended, so that an operator must follow, and the start of the last word, which may be
    // the name of a function.
    let (mut after_operand, mut name) = (false, None);
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let start = at;
        at += letter.len_utf8();
        if letter.is_whitespace() {
            continue;
        }
        let called: Option<usize> = name.take();
        let depth = frames.len() - 1;
        let Some(frame) = frames.last_mut() else { break };
        match letter {
            '\'' | '"' => {
                at = end_of_quoted(text, start, letter)?;
                name = (letter == '"' && !after_operand).then_some(start);
                after_operand = true;
            }
            '(' => {
                frames.push(Frame { start: called.unwrap_or(start), called: called.is_some(), ..Frame::default() });
                after_operand = false;
            }
            ')' => {
                let (start, called) = (frame.start, frame.called);
                let lists = frame.lists + usize::from(frame.commas && !frame.called);
                if depth == 0 {
                    return Err(Misread::new(at - 1, "a parenthesis is closed that was not opened"));
                }
                if lists > MAX_LISTS {
                    return Err(Misread::new(start, format!("more than {MAX_LISTS} lists lie in one another")));
                }
                if !called && text[start + 1..at - 1].trim().is_empty() {
                    return Err(Misread::new(start, "there is nothing between the parentheses"));
                }
                frames.pop();
                groups.push(start..at);
                if let Some(outer) = frames.last_mut() {
                    outer.lists = outer.lists.max(lists);
                }
                after_operand = true;
            }
            ',' => {
                *frame = Frame { commas: true, prefixes: 0, infixes: 0, ..*frame };
                after_operand = false;
            }
            '+' | '-' if !after_operand => frame.prefixes += 1,
            '+' | '-' | '*' | '/' | '%' | '^' | '=' | '<' | '>' | '!' => {
                at += usize::from(text[at..].starts_with(['=', '>']) && matches!(letter, '<' | '>' | '!'));
                frame.infixes += 1;
                after_operand = false;
            }
            '0'..='9' => {
                at = end_of_number(text, start);
                after_operand = true;
            }
            _ if letter.is_alphabetic() => {
                at = end_of_word(text, start);
                let word = text[start..at].to_ascii_lowercase();
                match word.as_str() {
                    "is" | "not" | "null" if after_operand => {}
                    "and" | "or" if after_operand => {
                        *frame = Frame { prefixes: 0, infixes: 0, ..*frame };
                        after_operand = false;
                    }
                    _ if after_operand => {
                        frame.infixes += 1;
                        after_operand = false;
                    }
                    "not" => frame.prefixes += 1,
                    _ => {
                        after_operand = true;
                        match end_of_geometry(text, &word, at)? {
                            Some(end) => {
                                at = end;
                                groups.push(start..end);
                            }
                            None => name = Some(start),
                        }
                    }
                }
            }
            _ => {}
        }
        let depth: usize = frames.len() - 1 + frames.iter().map(Frame::depth).sum::<usize>();
        if depth > MAX_DEPTH {
            return Err(Misread::new(start, format!("it is nested deeper than {MAX_DEPTH}")));
        }
    }
    match frames.pop() {
        Some(open) if !frames.is_empty() => Err(Misread::new(open.start, "a parenthesis is opened and not closed")),
        _ => Ok(groups),
    }
}

/// The position after the closing quote; a doubled quote is a literal quote.
fn end_of_quoted(text: &str, start: usize, quote: char) -> Result<usize, Misread> {
    let mut at = start + 1;
    while let Some(closing) = text[at..].find(quote) {
        at += closing + 1;
        if !text[at..].starts_with(quote) {
            return Ok(at);
        }
        at += 1;
    }
    Err(Misread::new(start, "a quote is opened and not closed"))
}

fn end_of_word(text: &str, start: usize) -> usize {
    let in_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | ':');
    text[start..].find(|letter| !in_word(letter)).map_or(text.len(), |length| start + length)
}

fn end_of_number(text: &str, start: usize) -> usize {
    let digits =
        |from: usize| text[from..].find(|digit: char| !digit.is_ascii_digit()).map_or(text.len(), |n| from + n);
    let mut end = digits(start);
    if text[end..].starts_with('.') {
        end = digits(end + 1);
    }
    if text[end..].starts_with(['e', 'E']) {
        let exponent = end + 1 + usize::from(text[end + 1..].starts_with(['+', '-']));
        if digits(exponent) > exponent {
            end = digits(exponent);
        }
    }
    end
}

/// The position after the parentheses of a geometry whose first word ends at `from`; `None` if it is not a geometry.
fn end_of_geometry(text: &str, word: &str, from: usize) -> Result<Option<usize>, Misread> {
    let is_geometry = |word: &str| GEOMETRIES.iter().any(|geometry| geometry.eq_ignore_ascii_case(word));
    let whole = is_geometry(word);
    if !whole && !["zm", "z", "m"].iter().any(|mark| word.strip_suffix(mark).is_some_and(is_geometry)) {
        return Ok(None);
    }
    let mut rest = text[from..].trim_start();
    let mark = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
    if whole && ["zm", "z", "m"].iter().any(|dimensions| dimensions.eq_ignore_ascii_case(&rest[..mark])) {
        rest = rest[mark..].trim_start();
    }
    if !rest.starts_with('(') {
        return Ok(None);
    }
    let opening = text.len() - rest.len();
    let mut open = 0;
    for (index, letter) in rest.bytes().enumerate() {
        match letter {
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        if open > MAX_RINGS {
            return Err(Misread::new(opening + index, "no geometry has as many parentheses in one another"));
        }
        if open == 0 {
            return Ok(Some(opening + index + 1));
        }
    }
    Err(Misread::new(opening, "a parenthesis is opened and not closed"))
}

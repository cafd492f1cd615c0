//! CQL2 text, parsed by the `cql2` crate.
//!
//! The crate's grammar tries parentheses first as an expression and then as a list, so a mistake twenty levels deep would
//! take hours. Therefore each pair is first parsed alone, the innermost first, with a name in place of the inner pairs,
//! and the whole text only if all pairs are valid. Escapes, which the crate does not support, are handled here.

use cql2::Expr;
use pest::error::InputLocation;

use super::guard::{self, Misread};

/// Parses an expression.
pub(super) fn read(text: &str) -> Result<Expr, Misread> {
    parsed(&doubled(text)).map(unescaped)
}

/// Parses an expression in which backslashes are ordinary characters.
pub(super) fn parsed(text: &str) -> Result<Expr, Misread> {
    let mut reduced = text.to_owned();
    for group in guard::groups(text)? {
        parse(&reduced[group.clone()], group.start)?;
        let blank = format!(" x{:blanks$}", "", blanks = group.len() - 2);
        reduced.replace_range(group, &blank);
    }
    parse(&reduced, 0)?;
    parse(text, 0)
}

/// Parses a part that begins at the byte `start`.
fn parse(part: &str, start: usize) -> Result<Expr, Misread> {
    cql2::parse_text(part).map_err(|error| match error {
        cql2::Error::Pest(error) => {
            let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
            Misread::new(start + at, "it is not valid CQL2 text")
        }
        error => Misread::new(start, error.to_string()),
    })
}

/// Replaces each `\'` in quotes with `''`, which has the same meaning and length.
fn doubled(text: &str) -> String {
    let mut doubled = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for letter in text.chars() {
        if escaped && letter == '\'' {
            doubled.pop();
            doubled.push('\'');
        } else if letter == '\'' {
            quoted = !quoted;
        }
        doubled.push(letter);
        escaped = quoted && letter == '\\' && !escaped;
    }
    doubled
}

/// Resolves escapes in literals (CQL2, `/req/cql2-text/escaping`). Other backslashes stay, because LIKE uses them.
fn unescaped(expr: Expr) -> Expr {
    let all = |exprs: Vec<Box<Expr>>| exprs.into_iter().map(|expr| Box::new(unescaped(*expr))).collect();
    match expr {
        Expr::Operation { op, args } => Expr::Operation { op, args: all(args) },
        Expr::Array(items) => Expr::Array(all(items)),
        Expr::Literal(text) if text.contains('\\') => {
            let mut plain = String::with_capacity(text.len());
            let mut letters = text.chars();
            while let Some(letter) = letters.next() {
                let next = if letter == '\\' { letters.next() } else { None };
                match next {
                    None => plain.push(letter),
                    Some('a') => plain.push('\u{7}'),
                    Some('b') => plain.push('\u{8}'),
                    Some('t') => plain.push('\t'),
                    Some('n') => plain.push('\n'),
                    Some('v') => plain.push('\u{b}'),
                    Some('f') => plain.push('\u{c}'),
                    Some('r') => plain.push('\r'),
                    Some('\\') => plain.push('\\'),
                    Some(other) => plain.extend(['\\', other]),
                }
            }
            Expr::Literal(plain)
        }
        other => other,
    }
}

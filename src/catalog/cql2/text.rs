//! CQL2 text, read by the `cql2` crate.
//!
//! The crate's grammar reads what stands in parentheses first as an expression, then as a list: a mistake twenty
//! parentheses deep would take it hours. So each pair is tried alone, the innermost first, with a name in the place of
//! those in it; only a text without mistakes is then read as a whole. Backslashes, which the crate takes for letters, are
//! read here.

use cql2::Expr;
use pest::error::InputLocation;

use super::guard::{self, Misread};

/// Reads a text.
pub(super) fn read(text: &str) -> Result<Expr, Misread> {
    parsed(&doubled(text)).map(unescaped)
}

/// Reads a text whose backslashes are letters.
pub(super) fn parsed(text: &str) -> Result<Expr, Misread> {
    let mut pieces = text.to_owned();
    for group in guard::groups(text)? {
        parse(&pieces[group.clone()], group.start)?;
        let blank = format!(" x{:blanks$}", "", blanks = group.len() - 2);
        pieces.replace_range(group, &blank);
    }
    parse(&pieces, 0)?;
    parse(text, 0)
}

/// Reads a piece that begins at the byte `start`.
fn parse(piece: &str, start: usize) -> Result<Expr, Misread> {
    cql2::parse_text(piece).map_err(|error| match error {
        cql2::Error::Pest(error) => {
            let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
            Misread::new(start + at, "it is no CQL2 text")
        }
        error => Misread::new(start, error.to_string()),
    })
}

/// The text with `''` for each `\'` in quotes, which says the same and is as long.
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

/// The expression with what escapes in its texts stand for (CQL2, `/req/cql2-text/escaping`). Before any other letter a
/// backslash stays, for LIKE has a use for it.
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

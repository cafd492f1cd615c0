//! CQL2 text, read by the `cql2` crate.
//!
//! The crate's grammar reads what stands in parentheses first as an expression, then as a list: a mistake twenty
//! parentheses deep would take it hours. So each pair is tried alone, the innermost first, with a name in the place of
//! those in it; only a text without mistakes is then read as a whole.

use cql2::Expr;
use pest::error::InputLocation;

use super::guard::{self, Misread};

/// Reads a text.
pub(super) fn read(text: &str) -> Result<Expr, Misread> {
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

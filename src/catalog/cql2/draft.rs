//! `cql-text`: the dialect that GDAL's OAPIF driver (3.6 to 3.12) sends, under the name from a draft of the standard. It
//! differs from CQL2 text in four ways: it has ILIKE, it compares lists as if they were texts, a backslash is an ordinary
//! character, and `IS NULL` may name any property of a Feature.

use cql2::Expr;

use super::{
    guard::Misread,
    property::{CollectionKind, ValueKind},
    text,
};
use crate::catalog::Property;

/// Parses an expression.
pub(super) fn read(written: &str) -> Result<Expr, Misread> {
    let (plain, folds) = without_ilike(written);
    Ok(equivalent(text::parsed(&plain)?, &mut folds.into_iter()))
}

/// Replaces ILIKE with LIKE, padded to the same length. Also returns for each LIKE whether it was ILIKE.
fn without_ilike(text: &str) -> (String, Vec<bool>) {
    let (mut plain, mut folds) = (String::with_capacity(text.len()), Vec::new());
    // There are no operators in quotes. A doubled quote closes one literal and opens another.
    for (index, part) in text.split('\'').enumerate() {
        if index > 0 {
            plain.push('\'');
        }
        if index % 2 == 1 {
            plain.push_str(part);
            continue;
        }
        for word in part.split_inclusive(|letter: char| !letter.is_ascii_alphanumeric()) {
            let name = word.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric());
            if name.eq_ignore_ascii_case("ilike") {
                folds.push(true);
                plain.push(' ');
                plain.push_str(&word[1..]);
            } else {
                folds.extend(name.eq_ignore_ascii_case("like").then_some(false));
                plain.push_str(word);
            }
        }
    }
    (plain, folds)
}

/// The equivalent CQL2; `folds` has an entry for each LIKE, in order: whether it was ILIKE.
fn equivalent(expr: Expr, folds: &mut impl Iterator<Item = bool>) -> Expr {
    let Expr::Operation { op, args } = expr else { return expr };
    let mut args: Vec<Expr> = args.into_iter().map(|arg| equivalent(*arg, folds)).collect();
    match (op.as_str(), args.as_mut_slice()) {
        ("like", [_, pattern]) => {
            if let Expr::Literal(pattern) = pattern {
                *pattern = pattern.replace('\\', "\\\\");
            }
            if folds.next() == Some(true) {
                args = args.into_iter().map(|arg| operation("casei", [arg])).collect();
            }
        }
        ("=" | "<>", [Expr::Property { property }, word @ Expr::Literal(_)]) if is_list(property) => {
            *word = Expr::Array(vec![Box::new(word.clone())]);
            let holds = operation("a_contains", args);
            return if op == "=" { holds } else { operation("not", [holds]) };
        }
        ("isNull", [Expr::Property { property }]) if is_always_there(property) => {
            return Expr::Bool(false);
        }
        _ => {}
    }
    operation(&op, args)
}

fn operation(op: &str, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Operation { op: op.to_owned(), args: args.into_iter().map(Box::new).collect() }
}

fn is_list(name: &str) -> bool {
    let queryables = CollectionKind::Sites.queryables();
    queryables.iter().any(|queryable| queryable.name == name && queryable.kind == ValueKind::List)
}

/// Whether every Feature has this property, and it is not queryable.
fn is_always_there(name: &str) -> bool {
    name.parse().is_ok_and(|property: Property| !property.is_queryable())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_of_gdal_become_equivalent_cql2() {
        for (draft, cql2) in [
            ("name ILIKE 'R%'", "CASEI(name) LIKE CASEI('R%')"),
            (
                "(name LIKE 'a like ILIKE b') OR (name ilike 'it''s')",
                "name LIKE 'a like ILIKE b' OR CASEI(name) LIKE CASEI('it''s')",
            ),
            ("NOT (kind ILIKE 'x')", "NOT (CASEI(kind) LIKE CASEI('x'))"),
            ("part_of = 'chaghi-belt'", "A_CONTAINS(part_of, ('chaghi-belt'))"),
            ("minerals <> 'gold' AND kind <> 'x'", "NOT (A_CONTAINS(minerals, ('gold'))) AND kind <> 'x'"),
            ("(claims IS NULL) OR (status IS NULL)", "false OR status IS NULL"),
            ("likeness = 'ilike'", "likeness = 'ilike'"),
        ] {
            let in_text = |expr: Expr| expr.to_text().unwrap();
            assert_eq!(in_text(read(draft).unwrap()), in_text(text::read(cql2).unwrap()), "{draft}");
        }
        // A backslash is an ordinary character, even at the end of a literal.
        let Expr::Operation { args, .. } = read(r"name = 'a\'").unwrap() else { panic!() };
        assert_eq!(*args[1], Expr::Literal(r"a\".to_owned()));
    }
}

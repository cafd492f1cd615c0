//! From what was read to what is asked: names are looked up, types are checked.

mod compare;
mod operand;

use cql2::Expr;

use self::operand::{Operand, operand};
use super::{
    Crs, FILTER,
    folding::Folding,
    property::{CollectionKind, Queryable, ValueKind},
    spatial, temporal,
    test::{Comparison, ListRelation, Number, Test, Text, TextOf},
};
use crate::catalog::{BadParameter, nearest};

/// What a function or an operator is called, apart from symbols: to tell what an unknown one may have been meant to be.
const NAMES: [&str; 41] = [
    "and",
    "or",
    "not",
    "like",
    "between",
    "in",
    "isNull",
    "casei",
    "accenti",
    "div",
    "a_contains",
    "a_containedBy",
    "a_equals",
    "a_overlaps",
    "s_contains",
    "s_crosses",
    "s_disjoint",
    "s_equals",
    "s_intersects",
    "s_overlaps",
    "s_touches",
    "s_within",
    "t_after",
    "t_before",
    "t_contains",
    "t_disjoint",
    "t_during",
    "t_equals",
    "t_finishedBy",
    "t_finishes",
    "t_intersects",
    "t_meets",
    "t_metBy",
    "t_overlappedBy",
    "t_overlaps",
    "t_startedBy",
    "t_starts",
    "date",
    "timestamp",
    "interval",
    "bbox",
];

/// An error in the expression.
fn bad(problem: impl Into<String>, repair: impl Into<String>) -> BadParameter {
    BadParameter::new(FILTER, problem, repair)
}

/// The context in which an expression is compiled.
#[derive(Clone, Copy)]
pub(super) struct On {
    /// The collection whose properties it refers to.
    pub subject: CollectionKind,
    /// The reference system of its coordinates.
    pub crs: Crs,
}

/// Compiles an expression that must be a condition.
pub(super) fn condition(expr: &Expr, on: On) -> Result<Test, BadParameter> {
    match operand(expr, on)? {
        Operand::Test(test) => Ok(test),
        Operand::Null => Ok(Test::Known(None)),
        other => Err(bad(format!("{} is no condition", other.describe()), "compare it: name = 'Reko Diq'")),
    }
}

/// The test that a property has this value.
pub(super) fn equal(queryable: &Queryable, value: &str) -> Result<Test, BadParameter> {
    match queryable.kind {
        ValueKind::Text => {
            let text = |of| Text { of, folding: Folding::default() };
            Ok(Test::Texts(
                text(TextOf::Property(queryable.name)),
                Comparison::Equal,
                text(TextOf::Literal(value.to_owned())),
            ))
        }
        ValueKind::Number => {
            let number = value.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| {
                BadParameter::new(queryable.name, format!("{value:?} is no number"), "write it in digits: 500")
            })?;
            Ok(Test::Numbers(Number::Property(queryable.name), Comparison::Equal, Number::Literal(number)))
        }
        ValueKind::List | ValueKind::Geometry | ValueKind::Datetime => {
            Err(BadParameter::new(queryable.name, "it has no single value", "use filter"))
        }
    }
}

/// Compiles an operation.
fn operation(op: &str, args: &[Box<Expr>], on: On) -> Result<Operand, BadParameter> {
    let name = op.to_ascii_lowercase();
    if matches!(name.as_str(), "and" | "or") {
        return connected(&name, args, on);
    }
    if let Some(arithmetic) = operand::arithmetic(&name) {
        return operand::computed(op, arithmetic, args, on);
    }
    let test = match name.as_str() {
        "casei" | "accenti" => return operand::folded(op, args, on),
        "not" => condition(only(op, args)?, on)?.negated(),
        "isnull" => operand(only(op, args)?, on)?.missing(),
        "=" | "<>" | "<" | "<=" | ">" | ">=" => {
            let [left, right] = two(op, args)?;
            compare::compared(&name, operand(left, on)?, operand(right, on)?)?
        }
        "between" => {
            let [value, low, high] = args else { return Err(arity(op, args.len(), "3 operands")) };
            let value = operand(value, on)?;
            let low = compare::compared(">=", value.clone(), operand(low, on)?)?;
            Test::All(vec![low, compare::compared("<=", value, operand(high, on)?)?])
        }
        "in" => {
            let [value, list] = two(op, args)?;
            let Expr::Array(items) = list else {
                return Err(bad("IN takes a list", "write kind IN ('deposit', 'mine')"));
            };
            let items = items.iter().map(|item| operand(item, on)).collect::<Result<Vec<_>, _>>()?;
            compare::one_of(&operand(value, on)?, items)?
        }
        "like" => {
            let [value, pattern] = two(op, args)?;
            compare::like(operand(value, on)?, operand(pattern, on)?)?
        }
        _ => {
            if let Some(relation) = spatial::Relation::of(&name) {
                let [left, right] = two(op, args)?;
                compare::placed(op, relation, operand(left, on)?, operand(right, on)?)?
            } else if let Some(relation) = temporal::Relation::of(&name) {
                let [left, right] = two(op, args)?;
                let test = compare::timed(op, relation, operand(left, on)?, operand(right, on)?)?;
                if name == "t_disjoint" { test.negated() } else { test }
            } else if let Some(relation) = list_relation(&name) {
                let [left, right] = two(op, args)?;
                compare::listed(op, relation, operand(left, on)?, operand(right, on)?)?
            } else {
                return Err(bad(format!("there is no function {op:?}"), nearest(&NAMES, op)));
            }
        }
    };
    Ok(Operand::Test(test))
}

fn list_relation(op: &str) -> Option<ListRelation> {
    Some(match op {
        "a_contains" => ListRelation::Contains,
        "a_containedby" => ListRelation::ContainedBy,
        "a_equals" => ListRelation::Equals,
        "a_overlaps" => ListRelation::Overlaps,
        _ => return None,
    })
}

fn connected(op: &str, args: &[Box<Expr>], on: On) -> Result<Operand, BadParameter> {
    if args.is_empty() {
        return Err(arity(op, 0, "2 operands or more"));
    }
    let tests = args.iter().map(|arg| condition(arg, on)).collect::<Result<Vec<_>, _>>()?;
    let tests = Test::cheapest_first(tests);
    Ok(Operand::Test(if op == "and" { Test::All(tests) } else { Test::Any(tests) }))
}

fn only<'a>(op: &str, args: &'a [Box<Expr>]) -> Result<&'a Expr, BadParameter> {
    if let [only] = args { Ok(only) } else { Err(arity(op, args.len(), "1 operand")) }
}

fn two<'a>(op: &str, args: &'a [Box<Expr>]) -> Result<[&'a Expr; 2], BadParameter> {
    if let [left, right] = args { Ok([left, right]) } else { Err(arity(op, args.len(), "2 operands")) }
}

fn arity(op: &str, given: usize, wanted: &str) -> BadParameter {
    bad(format!("{op:?} is given {given}"), format!("it takes {wanted}"))
}

//! Compiles a parsed expression into a [`Test`]: looks up names, and checks types.

mod compare;
mod operand;

use cql2::Expr;

use self::operand::{Operand, operand};
use super::{
    Crs, FILTER,
    property::{CollectionKind, Queryable, ValueKind},
    spatial, temporal,
    test::{Arithmetic, Comparison, ListRelation, Number, Test, Text},
};
use crate::catalog::{BadParameter, nearest};

/// The names of functions and operators that are not in a vocabulary.
const NAMES: &str = "and or not like between in isNull casei accenti date timestamp interval bbox";

/// An error in the expression.
fn bad(problem: impl Into<String>, hint: impl Into<String>) -> BadParameter {
    BadParameter::new(FILTER, problem, hint)
}

/// The context in which an expression is compiled.
#[derive(Clone, Copy)]
pub(super) struct Context {
    /// The collection whose properties it refers to.
    pub collection: CollectionKind,
    /// The reference system of its coordinates.
    pub crs: Crs,
}

/// Compiles an expression that must be a condition.
pub(super) fn condition(expr: &Expr, context: Context) -> Result<Test, BadParameter> {
    match operand(expr, context)? {
        Operand::Test(test) => Ok(test),
        Operand::Null => Ok(Test::Known(None)),
        other => Err(bad(format!("{} is not a condition", other.describe()), "compare it: name = 'Reko Diq'")),
    }
}

/// The test that a property has this value.
pub(super) fn equal(queryable: &Queryable, value: &str) -> Result<Test, BadParameter> {
    match queryable.kind {
        ValueKind::Text => Ok(Test::Texts(Text::property(queryable.name), Comparison::Equal, Text::literal(value))),
        ValueKind::Number => {
            let number = value.parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| {
                BadParameter::new(queryable.name, format!("{value:?} is not a number"), "write it in digits: 500")
            })?;
            Ok(Test::Numbers(Number::Property(queryable.name), Comparison::Equal, Number::Literal(number)))
        }
        ValueKind::List | ValueKind::Geometry | ValueKind::Datetime => {
            Err(BadParameter::new(queryable.name, "it has no single value", "use filter"))
        }
    }
}

/// Compiles an operation.
fn operation(op: &str, args: &[Box<Expr>], context: Context) -> Result<Operand, BadParameter> {
    let vocabularies = [Arithmetic::WORDS, ListRelation::WORDS, spatial::Relation::WORDS, temporal::Relation::WORDS];
    let known: Vec<&str> = NAMES.split(' ').chain(vocabularies.concat()).collect();
    // Names are read in any case.
    let name = known.iter().copied().find(|name| name.eq_ignore_ascii_case(op)).unwrap_or(op);
    let test = match name {
        "and" | "or" => return connected(name, args, context),
        "casei" | "accenti" => return operand::folded(op, args, context),
        "not" => condition(only(op, args)?, context)?.negated(),
        "isNull" => operand(only(op, args)?, context)?.missing(),
        "=" | "<>" | "<" | "<=" | ">" | ">=" => {
            let [left, right] = operands(op, args, context)?;
            compare::compared(name, left, right)?
        }
        "between" => {
            let [value, low, high] = operands(op, args, context)?;
            let low = compare::compared(">=", value.clone(), low)?;
            Test::All(vec![low, compare::compared("<=", value, high)?])
        }
        "in" => {
            let [value, list] = exactly(op, args)?;
            let Expr::Array(items) = list else {
                return Err(bad("IN takes a list", "write kind IN ('deposit', 'mine')"));
            };
            let items = items.iter().map(|item| operand(item, context)).collect::<Result<Vec<_>, _>>()?;
            compare::one_of(&operand(value, context)?, items)?
        }
        "like" => {
            let [value, pattern] = operands(op, args, context)?;
            compare::like(value, pattern)?
        }
        _ => {
            if let Ok(arithmetic) = name.parse::<Arithmetic>() {
                return operand::computed(op, arithmetic, args, context);
            } else if let Ok(relation) = name.parse::<spatial::Relation>() {
                let [left, right] = operands(op, args, context)?;
                compare::geometries(op, relation, left, right)?
            } else if let Ok(relation) = name.parse::<temporal::Relation>() {
                let [left, right] = operands(op, args, context)?;
                compare::timed(op, relation, left, right)?
            } else if let Ok(relation) = name.parse::<ListRelation>() {
                let [left, right] = operands(op, args, context)?;
                compare::listed(op, relation, left, right)?
            } else {
                return Err(bad(format!("there is no function {op:?}"), nearest(&known, op)));
            }
        }
    };
    Ok(Operand::Test(test))
}

fn connected(op: &str, args: &[Box<Expr>], context: Context) -> Result<Operand, BadParameter> {
    if args.is_empty() {
        return Err(arity(op, 0, "2 operands or more"));
    }
    let tests = args.iter().map(|arg| condition(arg, context)).collect::<Result<Vec<_>, _>>()?;
    let tests = Test::cheapest_first(tests);
    Ok(Operand::Test(if op == "and" { Test::All(tests) } else { Test::Any(tests) }))
}

fn only<'a>(op: &str, args: &'a [Box<Expr>]) -> Result<&'a Expr, BadParameter> {
    exactly(op, args).map(|[only]| only)
}

/// The values of exactly `N` operands.
fn operands<const N: usize>(op: &str, args: &[Box<Expr>], context: Context) -> Result<[Operand; N], BadParameter> {
    let mut values = [const { Operand::Null }; N];
    for (value, arg) in values.iter_mut().zip(exactly::<N>(op, args)?) {
        *value = operand(arg, context)?;
    }
    Ok(values)
}

fn exactly<'a, const N: usize>(op: &str, args: &'a [Box<Expr>]) -> Result<[&'a Expr; N], BadParameter> {
    let args: Vec<&Expr> = args.iter().map(AsRef::as_ref).collect();
    let wanted = if N == 1 { "1 operand".to_owned() } else { format!("{N} operands") };
    args.try_into().map_err(|args: Vec<_>| arity(op, args.len(), &wanted))
}

fn arity(op: &str, given: usize, wanted: &str) -> BadParameter {
    bad(format!("{op:?} is given {given}"), format!("it takes {wanted}"))
}

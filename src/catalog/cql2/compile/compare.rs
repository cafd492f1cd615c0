//! Comparisons of operands of the same type.

use std::collections::BTreeSet;

use super::{
    super::{
        like::Pattern,
        spatial, temporal,
        test::{Comparison, List, ListRelation, Test, Text, TextOf, Time},
    },
    bad,
    operand::{Geometry, Operand},
};
use crate::catalog::BadParameter;

/// `=`, `<>`, `<`, `<=`, `>` and `>=`.
pub(super) fn compared(op: &str, left: Operand, right: Operand) -> Result<Test, BadParameter> {
    let (comparison, negated) = match op {
        "<" => (Comparison::Less, false),
        "<=" => (Comparison::LessOrEqual, false),
        ">" => (Comparison::Greater, false),
        ">=" => (Comparison::GreaterOrEqual, false),
        _ => (Comparison::Equal, op == "<>"),
    };
    let test = match (left, right) {
        (Operand::Null, _) | (_, Operand::Null) => Test::Known(None),
        (Operand::Text(left), Operand::Text(right)) => texts(left, comparison, right),
        (Operand::Number(left), Operand::Number(right)) => Test::Numbers(left, comparison, right),
        (Operand::Time(left), right @ (Operand::Time(_) | Operand::Text(_))) => {
            instants(left, comparison, time(op, right)?)
        }
        (left @ Operand::Text(_), Operand::Time(right)) => instants(time(op, left)?, comparison, right),
        (Operand::Test(Test::Known(Some(left))), Operand::Test(Test::Known(Some(right)))) => {
            Test::Known(Some(comparison.holds(left.cmp(&right))))
        }
        (Operand::Test(test), Operand::Test(Test::Known(Some(value))))
        | (Operand::Test(Test::Known(Some(value))), Operand::Test(test))
            if comparison == Comparison::Equal =>
        {
            if value {
                test
            } else {
                test.negated()
            }
        }
        (left, right) => return Err(unlike(op, &left, &right)),
    };
    Ok(if negated { test.negated() } else { test })
}

/// The error for operands of different types.
fn unlike(op: &str, left: &Operand, right: &Operand) -> BadParameter {
    let hint = match (left, right) {
        (Operand::List(_), _) | (_, Operand::List(_)) => "a list is compared by A_CONTAINS(minerals, ('copper'))",
        (Operand::Geometry(_), _) | (_, Operand::Geometry(_)) => {
            "geometries are compared by S_INTERSECTS(geometry, BBOX(60,24,78,37))"
        }
        (Operand::Number(_), _) | (_, Operand::Number(_)) => "compare a number with a number, without quotes",
        _ => "compare values of one type",
    };
    bad(format!("{} cannot be compared with {} by {op}", left.describe(), right.describe()), hint)
}

fn texts(left: Text, comparison: Comparison, right: Text) -> Test {
    // The property's folding also applies to the literal, which was folded when it was compiled.
    match (&left.of, &right.of) {
        (TextOf::Literal(a), TextOf::Literal(b)) => Test::Known(Some(comparison.holds(a.cmp(b)))),
        (TextOf::Literal(_), TextOf::Property(_)) => Test::Texts(right, comparison.flipped(), left),
        _ => Test::Texts(left, comparison, right),
    }
}

/// A time, which may be written as a text literal.
fn time(op: &str, operand: Operand) -> Result<Time, BadParameter> {
    match operand {
        Operand::Time(time) => Ok(time),
        Operand::Text(Text { of: TextOf::Literal(text), .. }) => {
            let hint = "write DATE('2025-09-08')";
            temporal::instant_days(&text).map(Time::Literal).map_err(|problem| bad(problem, hint))
        }
        other => Err(other.refused(op, "it takes times: datetime, DATE('2025-09-08')")),
    }
}

fn instants(left: Time, comparison: Comparison, right: Time) -> Test {
    let test = |relation| times(left, relation, right);
    match comparison {
        Comparison::Equal => test(temporal::Relation::Equals),
        Comparison::Less => test(temporal::Relation::Before),
        Comparison::Greater => test(temporal::Relation::After),
        Comparison::LessOrEqual => test(temporal::Relation::After).negated(),
        Comparison::GreaterOrEqual => test(temporal::Relation::Before).negated(),
    }
}

fn times(left: Time, relation: temporal::Relation, right: Time) -> Test {
    match (left, right) {
        (Time::Literal(a), Time::Literal(b)) => Test::Known(Some(relation.holds(a, b))),
        _ => Test::Time(left, relation, right),
    }
}

/// `T_…`.
pub(super) fn timed(
    op: &str,
    relation: temporal::Relation,
    left: Operand,
    right: Operand,
) -> Result<Test, BadParameter> {
    if matches!(left, Operand::Null) || matches!(right, Operand::Null) {
        return Ok(Test::Known(None));
    }
    let (left, right) = (time(op, left)?, time(op, right)?);
    Ok(match relation {
        // One claim that intersects is enough to refute it.
        temporal::Relation::Disjoint => times(left, temporal::Relation::Intersects, right).negated(),
        _ => times(left, relation, right),
    })
}

/// `S_…`.
pub(super) fn geometries(
    op: &str,
    relation: spatial::Relation,
    left: Operand,
    right: Operand,
) -> Result<Test, BadParameter> {
    use geo::Relate;
    Ok(match (left, right) {
        (Operand::Null, _) | (_, Operand::Null) => Test::Known(None),
        (Operand::Geometry(Geometry::Property), Operand::Geometry(Geometry::Literal(geometry))) => {
            Test::Geometry(relation, geometry)
        }
        (Operand::Geometry(Geometry::Literal(geometry)), Operand::Geometry(Geometry::Property)) => {
            Test::Geometry(relation.flipped(), geometry)
        }
        (Operand::Geometry(Geometry::Property), Operand::Geometry(Geometry::Property)) => Test::OwnGeometry(relation),
        (Operand::Geometry(Geometry::Literal(a)), Operand::Geometry(Geometry::Literal(b))) => {
            Test::Known(Some(relation.holds(&a.relate(b.as_ref()))))
        }
        (Operand::Geometry(_), other) | (other, _) => {
            let takes = "it takes geometries: geometry, POINT(62 29), POLYGON((...)), BBOX(60,24,78,37)";
            return Err(other.refused(op, takes));
        }
    })
}

/// `A_…`.
pub(super) fn listed(op: &str, relation: ListRelation, left: Operand, right: Operand) -> Result<Test, BadParameter> {
    let list = |operand: Operand| match operand {
        Operand::List(list) => Ok(Some(list)),
        // A list with one item looks like a text in parentheses.
        Operand::Text(Text { of: TextOf::Literal(text), .. }) => Ok(Some(List::Literal(BTreeSet::from([text])))),
        Operand::Null => Ok(None),
        other => Err(other.refused(op, "it takes lists: minerals, ('copper', 'gold')")),
    };
    let right = match right {
        Operand::Text(text @ Text { of: TextOf::Property(_), .. }) => Operand::List(List::Mixed(vec![text])),
        right => right,
    };
    Ok(match (list(left)?, list(right)?) {
        (None, _) | (_, None) => Test::Known(None),
        (Some(List::Property(left)), Some(List::Literal(words))) => Test::List(left, relation, words),
        (Some(List::Literal(words)), Some(List::Property(right))) => Test::List(right, relation.flipped(), words),
        (Some(List::Literal(a)), Some(List::Literal(b))) => {
            Test::Known(Some(relation.holds(a.len(), a.intersection(&b).count(), b.len())))
        }
        (Some(left), Some(right)) => Test::Lists(left, relation, right),
    })
}

/// `IN`.
pub(super) fn one_of(value: &Operand, items: Vec<Operand>) -> Result<Test, BadParameter> {
    let word = |item: &Operand| match item {
        Operand::Text(Text { of: TextOf::Literal(text), .. }) => Some(text.clone()),
        _ => None,
    };
    if let Operand::Text(text @ Text { of: TextOf::Property(_), .. }) = value
        && let Some(words) = items.iter().map(word).collect::<Option<BTreeSet<String>>>()
    {
        return Ok(Test::OneOf(text.clone(), words));
    }
    items.into_iter().map(|item| compared("=", value.clone(), item)).collect::<Result<_, _>>().map(Test::Any)
}

/// `LIKE`.
pub(super) fn like(value: Operand, pattern: Operand) -> Result<Test, BadParameter> {
    match (value, pattern) {
        (Operand::Null, _) | (_, Operand::Null) => Ok(Test::Known(None)),
        (Operand::Text(text), Operand::Text(Text { of: TextOf::Literal(pattern), .. })) => {
            let pattern = Pattern::new(&pattern);
            Ok(match &text.of {
                TextOf::Literal(text) => Test::Known(Some(pattern.matches(text))),
                TextOf::Property(_) => Test::Like(text, pattern),
            })
        }
        (Operand::Text(_), other) => {
            Err(bad(format!("{} is not a pattern", other.describe()), "write name LIKE 'Reko%'"))
        }
        (other, _) => Err(other.refused("LIKE", "it takes a text: name LIKE 'Reko%'")),
    }
}

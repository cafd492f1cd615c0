//! Operands: properties, literals, and values computed from them.

use std::collections::BTreeSet;

use cql2::Expr;

use super::{
    super::{
        folding::Folding,
        like::Pattern,
        property::ValueKind,
        spatial, temporal,
        test::{Arithmetic, Comparison, List, Number, Test, Text, TextOf, Time},
    },
    Context, arity, bad, only, operation,
};
use crate::catalog::{BadParameter, nearest};

/// A value with its type.
#[derive(Clone)]
pub(super) enum Operand {
    Text(Text),
    Number(Number),
    List(List),
    Geometry(Geometry),
    Time(Time),
    Test(Test),
    Null,
}

#[derive(Clone)]
pub(super) enum Geometry {
    Property,
    Literal(Box<geo::Geometry>),
}

impl Operand {
    /// A description for error messages.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Text(Text { of: TextOf::Literal(text), .. }) => format!("the text {text:?}"),
            Self::Text(Text { of: TextOf::Property(of), .. }) => format!("{of}, a text,"),
            Self::Number(Number::Property(of)) => format!("{of}, a number,"),
            Self::Number(Number::Literal(number)) => format!("the number {number}"),
            Self::Number(_) => "a number".to_owned(),
            Self::List(List::Property(of)) => format!("{of}, a list,"),
            Self::List(List::Literal(_) | List::Mixed(_)) => "a list".to_owned(),
            Self::Geometry(Geometry::Property) => "the property geometry".to_owned(),
            Self::Geometry(Geometry::Literal(_)) => "a geometry".to_owned(),
            Self::Time(_) => "a time".to_owned(),
            Self::Test(_) => "a condition".to_owned(),
            Self::Null => "NULL".to_owned(),
        }
    }

    /// The error that an operator does not take it.
    pub(super) fn refused(&self, op: &str, takes: &str) -> BadParameter {
        bad(format!("{} is given to {op}", self.describe()), takes)
    }

    /// The test that it is null: a condition on the value alone is then unknown.
    pub(super) fn missing(self) -> Test {
        let known = match self {
            Self::List(_) | Self::Geometry(Geometry::Literal(_)) | Self::Time(Time::Literal(_)) => {
                Test::Known(Some(true))
            }
            Self::Text(text) => Test::Like(text, Pattern::new("%")),
            Self::Number(number) => Test::Numbers(number.clone(), Comparison::Equal, number),
            Self::Geometry(Geometry::Property) => Test::OwnGeometry(spatial::Relation::Intersects),
            Self::Time(time) => Test::Time(time, temporal::Relation::Equals, time),
            Self::Test(test) => test,
            Self::Null => Test::Known(None),
        };
        Test::Unknown(Box::new(known))
    }
}

/// The value of an expression.
pub(super) fn operand(expr: &Expr, context: Context) -> Result<Operand, BadParameter> {
    if let Some(geometry) = spatial::literal(expr, context.crs) {
        let geometry =
            geometry.map_err(|problem| bad(problem, "write a valid geometry, such as POINT(62.06 29.13)"))?;
        return Ok(Operand::Geometry(Geometry::Literal(Box::new(geometry))));
    }
    let hint = "write DATE('2025-09-08'), TIMESTAMP('2025-09-08T00:00:00Z') or INTERVAL('2025-01-01', '..')";
    if let Expr::Interval { interval } = expr
        && let [first, last] = interval.as_slice()
        && (is_property(first) || is_property(last))
    {
        let first = claims_end(first, context)?.map_err(|problem| bad(problem, hint))?;
        let last = claims_end(last, context)?.map_err(|problem| bad(problem, hint))?;
        return Ok(Operand::Time(Time::Ends(first.map(|days| days.0), last.map(|days| days.1))));
    }
    if let Some(days) = temporal::literal(expr) {
        return Ok(Operand::Time(Time::Literal(days.map_err(|problem| bad(problem, hint))?)));
    }
    match expr {
        Expr::Operation { op, args } => operation(op, args, context),
        Expr::Property { property } => named(property, context),
        Expr::Float(number) if number.is_finite() => Ok(Operand::Number(Number::Literal(*number))),
        Expr::Float(_) => Err(bad("a number is too great", "give one below 1.8e308")),
        Expr::Literal(text) => Ok(Operand::Text(Text::literal(text))),
        Expr::Bool(value) => Ok(Operand::Test(Test::Known(Some(*value)))),
        Expr::Array(items) => list(items, context),
        Expr::Null => Ok(Operand::Null),
        // The two functions above handle these.
        Expr::Interval { .. } | Expr::Timestamp { .. } | Expr::Date { .. } | Expr::BBox { .. } | Expr::Geometry(_) => {
            Ok(Operand::Null)
        }
    }
}

fn is_property(expr: &Expr) -> bool {
    matches!(expr, Expr::Property { .. })
}

/// The days of an end of an interval; `None` if it is that of the claims.
fn claims_end(expr: &Expr, context: Context) -> Result<Result<Option<temporal::Days>, String>, BadParameter> {
    let Expr::Property { property } = expr else { return Ok(temporal::end(expr).map(Some)) };
    match named(property, context)? {
        Operand::Time(_) => Ok(Ok(None)),
        other => {
            Err(bad(format!("{} is the end of an interval", other.describe()), "it ends with datetime, a date or '..'"))
        }
    }
}

fn named(name: &str, context: Context) -> Result<Operand, BadParameter> {
    let queryables = context.collection.queryables();
    let Some(queryable) = queryables.iter().find(|queryable| queryable.name == name) else {
        let known: Vec<&str> = queryables.iter().map(|queryable| queryable.name).collect();
        let problem = format!("there is no property {name:?} (a text is written in single quotes)");
        return Err(bad(problem, nearest(&known, name)));
    };
    let of = queryable.name;
    Ok(match queryable.kind {
        ValueKind::Text => Operand::Text(Text::property(of)),
        ValueKind::Number => Operand::Number(Number::Property(of)),
        ValueKind::List => Operand::List(List::Property(of)),
        ValueKind::Geometry => Operand::Geometry(Geometry::Property),
        ValueKind::Datetime => Operand::Time(Time::Property),
    })
}

fn list(items: &[Box<Expr>], context: Context) -> Result<Operand, BadParameter> {
    let text = |item: &Expr| match operand(item, context)? {
        Operand::Text(text) => Ok(text),
        other => Err(bad(format!("{} is in a list", other.describe()), "a list contains texts: ('copper', 'gold')")),
    };
    let texts = items.iter().map(|item| text(item)).collect::<Result<Vec<Text>, _>>()?;
    let literal = |text: &Text| match &text.of {
        TextOf::Literal(literal) => Some(literal.clone()),
        TextOf::Property(_) => None,
    };
    let literals: Option<BTreeSet<String>> = texts.iter().map(literal).collect();
    Ok(Operand::List(literals.map_or(List::Mixed(texts), List::Literal)))
}

/// CASEI and ACCENTI.
pub(super) fn folded(op: &str, args: &[Box<Expr>], context: Context) -> Result<Operand, BadParameter> {
    let case = op.eq_ignore_ascii_case("casei");
    match operand(only(op, args)?, context)? {
        Operand::Text(text) => {
            let folding = text.folding.and(Folding { case, accents: !case });
            let of = match text.of {
                TextOf::Literal(text) => TextOf::Literal(folding.fold(&text, &mut String::new()).to_owned()),
                property @ TextOf::Property(_) => property,
            };
            Ok(Operand::Text(Text { of, folding }))
        }
        Operand::Null => Ok(Operand::Null),
        other => Err(other.refused(op, "it takes a text")),
    }
}

pub(super) fn computed(
    op: &str,
    by: Arithmetic,
    args: &[Box<Expr>],
    context: Context,
) -> Result<Operand, BadParameter> {
    let number = |arg: &Expr| match operand(arg, context)? {
        Operand::Number(number) => Ok(number),
        Operand::Null => Ok(Number::Unknown),
        other => Err(other.refused(op, &format!("{op} takes numbers"))),
    };
    let mut numbers = args.iter().map(|arg| number(arg));
    let (Some(first), true) = (numbers.next(), args.len() >= 2) else {
        return Err(arity(op, args.len(), "2 operands or more"));
    };
    let sum = numbers.try_fold(first?, |left, right| Ok(Number::Computed(Box::new(left), by, Box::new(right?))));
    sum.map(Operand::Number)
}

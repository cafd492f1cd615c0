//! What can be compared: properties, literals, and what is computed from them.

use std::collections::BTreeSet;

use cql2::Expr;

use super::{
    super::{
        Crs,
        folding::Folding,
        property::{ListProperty, Property, QUERYABLES},
        spatial, temporal,
        test::{Arithmetic, Number, Test, Text, TextOf, Time},
    },
    arity, bad, only, operation,
};
use crate::catalog::{BadParameter, filter::nearest};

/// A value with its type.
#[derive(Clone)]
pub(super) enum Operand {
    Text(Text),
    Number(Number),
    List(List),
    Place(Place),
    Time(Time),
    Test(Test),
    Null,
}

#[derive(Clone)]
pub(super) enum List {
    Property(ListProperty),
    Literal(BTreeSet<String>),
}

#[derive(Clone)]
pub(super) enum Place {
    Property,
    Literal(Box<geo::Geometry>),
}

impl Operand {
    /// What it is, to whoever gave it where it does not fit.
    pub(super) fn told(&self) -> String {
        let property = |property: Property| {
            let name =
                QUERYABLES.iter().find(|queryable| queryable.property == property).map(|queryable| queryable.name);
            name.unwrap_or_default()
        };
        match self {
            Self::Text(Text { of: TextOf::Literal(text), .. }) => format!("the text {text:?}"),
            Self::Text(Text { of: TextOf::Property(of), .. }) => format!("{}, a text,", property(Property::Text(*of))),
            Self::Number(Number::Property(of)) => format!("{}, a number,", property(Property::Number(*of))),
            Self::Number(Number::Literal(number)) => format!("the number {number}"),
            Self::Number(_) => "a number".to_owned(),
            Self::List(List::Property(of)) => format!("{}, a list,", property(Property::List(*of))),
            Self::List(List::Literal(_)) => "a list".to_owned(),
            Self::Place(Place::Property) => "geometry, a place,".to_owned(),
            Self::Place(Place::Literal(_)) => "a place".to_owned(),
            Self::Time(Time::Property) => "datetime, a time,".to_owned(),
            Self::Time(Time::Literal(_)) => "a time".to_owned(),
            Self::Test(_) => "a condition".to_owned(),
            Self::Null => "NULL".to_owned(),
        }
    }

    /// That it is null.
    pub(super) fn missing(self) -> Test {
        match self {
            Self::Text(Text { of: TextOf::Literal(_), .. })
            | Self::List(_)
            | Self::Place(Place::Literal(_))
            | Self::Time(Time::Literal(_)) => Test::Known(Some(false)),
            Self::Text(text) => Test::TextMissing(text),
            Self::Number(number) => Test::NumberMissing(number),
            Self::Place(Place::Property) => Test::PlaceMissing,
            Self::Time(Time::Property) => Test::TimeMissing,
            Self::Test(test) => Test::Unknown(Box::new(test)),
            Self::Null => Test::Known(Some(true)),
        }
    }
}

/// The value of an expression.
pub(super) fn operand(expr: &Expr, crs: Crs) -> Result<Operand, BadParameter> {
    if let Some(place) = spatial::literal(expr, crs) {
        let place = place.map_err(|problem| bad(problem, "write a valid geometry, such as POINT(62.06 29.13)"))?;
        return Ok(Operand::Place(Place::Literal(Box::new(place))));
    }
    if let Some(days) = temporal::literal(expr) {
        let repair = "write DATE('2025-09-08'), TIMESTAMP('2025-09-08T00:00:00Z') or INTERVAL('2025-01-01', '..')";
        return Ok(Operand::Time(Time::Literal(days.map_err(|problem| bad(problem, repair))?)));
    }
    match expr {
        Expr::Operation { op, args } => operation(op, args, crs),
        Expr::Property { property } => named(property),
        Expr::Float(number) if number.is_finite() => Ok(Operand::Number(Number::Literal(*number))),
        Expr::Float(_) => Err(bad("a number is too great", "give one below 1.8e308")),
        Expr::Literal(text) => Ok(text_literal(text.clone())),
        Expr::Bool(value) => Ok(Operand::Test(Test::Known(Some(*value)))),
        Expr::Array(items) => list(items, crs),
        Expr::Null => Ok(Operand::Null),
        // What the two functions above have an answer for.
        Expr::Interval { .. } | Expr::Timestamp { .. } | Expr::Date { .. } | Expr::BBox { .. } | Expr::Geometry(_) => {
            Ok(Operand::Null)
        }
    }
}

fn text_literal(text: String) -> Operand {
    Operand::Text(Text { of: TextOf::Literal(text), folding: Folding::default() })
}

fn named(name: &str) -> Result<Operand, BadParameter> {
    let Some(queryable) = QUERYABLES.iter().find(|queryable| queryable.name == name) else {
        let known: Vec<&str> = QUERYABLES.iter().map(|queryable| queryable.name).collect();
        let problem = format!("there is no property {name:?} (a text stands in single quotes)");
        return Err(bad(problem, nearest(&known, name)));
    };
    Ok(match queryable.property {
        Property::Text(of) => Operand::Text(Text { of: TextOf::Property(of), folding: Folding::default() }),
        Property::Number(of) => Operand::Number(Number::Property(of)),
        Property::List(of) => Operand::List(List::Property(of)),
        Property::Geometry => Operand::Place(Place::Property),
        Property::Datetime => Operand::Time(Time::Property),
    })
}

fn list(items: &[Box<Expr>], crs: Crs) -> Result<Operand, BadParameter> {
    let text = |item: &Expr| match operand(item, crs)? {
        Operand::Text(Text { of: TextOf::Literal(text), .. }) => Ok(text),
        other => {
            Err(bad(format!("{} stands in a list", other.told()), "the lists here hold texts: ('copper', 'gold')"))
        }
    };
    items.iter().map(|item| text(item)).collect::<Result<_, _>>().map(|words| Operand::List(List::Literal(words)))
}

/// CASEI and ACCENTI.
pub(super) fn folded(op: &str, args: &[Box<Expr>], crs: Crs) -> Result<Operand, BadParameter> {
    let case = op.eq_ignore_ascii_case("casei");
    match operand(only(op, args)?, crs)? {
        Operand::Text(text) => {
            let folding = text.folding.and(Folding { case, accents: !case });
            let of = match text.of {
                TextOf::Literal(text) => TextOf::Literal(folding.fold(&text, &mut String::new()).to_owned()),
                property @ TextOf::Property(_) => property,
            };
            Ok(Operand::Text(Text { of, folding }))
        }
        Operand::Null => Ok(Operand::Null),
        other => Err(bad(format!("{} is given to {op}", other.told()), "it takes a text")),
    }
}

pub(super) fn arithmetic(op: &str) -> Option<Arithmetic> {
    Some(match op {
        "+" => Arithmetic::Add,
        "-" => Arithmetic::Subtract,
        "*" => Arithmetic::Multiply,
        "/" => Arithmetic::Divide,
        "div" => Arithmetic::DivideWhole,
        "%" => Arithmetic::Remainder,
        "^" => Arithmetic::Power,
        _ => return None,
    })
}

pub(super) fn computed(op: &str, by: Arithmetic, args: &[Box<Expr>], crs: Crs) -> Result<Operand, BadParameter> {
    let number = |arg: &Expr| match operand(arg, crs)? {
        Operand::Number(number) => Ok(number),
        Operand::Null => Ok(Number::Unknown),
        other => Err(bad(format!("{} stands beside {op}", other.told()), format!("{op} takes numbers"))),
    };
    let mut numbers = args.iter().map(|arg| number(arg));
    let (Some(first), true) = (numbers.next(), args.len() >= 2) else {
        return Err(arity(op, args.len(), "2 operands or more"));
    };
    let sum = numbers.try_fold(first?, |left, right| Ok(Number::Computed(Box::new(left), by, Box::new(right?))));
    sum.map(Operand::Number)
}

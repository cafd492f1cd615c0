//! A type-checked expression.

use std::collections::BTreeSet;

use jiff::civil;

use super::{folding::Folding, like::Pattern, spatial, temporal};
use crate::model::vocabulary::vocabulary;

/// A condition in three-valued logic: null properties make it unknown, except as AND, OR and IS NULL define.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    /// The same for every row: true, false or unknown.
    Known(Option<bool>),
    Not(Box<Test>),
    All(Vec<Test>),
    Any(Vec<Test>),
    /// Whether the condition is unknown.
    Unknown(Box<Test>),
    Texts(Text, Comparison, Text),
    OneOf(Text, BTreeSet<String>),
    Like(Text, Pattern),
    Numbers(Number, Comparison, Number),
    /// A relation between a list property and literal words.
    List(&'static str, ListRelation, BTreeSet<String>),
    Lists(List, ListRelation, List),
    /// A relation between the location and a literal geometry.
    Geometry(spatial::Relation, Box<geo::Geometry>),
    /// A relation between the location and itself.
    OwnGeometry(spatial::Relation),
    Time(Time, temporal::Relation, Time),
}

/// A text with the differences to ignore.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub of: TextOf,
    pub folding: Folding,
}

impl Text {
    pub(super) fn literal(text: impl Into<String>) -> Self {
        Self { of: TextOf::Literal(text.into()), folding: Folding::default() }
    }

    pub(super) fn property(name: &'static str) -> Self {
        Self { of: TextOf::Property(name), folding: Folding::default() }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TextOf {
    /// A literal, already folded.
    Literal(String),
    Property(&'static str),
}

/// A list as an operand.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum List {
    Property(&'static str),
    Literal(BTreeSet<String>),
    /// With single-valued properties among the literals.
    Mixed(Vec<Text>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Number {
    Literal(f64),
    /// NULL.
    Unknown,
    Property(&'static str),
    Computed(Box<Number>, Arithmetic, Box<Number>),
}

/// A span of days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Time {
    Property,
    /// From this day, or a claim's first, to this day, or a claim's last.
    Ends(Option<civil::Date>, Option<civil::Date>),
    Literal(temporal::Days),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    /// The relation with its operands swapped.
    pub(super) fn flipped(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }

    pub(super) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        }
    }
}

vocabulary! {
    /// An arithmetic operator. `div` truncates toward zero.
    pub enum Arithmetic {
        Add = "+",
        Subtract = "-",
        Multiply = "*",
        Divide = "/",
        DivideWhole = "div",
        Remainder = "%",
        Power = "^",
    }

    /// A relation of two lists, as sets, named as its operator.
    pub enum ListRelation {
        Contains = "a_contains",
        ContainedBy = "a_containedBy",
        Equals = "a_equals",
        Overlaps = "a_overlaps",
    }
}

impl Arithmetic {
    /// The result; infinity and NaN mean unknown.
    pub(super) fn compute(self, left: f64, right: f64) -> f64 {
        match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Divide => left / right,
            Self::DivideWhole => (left / right).trunc(),
            Self::Remainder => left % right,
            Self::Power => left.powf(right),
        }
    }
}

impl ListRelation {
    /// The relation with its operands swapped.
    pub(super) fn flipped(self) -> Self {
        match self {
            Self::Contains => Self::ContainedBy,
            Self::ContainedBy => Self::Contains,
            same => same,
        }
    }

    /// Whether it holds for lists of `left` and `right` words with `both` in common.
    pub(super) fn holds(self, left: usize, both: usize, right: usize) -> bool {
        match self {
            Self::Contains => both == right,
            Self::ContainedBy => both == left,
            Self::Equals => both == left && both == right,
            Self::Overlaps => both > 0,
        }
    }
}

impl Test {
    /// The negation.
    pub(super) fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// Sorts tests by cost, because the cheap ones decide most rows.
    pub(super) fn cheapest_first(mut tests: Vec<Self>) -> Vec<Self> {
        tests.sort_by_key(Self::cost);
        tests
    }

    /// The operator that costs most, and how often it occurs.
    pub(super) fn costliest(&self) -> String {
        let mut leaves = Vec::new();
        self.leaves(&mut leaves);
        let costliest = leaves.iter().max_by_key(|test| test.cost()).map_or_else(String::new, |test| test.operator());
        match leaves.iter().filter(|test| test.operator() == costliest).count() {
            1 => costliest,
            times => format!("{costliest}, used {times} times"),
        }
    }

    /// The conditions that AND, OR and NOT join.
    fn leaves<'a>(&'a self, found: &mut Vec<&'a Self>) {
        match self {
            Self::Not(test) | Self::Unknown(test) => test.leaves(found),
            Self::All(tests) | Self::Any(tests) => tests.iter().for_each(|test| test.leaves(found)),
            leaf => found.push(leaf),
        }
    }

    /// The name of its operator.
    fn operator(&self) -> String {
        match self {
            Self::Geometry(relation, _) | Self::OwnGeometry(relation) => relation.as_str().to_uppercase(),
            Self::List(_, relation, _) | Self::Lists(_, relation, _) => relation.as_str().to_uppercase(),
            Self::Time(_, relation, _) => relation.as_str().to_uppercase(),
            Self::Like(..) => "LIKE".to_owned(),
            Self::OneOf(..) => "IN".to_owned(),
            _ => "a comparison".to_owned(),
        }
    }

    /// The rough cost per row.
    fn cost(&self) -> u8 {
        let rows = |text: &Text| match text.of {
            TextOf::Literal(_) => 0,
            TextOf::Property("id" | "name") => 3,
            TextOf::Property(_) => 1,
        };
        match self {
            Self::Known(_) => 0,
            Self::Not(test) | Self::Unknown(test) => test.cost(),
            Self::All(tests) | Self::Any(tests) => tests.iter().map(Self::cost).max().unwrap_or(0),
            Self::Numbers(..) | Self::Time(..) => 1,
            Self::List(..) | Self::Lists(..) => 2,
            Self::Texts(left, _, right) => rows(left).max(rows(right)),
            Self::OneOf(text, _) | Self::Like(text, _) => rows(text),
            Self::Geometry(..) | Self::OwnGeometry(_) => 4,
        }
    }
}

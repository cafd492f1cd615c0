//! An expression with its types checked: what is asked of each site.

use std::collections::BTreeSet;

use jiff::civil;

use super::{folding::Folding, like::Pattern, spatial, temporal};

/// A condition. A property that is unknown for a site makes it unknown, but for what AND, OR and IS NULL have of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    /// True, false or unknown for every site.
    Known(Option<bool>),
    Not(Box<Test>),
    All(Vec<Test>),
    Any(Vec<Test>),
    /// Whether it is unknown whether this holds.
    Unknown(Box<Test>),
    TextMissing(Text),
    NumberMissing(Number),
    PlaceMissing,
    TimeMissing,
    Texts(Text, Comparison, Text),
    OneOf(Text, BTreeSet<String>),
    Like(Text, Pattern),
    Numbers(Number, Comparison, Number),
    /// What a list has to do with these words.
    List(&'static str, ListRelation, BTreeSet<String>),
    Lists(Set, ListRelation, Set),
    /// What the location has to do with this place.
    Place(spatial::Relation, Box<geo::Geometry>),
    /// What the location has to do with itself.
    OwnPlace(spatial::Relation),
    Time(Time, temporal::Relation, Time),
}

/// A text, folded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub of: TextOf,
    pub folding: Folding,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TextOf {
    /// A literal that is folded already.
    Literal(String),
    Property(&'static str),
}

/// Words of a site.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Set {
    List(&'static str),
    /// Literals and properties with one value.
    Of(Vec<Text>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Number {
    Literal(f64),
    /// NULL.
    Unknown,
    Property(&'static str),
    Computed(Box<Number>, Arithmetic, Box<Number>),
}

/// Days: of the claims, or these.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Time {
    Property,
    /// From the first day of a claim, or this one, to its last day, or this one.
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
    /// The same with its sides exchanged.
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    /// Toward zero.
    DivideWhole,
    Remainder,
    Power,
}

impl Arithmetic {
    /// A result that is no finite number counts as unknown.
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

/// How two lists compare: as sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListRelation {
    Contains,
    ContainedBy,
    Equals,
    Overlaps,
}

impl ListRelation {
    /// The same with its sides exchanged.
    pub(super) fn flipped(self) -> Self {
        match self {
            Self::Contains => Self::ContainedBy,
            Self::ContainedBy => Self::Contains,
            same => same,
        }
    }

    /// Whether it holds between a list of `left` words and one of `right` of which `both` hold as many.
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
    /// That this does not hold.
    pub(super) fn negated(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// Those of `tests` in one, the cheap before the dear: they decide most rows.
    pub(super) fn cheapest_first(mut tests: Vec<Self>) -> Vec<Self> {
        tests.sort_by_key(Self::cost);
        tests
    }

    /// What a row costs, in steps that matter.
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
            Self::NumberMissing(_)
            | Self::Numbers(..)
            | Self::PlaceMissing
            | Self::TimeMissing
            | Self::TextMissing(_)
            | Self::Time(..) => 1,
            Self::List(..) | Self::Lists(..) => 2,
            Self::Texts(left, _, right) => rows(left).max(rows(right)),
            Self::OneOf(text, _) | Self::Like(text, _) => rows(text),
            Self::Place(..) | Self::OwnPlace(_) => 4,
        }
    }
}

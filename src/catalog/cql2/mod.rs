//! `filter`, `filter-lang` and `filter-crs` (OGC API - Features Part 3), in CQL2 (OGC 21-065r2).
//!
//! An expression is checked for size and depth ([`guard`]), parsed by the `cql2` crate ([`text`], [`json`]), compiled with
//! the types of its [properties](property) into a [`Test`] ([`compile`]), and evaluated over columns ([`scan`]).

mod compile;
mod draft;
mod folding;
mod guard;
mod json;
mod like;
pub mod property;
mod scan;
pub mod source;
mod spatial;
mod temporal;
mod test;
mod text;

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use self::{
    compile::Context,
    property::{CollectionKind, Queryable, ValueKind},
    source::Source,
    test::Test,
};
use super::{BadParameter, Crs, Stop, Stopped, nearest, properties::Values};
use crate::model::vocabulary::vocabulary;

/// The parameter with the expression.
const FILTER: &str = "filter";

/// The longest expression in bytes: that of the longest URL.
const MAX_LENGTH: usize = 8192;

/// The stack in bytes: four times what the deepest accepted expression needs in a debug build.
const STACK: usize = 32 * 1024 * 1024;

vocabulary! {
    /// An encoding of CQL2, named as in `filter-lang`. The last one is [GDAL's dialect](draft).
    pub enum Language {
        Text = "cql2-text",
        Json = "cql2-json",
        Draft = "cql-text",
    }
}

impl Language {
    /// The encodings for a collection. GDAL's dialect is for sites only, because GDAL queries properties of agreements that
    /// are not queryable.
    pub fn offered(collection: CollectionKind) -> &'static [Self] {
        match collection {
            CollectionKind::Sites => Self::ALL,
            CollectionKind::Agreements => &[Self::Text, Self::Json],
        }
    }
}

/// The filter parameters, accepted in any order: the three of CQL2, and those named after single properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cql2 {
    expression: Option<String>,
    language: Option<Language>,
    crs: Crs,
    collection: CollectionKind,
    test: Option<Test>,
    /// Tests of single properties, by the name of the parameter.
    plain: BTreeMap<&'static str, Test>,
}

impl Cql2 {
    /// The parameters' names, with `filter` last: when the others are parsed first, an error in one is not reported as an
    /// error in `filter`.
    pub const PARAMETERS: [&'static str; 3] = ["filter-lang", "filter-crs", FILTER];

    /// The parameters for a collection. Only sites have parameters named after properties.
    pub fn over(collection: CollectionKind) -> Self {
        Self { collection, ..Self::default() }
    }

    /// The properties of sites that are also parameters: the single-valued ones whose values no
    /// facet lists.
    pub fn plain() -> impl Iterator<Item = Queryable> {
        let single = |queryable: &Queryable| matches!(queryable.kind, ValueKind::Text | ValueKind::Number);
        let queryables = CollectionKind::Sites.queryables().into_iter();
        queryables.filter(move |queryable| single(queryable) && queryable.values == Values::Free)
    }

    /// The names of all its parameters.
    pub fn parameters() -> impl Iterator<Item = &'static str> {
        Self::PARAMETERS.into_iter().chain(Self::plain().map(|queryable| queryable.name))
    }

    /// Parses a parameter; false if it is not one of these.
    ///
    /// # Errors
    /// When the value is malformed, or makes the expression invalid.
    pub fn parse_param(&mut self, name: &str, value: &str) -> Result<bool, BadParameter> {
        match name {
            FILTER => self.expression = Some(value.to_owned()),
            "filter-lang" => {
                let offered = Language::offered(self.collection);
                let language = offered.iter().find(|language| language.as_str() == value);
                let known: Vec<&str> = offered.iter().map(|language| language.as_str()).collect();
                let unknown = || BadParameter::new(name, format!("{value:?} is not offered"), nearest(&known, value));
                self.language = Some(*language.ok_or_else(unknown)?);
            }
            "filter-crs" => self.crs = Crs::parse(name, value)?,
            _ => {
                let Some(queryable) = Self::plain().find(|queryable| queryable.name == name) else { return Ok(false) };
                if self.collection != CollectionKind::Sites {
                    return Ok(false);
                }
                self.plain.insert(queryable.name, compile::equal(&queryable, value)?);
                return Ok(true);
            }
        }
        if let Some(expression) = &self.expression {
            // CQL2 text never begins with a brace.
            let guessed = if expression.trim_start().starts_with('{') { Language::Json } else { Language::Text };
            self.test = Some(read(
                expression,
                self.language.unwrap_or(guessed),
                Context { collection: self.collection, crs: self.crs },
            )?);
        }
        Ok(true)
    }

    /// Removes the rows from `passing` for which the expression is not true. `outlines` has the geometries that are not
    /// points.
    ///
    /// # Errors
    /// When `stop` was given, after which `passing` must not be used.
    pub fn keep(
        &self,
        source: &dyn Source,
        outlines: &BTreeMap<u32, geo::Geometry>,
        passing: &mut FixedBitSet,
        stop: &Stop,
    ) -> Result<(), Stopped> {
        let context = scan::ScanContext { source, outlines, stop };
        self.plain.values().chain(&self.test).try_for_each(|test| scan::keep(test, context, passing))
    }

    /// Whether every record passes.
    pub fn is_empty(&self) -> bool {
        self.test.is_none() && self.plain.is_empty()
    }

    /// The most expensive operator of the expression, as written in CQL2 text.
    pub fn costliest(&self) -> Option<String> {
        self.test.as_ref().map(Test::costliest)
    }
}

/// Parses and compiles an expression.
fn read(expression: &str, language: Language, context: Context) -> Result<Test, BadParameter> {
    if expression.len() > MAX_LENGTH {
        let problem = format!("it is {} bytes long", expression.len());
        return Err(BadParameter::new(FILTER, problem, format!("give at most {MAX_LENGTH} bytes")));
    }
    // Parser and compiler recurse for each AND and OR of a chain, which a worker's stack is too small for.
    stacker::grow(STACK, || {
        let read = match language {
            Language::Text => text::read(expression),
            Language::Json => json::read(expression),
            Language::Draft => draft::read(expression),
        };
        let expr = read.map_err(|misread| misread.report(expression))?;
        compile::condition(&expr, context)
    })
}

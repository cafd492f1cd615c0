//! `filter`, `filter-lang` and `filter-crs` (OGC API - Features Part 3), in CQL2 (OGC 21-065r2).
//!
//! A text is bounded first ([`guard`]), read by the `cql2` crate ([`text`], [`json`]), checked against the
//! [properties](property) and their types ([`compile`]) into a [`Test`], and that is run over columns ([`scan`]).

mod compile;
mod folding;
mod guard;
mod json;
mod like;
pub mod property;
mod scan;
mod spatial;
mod temporal;
mod test;
mod text;

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use self::test::Test;
use super::{BadParameter, Columns, Crs, filter::nearest};
use crate::model::vocabulary::vocabulary;

/// The parameter of the expression itself.
pub const FILTER: &str = "filter";

/// The longest expression, in bytes: as long as the longest address.
const MAX_LENGTH: usize = 8192;

/// What the deepest expressions need that pass the guard, in the slowest of builds, four times over.
const STACK: usize = 32 * 1024 * 1024;

vocabulary! {
    /// An encoding of CQL2, named as `filter-lang` has it.
    pub enum Language {
        Text = "cql2-text",
        Json = "cql2-json",
    }
}

/// The three parameters, in whatever order they come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cql2 {
    expression: Option<String>,
    language: Option<Language>,
    crs: Crs,
    test: Option<Test>,
}

impl Cql2 {
    /// The parameters' names. What the other two say of `filter` is best taken in before it: then its own mistakes are
    /// the only ones that are told.
    pub const PARAMETERS: [&'static str; 3] = ["filter-lang", "filter-crs", FILTER];

    /// Takes a parameter in; false where it is none of these.
    ///
    /// # Errors
    /// When the value cannot be understood, or with it the expression that came before.
    pub fn take(&mut self, name: &str, value: &str) -> Result<bool, BadParameter> {
        match name {
            FILTER => self.expression = Some(value.to_owned()),
            "filter-lang" => {
                let language = Language::ALL.iter().find(|language| language.as_str() == value);
                let known: Vec<&str> = Language::ALL.iter().map(|language| language.as_str()).collect();
                let unknown = || BadParameter::new(name, format!("{value:?} is not offered"), nearest(&known, value));
                self.language = Some(*language.ok_or_else(unknown)?);
            }
            "filter-crs" => self.crs = Crs::parse(name, value)?,
            _ => return Ok(false),
        }
        if let Some(expression) = &self.expression {
            // No CQL2 text begins with a brace.
            let guessed = if expression.trim_start().starts_with('{') { Language::Json } else { Language::Text };
            self.test = Some(read(expression, self.language.unwrap_or(guessed), self.crs)?);
        }
        Ok(true)
    }

    /// Whether there is an expression.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.test.is_some()
    }

    /// Takes those sites out of `passing` for which the expression is not true. `outlines` has the geometry of each
    /// site that is no point.
    pub(super) fn keep(&self, columns: &Columns, outlines: &BTreeMap<u32, geo::Geometry>, passing: &mut FixedBitSet) {
        if let Some(test) = &self.test {
            scan::keep(test, scan::Ground { columns, outlines }, passing);
        }
    }
}

/// Reads an expression.
fn read(expression: &str, language: Language, crs: Crs) -> Result<Test, BadParameter> {
    if expression.len() > MAX_LENGTH {
        let problem = format!("it is {} bytes long", expression.len());
        return Err(BadParameter::new(FILTER, problem, format!("give at most {MAX_LENGTH} bytes")));
    }
    // The reader and what it makes call themselves for each AND and OR of a chain; a worker's own stack is too small.
    stacker::grow(STACK, || {
        let read = match language {
            Language::Text => text::read(expression),
            Language::Json => json::read(expression),
        };
        let expr = read.map_err(|misread| misread.told_of(expression))?;
        compile::condition(&expr, crs)
    })
}

//! `filter`, `filter-lang` and `filter-crs` (OGC API - Features Part 3), in CQL2 (OGC 21-065r2).
//!
//! A text is bounded first ([`guard`]), read by the `cql2` crate ([`text`], [`json`]), checked against the
//! [properties](property) and their types ([`compile`]) into a [`Test`], and that is run over columns ([`scan`]).

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
    compile::On,
    property::{CollectionKind, Queryable, ValueKind},
    source::Source,
    test::Test,
};
use super::{BadParameter, Crs, nearest};
use crate::model::vocabulary::vocabulary;

/// The parameter of the expression itself.
const FILTER: &str = "filter";

/// The longest expression, in bytes: as long as the longest address.
const MAX_LENGTH: usize = 8192;

/// What the deepest expressions need that pass the guard, in the slowest of builds, four times over.
const STACK: usize = 32 * 1024 * 1024;

vocabulary! {
    /// An encoding of CQL2, named as `filter-lang` has it; the last is [what GDAL asks for](draft).
    pub enum Language {
        Text = "cql2-text",
        Json = "cql2-json",
        Draft = "cql-text",
    }
}

impl Language {
    /// Those that a subject is asked in: GDAL asks agreements for more than expressions can name.
    #[must_use]
    pub fn offered(subject: CollectionKind) -> &'static [Self] {
        match subject {
            CollectionKind::Sites => Self::ALL,
            CollectionKind::Agreements => &[Self::Text, Self::Json],
        }
    }
}

/// The three parameters, in whatever order they come, and those of single properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cql2 {
    expression: Option<String>,
    language: Option<Language>,
    crs: Crs,
    subject: CollectionKind,
    test: Option<Test>,
    /// What properties are to be, each asked for by a parameter of its name.
    plain: BTreeMap<&'static str, Test>,
}

impl Cql2 {
    /// The parameters' names. The other two are taken in before `filter` itself: then only mistakes that are its own
    /// are told.
    pub const PARAMETERS: [&'static str; 3] = ["filter-lang", "filter-crs", FILTER];

    /// Those of an expression that is asked of something else than sites, without the parameters of single properties.
    #[must_use]
    pub fn about(subject: CollectionKind) -> Self {
        Self { subject, ..Self::default() }
    }

    /// The properties of sites that are parameters, too: those with one value a site, but for facets, which are parameters anyway.
    pub fn plain() -> impl Iterator<Item = Queryable> {
        let single = |queryable: &Queryable| matches!(queryable.kind, ValueKind::Text | ValueKind::Number);
        let queryables = CollectionKind::Sites.queryables().into_iter();
        queryables.filter(move |queryable| single(queryable) && queryable.facet.is_none())
    }

    /// The names of all its parameters.
    pub fn parameters() -> impl Iterator<Item = &'static str> {
        Self::PARAMETERS.into_iter().chain(Self::plain().map(|queryable| queryable.name))
    }

    /// Takes a parameter in; false where it is none of these.
    ///
    /// # Errors
    /// When the value cannot be understood, or with it the expression that came before.
    pub fn parse_param(&mut self, name: &str, value: &str) -> Result<bool, BadParameter> {
        match name {
            FILTER => self.expression = Some(value.to_owned()),
            "filter-lang" => {
                let offered = Language::offered(self.subject);
                let language = offered.iter().find(|language| language.as_str() == value);
                let known: Vec<&str> = offered.iter().map(|language| language.as_str()).collect();
                let unknown = || BadParameter::new(name, format!("{value:?} is not offered"), nearest(&known, value));
                self.language = Some(*language.ok_or_else(unknown)?);
            }
            "filter-crs" => self.crs = Crs::parse(name, value)?,
            _ => {
                let Some(queryable) = Self::plain().find(|queryable| queryable.name == name) else { return Ok(false) };
                if self.subject != CollectionKind::Sites {
                    return Ok(false);
                }
                self.plain.insert(queryable.name, compile::equal(&queryable, value)?);
                return Ok(true);
            }
        }
        if let Some(expression) = &self.expression {
            // No CQL2 text begins with a brace.
            let guessed = if expression.trim_start().starts_with('{') { Language::Json } else { Language::Text };
            self.test =
                Some(read(expression, self.language.unwrap_or(guessed), On { subject: self.subject, crs: self.crs })?);
        }
        Ok(true)
    }

    /// Takes those sites out of `passing` for which the expression is not true. `outlines` has the geometry of each
    /// site that is no point.
    pub fn keep(&self, source: &dyn Source, outlines: &BTreeMap<u32, geo::Geometry>, passing: &mut FixedBitSet) {
        for test in self.plain.values().chain(&self.test) {
            scan::keep(test, scan::ScanContext { source, outlines }, passing);
        }
    }
}

/// Reads an expression.
fn read(expression: &str, language: Language, on: On) -> Result<Test, BadParameter> {
    if expression.len() > MAX_LENGTH {
        let problem = format!("it is {} bytes long", expression.len());
        return Err(BadParameter::new(FILTER, problem, format!("give at most {MAX_LENGTH} bytes")));
    }
    // The reader and what it makes call themselves for each AND and OR of a chain; a worker's own stack is too small.
    stacker::grow(STACK, || {
        let read = match language {
            Language::Text => text::read(expression),
            Language::Json => json::read(expression),
            Language::Draft => draft::read(expression),
        };
        let expr = read.map_err(|misread| misread.told_of(expression))?;
        compile::condition(&expr, on)
    })
}

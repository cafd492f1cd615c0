//! Filters, as the API, the download and the page's own address spell them.

mod bbox;
mod interval;

use std::collections::BTreeMap;

use jiff::civil;

pub use self::{bbox::Bbox, interval::Interval};
use super::{Catalog, Crs, Facet, cql2::Cql2, fold};
use crate::model::Date;

/// The longest search text, in characters.
pub const MAX_SEARCH: usize = 200;

/// The sites that are asked for: every part holds, and in a facet any of its values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The values chosen in each facet.
    pub facets: BTreeMap<Facet, Vec<String>>,
    /// The box that a site's geometry touches; a site without one passes, as the standard has it.
    pub bbox: Option<Bbox>,
    /// What the numbers of `bbox` are in.
    pub bbox_crs: Crs,
    /// The time in which one of a site's claims holds.
    pub interval: Option<Interval>,
    /// The folded words that a site's names hold.
    pub words: Vec<String>,
    /// The day whose facts are asked for; today's where none is.
    pub as_of: Option<civil::Date>,
    /// The CQL2 expression that holds for a site.
    pub cql2: Cql2,
}

/// A parameter that cannot be understood: which, what is wrong, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{parameter}: {problem}; {repair}")]
pub struct BadParameter {
    /// Its name.
    pub parameter: String,
    /// What is wrong with it.
    pub problem: String,
    /// What would be right.
    pub repair: String,
}

impl BadParameter {
    /// A bad parameter.
    pub fn new(parameter: &str, problem: impl Into<String>, repair: impl Into<String>) -> Self {
        Self { parameter: parameter.to_owned(), problem: problem.into(), repair: repair.into() }
    }
}

impl Filter {
    /// The names of the parameters that filter.
    pub fn parameters() -> impl Iterator<Item = &'static str> {
        let plain = ["bbox", "bbox-crs", "datetime", "as_of", "q"];
        Facet::WORDS.iter().copied().chain(plain).chain(Cql2::parameters())
    }

    /// Whether a parameter says how another is read, and so must be taken before it.
    #[must_use]
    pub fn comes_first(name: &str) -> bool {
        matches!(name, "bbox-crs" | "filter-crs" | "filter-lang")
    }

    /// Takes a parameter in, those that [come first](Self::comes_first) first; false where it is none of [`Filter::parameters`].
    ///
    /// # Errors
    /// When the value cannot be understood, or names what the dataset does not know.
    pub fn take(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        match name {
            "bbox" => self.bbox = Some(Bbox::parse(value, self.bbox_crs)?),
            "bbox-crs" => self.bbox_crs = Crs::parse(name, value)?,
            "datetime" => self.interval = Some(Interval::parse(value)?),
            "as_of" => self.as_of = Some(as_of(value)?),
            "q" => self.words = search(value)?,
            _ => match name.parse::<Facet>() {
                Ok(facet) => drop(self.facets.insert(facet, facet_values(catalog, facet, value)?)),
                Err(_) => return self.cql2.take(name, value),
            },
        }
        Ok(true)
    }

    /// The values chosen in a facet.
    #[must_use]
    pub fn values(&self, facet: Facet) -> &[String] {
        self.facets.get(&facet).map_or(&[], Vec::as_slice)
    }

    /// Whether every site passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The folded words of a search text.
///
/// # Errors
/// When it is longer than [`MAX_SEARCH`].
pub fn search(value: &str) -> Result<Vec<String>, BadParameter> {
    if value.chars().count() > MAX_SEARCH {
        let repair = format!("give at most {MAX_SEARCH} characters");
        return Err(BadParameter::new("q", "the search text is too long", repair));
    }
    Ok(fold::words(value))
}

/// The last day that a year, a month or a day means.
///
/// # Errors
/// When the value is none of them.
pub fn as_of(value: &str) -> Result<civil::Date, BadParameter> {
    value.parse::<Date>().map(Date::last).map_err(|_| {
        BadParameter::new("as_of", format!("{value:?} is not a date"), "write a day (2025-09-08), a month or a year")
    })
}

fn facet_values(catalog: &Catalog, facet: Facet, list: &str) -> Result<Vec<String>, BadParameter> {
    list.split(',')
        .map(str::trim)
        .map(|value| {
            if facet.knows(catalog, value) {
                return Ok(value.to_owned());
            }
            let problem =
                if value.is_empty() { "a value is empty".to_owned() } else { format!("{value:?} is not known") };
            Err(BadParameter::new(facet.as_str(), problem, nearest(&facet.known(catalog), value)))
        })
        .collect()
}

/// As many values are compared with a wrong one; of more, those that would stand beside it.
const MAX_COMPARED: usize = 10_000;

/// What to write instead: the known values, in ascending order where they are many, that look most like `value`.
#[must_use]
pub fn nearest(known: &[&str], value: &str) -> String {
    let known = if known.len() > MAX_COMPARED {
        let middle = known.partition_point(|known| *known < value);
        let first = middle.saturating_sub(MAX_COMPARED / 2);
        &known[first..known.len().min(first + MAX_COMPARED)]
    } else {
        known
    };
    let mut scored: Vec<(f64, &str)> =
        known.iter().map(|known| (strsim::jaro_winkler(known, &value.to_lowercase()), *known)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    scored.truncate(3);
    match scored.as_slice() {
        [] => "nothing is known here yet; leave it out".to_owned(),
        near => format!("did you mean {}?", near.iter().map(|(_, id)| *id).collect::<Vec<_>>().join(", ")),
    }
}

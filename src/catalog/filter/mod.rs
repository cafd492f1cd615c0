//! Filters, under the parameter names that the API, the downloads and the page share.

mod bbox;
mod interval;

use std::collections::BTreeMap;

use jiff::civil;

pub use self::{bbox::Bbox, interval::Interval};
use super::{BadParameter, Catalog, Crs, Facet, columns::Shape, cql2::Cql2, nearest, properties::Values};
use crate::model::{Date, fold};

/// The longest search text, in characters.
pub const MAX_SEARCH: usize = 200;

/// Which sites to select: every part must hold, and in a facet any one of its values.
///
/// ```
/// use oreatlas::{catalog::{Catalog, Filter, Stop}, dataset::{self, Dataset, Tree}};
///
/// let dataset = Dataset::new(Tree::new(dataset::embedded()));
/// let catalog = Catalog::new(dataset, jiff::civil::date(2026, 11, 30));
/// let mut filter = Filter::default();
/// assert!(filter.parse_param(&catalog, "mineral", "copper,gold")?);
/// assert!(filter.parse_param(&catalog, "filter", "uncertainty_m < 5000")?);
/// assert!(catalog.select(&filter, &Stop::default())?.count_ones(..) > 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The type of geometry that a site must have; any, or none, where none is given.
    pub shape: Option<Shape>,
    /// The values chosen in each facet.
    pub facets: BTreeMap<Facet, Vec<String>>,
    /// The box that a site's geometry must intersect. A site without geometry passes, as the standard requires.
    pub bbox: Option<Bbox>,
    /// The reference system of `bbox`.
    pub bbox_crs: Crs,
    /// The time in which at least one of a site's claims must hold.
    pub interval: Option<Interval>,
    /// The folded words that a site's id or names must contain.
    pub words: Vec<String>,
    /// The day whose facts count; today if none is given.
    pub as_of: Option<civil::Date>,
    /// The CQL2 expression that must be true for a site.
    pub cql2: Cql2,
}

impl Filter {
    /// The names of the parameters that filter.
    pub fn parameters() -> impl Iterator<Item = &'static str> {
        let plain = ["bbox", "bbox-crs", "datetime", "as_of", "q"];
        Facet::WORDS.iter().copied().chain(plain).chain(Cql2::parameters())
    }

    /// Whether a parameter determines how another is parsed, and so must be parsed before it.
    pub fn comes_first(name: &str) -> bool {
        matches!(name, "bbox-crs" | "filter-crs" | "filter-lang")
    }

    /// Parses a parameter, those that [come first](Self::comes_first) first; false if it is not one of
    /// [`Filter::parameters`].
    ///
    /// # Errors
    /// When the value is malformed, or names something that the dataset does not have.
    pub fn parse_param(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        match name {
            "bbox" => self.bbox = Some(Bbox::parse(value, self.bbox_crs)?),
            "bbox-crs" => self.bbox_crs = Crs::parse(name, value)?,
            "datetime" => self.interval = Some(Interval::parse(value)?),
            "as_of" => self.as_of = Some(as_of(value)?),
            "q" => self.words = search(value)?,
            _ => match name.parse::<Facet>() {
                Ok(facet) => drop(self.facets.insert(facet, list(catalog, facet.values(), name, value)?)),
                Err(_) => return self.cql2.parse_param(name, value),
            },
        }
        Ok(true)
    }

    /// The values chosen in a facet.
    pub fn values(&self, facet: Facet) -> &[String] {
        self.facets.get(&facet).map_or(&[], Vec::as_slice)
    }

    /// Whether every site passes.
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
        let hint = format!("give at most {MAX_SEARCH} characters");
        return Err(BadParameter::new("q", "the search text is too long", hint));
    }
    Ok(fold::words(value))
}

/// The last day of a year, a month or a day.
///
/// # Errors
/// When the value is not a date.
pub fn as_of(value: &str) -> Result<civil::Date, BadParameter> {
    value.parse::<Date>().map(Date::last).map_err(|_| {
        BadParameter::new("as_of", format!("{value:?} is not a date"), "write a day (2025-09-08), a month or a year")
    })
}

/// The values of a list with commas between them.
///
/// # Errors
/// When one of the values is empty or not known.
pub fn list(catalog: &Catalog, values: Values, name: &str, list: &str) -> Result<Vec<String>, BadParameter> {
    list.split(',')
        .map(str::trim)
        .map(|value| {
            if values.name_of(catalog, value).is_some() {
                return Ok(value.to_owned());
            }
            let problem =
                if value.is_empty() { "a value is empty".to_owned() } else { format!("{value:?} is not known") };
            Err(BadParameter::new(name, problem, nearest(&values.known(catalog), value)))
        })
        .collect()
}

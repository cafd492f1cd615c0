//! A query: a filter, an order and a page.

pub use super::order::Sort;
use super::{BadParameter, Catalog, Filter, Stop, Stopped, nearest, properties::Property};

/// The default size of a page.
pub const DEFAULT_LIMIT: usize = 100;

/// The largest page. A greater `limit` is reduced to it, as OGC API - Features requires.
pub const MAX_LIMIT: usize = 10_000;

/// A query for sites.
///
/// ```
/// use oreatlas::{
///     catalog::{Catalog, Query, Stop},
///     dataset::{self, Dataset, Tree},
/// };
///
/// let dataset = Dataset::new(Tree::new(dataset::embedded()));
/// let catalog = Catalog::new(dataset, jiff::civil::date(2026, 11, 30));
/// let mut query = Query::default();
/// for (name, value) in [("status", "operating-continuously"), ("sortby", "name"), ("limit", "5")] {
///     assert!(query.parse_param(&catalog, name, value)?);
/// }
/// assert!(catalog.find(&query, &Stop::default())?.page.len() <= 5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The sites that match.
    pub filter: Filter,
    /// The order; sites that it leaves equal are in the order of their ids.
    pub sort: Vec<Sort>,
    /// The size of the page.
    pub limit: usize,
    /// The beginning of the page, or its end.
    pub start: Start,
}

/// A page of the records that match.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a> {
    /// The largest number of records on it.
    pub limit: usize,
    /// The number of matching records before it.
    pub offset: usize,
    /// The number of matching records.
    pub matched: usize,
    /// The number of records on it.
    pub returned: usize,
    /// The ids of the first and the last on it.
    pub ends: Option<(&'a str, &'a str)>,
}

/// Where a page begins or ends. A page that starts from an id does not move when records before it are added or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// After this many.
    Offset(usize),
    /// After the site with this id.
    After(String),
    /// It ends before the site with this id.
    Before(String),
}

impl Default for Start {
    fn default() -> Self {
        Self::Offset(0)
    }
}

impl Start {
    /// The names of its parameters, of which at most one may be given.
    pub const PARAMETERS: [&'static str; 3] = ["offset", "after", "before"];

    /// Parses a parameter; false if it is not one of [`Self::PARAMETERS`].
    ///
    /// # Errors
    /// When the value is malformed, or another of them was given before.
    pub fn parse_param(&mut self, name: &str, value: &str) -> Result<bool, BadParameter> {
        let start = match name {
            "after" | "before" if value.is_empty() => {
                return Err(BadParameter::new(
                    name,
                    "it is empty",
                    "give the id of a record, as links to other pages do",
                ));
            }
            "offset" => Self::Offset(offset(value)?),
            "after" => Self::After(value.to_owned()),
            "before" => Self::Before(value.to_owned()),
            _ => return Ok(false),
        };
        if *self != Self::default() {
            let problem = "a page begins at one place";
            return Err(BadParameter::new(name, problem, "give one of offset, after and before"));
        }
        *self = start;
        Ok(true)
    }

    /// The offset and the size of the page, at most `limit`. `below` counts the results before the one with an id, that
    /// one included if its second argument is true.
    ///
    /// # Errors
    /// Those of `below`.
    pub fn page<E>(
        &self,
        limit: usize,
        below: impl FnOnce(&str, bool) -> Result<usize, E>,
    ) -> Result<(usize, usize), E> {
        Ok(match self {
            Self::Offset(offset) => (*offset, limit),
            Self::After(id) => (below(id, true)?, limit),
            Self::Before(id) => {
                let end = below(id, false)?;
                (end.saturating_sub(limit), end.min(limit))
            }
        })
    }
}

impl Default for Query {
    fn default() -> Self {
        Self { filter: Filter::default(), sort: Vec::new(), limit: DEFAULT_LIMIT, start: Start::default() }
    }
}

impl Query {
    /// Parses a parameter; false if it is not one of a query.
    ///
    /// # Errors
    /// When the value is malformed.
    pub fn parse_param(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        match name {
            "limit" => self.limit = limit(value)?,
            "sortby" => self.sort = sort(value)?,
            _ => return Ok(self.start.parse_param(name, value)? || self.filter.parse_param(catalog, name, value)?),
        }
        Ok(true)
    }
}

/// The result of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The number of sites that pass the filter.
    pub matched: usize,
    /// The number of them before the page.
    pub offset: usize,
    /// The sites on the page, in its order.
    pub page: Vec<usize>,
}

/// Why a query fails.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// A parameter does not fit the data.
    #[error(transparent)]
    BadParameter(#[from] BadParameter),
    /// The evaluation took too long, or its clients have disconnected.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl Catalog {
    /// Runs a query.
    ///
    /// # Errors
    /// When `stop` was given, or the query is sorted and its page starts from a site that does not exist, so that its
    /// position is unknown.
    pub fn find(&self, query: &Query, stop: &Stop) -> Result<Found, FindError> {
        let passing = self.select(&query.filter, stop)?;
        let matched = passing.count_ones(..);
        let (offset, limit) =
            query.start.page(query.limit, |id, itself| self.count_below(&passing, &query.sort, id, itself))?;
        let page = if query.sort.is_empty() {
            passing.ones().skip(offset).take(limit).collect()
        } else {
            self.sorted(&passing, &query.sort, offset, limit)
        };
        Ok(Found { matched, offset, page })
    }
}

/// A page's size: at least 1; more than [`MAX_LIMIT`] becomes that.
///
/// # Errors
/// When it is not a whole number above 0.
pub fn limit(value: &str) -> Result<usize, BadParameter> {
    let hint = format!("give a whole number from 1 to {MAX_LIMIT}");
    match whole(value) {
        Some(0) => Err(BadParameter::new("limit", "it is 0", hint)),
        Some(limit) => Ok(limit.min(MAX_LIMIT)),
        None => Err(BadParameter::new("limit", format!("{value:?} is not a whole number above 0"), hint)),
    }
}

fn offset(value: &str) -> Result<usize, BadParameter> {
    let problem = || format!("{value:?} is not a whole number");
    whole(value).ok_or_else(|| BadParameter::new("offset", problem(), "give a whole number from 0"))
}

/// A whole number of any length, saturated to `usize`.
fn whole(value: &str) -> Option<usize> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| value.parse().unwrap_or(usize::MAX))
}

fn sort(value: &str) -> Result<Vec<Sort>, BadParameter> {
    value
        .split(',')
        .map(|item| {
            // A plus arrives as a space from clients that don't encode it.
            let name = item.trim_start_matches(['+', '-', ' ']);
            let property = name.parse().ok().filter(|property: &Property| property.definition().sortable);
            property.map(|by| Sort { by, descending: item.starts_with('-') }).ok_or_else(|| {
                let known: Vec<&str> = Property::sortable().map(Property::as_str).collect();
                BadParameter::new("sortby", format!("{name:?} cannot be sorted by"), nearest(&known, name))
            })
        })
        .collect()
}

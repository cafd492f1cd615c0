//! A whole question: a filter, an order and a page.

pub use super::order::{Sort, SortBy};
use super::{BadParameter, Catalog, Filter, filter::nearest, order::SORTABLE};

/// The page's size where none is asked for.
pub const DEFAULT_LIMIT: usize = 100;

/// The largest page; a larger one that is asked for is made this large, as OGC API - Features has it.
pub const MAX_LIMIT: usize = 10_000;

/// A question about sites.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Which sites.
    pub filter: Filter,
    /// In which order, before the order of their ids.
    pub sort: Vec<Sort>,
    /// At most how many.
    pub limit: usize,
    /// How many to leave out before them.
    pub offset: usize,
}

impl Default for Query {
    fn default() -> Self {
        Self { filter: Filter::default(), sort: Vec::new(), limit: DEFAULT_LIMIT, offset: 0 }
    }
}

impl Query {
    /// The names of the parameters that are no filters.
    pub const PARAMETERS: [&'static str; 3] = ["limit", "offset", "sortby"];

    /// Takes a parameter in; false where it belongs to no query.
    ///
    /// # Errors
    /// When the value cannot be understood.
    pub fn take(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        match name {
            "limit" => self.limit = limit(value)?,
            "offset" => self.offset = offset(value)?,
            "sortby" => self.sort = sort(value)?,
            _ => return self.filter.take(catalog, name, value),
        }
        Ok(true)
    }
}

/// What a query finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How many sites pass the filter.
    pub matched: usize,
    /// Those on the query's page, in its order.
    pub page: Vec<usize>,
}

impl Catalog {
    /// Answers a query.
    #[must_use]
    pub fn find(&self, query: &Query) -> Found {
        let passing = self.select(&query.filter);
        let matched = passing.count_ones(..);
        let page = if query.sort.is_empty() {
            passing.ones().skip(query.offset).take(query.limit).collect()
        } else {
            self.sorted(&passing, &query.sort, query.offset, query.limit)
        };
        Found { matched, page }
    }
}

/// A page's size: at least 1; more than [`MAX_LIMIT`] becomes that.
///
/// # Errors
/// When it is no whole number above 0.
pub fn limit(value: &str) -> Result<usize, BadParameter> {
    let repair = format!("give a whole number from 1 to {MAX_LIMIT}");
    match whole(value) {
        Some(0) => Err(BadParameter::new("limit", "it is 0", repair)),
        Some(limit) => Ok(limit.min(MAX_LIMIT)),
        None => Err(BadParameter::new("limit", format!("{value:?} is not a whole number above 0"), repair)),
    }
}

/// How many to leave out.
///
/// # Errors
/// When it is no whole number.
pub fn offset(value: &str) -> Result<usize, BadParameter> {
    let problem = || format!("{value:?} is not a whole number");
    whole(value).ok_or_else(|| BadParameter::new("offset", problem(), "give a whole number from 0"))
}

/// A whole number of any length; one beyond `usize` counts as the greatest.
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
            SORTABLE
                .iter()
                .find(|(sortable, _)| *sortable == name)
                .map(|&(_, by)| Sort { by, descending: item.starts_with('-') })
                .ok_or_else(|| {
                    let known: Vec<&str> = SORTABLE.iter().map(|(name, _)| *name).collect();
                    BadParameter::new("sortby", format!("{name:?} cannot be sorted by"), nearest(&known, name))
                })
        })
        .collect()
}

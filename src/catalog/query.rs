//! A whole question: a filter, an order and a page.

use std::cmp::Ordering;

use super::{BadParameter, Catalog, Filter, filter::nearest};

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

/// A property to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Which.
    pub by: SortBy,
    /// From the greatest down.
    pub descending: bool,
}

/// What sites can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the property of its name")]
pub enum SortBy {
    Id,
    Name,
    Kind,
    Status,
    Province,
    Evidence,
    UncertaintyM,
}

const SORTABLE: [(&str, SortBy); 7] = [
    ("id", SortBy::Id),
    ("name", SortBy::Name),
    ("kind", SortBy::Kind),
    ("status", SortBy::Status),
    ("province", SortBy::Province),
    ("evidence", SortBy::Evidence),
    ("uncertainty_m", SortBy::UncertaintyM),
];

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
            _ => return self.filter.take(&catalog.dataset, name, value),
        }
        Ok(true)
    }
}

impl Catalog {
    /// All the sites that pass a query's filter, in its order; its page is not looked at.
    #[must_use]
    pub fn answer(&self, query: &Query) -> Vec<usize> {
        let mut sites = self.select(&query.filter);
        if !query.sort.is_empty() {
            sites.sort_by(|&a, &b| {
                let orders = query.sort.iter().map(|sort| {
                    let order = self.compare(sort.by, a, b);
                    if sort.descending { order.reverse() } else { order }
                });
                orders.fold(Ordering::Equal, Ordering::then)
            });
        }
        sites
    }

    fn compare(&self, by: SortBy, a: usize, b: usize) -> Ordering {
        let ((site_a, facts_a), (site_b, facts_b)) =
            ((&self.dataset.sites[a], &self.facts[a]), (&self.dataset.sites[b], &self.facts[b]));
        let (a, b) = (&site_a.properties, &site_b.properties);
        match by {
            SortBy::Id => site_a.id.cmp(&site_b.id),
            SortBy::Name => a.name.to_lowercase().cmp(&b.name.to_lowercase()),
            SortBy::Kind => a.kind.as_str().cmp(b.kind.as_str()),
            SortBy::Status => {
                facts_a.status.map(|status| status.as_str()).cmp(&facts_b.status.map(|status| status.as_str()))
            }
            SortBy::Province => a.province.cmp(&b.province),
            SortBy::Evidence => facts_a.reasons.grade().as_str().cmp(facts_b.reasons.grade().as_str()),
            SortBy::UncertaintyM => facts_a.uncertainty_m.cmp(&facts_b.uncertainty_m),
        }
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

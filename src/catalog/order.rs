//! Sorting.

use std::{cmp::Ordering, sync::OnceLock};

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use super::{BadParameter, Catalog, Columns, columns::Column, properties::Property};

/// A property to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Which; one that is [sortable](super::properties::Definition::sortable).
    pub by: Property,
    /// Greatest first.
    pub descending: bool,
}

/// The rank of every site by each property, computed when it is first sorted by; equal values have equal ranks.
#[derive(Default)]
pub(super) struct Ranks([OnceLock<Vec<u32>>; Property::ALL.len()]);

impl Catalog {
    /// The rows of `passing` that are on a page, in this order, then by id.
    pub(super) fn sorted(&self, passing: &FixedBitSet, sort: &[Sort], offset: usize, limit: usize) -> Vec<usize> {
        let order = self.order(sort);
        let compare = |a: &usize, b: &usize| order(*a, *b);
        let mut sites: Vec<usize> = passing.ones().collect();
        let end = offset.saturating_add(limit).min(sites.len());
        if offset >= end {
            return Vec::new();
        }
        // Only the page itself is sorted, not what comes before and after it.
        if end < sites.len() {
            sites.select_nth_unstable_by(end, compare);
            sites.truncate(end);
        }
        if offset > 0 {
            sites.select_nth_unstable_by(offset, compare);
        }
        let mut page = sites.split_off(offset);
        page.sort_unstable_by(compare);
        page
    }

    /// The number of sites of `passing` that come before the site with an id in this order; it counts too if `itself`.
    pub(super) fn count_below(
        &self,
        passing: &FixedBitSet,
        sort: &[Sort],
        id: &str,
        itself: bool,
    ) -> Result<usize, BadParameter> {
        let row = self.columns.ids().first_not_below(id);
        let there = row < self.columns.len() && self.columns.id(row) == id;
        if sort.is_empty() {
            // In the order of ids the position of a deleted site is still known.
            return Ok(passing.count_ones(..row + usize::from(itself && there)));
        }
        if !there {
            let problem = format!("the site {id:?} is gone, and with it this page's place in the order");
            let name = if itself { "after" } else { "before" };
            return Err(BadParameter::new(name, problem, "begin again with the first page"));
        }
        let order = self.order(sort);
        let last = if itself { Ordering::Equal } else { Ordering::Less };
        Ok(passing.ones().filter(|&other| order(other, row) <= last).count())
    }

    /// The order of two rows; never equal.
    fn order(&self, sort: &[Sort]) -> impl Fn(usize, usize) -> Ordering {
        let keys: Vec<(&[u32], bool)> = sort.iter().map(|sort| (self.ranks(sort.by), sort.descending)).collect();
        move |a, b| {
            let orders = keys.iter().map(|(ranks, descending)| {
                let order = ranks[a].cmp(&ranks[b]);
                if *descending { order.reverse() } else { order }
            });
            orders.fold(Ordering::Equal, Ordering::then).then(a.cmp(&b))
        }
    }

    fn ranks(&self, by: Property) -> &[u32] {
        self.ranks.0[by as usize].get_or_init(|| ranks(&self.columns, by))
    }
}

/// Unknown values come first. Names are compared without regard to case.
fn ranks(columns: &Columns, by: Property) -> Vec<u32> {
    match columns.column(by) {
        Column::Texts(texts) => rank(&texts.iter().map(str::to_lowercase).collect::<Vec<_>>()),
        Column::Words(words) => {
            let ranks = rank(&words.dictionary().iter().collect::<Vec<_>>());
            words.numbers().iter().map(|&number| ranks[number as usize]).collect()
        }
        Column::Numbers(numbers) => rank(numbers),
        // Rows are in the order of ids, and nothing else is sortable.
        _ => (0..).take(columns.len()).collect(),
    }
}

/// The rank of each value.
fn rank<T: Ord + Sync>(values: &[T]) -> Vec<u32> {
    let mut sorted: Vec<&T> = values.iter().collect();
    sorted.par_sort_unstable();
    sorted.dedup();
    let rank = |value: &T| sorted.partition_point(|other| *other < value);
    values.par_iter().map(|value| u32::try_from(rank(value)).unwrap_or(u32::MAX)).collect()
}

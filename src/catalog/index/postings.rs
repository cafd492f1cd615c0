//! Sets of sites, each kept in the form that takes less memory.

use fixedbitset::FixedBitSet;

/// A set that never changes: a bit a site where it holds many, a number a site where it holds few.
pub(super) enum Postings {
    Many(FixedBitSet),
    Few(Vec<u32>),
}

impl Postings {
    /// The set of `sites`, ascending, out of `all`.
    pub(super) fn new(sites: Vec<u32>, all: usize) -> Self {
        if sites.len() <= all / 32 {
            return Self::Few(sites);
        }
        let mut many = FixedBitSet::with_capacity(all);
        many.extend(sites.into_iter().map(|nth| nth as usize));
        Self::Many(many)
    }

    pub(super) fn add_to(&self, set: &mut FixedBitSet) {
        match self {
            Self::Many(sites) => set.union_with(sites),
            Self::Few(sites) => set.extend(sites.iter().map(|&nth| nth as usize)),
        }
    }

    /// How many of `others` are in it.
    pub(super) fn count_in(&self, others: &FixedBitSet) -> usize {
        match self {
            Self::Many(sites) => sites.intersection_count(others),
            Self::Few(sites) => sites.iter().filter(|&&nth| others.contains(nth as usize)).count(),
        }
    }
}

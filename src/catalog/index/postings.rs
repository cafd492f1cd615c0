//! Sets of sites, each kept as bits or as a list, whichever serves it better.

use fixedbitset::FixedBitSet;

/// Where a set holds one site in as many, its bits are counted about as fast as its numbers are looked up, in twice the
/// memory.
const DENSE: usize = 64;

/// A set that never changes: a bit for every site where it holds many of them, a number for each it holds where these are few.
pub(super) enum Postings {
    Many(FixedBitSet),
    Few(Vec<u32>),
}

impl Postings {
    /// The set of `sites`, ascending, out of `all`.
    pub(super) fn new(sites: Vec<u32>, all: usize) -> Self {
        match Self::with_room_for(sites.len(), all) {
            Self::Few(_) => Self::Few(sites),
            Self::Many(mut many) => {
                many.extend(sites.into_iter().map(|row| row as usize));
                Self::Many(many)
            }
        }
    }

    /// A set that will hold so many out of `all`.
    pub(super) fn with_room_for(count: usize, all: usize) -> Self {
        if count <= all / DENSE {
            Self::Few(Vec::with_capacity(count))
        } else {
            Self::Many(FixedBitSet::with_capacity(all))
        }
    }

    /// Adds a site beyond all that it holds.
    pub(super) fn push(&mut self, site: u32) {
        match self {
            Self::Few(sites) => sites.push(site),
            Self::Many(sites) => sites.insert(site as usize),
        }
    }

    /// Takes what is not in it out of `set`.
    pub(super) fn keep_in(&self, set: &mut FixedBitSet) {
        match self {
            Self::Many(sites) => set.intersect_with(sites),
            Self::Few(sites) => {
                let kept: Vec<usize> = sites.iter().map(|&row| row as usize).filter(|&row| set.contains(row)).collect();
                set.clear();
                set.extend(kept);
            }
        }
    }

    pub(super) fn add_to(&self, set: &mut FixedBitSet) {
        match self {
            Self::Many(sites) => set.union_with(sites),
            Self::Few(sites) => set.extend(sites.iter().map(|&row| row as usize)),
        }
    }

    /// How many of `others` are in it.
    pub(super) fn count_in(&self, others: &FixedBitSet) -> usize {
        match self {
            Self::Many(sites) => sites.intersection_count(others),
            // Adding truths up asks for no branch, which nothing would foretell.
            Self::Few(sites) => sites.iter().map(|&row| usize::from(others.contains(row as usize))).sum(),
        }
    }
}

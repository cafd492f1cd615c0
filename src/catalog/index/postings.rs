//! Sets of sites, each stored as bits or as a sorted list, whichever is faster.

use fixedbitset::FixedBitSet;

/// Where a set holds one site in this many, counting its bits is about as fast as looking up its numbers, and takes twice
/// the memory.
const DENSE: usize = 64;

/// An immutable set: a bit for every site if it holds many of them, else the row of each site that it holds.
pub(super) enum Postings {
    Many(FixedBitSet),
    Few(Vec<u32>),
}

impl Postings {
    /// The set of `sites`, ascending, of `all` sites.
    pub(super) fn new(sites: Vec<u32>, all: usize) -> Self {
        match Self::with_room_for(sites.len(), all) {
            Self::Few(_) => Self::Few(sites),
            Self::Many(mut many) => {
                many.extend(sites.into_iter().map(|row| row as usize));
                Self::Many(many)
            }
        }
    }

    /// An empty set that will hold `count` of `all` sites.
    pub(super) fn with_room_for(count: usize, all: usize) -> Self {
        if count <= all / DENSE {
            Self::Few(Vec::with_capacity(count))
        } else {
            Self::Many(FixedBitSet::with_capacity(all))
        }
    }

    /// Adds a site, which must come after those in the set.
    pub(super) fn push(&mut self, site: u32) {
        match self {
            Self::Few(sites) => sites.push(site),
            Self::Many(sites) => sites.insert(site as usize),
        }
    }

    /// Removes from `set` the sites that are not in this one.
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

    /// The number of sites that are also in `others`.
    pub(super) fn count_in(&self, others: &FixedBitSet) -> usize {
        match self {
            Self::Many(sites) => sites.intersection_count(others),
            // Branch-free: the branch would be unpredictable.
            Self::Few(sites) => sites.iter().map(|&row| usize::from(others.contains(row as usize))).sum(),
        }
    }
}

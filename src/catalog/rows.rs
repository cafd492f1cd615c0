//! Chosen rows of a catalog.

use std::iter;

use fixedbitset::FixedBitSet;

/// Chosen rows of a catalog.
#[derive(Clone, Debug)]
pub enum Rows {
    /// In the order of their ids: a bit for each row of the catalog.
    Set(FixedBitSet),
    /// In any order: the rows of a page.
    List(Vec<usize>),
}

impl Rows {
    /// How many they are.
    pub fn count(&self) -> usize {
        match self {
            Self::Set(rows) => rows.count_ones(..),
            Self::List(rows) => rows.len(),
        }
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let mut position = 0;
        iter::from_fn(move || self.next(&mut position))
    }

    /// Passes bytes to `take` that differ for other rows, for a hash of them.
    pub(crate) fn fingerprint(&self, mut take: impl FnMut(&[u8])) {
        match self {
            Self::Set(rows) => rows.as_slice().iter().for_each(|block| take(&block.to_le_bytes())),
            Self::List(rows) => rows.iter().for_each(|row| take(&row.to_le_bytes())),
        }
    }

    /// The next of them, and moves the position on, which is 0 before the first. Unlike an iterator, a position can be
    /// kept beside the rows.
    pub(crate) fn next(&self, position: &mut usize) -> Option<usize> {
        let row = match self {
            Self::Set(rows) => (*position..rows.len()).find(|&row| rows.contains(row)),
            Self::List(rows) => rows.get(*position).copied(),
        };
        *position = match self {
            Self::Set(rows) => row.map_or(rows.len(), |row| row + 1),
            Self::List(_) => *position + usize::from(row.is_some()),
        };
        row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_the_order_of_their_kind() {
        let set = Rows::Set(FixedBitSet::from_iter([200, 3, 64]));
        assert_eq!((set.count(), set.iter().collect::<Vec<_>>()), (3, vec![3, 64, 200]));
        let list = Rows::List(vec![200, 3, 64]);
        assert_eq!((list.count(), list.iter().collect::<Vec<_>>()), (3, vec![200, 3, 64]));
        for rows in [set, list] {
            let mut position = 0;
            assert_eq!(iter::from_fn(|| rows.next(&mut position)).count(), 3);
            assert_eq!(rows.next(&mut position), None, "it stays at the end");
        }
        assert_eq!(Rows::Set(FixedBitSet::with_capacity(9)).iter().next(), None);
    }
}

//! The index for substring search: for each pair of bytes the set of sites whose text contains it. Only sites with all pairs
//! of a word are searched for the word itself.

use fixedbitset::FixedBitSet;
use memchr::memmem::Finder;
use rayon::prelude::*;

use super::{super::columns::Texts, postings::Postings};

/// The number of possible pairs of bytes.
const PAIRS: usize = 1 << 16;

/// The least number of texts per thread: distributing fewer takes longer than searching them.
const MANY: usize = 4096;

/// Taken as the byte before a text, so that its first byte is also the second of a pair; folded words never contain it.
const BEGIN: u8 = b'\n';

pub(super) struct Grams {
    /// The pairs that occur, ascending: first byte, second byte.
    pairs: Vec<u16>,
    /// The sites of each.
    sites: Vec<Postings>,
}

impl Grams {
    pub(super) fn new(texts: &Texts) -> Self {
        let mut counts = vec![0; PAIRS];
        each(texts, |pair, _| counts[usize::from(pair)] += 1);
        let pairs: Vec<u16> = (0..=u16::MAX).filter(|&pair| counts[usize::from(pair)] > 0).collect();
        let mut rows = vec![0; PAIRS];
        for (row, &pair) in pairs.iter().enumerate() {
            rows[usize::from(pair)] = row;
        }
        let mut sites: Vec<Postings> =
            pairs.iter().map(|&pair| Postings::with_room_for(counts[usize::from(pair)], texts.len())).collect();
        each(texts, |pair, site| sites[rows[usize::from(pair)]].push(site));
        Self { pairs, sites }
    }

    /// The sites of `passing` whose text contains the folded `word`.
    pub(super) fn holding(&self, texts: &Texts, word: &str, passing: &FixedBitSet) -> FixedBitSet {
        let bytes = word.as_bytes();
        if let &[only] = bytes {
            let mut found = FixedBitSet::with_capacity(passing.len());
            let ending = self.pairs.iter().zip(&self.sites).filter(|(pair, _)| pair.to_be_bytes()[1] == only);
            ending.for_each(|(_, sites)| sites.add_to(&mut found));
            found.intersect_with(passing);
            return found;
        }
        let mut found = passing.clone();
        for pair in bytes.array_windows().map(|pair| u16::from_be_bytes(*pair)) {
            match self.pairs.binary_search(&pair) {
                Ok(row) => self.sites[row].keep_in(&mut found),
                Err(_) => found.clear(),
            }
        }
        if bytes.len() > 2 {
            // The pairs need not be adjacent.
            let finder = Finder::new(word);
            let may: Vec<usize> = found.ones().collect();
            let hold = may.par_iter().with_min_len(MANY).filter(|&&site| finder.find(texts.bytes(site)).is_some());
            let hold: Vec<usize> = hold.copied().collect();
            found.clear();
            found.extend(hold);
        }
        found
    }
}

/// Calls `take` once for every pair of bytes in each text, with its site.
fn each(texts: &Texts, mut take: impl FnMut(u16, u32)) {
    let mut last = vec![u32::MAX; PAIRS];
    for (site, text) in (0..).zip(texts.iter()) {
        let mut before = BEGIN;
        for &byte in text.as_bytes() {
            let pair = u16::from_be_bytes([before, byte]);
            if std::mem::replace(&mut last[usize::from(pair)], site) != site {
                take(pair, site);
            }
            before = byte;
        }
    }
}

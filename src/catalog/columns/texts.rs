//! Texts one after another in one piece of memory.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A text a site.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Texts {
    text: String,
    /// Where each ends, in bytes.
    ends: Vec<u32>,
}

impl Texts {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The `row`.
    pub fn get(&self, row: usize) -> &str {
        &self.text[self.range(row)]
    }

    /// The bytes of the `row`. Faster than [`Self::get`], which checks that the range is on character boundaries.
    pub fn bytes(&self, row: usize) -> &[u8] {
        &self.text.as_bytes()[self.range(row)]
    }

    fn range(&self, row: usize) -> Range<usize> {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[row] as usize
    }

    /// Adds one. More than 4 GiB in all is more than an atlas holds: the rest would be empty.
    pub fn push(&mut self, text: &str) {
        if u32::try_from(self.text.len() + text.len()).is_ok() {
            self.text.push_str(text);
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Among texts in ascending order, the place of the first that is not below `text`.
    pub fn first_not_below(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle) < text { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Among texts in ascending order, the row of `text`.
    pub fn position(&self, text: &str) -> Option<usize> {
        Some(self.first_not_below(text)).filter(|&row| row < self.len() && self.get(row) == text)
    }

    /// The whole piece, and where each text in it ends.
    pub fn parts(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// These of them, in this order.
    #[must_use]
    pub fn gather(&self, order: &[u32]) -> Self {
        let mut texts = Self::default();
        for &row in order {
            texts.push(self.get(row as usize));
        }
        texts
    }
}

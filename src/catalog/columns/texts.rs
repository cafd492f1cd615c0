//! A column of texts, stored back to back in one string.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One text per row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Texts {
    text: String,
    /// The end of each text, in bytes from the start of `text`.
    ends: Vec<u32>,
}

impl Texts {
    /// The number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the column has no rows.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a row.
    pub fn get(&self, row: usize) -> &str {
        &self.text[self.range(row)]
    }

    /// The bytes of a row's text. Faster than [`Self::get`], which checks that the range is on character boundaries.
    pub fn bytes(&self, row: usize) -> &[u8] {
        &self.text.as_bytes()[self.range(row)]
    }

    fn range(&self, row: usize) -> Range<usize> {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        start as usize..self.ends[row] as usize
    }

    /// Appends a text. Once the column has 4 GiB, which no atlas reaches, further texts are stored as empty.
    pub fn push(&mut self, text: &str) {
        if u32::try_from(self.text.len() + text.len()).is_ok() {
            self.text.push_str(text);
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// All texts, in the order of rows.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|row| self.get(row))
    }

    /// In a sorted column, the first row whose text is not less than `text`.
    pub fn first_not_below(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle) < text { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// In a sorted column, the row of `text`.
    pub fn position(&self, text: &str) -> Option<usize> {
        Some(self.first_not_below(text)).filter(|&row| row < self.len() && self.get(row) == text)
    }

    /// All texts as one string, and the end of each in it, in bytes.
    pub fn parts(&self) -> (&str, &[u32]) {
        (&self.text, &self.ends)
    }

    /// The texts of these rows, in this order.
    #[must_use]
    pub fn gather(&self, order: &[u32]) -> Self {
        let mut texts = Self::default();
        for &row in order {
            texts.push(self.get(row as usize));
        }
        texts
    }
}

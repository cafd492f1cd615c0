//! Dictionary-encoded columns: each word is stored once, and rows refer to it by number.

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

/// One word per row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    dictionary: IndexSet<String>,
    numbers: Vec<u32>,
}

/// An ordered list of words per row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lists {
    dictionary: IndexSet<String>,
    numbers: Vec<u32>,
    /// Where each row's words end.
    ends: Vec<u32>,
}

fn number(dictionary: &mut IndexSet<String>, word: &str) -> u32 {
    let row = dictionary.get_index_of(word).unwrap_or_else(|| dictionary.insert_full(word.to_owned()).0);
    u32::try_from(row).unwrap_or(u32::MAX)
}

impl Words {
    /// Every word, by number.
    pub fn dictionary(&self) -> &IndexSet<String> {
        &self.dictionary
    }

    /// The number of each row's word.
    pub fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// The word of a row.
    pub fn get(&self, row: usize) -> &str {
        &self.dictionary[self.numbers[row] as usize]
    }

    /// Adds a row.
    pub fn push(&mut self, word: &str) {
        let number = number(&mut self.dictionary, word);
        self.numbers.push(number);
    }

    pub(super) fn gather(&self, order: &[u32]) -> Self {
        Self { dictionary: self.dictionary.clone(), numbers: super::gather(&self.numbers, order) }
    }
}

impl Lists {
    /// Every word, by number.
    pub fn dictionary(&self) -> &IndexSet<String> {
        &self.dictionary
    }

    /// The numbers of all words, row by row, and where each row's end.
    pub fn parts(&self) -> (&[u32], &[u32]) {
        (&self.numbers, &self.ends)
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The numbers of a row's words.
    pub fn numbers(&self, row: usize) -> &[u32] {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start as usize..self.ends[row] as usize]
    }

    /// The words of a row.
    pub fn get(&self, row: usize) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.numbers(row).iter().map(|&number| self.dictionary[number as usize].as_str())
    }

    /// Adds a row.
    pub fn push(&mut self, words: impl IntoIterator<Item = impl AsRef<str>>) {
        for word in words {
            let number = number(&mut self.dictionary, word.as_ref());
            self.numbers.push(number);
        }
        self.ends.push(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn gather(&self, order: &[u32]) -> Self {
        let mut lists = Self { dictionary: self.dictionary.clone(), ..Self::default() };
        for &row in order {
            lists.numbers.extend_from_slice(self.numbers(row as usize));
            lists.ends.push(u32::try_from(lists.numbers.len()).unwrap_or(u32::MAX));
        }
        lists
    }
}

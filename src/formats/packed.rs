//! Many short texts in little memory: each packed by itself with LZ4, against a dictionary of what they have in common.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Fewer bytes than this are kept as they are: unpacking costs more than the memory does.
const WORTH_PACKING: usize = 64 << 20;

/// How much of the texts the dictionary holds. LZ4 looks 64 KiB back at most, the text itself among them, and goes
/// through the whole dictionary for each text that it packs.
const DICTIONARY: usize = 24 << 10;

/// The texts that a dictionary is taken from.
const SAMPLES: usize = 16;

/// Texts by their places, from 0.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Packed {
    /// Empty where the texts are kept as they are.
    dictionary: Vec<u8>,
    /// Kept apart in a file, where they are read into their place at once.
    #[serde(skip)]
    bytes: Vec<u8>,
    /// Where each text ends in `bytes`, and its length when unpacked.
    ends: Vec<(u64, u32)>,
}

/// Takes texts one by one.
#[derive(Debug, Default)]
pub struct Packer {
    waiting: Vec<String>,
    waiting_bytes: usize,
    packed: Packed,
}

/// The packed bytes are not what they were.
#[derive(Debug, thiserror::Error)]
#[error("a packed text cannot be unpacked: the file or the memory is damaged")]
pub struct Damaged;

impl Packer {
    /// Adds a text.
    pub fn push(&mut self, text: String) {
        if self.packed.dictionary.is_empty() {
            self.waiting_bytes += text.len();
            self.waiting.push(text);
            if self.waiting_bytes > WORTH_PACKING {
                self.begin();
            }
        } else {
            self.packed.push(text.as_bytes());
        }
    }

    /// From here on texts are packed: a dictionary is made of those that wait.
    fn begin(&mut self) {
        let step = (self.waiting.len() / SAMPLES).max(1);
        let share = DICTIONARY / SAMPLES;
        for text in self.waiting.iter().step_by(step).take(SAMPLES) {
            self.packed.dictionary.extend(&text.as_bytes()[..text.len().min(share * 2)]);
        }
        self.packed.dictionary.truncate(DICTIONARY);
        for text in std::mem::take(&mut self.waiting) {
            self.packed.push(text.as_bytes());
        }
    }

    /// All that were added.
    #[must_use]
    pub fn finish(mut self) -> Packed {
        for text in self.waiting {
            self.packed.push(text.as_bytes());
        }
        self.packed.bytes.shrink_to_fit();
        self.packed
    }
}

impl Packed {
    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The packed bytes, which serialization leaves out.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What was read back, with its bytes.
    ///
    /// # Errors
    /// When they are not the bytes that belong to it.
    pub fn with_bytes(self, bytes: Vec<u8>) -> Result<Self, Damaged> {
        let ends = self.ends.iter().map(|&(end, _)| end);
        let last = self.ends.last().map_or(0, |&(end, _)| end);
        if !ends.is_sorted() || last != bytes.len() as u64 {
            return Err(Damaged);
        }
        Ok(Self { bytes, ..self })
    }

    /// The length of a text.
    #[must_use]
    pub fn size(&self, nth: usize) -> usize {
        self.ends[nth].1 as usize
    }

    /// Writes a text to the end of `out`.
    ///
    /// # Errors
    /// When the packed bytes are damaged.
    pub fn read(&self, nth: usize, out: &mut Vec<u8>) -> Result<(), Damaged> {
        let block = self.bytes.get(self.range(nth)).ok_or(Damaged)?;
        if self.dictionary.is_empty() {
            out.extend_from_slice(block);
            return Ok(());
        }
        let start = out.len();
        out.resize(start + self.size(nth), 0);
        let written = lz4_flex::block::decompress_into_with_dict(block, &mut out[start..], &self.dictionary);
        if written.is_ok_and(|written| written == self.size(nth)) { Ok(()) } else { Err(Damaged) }
    }

    /// These of them, in this order.
    #[must_use]
    pub fn gather(&self, order: &[u32]) -> Self {
        let mut gathered = Self { dictionary: self.dictionary.clone(), ..Self::default() };
        gathered.bytes.reserve_exact(self.bytes.len());
        for &nth in order {
            gathered.bytes.extend_from_slice(&self.bytes[self.range(nth as usize)]);
            gathered.ends.push((gathered.bytes.len() as u64, self.ends[nth as usize].1));
        }
        gathered
    }

    fn range(&self, nth: usize) -> Range<usize> {
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before].0);
        usize::try_from(start).unwrap_or(usize::MAX)..usize::try_from(self.ends[nth].0).unwrap_or(usize::MAX)
    }

    fn push(&mut self, text: &[u8]) {
        if self.dictionary.is_empty() {
            self.bytes.extend_from_slice(text);
        } else {
            self.bytes.extend_from_slice(&lz4_flex::block::compress_with_dict(text, &self.dictionary));
        }
        self.ends.push((self.bytes.len() as u64, u32::try_from(text.len()).unwrap_or(u32::MAX)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back() {
        let text = |nth: usize| format!("{{\"id\":\"site-{nth}\",\"claims\":[{}]}}", "\"gold\",".repeat(nth % 50));
        for packs in [false, true] {
            let mut taken = Packer::default();
            for nth in 0..1000 {
                taken.push(text(nth));
                if packs && nth == 500 {
                    taken.begin();
                }
            }
            let packed = taken.finish();
            assert_eq!(packed.dictionary.is_empty(), !packs);
            let reversed = packed.gather(&(0..1000).rev().collect::<Vec<_>>());
            for nth in 0..1000 {
                let mut out = b"before".to_vec();
                packed.read(nth, &mut out).unwrap();
                reversed.read(999 - nth, &mut out).unwrap();
                assert_eq!(String::from_utf8(out).unwrap(), format!("before{0}{0}", text(nth)));
            }
        }
    }
}

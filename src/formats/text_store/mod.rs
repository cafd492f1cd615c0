//! Many texts in little memory: what they share is stored once, in a dictionary.
//!
//! A general compressor also replaces short repetitions, and so decompresses a text in many small steps. Here every step
//! copies a long block, and decompression is about as fast as copying memory.

mod dictionary;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::dictionary::Dictionary;

/// Fewer bytes than this are stored as they are: the time to decompress texts costs more than the memory.
const COMPRESS_ABOVE: usize = 64 << 20;

/// The most bytes of one text. An import accepts no outline, and no value, that would make a longer one.
const MAX_TEXT: usize = 32 << 20;

/// How many times as long all texts may be as their compressed bytes. Texts that differ in no more than an id and a name are
/// 60 times as long.
const MAX_RATIO: usize = 256;

/// The size of a processor's cache line, in bytes.
const CACHE_LINE: usize = 64;

/// Texts by row, from 0.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TextStore {
    /// Empty where the texts are kept as they are.
    dictionary: Dictionary,
    /// A section of its own in a file, so that it is read without a copy.
    #[serde(skip)]
    bytes: Vec<u8>,
    /// The end of each text in `bytes`, and its length when decompressed.
    ends: Vec<(u64, u32)>,
}

/// Builds a [`TextStore`] text by text.
#[derive(Debug, Default)]
pub(crate) struct TextStoreBuilder {
    waiting: Vec<String>,
    waiting_bytes: usize,
    store: TextStore,
}

/// The compressed bytes are damaged.
#[derive(Debug, thiserror::Error)]
#[error("a compressed text cannot be decompressed, or is too long: the file or the memory is damaged")]
pub struct Damaged;

impl TextStoreBuilder {
    /// Adds a text.
    pub(crate) fn push(&mut self, text: String) {
        if self.store.dictionary.is_empty() {
            self.waiting_bytes += text.len();
            self.waiting.push(text);
            if self.waiting_bytes > COMPRESS_ABOVE {
                self.begin();
            }
        } else {
            self.store.push(text.as_bytes());
        }
    }

    /// Compresses texts from here on, with a dictionary of what the waiting ones share.
    fn begin(&mut self) {
        self.store.dictionary = Dictionary::shared_by(&self.waiting);
        for text in std::mem::take(&mut self.waiting) {
            self.store.push(text.as_bytes());
        }
    }

    /// The store of all texts added.
    pub(crate) fn finish(mut self) -> TextStore {
        for text in self.waiting {
            self.store.push(text.as_bytes());
        }
        self.store.bytes.shrink_to_fit();
        self.store
    }
}

impl TextStore {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The compressed bytes, which serialization leaves out.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// A deserialized store with its bytes.
    ///
    /// # Errors
    /// When the bytes do not belong to it.
    pub(super) fn with_bytes(self, bytes: Vec<u8>) -> Result<Self, Damaged> {
        let store = Self { bytes, ..self };
        store.check().map(|()| store)
    }

    /// Checks that the texts can be read, and are not too long; a file of others would not open.
    pub(super) fn check(&self) -> Result<(), Damaged> {
        let ends = self.ends.iter().map(|&(end, _)| end);
        let last = self.ends.last().map_or(0, |&(end, _)| end);
        if !ends.is_sorted() || last != self.bytes.len() as u64 {
            return Err(Damaged);
        }
        // Memory is allocated by a text's stated length before the text is read.
        let fits = |row: usize| {
            let (bytes, size) = (self.range(row).len(), self.size(row));
            let most = if self.dictionary.is_empty() { bytes } else { self.dictionary.most(bytes).min(MAX_TEXT) };
            size <= most && (size == bytes || !self.dictionary.is_empty())
        };
        let total = (0..self.len()).map(|row| self.size(row)).fold(0, usize::saturating_add);
        let bounded = total <= COMPRESS_ABOVE.saturating_add(self.bytes.len().saturating_mul(MAX_RATIO));
        if bounded && self.dictionary.is_small() && (0..self.len()).all(fits) { Ok(()) } else { Err(Damaged) }
    }

    /// The length of a text.
    pub(super) fn size(&self, row: usize) -> usize {
        self.ends[row].1 as usize
    }

    /// Brings the bytes of texts that will be read next into the processor's cache. They are far apart in memory: here the
    /// processor waits for all of them at once, and otherwise for one after another.
    pub(super) fn fetch(&self, texts: &[usize]) {
        let bytes = texts.iter().filter_map(|&row| self.bytes.get(self.range(row)));
        let looked_at = bytes.flat_map(|bytes| bytes.iter().step_by(CACHE_LINE)).fold(0, |all, byte| all ^ byte);
        std::hint::black_box(looked_at);
    }

    /// Appends a text to `out`.
    pub fn read(&self, row: usize, out: &mut Vec<u8>) -> Result<(), Damaged> {
        let compressed = self.bytes.get(self.range(row)).ok_or(Damaged)?;
        if self.dictionary.is_empty() {
            out.extend_from_slice(compressed);
            return Ok(());
        }
        let start = out.len();
        out.resize(start + self.size(row), 0);
        self.dictionary.decompress(compressed, &mut out[start..]).ok_or(Damaged)
    }

    /// The texts of these rows, in this order.
    pub(crate) fn gather(&self, order: &[u32]) -> Self {
        let mut gathered = Self { dictionary: self.dictionary.clone(), ..Self::default() };
        gathered.bytes.reserve_exact(self.bytes.len());
        for &row in order {
            gathered.bytes.extend_from_slice(&self.bytes[self.range(row as usize)]);
            gathered.ends.push((gathered.bytes.len() as u64, self.ends[row as usize].1));
        }
        gathered
    }

    fn range(&self, row: usize) -> Range<usize> {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before].0);
        usize::try_from(start).unwrap_or(usize::MAX)..usize::try_from(self.ends[row].0).unwrap_or(usize::MAX)
    }

    fn push(&mut self, text: &[u8]) {
        if self.dictionary.is_empty() {
            self.bytes.extend_from_slice(text);
        } else {
            self.dictionary.compress(text, &mut self.bytes);
        }
        self.ends.push((self.bytes.len() as u64, u32::try_from(text.len()).unwrap_or(u32::MAX)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn store_of(texts: &[String], begin: usize) -> TextStore {
        let mut builder = TextStoreBuilder::default();
        for (row, text) in texts.iter().enumerate() {
            builder.push(text.clone());
            if row == begin {
                builder.begin();
            }
        }
        builder.finish()
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        let word = prop_oneof![Just("gold"), Just("ریکوڈک"), Just("a longer text that many share"), Just("")];
        let text = (proptest::collection::vec(word, 0..40), "\\PC{0,30}").prop_map(|(words, own)| {
            format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"own\":{own:?},\"claims\":{words:?},\"evidence\":null}}}}"
            )
        });
        proptest::collection::vec(text, 1..60)
    }

    proptest! {
        #[test]
        fn texts_survive_a_round_trip(texts in texts(), begin in 0..80_usize) {
            let store = store_of(&texts, begin);
            let reversed = store.gather(&(0..u32::try_from(texts.len()).unwrap()).rev().collect::<Vec<_>>());
            for (row, text) in texts.iter().enumerate() {
                let mut out = b"before".to_vec();
                store.read(row, &mut out).unwrap();
                reversed.read(texts.len() - 1 - row, &mut out).unwrap();
                prop_assert_eq!(String::from_utf8(out).unwrap(), format!("before{text}{text}"));
            }
        }

        #[test]
        fn damage_is_an_error_or_another_text(texts in texts(), at in any::<usize>(), byte in any::<u8>()) {
            let mut store = store_of(&texts, 0);
            let at = at % store.bytes.len();
            store.bytes[at] ^= byte;
            for row in 0..texts.len() {
                let mut out = Vec::new();
                let _ = store.read(row, &mut out);
                prop_assert!(out.len() <= store.size(row));
            }
        }
    }

    #[test]
    fn lengths_beyond_the_limit_are_refused() {
        for begin in [0, 9] {
            let whole = store_of(&vec!["{\"shared\":\"a text that all of them share\"}".to_owned(); 5], begin);
            assert!(whole.clone().with_bytes(whole.bytes.clone()).is_ok());
            let mut vast = whole.clone();
            vast.ends[2].1 = u32::MAX;
            assert!(vast.with_bytes(whole.bytes.clone()).is_err(), "{begin}");
            assert!(whole.clone().with_bytes(Vec::new()).is_err(), "{begin}");
        }
    }

    #[test]
    fn shared_text_is_stored_once() {
        let texts: Vec<String> =
            (0..2000).map(|row| format!("{{\"id\":{row},{}}}", "\"shared\":true,".repeat(50))).collect();
        let store = store_of(&texts, 1000);
        assert!(store.bytes.len() * 20 < texts.iter().map(String::len).sum(), "{}", store.bytes.len());
    }
}

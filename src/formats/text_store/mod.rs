//! Many texts in little memory: what they share is stored once, in a dictionary.
//!
//! A general compressor also replaces short repetitions, and so unpacks a text in many small steps. Here every step copies
//! a long piece, and unpacking is about as fast as copying memory.

mod dictionary;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::dictionary::Dictionary;

/// Fewer bytes than this are stored unpacked: the time to unpack texts costs more than the memory.
const WORTH_PACKING: usize = 64 << 20;

/// The most bytes of one text. An import accepts no outline, and no value, that would make a longer one.
const MAX_TEXT: usize = 32 << 20;

/// How many times as long all texts may be as their packed bytes. Texts that differ in no more than an id and a name are
/// 60 times as long.
const MAX_RATIO: usize = 256;

/// How many bytes memory hands to a processor at once.
const CACHE_LINE: usize = 64;

/// Texts by their places, from 0.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TextStore {
    /// Empty where the texts are kept as they are.
    pieces: Dictionary,
    /// Kept apart in a file, where they are read into their place at once.
    #[serde(skip)]
    bytes: Vec<u8>,
    /// Where each text ends in `bytes`, and its length when unpacked.
    ends: Vec<(u64, u32)>,
}

/// Takes texts one by one.
#[derive(Debug, Default)]
pub(crate) struct TextStoreBuilder {
    waiting: Vec<String>,
    waiting_bytes: usize,
    packed: TextStore,
}

/// The packed bytes are not what they were.
#[derive(Debug, thiserror::Error)]
#[error("a packed text cannot be unpacked, or is too long: the file or the memory is damaged")]
pub struct Damaged;

impl TextStoreBuilder {
    /// Adds a text.
    pub(crate) fn push(&mut self, text: String) {
        if self.packed.pieces.is_empty() {
            self.waiting_bytes += text.len();
            self.waiting.push(text);
            if self.waiting_bytes > WORTH_PACKING {
                self.begin();
            }
        } else {
            self.packed.push(text.as_bytes());
        }
    }

    /// Packs texts from here on, with a dictionary of what the waiting ones share.
    fn begin(&mut self) {
        self.packed.pieces = Dictionary::shared_by(&self.waiting);
        for text in std::mem::take(&mut self.waiting) {
            self.packed.push(text.as_bytes());
        }
    }

    /// All that were added.
    pub(crate) fn finish(mut self) -> TextStore {
        for text in self.waiting {
            self.packed.push(text.as_bytes());
        }
        self.packed.bytes.shrink_to_fit();
        self.packed
    }
}

impl TextStore {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The packed bytes, which serialization leaves out.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What was read back, with its bytes; an error if they do not belong to it.
    pub(super) fn with_bytes(self, bytes: Vec<u8>) -> Result<Self, Damaged> {
        let packed = Self { bytes, ..self };
        packed.check().map(|()| packed)
    }

    /// Checks that the texts can be read, and are not too long; a file of others would not open.
    pub(super) fn check(&self) -> Result<(), Damaged> {
        let ends = self.ends.iter().map(|&(end, _)| end);
        let last = self.ends.last().map_or(0, |&(end, _)| end);
        if !ends.is_sorted() || last != self.bytes.len() as u64 {
            return Err(Damaged);
        }
        // Room is made for a text's length before it is read.
        let fits = |row: usize| {
            let (bytes, size) = (self.range(row).len(), self.size(row));
            let most = if self.pieces.is_empty() { bytes } else { self.pieces.most(bytes).min(MAX_TEXT) };
            size <= most && (size == bytes || !self.pieces.is_empty())
        };
        let total = (0..self.len()).map(|row| self.size(row)).fold(0, usize::saturating_add);
        let bounded = total <= WORTH_PACKING.saturating_add(self.bytes.len().saturating_mul(MAX_RATIO));
        if bounded && self.pieces.is_small() && (0..self.len()).all(fits) { Ok(()) } else { Err(Damaged) }
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
        let packed = self.bytes.get(self.range(row)).ok_or(Damaged)?;
        if self.pieces.is_empty() {
            out.extend_from_slice(packed);
            return Ok(());
        }
        let start = out.len();
        out.resize(start + self.size(row), 0);
        self.pieces.unpack(packed, &mut out[start..]).ok_or(Damaged)
    }

    /// These of them, in this order.
    pub(crate) fn gather(&self, order: &[u32]) -> Self {
        let mut gathered = Self { pieces: self.pieces.clone(), ..Self::default() };
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
        if self.pieces.is_empty() {
            self.bytes.extend_from_slice(text);
        } else {
            self.pieces.pack(text, &mut self.bytes);
        }
        self.ends.push((self.bytes.len() as u64, u32::try_from(text.len()).unwrap_or(u32::MAX)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn packed(texts: &[String], begin: usize) -> TextStore {
        let mut packer = TextStoreBuilder::default();
        for (row, text) in texts.iter().enumerate() {
            packer.push(text.clone());
            if row == begin {
                packer.begin();
            }
        }
        packer.finish()
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        let word = prop_oneof![Just("gold"), Just("ریکوڈک"), Just("a longer piece that many share"), Just("")];
        let text = (proptest::collection::vec(word, 0..40), "\\PC{0,30}").prop_map(|(words, own)| {
            format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"own\":{own:?},\"claims\":{words:?},\"evidence\":null}}}}"
            )
        });
        proptest::collection::vec(text, 1..60)
    }

    proptest! {
        #[test]
        fn texts_come_back(texts in texts(), begin in 0..80_usize) {
            let packed = packed(&texts, begin);
            let reversed = packed.gather(&(0..u32::try_from(texts.len()).unwrap()).rev().collect::<Vec<_>>());
            for (row, text) in texts.iter().enumerate() {
                let mut out = b"before".to_vec();
                packed.read(row, &mut out).unwrap();
                reversed.read(texts.len() - 1 - row, &mut out).unwrap();
                prop_assert_eq!(String::from_utf8(out).unwrap(), format!("before{text}{text}"));
            }
        }

        #[test]
        fn damage_is_an_error_or_another_text(texts in texts(), at in any::<usize>(), byte in any::<u8>()) {
            let mut packed = packed(&texts, 0);
            let at = at % packed.bytes.len();
            packed.bytes[at] ^= byte;
            for row in 0..texts.len() {
                let mut out = Vec::new();
                let _ = packed.read(row, &mut out);
                prop_assert!(out.len() <= packed.size(row));
            }
        }
    }

    #[test]
    fn no_room_is_made_for_what_cannot_be() {
        for begin in [0, 9] {
            let whole = packed(&vec!["{\"shared\":\"a piece that all of them share\"}".to_owned(); 5], begin);
            assert!(whole.clone().with_bytes(whole.bytes.clone()).is_ok());
            let mut vast = whole.clone();
            vast.ends[2].1 = u32::MAX;
            assert!(vast.with_bytes(whole.bytes.clone()).is_err(), "{begin}");
            assert!(whole.clone().with_bytes(Vec::new()).is_err(), "{begin}");
        }
    }

    #[test]
    fn what_is_shared_is_kept_once() {
        let texts: Vec<String> =
            (0..2000).map(|row| format!("{{\"id\":{row},{}}}", "\"shared\":true,".repeat(50))).collect();
        let packed = packed(&texts, 1000);
        assert!(packed.bytes.len() * 20 < texts.iter().map(String::len).sum(), "{}", packed.bytes.len());
    }
}

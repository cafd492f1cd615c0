//! The dictionary of what texts share, and compressed texts: their own bytes, with references to the dictionary.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// Shorter repetitions stay in the text: a reference would take longer to follow than they take to copy.
const SHORTEST: usize = 32;

/// The size of the dictionary in bytes, so that two bytes address a position in it.
const MOST: usize = 32 << 10;

/// How many pairs of texts are compared to find what texts share.
const PAIRS: usize = 256;

/// How many positions with the same first bytes are tried for the longest match.
const TRIED: usize = 16;

/// The shared blocks, one after another.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Dictionary {
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
    /// Where each run of [`SHORTEST`] bytes begins; needed only for compression.
    #[serde(skip)]
    positions: Positions,
}

type Positions = HashMap<[u8; SHORTEST], Vec<u16>, foldhash::fast::FixedState>;

impl Dictionary {
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether it has no more bytes than two bytes can address; one from a file may.
    pub(super) fn is_small(&self) -> bool {
        self.bytes.len() <= MOST
    }

    /// What many of `texts` share, by comparing each with one far from it; what saves most comes first.
    pub(super) fn shared_by(texts: &[String]) -> Self {
        let step = (texts.len() / PAIRS).max(1);
        let mut counted: HashMap<&[u8], usize> = HashMap::new();
        for (row, text) in texts.iter().enumerate().step_by(step) {
            let other = Self::of(texts[(row + texts.len() / 2) % texts.len()].as_bytes());
            for (own, from, length) in other.steps(text.as_bytes()) {
                let start = own.end;
                let block = &other.bytes[from..from + length];
                debug_assert_eq!(block, &text.as_bytes()[start..start + length]);
                *counted.entry(&text.as_bytes()[start..start + length]).or_default() += 1;
            }
        }
        let mut counted: Vec<(&[u8], usize)> = counted.into_iter().filter(|(_, times)| *times > 1).collect();
        counted.sort_by_key(|(block, times)| std::cmp::Reverse((block.len() * times, *block)));
        let mut bytes: Vec<u8> = Vec::new();
        for (block, _) in counted {
            let known = memchr::memmem::find(&bytes, block).is_some();
            if !known && bytes.len() + block.len() <= MOST {
                bytes.extend_from_slice(block);
            }
        }
        Self::of(&bytes)
    }

    /// The longest text that this many compressed bytes can hold: a step takes at least four, and copies at most the dictionary.
    pub(super) fn most(&self, compressed: usize) -> usize {
        compressed.saturating_add((compressed / 4).saturating_mul(self.bytes.len()))
    }

    fn of(bytes: &[u8]) -> Self {
        let bytes = bytes[..bytes.len().min(MOST)].to_vec();
        let mut positions = Positions::default();
        for (position, run) in (0..).zip(bytes.windows(SHORTEST)) {
            if let Ok(run) = run.try_into() {
                positions.entry(run).or_default().push(position);
            }
        }
        Self { bytes, positions }
    }

    /// A text as steps: its own bytes up to a match, and the position and the length of the match.
    fn steps(&self, text: &[u8]) -> Vec<(std::ops::Range<usize>, usize, usize)> {
        let mut steps = Vec::new();
        let (mut own, mut at) = (0, 0);
        while let Some(run) = text.get(at..at + SHORTEST).and_then(|run| <&[u8; SHORTEST]>::try_from(run).ok()) {
            let positions = self.positions.get(run).map_or(&[][..], Vec::as_slice);
            let longest = positions
                .iter()
                .take(TRIED)
                .map(|&position| {
                    let position = usize::from(position);
                    let alike = self.bytes[position..].iter().zip(&text[at..]).take_while(|(a, b)| a == b).count();
                    (alike, position)
                })
                .max();
            match longest {
                Some((length, position)) => {
                    steps.push((own..at, position, length));
                    at += length;
                    own = at;
                }
                None => at += 1,
            }
        }
        steps.push((own..text.len(), 0, 0));
        steps
    }

    /// Compresses a text: for each step, the length of its own bytes, these bytes, and the length and position of the match.
    pub(super) fn compress(&self, text: &[u8], out: &mut Vec<u8>) {
        for (own, position, length) in self.steps(text) {
            write_number(own.len(), out);
            out.extend_from_slice(&text[own]);
            write_number(length, out);
            out.extend_from_slice(&u16::try_from(position).unwrap_or(u16::MAX).to_le_bytes());
        }
    }

    /// Decompresses a text into `out`, whose length is the text's; `None` if the compressed bytes are invalid.
    pub(super) fn decompress(&self, mut compressed: &[u8], out: &mut [u8]) -> Option<()> {
        let mut at = 0;
        while !compressed.is_empty() {
            let length = read_number(&mut compressed)?;
            copy::<32>(compressed, length, out, at)?;
            at += length;
            compressed = compressed.get(length..)?;
            let length = read_number(&mut compressed)?;
            let (position, rest) = compressed.split_first_chunk()?;
            compressed = rest;
            copy::<128>(self.bytes.get(usize::from(u16::from_le_bytes(*position))..)?, length, out, at)?;
            at += length;
        }
        (at == out.len()).then_some(())
    }
}

/// Copies the first `length` bytes of `from` to `out`, from `at` on; `None` if either is too short. Most copies are short:
/// where there is room, `AT_ONCE` bytes are copied whatever the length, without a call and with hardly a branch. The next
/// copy overwrites the surplus.
#[inline]
fn copy<const AT_ONCE: usize>(from: &[u8], length: usize, out: &mut [u8], at: usize) -> Option<()> {
    let out = out.get_mut(at..)?;
    if length <= AT_ONCE
        && let (Some(from), Some(out)) = (from.first_chunk::<AT_ONCE>(), out.first_chunk_mut::<AT_ONCE>())
    {
        *out = *from;
        return Some(());
    }
    out.get_mut(..length)?.copy_from_slice(from.get(..length)?);
    Some(())
}

/// LEB128: seven bits a byte, the lowest first.
fn write_number(mut number: usize, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

#[inline]
fn read_number(compressed: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in [0, 7, 14, 21] {
        let (&byte, rest) = compressed.split_first()?;
        *compressed = rest;
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

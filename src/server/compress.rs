//! Compression of response bodies with gzip and Brotli.

use std::io::Write as _;

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};

use super::negotiate::Coding;

/// Smaller bodies are sent as they are.
pub(crate) const MIN_SIZE: usize = 1024;

/// How hard to compress: the more often the bytes will be sent, the harder.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// The coding for a client that accepts both alike.
    pub first: Coding,
    gzip: u32,
    brotli: i32,
}

impl Effort {
    /// For a response to one client: gzip compresses a page in a third of Brotli's time.
    pub(crate) const QUICK: Self = Self { first: Coding::Gzip, gzip: 2, brotli: 2 };

    /// For a response that never changes. Brotli's level 11 would take a second for a large one.
    pub(crate) const THOROUGH: Self = Self { first: Coding::Brotli, gzip: 9, brotli: 9 };
}

/// The compressed bytes; none for [`Coding::Identity`].
pub(crate) fn compress(bytes: &[u8], coding: Coding, effort: Effort) -> Option<Bytes> {
    let capacity = bytes.len() / 3;
    match coding {
        Coding::Identity => None,
        Coding::Gzip => {
            let mut encoder = GzEncoder::new(Vec::with_capacity(capacity), Compression::new(effort.gzip));
            encoder.write_all(bytes).ok()?;
            encoder.finish().ok().map(Bytes::from)
        }
        Coding::Brotli => {
            let mut compressed = Vec::with_capacity(capacity);
            let parameters = brotli::enc::BrotliEncoderParams {
                quality: effort.brotli,
                size_hint: bytes.len(),
                ..Default::default()
            };
            brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters).ok()?;
            Some(compressed.into())
        }
    }
}

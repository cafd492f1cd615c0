//! Compression of response bodies with gzip and Brotli.

use std::io::{self, Write as _};

use brotli::{CompressorWriter, enc::BrotliEncoderParams};
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
            let parameters =
                BrotliEncoderParams { quality: effort.brotli, size_hint: bytes.len(), ..Default::default() };
            brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters).ok()?;
            Some(compressed.into())
        }
    }
}

/// Compresses a body of any length in steps.
pub(crate) enum StreamEncoder {
    Gzip(Box<GzEncoder<Vec<u8>>>),
    Brotli(Box<CompressorWriter<Vec<u8>>>),
}

/// The window of Brotli in a stream, as a power of two: the encoder holds several times as many bytes.
const BROTLI_WINDOW: i32 = 18;

/// The size of the buffer through which Brotli writes.
const BROTLI_BUFFER: usize = 16 << 10;

impl StreamEncoder {
    /// An encoder for a response to one client; none for [`Coding::Identity`].
    pub(crate) fn new(coding: Coding) -> Option<Self> {
        let Effort { gzip, brotli: quality, .. } = Effort::QUICK;
        match coding {
            Coding::Identity => None,
            Coding::Gzip => Some(Self::Gzip(Box::new(GzEncoder::new(Vec::new(), Compression::new(gzip))))),
            Coding::Brotli => {
                let parameters = BrotliEncoderParams { quality, lgwin: BROTLI_WINDOW, ..Default::default() };
                let encoder = CompressorWriter::with_params(Vec::new(), BROTLI_BUFFER, &parameters);
                Some(Self::Brotli(Box::new(encoder)))
            }
        }
    }

    /// Compresses `bytes`, and appends what is ready to be sent to `out`.
    pub(crate) fn write(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> io::Result<()> {
        let ready = match self {
            Self::Gzip(encoder) => {
                encoder.write_all(bytes)?;
                encoder.get_mut()
            }
            Self::Brotli(encoder) => {
                encoder.write_all(bytes)?;
                encoder.get_mut()
            }
        };
        out.append(ready);
        Ok(())
    }

    /// Appends the rest to `out`.
    pub(crate) fn finish(self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut rest = match self {
            Self::Gzip(encoder) => encoder.finish()?,
            Self::Brotli(encoder) => encoder.into_inner(),
        };
        out.append(&mut rest);
        Ok(())
    }
}

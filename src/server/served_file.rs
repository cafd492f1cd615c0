//! A file as a response body, or a range of it. It is read in chunks as the client takes them: a client that stops reading
//! holds one chunk and no thread.

use std::{
    fs::File,
    io,
    ops::Range,
    os::unix::fs::FileExt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use axum::{
    body::{Body, HttpBody},
    http::HeaderValue,
};
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};
use sha2::{Digest, Sha256};
use tokio::task::{self, JoinHandle};

use super::{negotiate::Coding, response};

/// The size of a chunk, in bytes.
const CHUNK: usize = 128 << 10;

/// A file that no longer changes. It is deleted with its handle if no name leads to it.
#[derive(Debug)]
pub(crate) struct ServedFile {
    file: File,
    /// In bytes.
    pub length: usize,
    /// Made from the content.
    pub etag: HeaderValue,
}

impl ServedFile {
    /// Reads the file once, for its `ETag`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn new(file: File) -> io::Result<Self> {
        let (mut hash, mut length, mut chunk) = (Sha256::new(), 0, vec![0; CHUNK]);
        loop {
            match file.read_at(&mut chunk, length as u64)? {
                0 => break,
                read => {
                    hash.update(&chunk[..read]);
                    length += read;
                }
            }
        }
        Ok(Self { file, length, etag: response::etag(&response::hex(&hash.finalize()), Coding::Identity) })
    }

    /// A body with these bytes of it.
    pub(crate) fn body(self: Arc<Self>, range: Range<usize>) -> Body {
        Body::new(FileBody { file: self, left: range, reading: None })
    }

    fn read(&self, range: Range<usize>) -> io::Result<Bytes> {
        let mut bytes = vec![0; range.len()];
        self.file.read_exact_at(&mut bytes, range.start as u64)?;
        Ok(bytes.into())
    }
}

struct FileBody {
    file: Arc<ServedFile>,
    left: Range<usize>,
    /// The next chunk.
    reading: Option<JoinHandle<io::Result<Bytes>>>,
}

impl HttpBody for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = self.get_mut();
        if this.left.is_empty() {
            return Poll::Ready(None);
        }
        let reading = this.reading.get_or_insert_with(|| {
            let file = Arc::clone(&this.file);
            let chunk = this.left.start..this.left.end.min(this.left.start + CHUNK);
            task::spawn_blocking(move || file.read(chunk))
        });
        let read = ready!(Pin::new(reading).poll(context)).map_err(io::Error::other).flatten();
        this.reading = None;
        Poll::Ready(Some(match read {
            Ok(bytes) => {
                this.left.start += bytes.len();
                Ok(Frame::data(bytes))
            }
            Err(error) => {
                tracing::error!(%error, "a file could not be read to its end");
                Err(error)
            }
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.len() as u64)
    }
}

//! A response body that is written while it is sent: one chunk is ready while the one before it is sent. A response of any
//! length takes the memory of a few chunks, and a client that reads slowly or goes away holds no thread.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
    mpsc::{self, Receiver, Sender},
};

use axum::body::Body;
use bytes::Bytes;
use futures_util::stream;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::{self, JoinHandle},
};

use super::snapshots::Snapshot;
use crate::formats::{
    Format, WriteError,
    writing::{About, CHUNK, ChunkStream, Selection},
};

/// The sites to write.
pub(crate) struct Sites {
    pub snapshot: Arc<Snapshot>,
    pub chosen: Vec<usize>,
    pub about: About,
}

impl Sites {
    pub(crate) fn selection<'a>(&'a self, cancelled: &'a AtomicBool) -> Selection<'a> {
        Selection {
            catalog: &self.snapshot.catalog,
            features: &self.snapshot.features,
            sites: &self.chosen,
            about: &self.about,
            given_up: cancelled,
        }
    }
}

/// A body with `sites` in `format`. Nothing is written before the first byte is read, so a HEAD request costs nothing. A
/// format that needs a temporary file waits for a permit of `files`.
pub(crate) fn body(format: Format, sites: Arc<Sites>, files: Arc<Semaphore>) -> Body {
    let cancelled = Arc::new(AtomicBool::new(false));
    let writer = Writer {
        sites,
        chunks: format.chunks(),
        cancelled: Arc::clone(&cancelled),
        permit: None,
        buffers: mpsc::channel(),
    };
    let cancel = CancelOnDrop(cancelled);
    Body::from_stream(stream::try_unfold(State::Waiting(writer, files), move |state| {
        // The stream owns this closure: when the client goes away, the writer stops.
        let _ = &cancel;
        next(state, format)
    }))
}

enum State {
    Waiting(Writer, Arc<Semaphore>),
    /// The next chunk is written while the one before it is sent.
    Writing(JoinHandle<Written>),
}

/// A chunk, if there is one, and the writer of the next.
type Written = (Writer, Result<Option<Bytes>, WriteError>);

async fn next(state: State, format: Format) -> Result<Option<(Bytes, State)>, WriteError> {
    let writing = match state {
        State::Waiting(mut writer, files) => {
            if writer.chunks.is_file() {
                // Nothing closes the semaphore.
                writer.permit = files.acquire_owned().await.ok();
            }
            writer.start()
        }
        State::Writing(writing) => writing,
    };
    let written = match writing.await {
        Ok((writer, written)) => written.map(|chunk| chunk.map(|chunk| (chunk, State::Writing(writer.start())))),
        Err(panicked) => Err(std::io::Error::other(panicked).into()),
    };
    written.inspect_err(|error| tracing::error!(%error, %format, "a download was cut off by an error"))
}

struct CancelOnDrop(Arc<AtomicBool>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

struct Writer {
    sites: Arc<Sites>,
    chunks: ChunkStream,
    cancelled: Arc<AtomicBool>,
    /// Held while a temporary file is written.
    permit: Option<OwnedSemaphorePermit>,
    /// Returns the buffers of sent chunks: allocating new ones takes as long as writing to them.
    buffers: (Sender<Vec<u8>>, Receiver<Vec<u8>>),
}

/// A chunk that returns its buffer when it is dropped.
struct Lent(Vec<u8>, Sender<Vec<u8>>);

impl AsRef<[u8]> for Lent {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // Fails only when the body has ended, and no buffer is needed.
        let _ = self.1.send(std::mem::take(&mut self.0));
    }
}

impl Writer {
    /// Writes the next chunk on a thread for blocking work.
    fn start(mut self) -> JoinHandle<Written> {
        task::spawn_blocking(move || {
            let mut chunk = self.buffers.1.try_recv().unwrap_or_else(|_| Vec::with_capacity(CHUNK * 5 / 4));
            chunk.clear();
            let more = self.chunks.next(&self.sites.selection(&self.cancelled), &mut chunk);
            self.permit = None;
            let lent = Lent(chunk, self.buffers.0.clone());
            (self, more.map(|more| more.then(|| Bytes::from_owner(lent))))
        })
    }
}

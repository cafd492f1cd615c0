//! A response body that is written while it is sent: one chunk is ready while the one before it is sent. A response of any
//! length takes the memory of a few chunks, and a client that reads slowly or goes away holds no thread.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    task::{Context, Poll},
};

use axum::body::Body;
use bytes::Bytes;
use hyper::body::Frame;
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
        format,
        sites,
        chunks: format.chunks(),
        cancelled: Arc::clone(&cancelled),
        permit: None,
        buffers: mpsc::channel(),
    };
    Body::new(Stream { state: State::Waiting(writer, files), cancelled })
}

struct Stream {
    state: State,
    cancelled: Arc<AtomicBool>,
}

/// A chunk, if there is one, and the writer of the next.
type Written = (Writer, Result<Option<Bytes>, WriteError>);

enum State {
    Waiting(Writer, Arc<Semaphore>),
    Queued(Pin<Box<dyn Future<Output = Option<Writer>> + Send>>),
    Writing(JoinHandle<Written>),
    Over,
}

struct Writer {
    format: Format,
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

impl hyper::body::Body for Stream {
    type Data = Bytes;
    type Error = WriteError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, WriteError>>> {
        loop {
            self.state = match std::mem::replace(&mut self.state, State::Over) {
                State::Waiting(writer, files) if writer.chunks.is_file() => State::Queued(Box::pin(async move {
                    let permit = files.acquire_owned().await.ok()?;
                    Some(Writer { permit: Some(permit), ..writer })
                })),
                State::Waiting(writer, _) => State::Writing(writer.start()),
                State::Queued(mut queued) => match queued.as_mut().poll(context) {
                    Poll::Ready(Some(writer)) => State::Writing(writer.start()),
                    Poll::Ready(None) => State::Over,
                    Poll::Pending => {
                        self.state = State::Queued(queued);
                        return Poll::Pending;
                    }
                },
                State::Writing(mut writing) => {
                    let Poll::Ready(written) = Pin::new(&mut writing).poll(context) else {
                        self.state = State::Writing(writing);
                        return Poll::Pending;
                    };
                    return Poll::Ready(match written {
                        Ok((writer, Ok(Some(chunk)))) => {
                            self.state = State::Writing(writer.start());
                            Some(Ok(Frame::data(chunk)))
                        }
                        Ok((_, Ok(None))) => None,
                        Ok((writer, Err(error))) => {
                            tracing::error!(%error, format = %writer.format, "a download was cut off by an error");
                            Some(Err(error))
                        }
                        Err(error) => {
                            tracing::error!(%error, "a download was cut off by an error");
                            Some(Err(WriteError::GivenUp))
                        }
                    });
                }
                State::Over => return Poll::Ready(None),
            };
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

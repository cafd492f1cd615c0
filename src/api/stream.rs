//! A body that is made while it is sent: one piece lies ready while the one before it is on its way, so an answer of any
//! length takes the memory of a few pieces, and a client that reads slowly or goes away holds no thread.

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

use crate::{
    api::snapshots::Snapshot,
    formats::{
        Format, WriteError,
        writing::{About, CHUNK, ChunkStream, Selection},
    },
};

/// What is sent: sites of a snapshot.
pub(crate) struct Sites {
    pub snapshot: Arc<Snapshot>,
    pub chosen: Vec<usize>,
    pub about: About,
}

impl Sites {
    pub(crate) fn selection<'a>(&'a self, given_up: &'a AtomicBool) -> Selection<'a> {
        Selection {
            catalog: &self.snapshot.catalog,
            features: &self.snapshot.features,
            sites: &self.chosen,
            about: &self.about,
            given_up,
        }
    }
}

/// A body of `sites` in `format`. Nothing is made before the first byte is asked for, so a HEAD costs nothing; a format
/// that is written to a file waits for one of `files`.
pub(crate) fn body(format: Format, sites: Arc<Sites>, files: Arc<Semaphore>) -> Body {
    let given_up = Arc::new(AtomicBool::new(false));
    let maker = Maker {
        format,
        sites,
        pieces: format.chunks(),
        given_up: Arc::clone(&given_up),
        permit: None,
        sent: mpsc::channel(),
    };
    Body::new(Stream { state: State::Waiting(maker, files), given_up })
}

struct Stream {
    state: State,
    given_up: Arc<AtomicBool>,
}

/// A piece, if there is one, and what makes the next.
type Made = (Maker, Result<Option<Bytes>, WriteError>);

enum State {
    Waiting(Maker, Arc<Semaphore>),
    Queued(Pin<Box<dyn Future<Output = Option<Maker>> + Send>>),
    Making(JoinHandle<Made>),
    Over,
}

struct Maker {
    format: Format,
    sites: Arc<Sites>,
    pieces: ChunkStream,
    given_up: Arc<AtomicBool>,
    /// Held while a file is written.
    permit: Option<OwnedSemaphorePermit>,
    /// Buffers whose piece was sent come back: fresh memory costs as much as what is written to it.
    sent: (Sender<Vec<u8>>, Receiver<Vec<u8>>),
}

/// A piece that gives its buffer back.
struct Lent(Vec<u8>, Sender<Vec<u8>>);

impl AsRef<[u8]> for Lent {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // Where the body is over nobody takes it.
        let _ = self.1.send(std::mem::take(&mut self.0));
    }
}

impl Maker {
    /// Makes the next piece on a thread for work that blocks.
    fn start(mut self) -> JoinHandle<Made> {
        task::spawn_blocking(move || {
            let mut piece = self.sent.1.try_recv().unwrap_or_else(|_| Vec::with_capacity(CHUNK * 5 / 4));
            piece.clear();
            let more = self.pieces.next(&self.sites.selection(&self.given_up), &mut piece);
            self.permit = None;
            let lent = Lent(piece, self.sent.0.clone());
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
                State::Waiting(maker, files) if maker.pieces.is_file() => State::Queued(Box::pin(async move {
                    let permit = files.acquire_owned().await.ok()?;
                    Some(Maker { permit: Some(permit), ..maker })
                })),
                State::Waiting(maker, _) => State::Making(maker.start()),
                State::Queued(mut queued) => match queued.as_mut().poll(context) {
                    Poll::Ready(Some(maker)) => State::Making(maker.start()),
                    Poll::Ready(None) => State::Over,
                    Poll::Pending => {
                        self.state = State::Queued(queued);
                        return Poll::Pending;
                    }
                },
                State::Making(mut making) => {
                    let Poll::Ready(made) = Pin::new(&mut making).poll(context) else {
                        self.state = State::Making(making);
                        return Poll::Pending;
                    };
                    return Poll::Ready(match made {
                        Ok((maker, Ok(Some(piece)))) => {
                            self.state = State::Making(maker.start());
                            Some(Ok(Frame::data(piece)))
                        }
                        Ok((_, Ok(None))) => None,
                        Ok((maker, Err(error))) => {
                            tracing::error!(%error, format = %maker.format, "a download broke off");
                            Some(Err(error))
                        }
                        Err(error) => {
                            tracing::error!(%error, "a download broke off");
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
        self.given_up.store(true, Ordering::Relaxed);
    }
}

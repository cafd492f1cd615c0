//! A text as a response body that is written while it is sent: one chunk is ready while the one before it is sent. A text
//! of any length takes the memory of a few chunks, and a client that reads slowly or goes away holds no thread.

use std::sync::{
    Arc,
    mpsc::{self, Receiver, Sender},
};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{FutureExt, future::BoxFuture, stream};
use tokio::task::{self, JoinError};

use super::snapshots::Snapshot;
use crate::{
    catalog::{Rows, Stop},
    formats::{
        WriteError,
        writing::{About, CHUNK, Selection, TextStream},
    },
    server::{compress::StreamEncoder, connections::Peer, negotiate::Coding, pool::Pool},
};

/// The sites to write.
pub(crate) struct Sites {
    pub snapshot: Arc<Snapshot>,
    pub chosen: Rows,
    pub about: About,
}

impl Sites {
    pub(crate) fn selection<'a>(&'a self, stop: &'a Stop) -> Selection<'a> {
        Selection {
            catalog: &self.snapshot.catalog,
            features: &self.snapshot.features,
            sites: &self.chosen,
            about: &self.about,
            stop,
        }
    }
}

/// Where the chunks of a body are written, and for whom.
#[derive(Clone)]
pub(crate) struct Turns {
    pub chunks: Arc<Pool>,
    pub peer: Peer,
}

/// A body with `sites` as `text`, in a coding. Nothing is written before the first byte is read, so a HEAD request costs
/// nothing.
pub(crate) fn body(text: TextStream, sites: Arc<Sites>, coding: Coding, turns: Turns) -> Body {
    let stop = Arc::new(Stop::default());
    let writer = Writer {
        sites,
        text,
        encoder: StreamEncoder::new(coding),
        plain: Vec::new(),
        stop: Arc::clone(&stop),
        turns,
        buffers: mpsc::channel(),
    };
    let stop = StopOnDrop(stop);
    Body::from_stream(stream::try_unfold(State::Unbegun(writer), move |state| {
        // The stream owns this closure: when the client goes away, the writer stops.
        let _ = &stop;
        next(state)
    }))
}

enum State {
    Unbegun(Writer),
    /// The next chunk is written while the one before it is sent.
    Writing(BoxFuture<'static, Result<Written, JoinError>>),
}

/// A chunk, if there is one, and the writer of the next.
type Written = (Writer, Result<Option<Bytes>, WriteError>);

async fn next(state: State) -> Result<Option<(Bytes, State)>, WriteError> {
    let writing = match state {
        State::Unbegun(writer) => writer.start(),
        State::Writing(writing) => writing,
    };
    let written = match writing.await {
        Ok((writer, written)) => written.map(|chunk| chunk.map(|chunk| (chunk, State::Writing(writer.start())))),
        Err(panicked) => Err(std::io::Error::other(panicked).into()),
    };
    written.inspect_err(|error| tracing::error!(%error, "a download was cut off by an error"))
}

struct StopOnDrop(Arc<Stop>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.stop();
    }
}

struct Writer {
    sites: Arc<Sites>,
    text: TextStream,
    /// None if the text is sent as it is, and after its end.
    encoder: Option<StreamEncoder>,
    /// A chunk before its compression.
    plain: Vec<u8>,
    stop: Arc<Stop>,
    turns: Turns,
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
    /// Writes the next chunk when it is the client's turn: as many at once as there are cores.
    fn start(mut self) -> BoxFuture<'static, Result<Written, JoinError>> {
        let writing = tokio::spawn(async move {
            let permit = self.turns.chunks.permit(self.turns.peer).await;
            let written = task::spawn_blocking(move || {
                let mut chunk = self.buffers.1.try_recv().unwrap_or_default();
                chunk.clear();
                let more = self.write(&mut chunk);
                drop(permit);
                let lent = Lent(chunk, self.buffers.0.clone());
                (self, more.map(|more| more.then(|| Bytes::from_owner(lent))))
            });
            written.await
        });
        writing.map(Result::flatten).boxed()
    }

    /// Writes the next chunk to an empty buffer; false if there is none.
    fn write(&mut self, chunk: &mut Vec<u8>) -> Result<bool, WriteError> {
        let selection = self.sites.selection(&self.stop);
        while let Some(mut encoder) = self.encoder.take() {
            self.plain.clear();
            if self.text.next(&selection, &mut self.plain)? {
                encoder.write(&self.plain, chunk)?;
                self.encoder = Some(encoder);
            } else {
                encoder.finish(chunk)?;
            }
            // A compressor keeps what is too little for it.
            if !chunk.is_empty() {
                return Ok(true);
            }
        }
        chunk.reserve(CHUNK * 5 / 4);
        self.text.next(&selection, chunk)
    }
}

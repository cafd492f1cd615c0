//! A response body that reports what became of it.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use axum::{
    Error,
    body::{Body, HttpBody},
    http::Method,
    response::Response,
};
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};
use serde::Serialize;

use super::connections::Activity;

/// What became of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// All of it was passed to the operating system, which may still be sending the last bytes.
    Complete,
    /// It could not be made to its end, or the client left or was too slow.
    Broken,
    /// The client left before it began.
    Abandoned,
}

/// A response that calls `report` once, when all of it has been sent over `connection` or is given up, with the number of
/// bytes of the body that the connection took.
pub(crate) fn watched(
    response: Response,
    method: &Method,
    connection: Option<Arc<Activity>>,
    report: impl FnOnce(u64, Outcome) + Send + Unpin + 'static,
) -> Response {
    // The body of a response to HEAD is never sent.
    let has_ended = method == Method::HEAD;
    let report = Some(report);
    response.map(|body| Body::new(Watched { body, connection, bytes: 0, has_ended, has_failed: false, report }))
}

struct Watched<R: FnOnce(u64, Outcome) + Send + 'static> {
    body: Body,
    /// None in tests without a connection.
    connection: Option<Arc<Activity>>,
    bytes: u64,
    has_ended: bool,
    has_failed: bool,
    report: Option<R>,
}

impl<R: FnOnce(u64, Outcome) + Send + Unpin + 'static> HttpBody for Watched<R> {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = self.get_mut();
        let frame = ready!(Pin::new(&mut this.body).poll_frame(context));
        match &frame {
            Some(Ok(frame)) => this.bytes += frame.data_ref().map_or(0, |data| data.len() as u64),
            Some(Err(_)) => this.has_failed = true,
            None => this.has_ended = true,
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl<R: FnOnce(u64, Outcome) + Send + 'static> Drop for Watched<R> {
    fn drop(&mut self) {
        let is_complete = !self.has_failed && (self.has_ended || self.body.is_end_stream());
        let (Some(report), bytes) = (self.report.take(), self.bytes) else { return };
        let outcome = |is_sent| if is_sent { Outcome::Complete } else { Outcome::Broken };
        match self.connection.take() {
            // A connection takes a body of any length at once into its buffer.
            Some(connection) if is_complete => connection.when_sent(move |is_sent| report(bytes, outcome(is_sent))),
            _ => report(bytes, outcome(is_complete)),
        }
    }
}

//! A response body that reports what became of it.

use std::{
    pin::Pin,
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

/// What became of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    /// The connection took all of it. The last bytes may still be on their way to the client.
    Complete,
    /// It could not be made, or the client went away or was too slow.
    Broken,
}

/// A response whose body calls `report` once, when it has ended or is given up, with the number of bytes that the connection
/// took.
pub(crate) fn watched(
    response: Response,
    method: &Method,
    report: impl FnOnce(u64, Outcome) + Send + Unpin + 'static,
) -> Response {
    // The body of a response to HEAD is never sent.
    let has_ended = method == Method::HEAD;
    response.map(|body| Body::new(Watched { body, bytes: 0, has_ended, has_failed: false, report: Some(report) }))
}

struct Watched<R: FnOnce(u64, Outcome)> {
    body: Body,
    bytes: u64,
    has_ended: bool,
    has_failed: bool,
    report: Option<R>,
}

impl<R: FnOnce(u64, Outcome) + Unpin> HttpBody for Watched<R> {
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

impl<R: FnOnce(u64, Outcome)> Drop for Watched<R> {
    fn drop(&mut self) {
        let is_complete = !self.has_failed && (self.has_ended || self.body.is_end_stream());
        if let Some(report) = self.report.take() {
            report(self.bytes, if is_complete { Outcome::Complete } else { Outcome::Broken });
        }
    }
}

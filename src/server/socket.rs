//! A client's socket that gives up on a client who does not take what is sent.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Sleep, sleep_until},
};

use super::connections::{Activity, Limits};

/// A socket whose writes fail when the client is too slow: it may block a response for [`Limits::send_timeout`], and every
/// byte that it takes adds the time that this byte may take at [`Limits::min_rate`].
pub(super) struct Socket {
    stream: TcpStream,
    activity: Arc<Activity>,
    limits: Arc<Limits>,
    /// How long the client may still block.
    patience: Duration,
    /// Since when it blocks.
    blocked: Option<Instant>,
    timer: Option<Pin<Box<Sleep>>>,
}

impl Socket {
    pub(super) fn new(stream: TcpStream, activity: Arc<Activity>, limits: Arc<Limits>) -> Self {
        let patience = limits.send_timeout;
        Self { stream, activity, limits, patience, blocked: None, timer: None }
    }

    /// The result of a write, or an error where the client blocked for too long.
    fn paced(&mut self, context: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if written.is_pending() {
            let until = *self.blocked.get_or_insert_with(Instant::now) + self.patience;
            let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(until.into())));
            timer.as_mut().reset(until.into());
            ready!(timer.as_mut().poll(context));
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the client does not take the response")));
        }
        if let Poll::Ready(Ok(bytes)) = written {
            self.activity.progress();
            let blocked = self.blocked.take().map_or(Duration::ZERO, |since| since.elapsed());
            let won = Duration::from_secs(bytes as u64) / self.limits.min_rate.max(1);
            self.patience = (self.patience.saturating_sub(blocked) + won).min(self.limits.send_timeout);
        }
        written
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.activity.sent(false);
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.paced(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.paced(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        if matches!(flushed, Poll::Ready(Ok(()))) {
            self.activity.sent(true);
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

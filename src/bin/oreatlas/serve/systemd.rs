//! The interface to a service manager such as systemd: it passes sockets, and receives notifications of readiness.

use std::net::TcpListener;

use anyhow::{Context, bail};
use listenfd::ListenFd;
use sd_notify::NotifyState;

/// The socket that the service manager opened for this process (`sd_listen_fds(3)`), if it did.
pub(super) fn listener() -> anyhow::Result<Option<TcpListener>> {
    let mut passed = ListenFd::from_env();
    if passed.len() > 1 {
        bail!("{} sockets were passed in LISTEN_FDS; the server listens on one: pass it alone", passed.len());
    }
    let listener = passed.take_tcp_listener(0).context(
        "the file descriptor passed in LISTEN_FDS is not a TCP socket; set ListenStream= to an address and a port",
    )?;
    if let Some(listener) = &listener {
        listener.set_nonblocking(true)?;
    }
    Ok(listener)
}

/// The server answers requests, or does so again after it has read the data.
pub(super) fn ready() {
    notify(&[NotifyState::Ready]);
}

/// The server reads the data again. [`ready`] ends it, whether that succeeds or not.
pub(super) fn reloading() {
    match NotifyState::monotonic_usec_now() {
        Ok(now) => notify(&[NotifyState::Reloading, now]),
        Err(error) => {
            tracing::warn!(%error, "no monotonic clock: the service manager does not learn of the reload");
        }
    }
}

/// The server is shutting down.
pub(super) fn stopping() {
    notify(&[NotifyState::Stopping]);
}

/// Notifies the service manager (`sd_notify(3)`), if there is one.
fn notify(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::warn!(%error, "a notification could not be sent to NOTIFY_SOCKET");
    }
}

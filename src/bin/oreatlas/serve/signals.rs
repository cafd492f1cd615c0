//! The signals of an operator or a service manager.

use tokio::{
    signal::unix::{Signal, SignalKind as Kind, signal},
    sync::{mpsc, oneshot},
};

use super::systemd;

/// What the signals of this process ask for, from the moment this is made.
pub(super) struct Signals {
    /// Receives something for each SIGTERM, SIGINT and SIGQUIT.
    pub stop: mpsc::Receiver<()>,
    /// SIGHUP. Those that come while nobody waits for one count as one.
    pub hangup: Signal,
}

impl Signals {
    /// Takes the place of the default actions, within a runtime. SIGUSR1 and SIGUSR2, which would end the program, do
    /// nothing.
    pub(super) fn new() -> anyhow::Result<Self> {
        let hangup = signal(Kind::hangup())?;
        // A signal that was once listened for keeps its default action off.
        for kind in [Kind::user_defined1(), Kind::user_defined2()] {
            let _ = signal(kind)?;
        }
        let (send, stop) = mpsc::channel(1);
        for kind in [Kind::terminate(), Kind::interrupt(), Kind::quit()] {
            let (mut signal, send) = (signal(kind)?, send.clone());
            tokio::spawn(async move {
                while signal.recv().await.is_some() {
                    systemd::stopping();
                    if send.send(()).await.is_err() {
                        break;
                    }
                }
            });
        }
        Ok(Self { stop, hangup })
    }
}

/// Receives something for each SIGHUP, one that came earlier included.
pub(super) fn reloads(mut hangup: Signal) -> mpsc::Receiver<oreatlas::app::Reload> {
    let (send, receive) = mpsc::channel(1);
    tokio::spawn(async move {
        while hangup.recv().await.is_some() {
            systemd::reloading();
            let (done, finished) = oneshot::channel();
            if send.send(done).await.is_err() {
                break;
            }
            // An error is one of a server that is shutting down.
            let _ = finished.await;
            systemd::ready();
        }
    });
    receive
}

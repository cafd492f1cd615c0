//! Computations that can be stopped.

use std::sync::atomic::{AtomicBool, Ordering};

/// Tells a computation on another thread to stop, because it takes too long or its clients have disconnected.
///
/// The waiting thread measures the time, so that checking the signal is nearly free for the computation.
#[derive(Debug, Default)]
pub struct Stop(AtomicBool);

/// The computation was stopped, and has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the computation was stopped")]
pub struct Stopped;

impl Stop {
    /// Stops the computation, at its next check.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether to go on.
    ///
    /// # Errors
    /// When it has been stopped.
    pub fn check(&self) -> Result<(), Stopped> {
        if self.0.load(Ordering::Relaxed) { Err(Stopped) } else { Ok(()) }
    }
}

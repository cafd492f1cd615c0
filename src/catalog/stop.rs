//! Computations that can be stopped.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

/// Tells a computation on another thread to stop, because it takes too long or its clients have disconnected.
///
/// The waiting thread measures the time, so that checking the signal is nearly free for the computation.
#[derive(Debug, Default)]
pub struct Stop {
    is_given: AtomicBool,
    is_hopeless: AtomicBool,
    longest: Option<Duration>,
}

/// The computation was stopped, and has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the computation was stopped")]
pub struct Stopped;

impl Stop {
    /// For a computation that is not to begin if it would take longer than `longest`.
    pub fn refusing(longest: Duration) -> Self {
        Self { longest: Some(longest), ..Self::default() }
    }

    /// Stops the computation, at its next check.
    pub fn stop(&self) {
        self.is_given.store(true, Ordering::Relaxed);
    }

    /// Whether there is a time beyond which the computation is not to begin.
    pub fn has_limit(&self) -> bool {
        self.longest.is_some()
    }

    /// Notes how long the computation will take.
    ///
    /// # Errors
    /// When that is longer than allowed: it does not begin.
    pub fn expect(&self, expected: Duration) -> Result<(), Stopped> {
        if self.longest.is_none_or(|longest| expected <= longest) {
            return Ok(());
        }
        self.is_hopeless.store(true, Ordering::Relaxed);
        Err(Stopped)
    }

    /// Whether the computation did not begin, because it would have taken too long.
    pub fn is_hopeless(&self) -> bool {
        self.is_hopeless.load(Ordering::Relaxed)
    }

    /// Whether to go on.
    ///
    /// # Errors
    /// When it has been stopped.
    pub fn check(&self) -> Result<(), Stopped> {
        if self.is_given.load(Ordering::Relaxed) { Err(Stopped) } else { Ok(()) }
    }
}

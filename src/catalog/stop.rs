//! Computations that can be stopped.

use std::{
    sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering},
    time::Duration,
};

use rustix::time::{ClockId, clock_gettime};

/// Tells a computation on another thread to stop, because it takes too long or its clients have disconnected.
///
/// The waiting thread measures the time, so that checking the signal is nearly free for the computation. What a computation
/// may take is processor time: it does not miss its deadline because others share the core.
#[derive(Debug, Default)]
pub struct Stop {
    /// One of the constants below.
    state: AtomicU8,
    is_hopeless: AtomicBool,
    is_exhausted: AtomicBool,
    limits: Option<Limits>,
    /// The processor time of the computation's thread when it began, in nanoseconds.
    began: AtomicU64,
}

#[derive(Clone, Copy, Debug)]
struct Limits {
    allowed: Duration,
    longest: Duration,
}

/// The computation goes on.
const GO: u8 = 0;

/// It goes on until it has taken the processor time that is allowed.
const LATE: u8 = 1;

/// It stops.
const STOPPED: u8 = 2;

/// The computation was stopped, and has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the computation was stopped")]
pub struct Stopped;

impl Stop {
    /// For a computation that may take `allowed` of processor time, and is not to begin if it would take `longest`.
    pub fn after(allowed: Duration, longest: Duration) -> Self {
        Self { limits: Some(Limits { allowed, longest }), ..Self::default() }
    }

    /// Begins to measure, on the thread of the computation.
    pub fn begin(&self) {
        self.began.store(nanoseconds(processor_time()), Ordering::Relaxed);
    }

    /// Stops the computation at its first check after it has taken what is allowed. Until this is called, checks measure
    /// nothing.
    pub fn stop_when_exhausted(&self) {
        // A signal to stop at once stays.
        let _ = self.state.compare_exchange(GO, LATE, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Stops the computation, at its next check.
    pub fn stop(&self) {
        self.state.store(STOPPED, Ordering::Relaxed);
    }

    /// Whether there is a time beyond which the computation is not to begin.
    pub fn has_limit(&self) -> bool {
        self.limits.is_some()
    }

    /// Notes how long the computation will take.
    ///
    /// # Errors
    /// When that is longer than allowed: it does not begin.
    pub fn expect(&self, expected: Duration) -> Result<(), Stopped> {
        if self.limits.is_none_or(|limits| expected <= limits.longest) {
            return Ok(());
        }
        self.is_hopeless.store(true, Ordering::Relaxed);
        Err(Stopped)
    }

    /// Whether the computation did not begin, because it would have taken too long.
    pub fn is_hopeless(&self) -> bool {
        self.is_hopeless.load(Ordering::Relaxed)
    }

    /// Whether it was stopped because it took all the processor time that is allowed.
    pub fn is_exhausted(&self) -> bool {
        self.is_exhausted.load(Ordering::Relaxed)
    }

    /// Whether to go on.
    ///
    /// # Errors
    /// When it has been stopped.
    pub fn check(&self) -> Result<(), Stopped> {
        match self.state.load(Ordering::Relaxed) {
            GO => Ok(()),
            LATE => self.check_time(),
            _ => Err(Stopped),
        }
    }

    fn check_time(&self) -> Result<(), Stopped> {
        let taken = nanoseconds(processor_time()).saturating_sub(self.began.load(Ordering::Relaxed));
        if self.limits.is_none_or(|limits| taken < nanoseconds(limits.allowed)) {
            return Ok(());
        }
        self.is_exhausted.store(true, Ordering::Relaxed);
        Err(Stopped)
    }
}

/// The processor time of this thread.
pub(super) fn processor_time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or_default())
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_that_others_take_does_not_count() {
        let stop = Stop::after(Duration::from_millis(20), Duration::MAX);
        stop.begin();
        stop.stop_when_exhausted();
        // As when another computation has the core.
        std::thread::sleep(Duration::from_millis(40));
        assert_eq!(stop.check(), Ok(()));
        let begin = processor_time();
        while stop.check().is_ok() {}
        assert!(stop.is_exhausted() && (10..40).contains(&processor_time().saturating_sub(begin).as_millis()));
        let stop = Stop::after(Duration::from_millis(20), Duration::MAX);
        stop.stop();
        stop.stop_when_exhausted();
        assert!(stop.check().is_err() && !stop.is_exhausted(), "its client has gone");
    }
}

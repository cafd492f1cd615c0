//! The pool for long computations: as many at once as there are cores, and every client gets its turn.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use prometheus_client::metrics::gauge::Gauge;
use tokio::{
    sync::oneshot,
    task,
    time::{self, Duration},
};

use super::{
    connections::Peer,
    metrics::{Metrics, gauged},
};

/// How many clients may compute beside those that fill the pool of computations.
const BESIDE: usize = 62;

/// How many computations may wait.
pub(crate) const MAX_WAITING: usize = 256;

/// The pool.
pub(crate) struct Pool {
    slots: usize,
    /// How many clients may compute beside those that fill the pool. A client that computes nothing yet never waits for
    /// those that do; the operating system shares the cores.
    beside: usize,
    max_waiting: usize,
    /// How many computations wait for their turn.
    queued: Gauge,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    is_closed: bool,
    total: usize,
    running: HashMap<Peer, usize>,
    /// In the order of arrival.
    waiting: Vec<(Peer, oneshot::Sender<Permit>)>,
}

/// Why a computation has no result.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Too many others wait already, or the server is shutting down.
    Busy,
    /// It panicked.
    Panicked,
}

/// The right to compute, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    pool: Arc<Pool>,
    peer: Peer,
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Pool").field("slots", &self.slots).finish_non_exhaustive()
    }
}

/// Stops a computation when the request that waits for it is dropped, because its client is gone.
struct StopOnDrop<F: Fn()>(F);

impl<F: Fn()> Drop for StopOnDrop<F> {
    fn drop(&mut self) {
        self.0();
    }
}

impl Pool {
    /// A pool with a place for each core.
    pub(crate) fn new(metrics: &Metrics) -> Self {
        Self::of(cores(), BESIDE, MAX_WAITING, metrics.queued.clone())
    }

    /// A pool with this many places, and some beside for clients that have none; `queued` shows how many wait.
    pub(crate) fn of(slots: usize, beside: usize, max_waiting: usize, queued: Gauge) -> Self {
        Self { slots, beside, max_waiting, queued, state: Mutex::default() }
    }

    /// A pool for the chunks of responses that are made while they are sent. Each connection waits for one at most.
    pub(crate) fn for_chunks() -> Self {
        Self::of(cores(), 0, usize::MAX, Gauge::default())
    }

    /// Runs `work` on a thread of its own when it is the turn of `peer`, and calls `stop` when it takes longer than
    /// `deadline`, and when the returned future is dropped.
    pub(crate) async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        peer: Peer,
        deadline: Duration,
        stop: impl Fn(),
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let permit = self.permit(peer).await.ok_or(Failure::Busy)?;
        let stop = StopOnDrop(stop);
        let mut task = task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        });
        let result = tokio::select! {
            result = &mut task => result,
            () = time::sleep(deadline) => {
                (stop.0)();
                task.await
            }
        };
        result.map_err(|error| {
            tracing::error!(%error, "a request failed");
            Failure::Panicked
        })
    }

    /// Refuses those that wait, and lets those that compute finish: a shutdown lasts no longer than they do.
    pub(crate) fn close(&self) {
        let mut state = self.state();
        state.is_closed = true;
        state.waiting.clear();
    }

    /// The right to compute; `None` if too many wait for it.
    pub(crate) async fn permit(self: &Arc<Self>, peer: Peer) -> Option<Permit> {
        let receiver = {
            let mut state = self.state();
            if state.may_start(peer, self) {
                return Some(state.start(self, peer));
            }
            if state.is_closed {
                return None;
            }
            let (sender, receiver) = oneshot::channel();
            state.waiting.retain(|(_, sender)| !sender.is_closed());
            if state.waiting.len() >= self.max_waiting {
                // Dropping its sender refuses the one that gives way.
                let place = state.gives_way(peer)?;
                state.waiting.remove(place);
            }
            state.waiting.push((peer, sender));
            self.queued.set(gauged(state.waiting.len()));
            receiver
        };
        receiver.await.ok()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(2, Into::into)
}

impl State {
    fn running(&self, peer: Peer) -> usize {
        self.running.get(&peer).copied().unwrap_or_default()
    }

    fn may_start(&self, peer: Peer, pool: &Pool) -> bool {
        self.total < pool.slots || self.running(peer) == 0 && self.total < pool.slots + pool.beside
    }

    fn start(&mut self, pool: &Arc<Pool>, peer: Peer) -> Permit {
        self.total += 1;
        *self.running.entry(peer).or_default() += 1;
        Permit { pool: Arc::clone(pool), peer }
    }

    /// The last one in the queue of the client that has the most in it, if that is more than `peer` would have.
    fn gives_way(&self, peer: Peer) -> Option<usize> {
        let mut counts: HashMap<Peer, usize> = HashMap::new();
        for (peer, _) in &self.waiting {
            *counts.entry(*peer).or_default() += 1;
        }
        let own = counts.get(&peer).copied().unwrap_or_default();
        let (most, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        (count > own + 1).then(|| self.waiting.iter().rposition(|(peer, _)| *peer == most)).flatten()
    }

    /// The one in the queue whose turn it is: the first of the clients that compute least.
    fn next(&mut self, pool: &Pool) -> Option<(Peer, oneshot::Sender<Permit>)> {
        self.waiting.retain(|(_, sender)| !sender.is_closed());
        let place = (0..self.waiting.len()).min_by_key(|&place| self.running(self.waiting[place].0))?;
        self.may_start(self.waiting[place].0, pool).then(|| self.waiting.remove(place))
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut state = self.pool.state();
        state.total -= 1;
        if let Some(running) = state.running.get_mut(&self.peer) {
            *running -= 1;
            if *running == 0 {
                state.running.remove(&self.peer);
            }
        }
        let next = state.next(&self.pool);
        self.pool.queued.set(gauged(state.waiting.len()));
        if let Some((peer, sender)) = next {
            let permit = state.start(&self.pool, peer);
            // The lock is released first: if the request has gone, dropping its permit takes it again.
            drop(state);
            drop(sender.send(permit));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        net::IpAddr,
        sync::atomic::{AtomicBool, Ordering},
    };

    use super::*;

    fn peer(last: u8) -> Peer {
        IpAddr::from([127, 0, 0, last]).into()
    }

    fn pool(slots: usize) -> Arc<Pool> {
        Arc::new(Pool::of(slots, BESIDE, MAX_WAITING, Gauge::default()))
    }

    async fn is_ready<T>(future: impl Future<Output = T>) -> bool {
        time::timeout(Duration::from_millis(20), future).await.is_ok()
    }

    #[tokio::test]
    async fn a_client_may_fill_the_pool_and_another_still_starts_at_once() {
        let pool = pool(2);
        let running = [pool.permit(peer(1)).await, pool.permit(peer(1)).await];
        assert!(running.iter().all(Option::is_some));
        assert!(!is_ready(pool.permit(peer(1))).await, "no third for the same client");
        assert!(is_ready(pool.permit(peer(2))).await);
    }

    #[tokio::test]
    async fn the_client_that_computes_least_is_next() {
        let pool = pool(1);
        let first = pool.permit(peer(1)).await.unwrap();
        let beside = pool.permit(peer(2)).await.unwrap();
        let spawn = |last| {
            tokio::spawn({
                let pool = Arc::clone(&pool);
                async move { pool.permit(peer(last)).await }
            })
        };
        let again = spawn(1);
        task::yield_now().await;
        let other = spawn(2);
        task::yield_now().await;
        drop(beside);
        let other = other.await.unwrap();
        assert!(other.is_some() && !again.is_finished(), "client 2 computes nothing, client 1 still does");
        drop(first);
        drop(other);
        assert!(again.await.unwrap().is_some());
        assert_eq!(pool.state().total, 0);
    }

    #[tokio::test]
    async fn a_full_queue_refuses_the_client_with_the_most_in_it() {
        let pool = pool(1);
        let _running = pool.permit(peer(1)).await;
        let spawn = |last| {
            tokio::spawn({
                let pool = Arc::clone(&pool);
                async move { pool.permit(peer(last)).await.is_some() }
            })
        };
        let waiting: Vec<_> = (0..MAX_WAITING).map(|_| spawn(1)).collect();
        while pool.state().waiting.len() < MAX_WAITING {
            task::yield_now().await;
        }
        assert!(pool.permit(peer(1)).await.is_none(), "it has the most itself");
        let _beside = pool.permit(peer(2)).await;
        let other = spawn(2);
        let last = waiting.into_iter().next_back().unwrap();
        assert!(!last.await.unwrap(), "it gave way");
        assert!(!other.is_finished());
    }

    #[tokio::test]
    async fn work_is_stopped_at_its_deadline_and_when_nobody_waits_for_it() {
        let pool = pool(1);
        let work = |stopped: &Arc<AtomicBool>| {
            let stopped = Arc::clone(stopped);
            move || {
                while !stopped.load(Ordering::Relaxed) {
                    thread::sleep(Duration::from_millis(1));
                }
            }
        };
        let stop = |stopped: &Arc<AtomicBool>| {
            let stopped = Arc::clone(stopped);
            move || stopped.store(true, Ordering::Relaxed)
        };
        let stopped = Arc::default();
        pool.run(peer(1), Duration::from_millis(10), stop(&stopped), work(&stopped)).await.unwrap();
        assert!(stopped.load(Ordering::Relaxed));
        let stopped = Arc::default();
        assert!(!is_ready(pool.run(peer(1), Duration::from_mins(1), stop(&stopped), work(&stopped))).await);
        assert!(stopped.load(Ordering::Relaxed));
        assert!(is_ready(pool.permit(peer(1))).await, "its place is free again");
    }
}

//! The files of downloads. Each is written once for all requests, and kept until another needs its space.

use std::{
    collections::HashMap,
    fs::File,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures_util::{
    FutureExt,
    future::{BoxFuture, Shared, WeakShared},
};

use crate::{
    catalog::Stop,
    formats::WriteError,
    server::{
        Limits,
        connections::Peer,
        metrics::{DownloadRefusal, Metrics},
        pool::{self, Pool},
        problem::Problem,
        served_file::ServedFile,
    },
};

/// How many files are written at once: each takes a core and some tens of megabytes.
const AT_ONCE: usize = 2;

/// How many more are written for clients that have none being written.
const BESIDE: usize = 6;

/// What the content of a file depends on, hashed.
pub(crate) type Key = [u8; 32];

/// The files.
pub(crate) struct DownloadFiles {
    /// How many bytes they may take together.
    space: usize,
    timeout: Duration,
    pool: Arc<Pool>,
    metrics: Arc<Metrics>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Written files, the least recently requested first.
    written: Vec<Written>,
    /// Files being written. Writing stops once no request waits for it.
    unwritten: HashMap<Key, WeakShared<Writing>>,
}

struct Written {
    key: Key,
    /// Whose request it was written for.
    peer: Peer,
    file: Arc<ServedFile>,
}

type Writing = BoxFuture<'static, Result<Arc<ServedFile>, Failure>>;

/// Why there is no file.
#[derive(Clone, Copy, Debug)]
enum Failure {
    Refused(DownloadRefusal),
    /// It could not be written. The error has been logged.
    Failed,
}

impl DownloadFiles {
    pub(crate) fn new(limits: &Limits, metrics: &Arc<Metrics>) -> Self {
        Self {
            space: limits.download_space,
            timeout: limits.download_timeout,
            pool: Arc::new(Pool::of(AT_ONCE, BESIDE, metrics.downloads_queued.clone())),
            metrics: Arc::clone(metrics),
            state: Mutex::default(),
        }
    }

    /// The file with this key, which `write` writes for `peer` unless another request has.
    pub(crate) async fn get(
        self: Arc<Self>,
        key: Key,
        peer: Peer,
        write: impl Fn(&Stop) -> Result<File, WriteError> + Clone + Send + 'static,
    ) -> Result<Arc<ServedFile>, Problem> {
        let failure = loop {
            let (writing, is_own) = match self.find(key, peer, &write) {
                Found::Written(file) => return Ok(file),
                Found::Unwritten { writing, is_new } => (writing, is_new),
            };
            match writing.await {
                Ok(file) => return Ok(file),
                // The queue was full for another client, but it need not be for this one.
                Err(Failure::Refused(DownloadRefusal::QueueFull)) if !is_own => {}
                Err(failure) => break failure,
            }
        };
        Err(match failure {
            Failure::Failed => Problem::internal(),
            Failure::Refused(refusal) => {
                self.metrics.refuse_download(refusal);
                match refusal {
                    DownloadRefusal::QueueFull => Problem::too_busy(),
                    DownloadRefusal::SpaceFull => Problem::no_space_for_downloads(),
                    DownloadRefusal::Timeout => Problem::download_too_long(self.timeout),
                }
            }
        })
    }

    /// Deletes files that are not being sent, because other data takes the place of theirs.
    pub(crate) fn clear(&self) {
        let mut state = self.state();
        state.make_room(0);
        self.metrics.hold_downloads(state.size());
    }

    fn find(
        self: &Arc<Self>,
        key: Key,
        peer: Peer,
        write: &(impl Fn(&Stop) -> Result<File, WriteError> + Clone + Send + 'static),
    ) -> Found {
        let mut state = self.state();
        if let Some(place) = state.written.iter().position(|written| written.key == key) {
            // It is now the most recently requested.
            let written = state.written.remove(place);
            let file = Arc::clone(&written.file);
            state.written.push(written);
            return Found::Written(file);
        }
        if let Some(writing) = state.unwritten.get(&key).and_then(WeakShared::upgrade) {
            return Found::Unwritten { writing, is_new: false };
        }
        let writing = Arc::clone(self).write(key, peer, write.clone()).boxed().shared();
        state.unwritten.retain(|_, writing| writing.upgrade().is_some());
        // Only a future that has ended cannot be downgraded.
        state.unwritten.extend(writing.downgrade().map(|weak| (key, weak)));
        Found::Unwritten { writing, is_new: true }
    }

    /// Writes a file and keeps it.
    async fn write(
        self: Arc<Self>,
        key: Key,
        peer: Peer,
        write: impl Fn(&Stop) -> Result<File, WriteError> + Send + 'static,
    ) -> Result<Arc<ServedFile>, Failure> {
        let result = self.written(peer, write).await;
        let mut state = self.state();
        state.unwritten.remove(&key);
        let file = Arc::new(result?);
        state.written.push(Written { key, peer, file: Arc::clone(&file) });
        state.make_room(self.space);
        self.metrics.hold_downloads(state.size());
        Ok(file)
    }

    async fn written(
        &self,
        peer: Peer,
        write: impl Fn(&Stop) -> Result<File, WriteError> + Send + 'static,
    ) -> Result<ServedFile, Failure> {
        if !self.state().has_room(peer, self.space) {
            return Err(Failure::Refused(DownloadRefusal::SpaceFull));
        }
        let stop = Arc::new(Stop::default());
        let stopping = Arc::clone(&stop);
        let work = move || Ok(ServedFile::new(write(&stop)?)?);
        match self.pool.run(peer, self.timeout, move || stopping.stop(), work).await {
            Ok(Ok(file)) => Ok(file),
            Ok(Err(WriteError::Stopped(_))) => Err(Failure::Refused(DownloadRefusal::Timeout)),
            Ok(Err(error)) => {
                tracing::error!(%error, "the file of a download could not be written");
                Err(Failure::Failed)
            }
            Err(pool::Failure::Busy) => Err(Failure::Refused(DownloadRefusal::QueueFull)),
            Err(pool::Failure::Panicked) => Err(Failure::Failed),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

enum Found {
    Written(Arc<ServedFile>),
    Unwritten { writing: Shared<Writing>, is_new: bool },
}

impl Written {
    /// Whether it is being sent.
    fn is_in_use(&self) -> bool {
        Arc::strong_count(&self.file) > 1
    }
}

impl State {
    /// How many bytes the written files take.
    fn size(&self) -> usize {
        self.written.iter().map(|written| written.file.length).sum()
    }

    /// Whether another file may be written for a client: those being sent must leave room for it, and those of one client
    /// take at most half of the space, so that it cannot keep the others from theirs.
    fn has_room(&self, peer: Peer, space: usize) -> bool {
        let in_use = self.written.iter().filter(|written| written.is_in_use());
        let (mut all, mut own) = (0, 0);
        for written in in_use {
            all += written.file.length;
            own += if written.peer == peer { written.file.length } else { 0 };
        }
        all < space && own < space / 2
    }

    /// Deletes files that are not being sent, the least recently requested first, until the others fit.
    fn make_room(&mut self, space: usize) {
        let mut total = self.size();
        self.written.retain(|written| {
            let is_kept = total <= space || written.is_in_use();
            total -= if is_kept { 0 } else { written.file.length };
            is_kept
        });
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    };

    use tokio::time;

    use super::*;

    /// A file that takes as long to write as the test wants, and counts how often that begins.
    #[derive(Clone, Default)]
    struct Slow {
        begun: Arc<AtomicUsize>,
        may_end: Arc<Stop>,
        stopped: Arc<Stop>,
    }

    impl Slow {
        fn get(&self, files: &Arc<DownloadFiles>) -> impl Future<Output = Result<Arc<ServedFile>, Problem>> + 'static {
            let slow = self.clone();
            let write = move |stop: &Stop| {
                slow.begun.fetch_add(1, Ordering::Relaxed);
                while slow.may_end.check().is_ok() {
                    stop.check().inspect_err(|_| slow.stopped.stop())?;
                    thread::sleep(Duration::from_millis(1));
                }
                Ok(tempfile::tempfile()?)
            };
            Arc::clone(files).get([1; 32], Peer::default(), write)
        }

        async fn begins(&self) {
            while self.begun.load(Ordering::Relaxed) == 0 {
                time::sleep(Duration::from_millis(1)).await;
            }
        }
    }

    fn files() -> Arc<DownloadFiles> {
        Arc::new(DownloadFiles::new(&Limits::DEFAULT, &Arc::new(Metrics::new("test", None))))
    }

    #[tokio::test]
    async fn a_file_is_written_once_and_goes_on_while_anyone_waits() {
        let (files, slow) = (files(), Slow::default());
        let first = tokio::spawn(slow.get(&files));
        slow.begins().await;
        let others = [tokio::spawn(slow.get(&files)), tokio::spawn(slow.get(&files))];
        time::sleep(Duration::from_millis(20)).await;
        first.abort();
        assert!(first.await.is_err(), "its client is gone");
        slow.may_end.stop();
        let [one, other] = others.map(async |waiting| waiting.await.unwrap().unwrap());
        let (one, other) = tokio::join!(one, other);
        let later = slow.get(&files).await.unwrap();
        assert!(Arc::ptr_eq(&one, &other) && Arc::ptr_eq(&one, &later));
        assert_eq!(slow.begun.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn the_writing_stops_when_nobody_waits() {
        let (files, slow) = (files(), Slow::default());
        let waiting = [tokio::spawn(slow.get(&files)), tokio::spawn(slow.get(&files))];
        slow.begins().await;
        for client in waiting {
            client.abort();
        }
        while slow.stopped.check().is_ok() {
            time::sleep(Duration::from_millis(1)).await;
        }
        slow.may_end.stop();
        slow.get(&files).await.unwrap();
        assert_eq!(slow.begun.load(Ordering::Relaxed), 2, "written again for the next request");
    }
}

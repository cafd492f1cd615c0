//! The files of downloads. Each is written once for all requests, and kept until another needs its space.

use std::{
    collections::HashMap,
    fs::File,
    io,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures_util::{
    FutureExt,
    future::{BoxFuture, Shared, WeakShared},
};

use crate::{
    catalog::Stop,
    formats::{WriteError, disk::Disk},
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

/// The files of one client take at most this many times the space that they leave free. So one client alone may take most
/// of the space, and the more clients there are, the less each may take: there is always some left for the next one. (In
/// packet switches, whose memory is shared by queues, this rule is known as dynamic thresholds.)
const SHARE: usize = 4;

/// A file that grows takes space in steps of this many bytes.
const STEP: usize = 16 << 10;

/// What the content of a file depends on, hashed.
pub(crate) type Key = [u8; 32];

/// The files.
pub(crate) struct DownloadFiles {
    /// How many bytes they may take together.
    space: usize,
    /// What a file counts for at least, in bytes, so that their number is bounded as well.
    least: usize,
    timeout: Duration,
    pool: Arc<Pool>,
    metrics: Arc<Metrics>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Written files, the least recently requested first.
    written: Vec<Written>,
    /// Files that requests wait for. Writing stops once no request waits.
    unwritten: HashMap<Key, WeakShared<Writing>>,
    /// What files take that are being written: for whom, and how many bytes.
    growing: HashMap<u64, (Peer, usize)>,
    next: u64,
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
            least: limits.download_space / limits.download_files.max(1),
            timeout: limits.download_timeout,
            pool: Arc::new(Pool::of(AT_ONCE, BESIDE, pool::MAX_WAITING, metrics.downloads_queued.clone())),
            metrics: Arc::clone(metrics),
            state: Mutex::default(),
        }
    }

    /// The file with this key, which `write` writes for `peer` unless another request has, telling the disk of its growth.
    pub(crate) async fn get(
        self: Arc<Self>,
        key: Key,
        peer: Peer,
        write: impl Write + Clone,
    ) -> Result<Arc<ServedFile>, Problem> {
        let failure = loop {
            let (writing, is_own) = match self.find(key, peer, &write) {
                Found::Written(file) => return Ok(file),
                Found::Unwritten { writing, is_new } => (writing, is_new),
            };
            match writing.await {
                Ok(file) => return Ok(file),
                // Another client had its share of the queue or of the space, but this one need not have.
                Err(Failure::Refused(DownloadRefusal::QueueFull | DownloadRefusal::SpaceFull)) if !is_own => {}
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
        state.make_room(0, 0);
        self.metrics.hold_downloads(state.size());
    }

    /// Notes that a file is being written.
    fn begin(self: &Arc<Self>, peer: Peer) -> Growing {
        let mut state = self.state();
        let id = state.next;
        state.next += 1;
        state.growing.insert(id, (peer, 0));
        Growing { files: Arc::clone(self), id, used: AtomicUsize::new(0), is_refused: AtomicBool::new(false) }
    }

    fn find(self: &Arc<Self>, key: Key, peer: Peer, write: &(impl Write + Clone)) -> Found {
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
    async fn write(self: Arc<Self>, key: Key, peer: Peer, write: impl Write) -> Result<Arc<ServedFile>, Failure> {
        let written = self.written(peer, write).await;
        let mut state = self.state();
        state.unwritten.remove(&key);
        let (file, growing) = match written {
            Ok(written) => written,
            Err(failure) => return Err(failure),
        };
        let file = Arc::new(file);
        state.growing.remove(&growing.id);
        state.written.push(Written { key, peer, file: Arc::clone(&file) });
        state.make_room(self.space, self.least);
        self.metrics.hold_downloads(state.size());
        // When it is dropped it takes the lock.
        drop(state);
        Ok(file)
    }

    async fn written(self: &Arc<Self>, peer: Peer, write: impl Write) -> Result<(ServedFile, Growing), Failure> {
        let (stop, files) = (Arc::new(Stop::default()), Arc::clone(self));
        let stopping = Arc::clone(&stop);
        let work = move || {
            let growing = files.begin(peer);
            let written = write(&stop, Disk::new(&|bytes| growing.grow(bytes)));
            match written.and_then(|file| Ok(ServedFile::new(file)?)) {
                Ok(file) => Ok((file, growing)),
                Err(_) if growing.is_refused.load(Ordering::Relaxed) => {
                    Err(Failure::Refused(DownloadRefusal::SpaceFull))
                }
                Err(WriteError::Stopped(_)) => Err(Failure::Refused(DownloadRefusal::Timeout)),
                Err(error) => {
                    tracing::error!(%error, "the file of a download could not be written");
                    Err(Failure::Failed)
                }
            }
        };
        match self.pool.run(peer, self.timeout, move || stopping.stop(), work).await {
            Ok(result) => result,
            Err(pool::Failure::Busy) => Err(Failure::Refused(DownloadRefusal::QueueFull)),
            Err(pool::Failure::Panicked) => Err(Failure::Failed),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes a file, until the signal to stop.
pub(crate) trait Write: Fn(&Stop, Disk<'_>) -> Result<File, WriteError> + Send + 'static {}

impl<W: Fn(&Stop, Disk<'_>) -> Result<File, WriteError> + Send + 'static> Write for W {}

/// The space of a file that is being written, given back when it is dropped.
struct Growing {
    files: Arc<DownloadFiles>,
    id: u64,
    /// How many bytes the file takes, which is at most what is taken for it.
    used: AtomicUsize,
    is_refused: AtomicBool,
}

impl Growing {
    /// Takes space for this many more bytes.
    fn grow(&self, bytes: usize) -> io::Result<()> {
        let used = self.used.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        let DownloadFiles { space, least, metrics, .. } = &*self.files;
        let mut state = self.files.state();
        if !state.grow(self.id, used, *space, *least) {
            self.is_refused.store(true, Ordering::Relaxed);
            return Err(io::Error::new(io::ErrorKind::StorageFull, "the space for the files of downloads is full"));
        }
        metrics.hold_downloads(state.size());
        Ok(())
    }
}

impl Drop for Growing {
    fn drop(&mut self) {
        let mut state = self.files.state();
        state.growing.remove(&self.id);
        self.files.metrics.hold_downloads(state.size());
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
    /// How many bytes all files take.
    fn size(&self) -> usize {
        let written = self.written.iter().map(|written| written.file.length);
        written.chain(self.growing.values().map(|(_, bytes)| *bytes)).sum()
    }

    /// Takes space for a file that grows to a length, where [`SHARE`] allows it. Files that are not being sent make room.
    fn grow(&mut self, id: u64, length: usize, space: usize, least: usize) -> bool {
        let Some(&(peer, taken)) = self.growing.get(&id) else { return false };
        if length <= taken {
            return true;
        }
        let length = length.saturating_add(STEP - 1) / STEP * STEP;
        let sent = self.written.iter().filter(|written| written.is_in_use());
        let growing = self.growing.iter().filter(|(other, _)| **other != id).map(|(_, growing)| *growing);
        let held = sent.map(|written| (written.peer, written.file.length)).chain(growing);
        let (mut all, mut own) = (length.max(least), length.max(least));
        for (holder, bytes) in held {
            let bytes = bytes.max(least);
            all = all.saturating_add(bytes);
            own = own.saturating_add(if holder == peer { bytes } else { 0 });
        }
        let fits = all <= space && own <= (space - all).saturating_mul(SHARE);
        if fits {
            self.growing.insert(id, (peer, length));
            self.make_room(space, least);
        }
        fits
    }

    /// Deletes files that are not being sent, the least recently requested first, until the others fit.
    fn make_room(&mut self, space: usize, least: usize) {
        let written = self.written.iter().map(|written| written.file.length);
        let all = written.chain(self.growing.values().map(|(_, bytes)| *bytes));
        let mut total: usize = all.map(|bytes| bytes.max(least)).sum();
        self.written.retain(|written| {
            let is_kept = total <= space || written.is_in_use();
            total -= if is_kept { 0 } else { written.file.length.max(least) };
            is_kept
        });
    }
}

#[cfg(test)]
mod tests;

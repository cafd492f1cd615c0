//! Files of downloads: shared, bounded in bytes and number, and shared out fairly.

use std::{io::Write as _, net::IpAddr, thread};

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
        let write = move |stop: &Stop, _: Disk<'_>| {
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

fn peer(last: u8) -> Peer {
    IpAddr::from([127, 0, 0, last]).into()
}

/// The file of a download that takes this many steps on the disk.
async fn get(files: &Arc<DownloadFiles>, key: u8, last: u8, steps: usize) -> Result<Arc<ServedFile>, Problem> {
    let write = move |_: &Stop, disk: Disk<'_>| {
        let mut file = disk.file()?;
        (0..steps).try_for_each(|_| file.write_all(&[0; STEP]))?;
        Ok(file.into_file())
    };
    Arc::clone(files).get([key; 32], peer(last), write).await
}

fn of_space(steps: usize) -> Arc<DownloadFiles> {
    let limits = Limits { download_space: steps * STEP, ..Limits::DEFAULT };
    Arc::new(DownloadFiles::new(&limits, &Arc::new(Metrics::new("test", None))))
}

#[tokio::test]
async fn the_files_of_two_clients_leave_space_for_a_third() {
    let files = of_space(100);
    let mut sent = Vec::new();
    for number in 0..100 {
        sent.extend(get(&files, number, 1 + number % 2, 1).await);
    }
    let full = get(&files, 200, 1, 1).await.unwrap_err();
    assert_eq!(full.status, 503, "its share is taken: {full:?}");
    assert_eq!(sent.len(), 88, "each has at most four times the rest");
    sent.push(get(&files, 201, 3, 8).await.unwrap());
    // A file that nobody receives any more makes room.
    sent.clear();
    sent.push(get(&files, 202, 1, 80).await.unwrap());
    assert!(files.state().size() <= 100 * STEP);
}

#[tokio::test]
async fn the_number_of_files_is_bounded() {
    let limits = Limits { download_files: 100, ..Limits::DEFAULT };
    let new = || Arc::new(DownloadFiles::new(&limits, &Arc::new(Metrics::new("test", None))));
    let files = new();
    for number in 0..=255 {
        get(&files, number, 1, 1).await.unwrap();
    }
    assert_eq!(files.state().written.len(), 100, "those that nobody receives");
    let files = new();
    let mut sent = Vec::new();
    for number in 0..=255 {
        sent.extend(get(&files, number, 1, 1).await);
    }
    assert_eq!(sent.len(), 80, "four fifths for one client");
    get(&files, 255, 2, 1).await.unwrap();
}

#[tokio::test]
async fn a_file_takes_space_while_it_is_written() {
    let files = of_space(100);
    let small = get(&files, 0, 2, 1).await.unwrap();
    assert_eq!(get(&files, 1, 1, 81).await.unwrap_err().status, 503);
    assert_eq!(files.state().size(), STEP, "what was written is given back");
    assert!(Arc::ptr_eq(&small, &get(&files, 0, 2, 1).await.unwrap()), "it was not deleted in vain");

    let (begun, may_end) = (Arc::new(Stop::default()), Arc::new(Stop::default()));
    let (begins, ends) = (Arc::clone(&begun), Arc::clone(&may_end));
    let write = move |_: &Stop, disk: Disk<'_>| {
        let mut file = disk.file()?;
        file.write_all(&vec![0; 70 * STEP])?;
        begins.stop();
        while ends.check().is_ok() {
            thread::sleep(Duration::from_millis(1));
        }
        Ok(file.into_file())
    };
    let writing = tokio::spawn(Arc::clone(&files).get([2; 32], peer(1), write));
    while begun.check().is_ok() {
        time::sleep(Duration::from_millis(1)).await;
    }
    assert!(files.metrics.encode().unwrap().contains(&format!("oreatlas_download_files_bytes {}", 71 * STEP)));
    assert_eq!(get(&files, 3, 1, 15).await.unwrap_err().status, 503, "this client writes another file");
    get(&files, 4, 2, 20).await.unwrap();
    may_end.stop();
    writing.await.unwrap().unwrap();
    assert!(files.state().growing.is_empty());
}

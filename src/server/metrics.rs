//! Metrics for the operator, in the text format of `OpenMetrics`.

use std::{
    fs,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::http::StatusCode;
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

use super::{request_log::LostLines, watched::Outcome};

pub(crate) const PATH: &str = "/metrics";

pub(crate) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The upper bounds of the histogram's buckets, in seconds.
const BUCKETS: [f64; 8] = [0.000_1, 0.000_5, 0.001, 0.005, 0.025, 0.1, 0.5, 2.5];

/// The requests since the start, and facts about the program.
pub(crate) struct Metrics {
    registry: Registry,
    /// By the first digit of the status, from 1xx.
    responses: [Counter; 5],
    seconds: Histogram,
    /// The requests whose responses have not ended.
    pub in_flight: Gauge,
    bytes: Counter,
    broken: Counter,
    abandoned: Counter,
    /// The connections that are open.
    pub connections: Gauge,
    refused: [Counter; 2],
    /// The computations that wait for their turn.
    pub queued: Gauge,
    /// The files of downloads that wait for their turn to be written.
    pub downloads_queued: Gauge,
    download_bytes: Gauge,
    downloads_refused: [Counter; 3],
    /// The computations that were refused because too many waited.
    pub computations_refused: Counter,
    /// The filters that took longer than allowed.
    pub exceeded: Counter,
    /// The filters that were refused because they would take far longer than allowed.
    pub hopeless: Counter,
    /// The sites that are served.
    pub sites: Gauge,
    reloads: [Counter; 2],
    resident: Gauge,
    lost: Counter,
    lost_lines: Option<LostLines>,
}

/// Why a connection was closed or not accepted.
#[derive(Clone, Copy)]
pub(crate) enum Refusal {
    /// It gave way to that of a client with fewer.
    GaveWay,
    /// All places were taken.
    Full,
}

/// Why a download was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DownloadRefusal {
    /// Too many files wait to be written.
    QueueFull,
    /// Files that are being sent take all the space.
    SpaceFull,
    /// It took too long to write.
    Timeout,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reload {
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Class {
    status: &'static str,
}

impl Metrics {
    /// `lost_lines` counts the lines that the log has lost.
    pub(crate) fn new(version: &'static str, lost_lines: Option<LostLines>) -> Self {
        let mut all = Registry::default();
        let (resident, started) = (Gauge::default(), Gauge::<f64, AtomicU64>::default());
        // The names that Prometheus reserves for any process.
        all.register_with_unit("process_resident_memory", "Resident memory size", Unit::Bytes, resident.clone());
        let help = "Start time of the process since the Unix epoch";
        all.register_with_unit("process_start_time", help, Unit::Seconds, started.clone());
        started.set(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64());
        let registry = all.sub_registry_with_prefix("oreatlas");
        let responses = Family::<Class, Counter>::default();
        let classes =
            ["1xx", "2xx", "3xx", "4xx", "5xx"].map(|status| responses.get_or_create_owned(&Class { status }));
        registry.register("responses", "Responses sent, by class of status", responses);
        let seconds = Histogram::new(BUCKETS);
        registry.register_with_unit(
            "response_head",
            "Time from a request's head to its response's head",
            Unit::Seconds,
            seconds.clone(),
        );
        let (in_flight, abandoned) = (Gauge::default(), Counter::default());
        registry.register("requests_in_flight", "Requests whose responses have not ended", in_flight.clone());
        registry.register("requests_abandoned", "Requests whose clients left before a response", abandoned.clone());
        let (bytes, broken) = (Counter::default(), Counter::default());
        registry.register("response_body_bytes", "Bytes of response bodies sent", bytes.clone());
        registry.register("responses_broken", "Responses that ended before all of them was sent", broken.clone());
        let connections = Gauge::default();
        registry.register("connections", "Connections that are open", connections.clone());
        let by_reason = Family::<Reason, Counter>::default();
        let refused = ["gave way", "full"].map(|reason| by_reason.get_or_create_owned(&Reason { reason }));
        registry.register("connections_refused", "Connections closed or not accepted, by reason", by_reason);
        let (queued, exceeded) = (Gauge::default(), Counter::default());
        registry.register("computations_queued", "Computations that wait for their turn", queued.clone());
        let (downloads_queued, download_bytes) = (Gauge::default(), Gauge::default());
        registry.register("downloads_queued", "Files of downloads that wait to be written", downloads_queued.clone());
        registry.register("download_files_bytes", "Size of the files of downloads", download_bytes.clone());
        let by_reason = Family::<Reason, Counter>::default();
        let downloads_refused =
            ["queue full", "space full", "timeout"].map(|reason| by_reason.get_or_create_owned(&Reason { reason }));
        registry.register("downloads_refused", "Downloads that were refused, by reason", by_reason);
        registry.register("deadlines_exceeded", "Filters that took longer than allowed", exceeded.clone());
        let (hopeless, computations_refused) = (Counter::default(), Counter::default());
        let help = "Computations given up or refused because the server had too much to do, or at a shutdown";
        registry.register("computations_refused", help, computations_refused.clone());
        registry.register("filters_refused", "Filters that would take far longer than allowed", hopeless.clone());
        let sites = Gauge::default();
        registry.register("sites", "Sites in the dataset", sites.clone());
        let by_outcome = Family::<Reload, Counter>::default();
        let reloads = ["failed", "loaded"].map(|outcome| by_outcome.get_or_create_owned(&Reload { outcome }));
        registry.register("reloads", "Times the data was read again, by outcome", by_outcome);
        let lost = Counter::default();
        registry.register("log_lines_lost", "Log lines that were lost because nothing took them in time", lost.clone());
        registry.register("build", "Version of the program", Info::new(vec![("version", version)]));
        Self {
            registry: all,
            responses: classes,
            seconds,
            in_flight,
            bytes,
            broken,
            abandoned,
            connections,
            refused,
            queued,
            downloads_queued,
            download_bytes,
            downloads_refused,
            exceeded,
            hopeless,
            computations_refused,
            sites,
            reloads,
            resident,
            lost,
            lost_lines,
        }
    }

    /// Counts an attempt to read the data again.
    pub(crate) fn reload(&self, is_loaded: bool) {
        self.reloads[usize::from(is_loaded)].inc();
    }

    /// Counts what was sent of a response after its head.
    pub(crate) fn sent(&self, bytes: u64, outcome: Outcome) {
        self.bytes.inc_by(bytes);
        match outcome {
            Outcome::Complete => {}
            Outcome::Broken => drop(self.broken.inc()),
            Outcome::Abandoned => drop(self.abandoned.inc()),
        }
    }

    /// Counts the head of a response.
    pub(crate) fn count(&self, status: StatusCode, after: Duration) {
        if let Some(class) = self.responses.get(usize::from(status.as_u16() / 100).wrapping_sub(1)) {
            class.inc();
        }
        self.seconds.observe(after.as_secs_f64());
    }

    /// Counts a connection that was closed or not accepted.
    pub(crate) fn refuse(&self, refusal: Refusal) {
        self.refused[refusal as usize].inc();
    }

    /// Counts a download that was refused.
    pub(crate) fn refuse_download(&self, refusal: DownloadRefusal) {
        self.downloads_refused[refusal as usize].inc();
    }

    /// Notes how many bytes the files of downloads take.
    pub(crate) fn hold_downloads(&self, bytes: usize) {
        self.download_bytes.set(gauged(bytes));
    }

    /// All of them as text.
    pub(crate) fn encode(&self) -> Result<String, std::fmt::Error> {
        if let Some(lost_lines) = &self.lost_lines {
            self.lost.inner().store(lost_lines(), Ordering::Relaxed);
        }
        self.resident.set(resident_memory().unwrap_or_default());
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// The physical memory that the process uses, in bytes; `None` if the system does not report it.
fn resident_memory() -> Option<i64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: i64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

/// A number for a gauge.
pub(crate) fn gauged(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

//! `/metrics`: what an operator watches, in the text format of `OpenMetrics`.

use std::time::Duration;

use axum::http::StatusCode;
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

use crate::catalog::Catalog;

pub(crate) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The upper bounds of the histogram's buckets, in seconds.
const BUCKETS: [f64; 8] = [0.000_1, 0.000_5, 0.001, 0.005, 0.025, 0.1, 0.5, 2.5];

/// What has been answered since the start.
pub(crate) struct Metrics {
    pub(crate) registry: Registry,
    /// By the first digit of the status, from 1.
    responses: [Counter; 5],
    seconds: Histogram,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Class {
    status: &'static str,
}

impl Metrics {
    pub(crate) fn new(catalog: &Catalog) -> Self {
        let mut registry = Registry::with_prefix("oreatlas");
        let responses = Family::<Class, Counter>::default();
        let classes =
            ["1xx", "2xx", "3xx", "4xx", "5xx"].map(|status| responses.get_or_create_owned(&Class { status }));
        registry.register("responses", "Requests answered, by the class of their status", responses);
        let seconds = Histogram::new(BUCKETS);
        registry.register_with_unit(
            "response_head",
            "From a request's head to its answer's",
            Unit::Seconds,
            seconds.clone(),
        );
        let sites = Gauge::<i64>::default();
        sites.set(i64::try_from(catalog.columns.len()).unwrap_or(i64::MAX));
        registry.register("sites", "Sites in the dataset", sites);
        registry.register("build", "The program", Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]));
        Self { registry, responses: classes, seconds }
    }

    pub(crate) fn answered(&self, status: StatusCode, after: Duration) {
        if let Some(class) = self.responses.get(usize::from(status.as_u16() / 100).wrapping_sub(1)) {
            class.inc();
        }
        self.seconds.observe(after.as_secs_f64());
    }
}

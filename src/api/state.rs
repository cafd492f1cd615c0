//! What the handlers share.

use std::{collections::BTreeMap, sync::Arc};

use quick_cache::{Weighter, sync::Cache};

use super::{download_files::DownloadFiles, snapshots::Snapshots};
use crate::{
    catalog::{Catalog, tiles::Tile},
    server::{
        Limits,
        connections::Connections,
        metrics::Metrics,
        pool::Pool,
        problem::Problem,
        request::ApiRequest,
        request_log::{LostLines, RequestLog},
        response::{ApiResponse, Key},
    },
};

/// How the server is run.
#[derive(Clone)]
pub struct Config {
    /// The URL that links are made from, without a slash at its end.
    pub public_url: String,
    /// The origins whose pages may frame the atlas.
    pub frame_ancestors: Vec<String>,
    /// Whether pages of other origins may read responses (CORS).
    pub cors: bool,
    /// Where readers report errors in the data: a URL in which `{title}` and `{body}` stand for those of a report.
    pub report_to: Option<String>,
    /// Where requests are logged, if anywhere.
    pub request_log: Option<RequestLog>,
    /// How many log lines were lost, for the metrics.
    pub lost_lines: Option<LostLines>,
    /// What a client may take, and for how long.
    pub limits: Limits,
}

/// What lasts as long as the process, whatever data it serves.
pub(crate) struct Process {
    pub config: Arc<Config>,
    pub metrics: Arc<Metrics>,
    pub connections: Arc<Connections>,
    pub pool: Arc<Pool>,
    /// Where the chunks of texts are written.
    pub chunks: Arc<Pool>,
    /// The files of the web page, by their paths.
    pub page: Arc<BTreeMap<String, ApiResponse>>,
    /// The files of downloads.
    pub downloads: Arc<DownloadFiles>,
}

/// What the handlers share: immutable but for caches and metrics. Other data comes with another one.
pub(crate) struct Api {
    pub config: Arc<Config>,
    pub snapshots: Snapshots,
    pub metrics: Arc<Metrics>,
    pub connections: Arc<Connections>,
    pub pool: Arc<Pool>,
    /// Where the chunks of texts are written.
    pub chunks: Arc<Pool>,
    /// The files of the web page, by their paths.
    pub page: Arc<BTreeMap<String, ApiResponse>>,
    /// Every site in the order of ids, as the page requests them; `None` if there are too many to cache.
    pub everything: Option<ApiResponse>,
    /// The items of sites without any parameter.
    pub first_page: ApiResponse,
    /// What every response depends on besides the request: the data, and how the server is run.
    pub version: [u8; 32],
    /// Today's tiles without a filter.
    pub tiles: TileCache,
    /// The files of downloads.
    pub downloads: Arc<DownloadFiles>,
}

impl Api {
    /// Compresses the responses that most clients request, which takes longer than making them.
    pub(crate) fn warm(&self) {
        if let Some(everything) = &self.everything {
            everything.compress();
        }
        self.first_page.compress();
    }

    /// A response with the bytes that `make` returns, unless the client has it already.
    pub(crate) fn cached(
        &self,
        request: &ApiRequest,
        media_type: &'static str,
        make: impl FnOnce() -> Result<Vec<u8>, Problem>,
    ) -> Result<ApiResponse, Problem> {
        self.unless_unchanged(request, media_type, |key| Ok(ApiResponse::keyed(media_type, key, make()?)))
    }

    /// The response that `make` makes with the key of the request, unless the client has it already.
    pub(crate) fn unless_unchanged(
        &self,
        request: &ApiRequest,
        media_type: &'static str,
        make: impl FnOnce(&Key) -> Result<ApiResponse, Problem>,
    ) -> Result<ApiResponse, Problem> {
        let key = Key::new(&self.version, media_type, request.path(), request.query().unwrap_or_default());
        match key.unchanged(media_type, &request.headers) {
            Some(response) => Ok(response),
            None => make(&key),
        }
    }

    /// Today's catalog.
    pub(crate) fn catalog(&self) -> &Catalog {
        &self.snapshots.now().catalog
    }
}

/// Tiles by their position, bounded by their size in bytes. Writing a dense tile takes longer than sending it.
pub(crate) type TileCache = Cache<Tile, (ApiResponse, usize), TileWeight>;

/// A tile weighs as much as its bytes and its headers.
#[derive(Clone)]
pub(crate) struct TileWeight;

impl Weighter<Tile, (ApiResponse, usize)> for TileWeight {
    fn weight(&self, _: &Tile, (_, size): &(ApiResponse, usize)) -> u64 {
        const HEADERS: usize = 1024;
        (size + HEADERS) as u64
    }
}

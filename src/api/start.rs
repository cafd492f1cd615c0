//! Makes what the handlers share. In a file of its own, because the first responses are made by handlers, which use that
//! [state](super::state) in turn.

use std::sync::Arc;

use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

use super::{
    download_files::DownloadFiles,
    embedded,
    sites::{everything, first_page},
    snapshots::{Snapshot, Snapshots},
    state::{Api, Config, Process, TileCache, TileWeight},
};
use crate::{
    formats::WriteError,
    server::{connections::Connections, metrics::Metrics, pool::Pool},
};

/// Collections up to this number of sites, and of bytes, are cached as one response.
const MAX_CACHED: usize = 5000;
const MAX_CACHED_BYTES: usize = 64 << 20;

impl Process {
    pub(crate) fn new(config: Config) -> Self {
        let metrics = Arc::new(Metrics::new(env!("CARGO_PKG_VERSION"), config.lost_lines.clone()));
        Self {
            page: Arc::new(embedded::files(&config)),
            connections: Arc::new(Connections::new(config.limits.clone(), Arc::clone(&metrics))),
            pool: Arc::new(Pool::new(&metrics)),
            chunks: Arc::new(Pool::for_chunks()),
            downloads: Arc::new(DownloadFiles::new(&config.limits, &metrics)),
            metrics,
            config: Arc::new(config),
        }
    }
}

impl Api {
    /// # Errors
    /// When a record cannot be written as JSON, which its type rules out.
    pub(crate) fn new(process: &Process, atlas: Snapshot) -> Result<Self, WriteError> {
        let config = Arc::clone(&process.config);
        process.downloads.clear();
        let snapshots = Snapshots::new(atlas);
        let now = snapshots.now();
        let sites: Vec<usize> = (0..now.catalog.columns.len()).collect();
        let is_small = sites.len() <= MAX_CACHED && now.features.size(&sites) <= MAX_CACHED_BYTES;
        Ok(Self {
            everything: is_small.then(|| everything(now, &config)).transpose()?,
            first_page: first_page(now, &config)?,
            version: version(now, &config),
            config,
            snapshots,
            metrics: Arc::clone(&process.metrics),
            connections: Arc::clone(&process.connections),
            pool: Arc::clone(&process.pool),
            chunks: Arc::clone(&process.chunks),
            page: Arc::clone(&process.page),
            tiles: tile_cache(),
            downloads: Arc::clone(&process.downloads),
        })
    }
}

/// A hash of what every response depends on.
fn version(now: &Snapshot, config: &Config) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
    hash.update(now.catalog.day.to_string());
    hash.update(&config.public_url);
    now.features.fingerprint(|bytes| hash.update(bytes));
    hash.finalize().into()
}

/// The largest total size of cached tiles, in bytes.
const TILE_CACHE_SIZE: u64 = 32 << 20;

/// An empty cache of tiles.
fn tile_cache() -> TileCache {
    // About 4 kB a tile.
    Cache::with_weighter(8192, TILE_CACHE_SIZE, TileWeight)
}

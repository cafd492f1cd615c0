//! Tiles that were asked for before: without a filter, today's, as many as a bound on their bytes allows.
//!
//! A dense tile takes as long to write as several take to send, so that writing it anew would be most of an answer.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::{catalog::tiles::Tile, server::response::ApiResponse};

/// Threads that ask at once rarely ask the same shard.
const SHARDS: usize = 16;

/// As many bytes are kept in all.
const MOST_BYTES: usize = 32 << 20;

/// About what an answer takes beside its bytes.
const OVERHEAD: usize = 1024;

/// The tiles kept.
#[derive(Default)]
pub(crate) struct TileCache {
    shards: [Mutex<Shard>; SHARDS],
}

/// Two generations: when the young one has its half of the bytes it becomes the old one, which is dropped but for
/// what was asked for meanwhile.
#[derive(Default)]
struct Shard {
    young: HashMap<Tile, (ApiResponse, usize)>,
    young_bytes: usize,
    old: HashMap<Tile, (ApiResponse, usize)>,
}

impl TileCache {
    pub(crate) fn get(&self, tile: Tile) -> Option<ApiResponse> {
        let mut shard = self.shard(tile);
        if let Some((answer, _)) = shard.young.get(&tile) {
            return Some(answer.clone());
        }
        let (answer, bytes) = shard.old.remove(&tile)?;
        shard.keep(tile, answer.clone(), bytes);
        Some(answer)
    }

    pub(crate) fn keep(&self, tile: Tile, answer: &ApiResponse, bytes: usize) {
        self.shard(tile).keep(tile, answer.clone(), bytes + OVERHEAD);
    }

    fn shard(&self, tile: Tile) -> std::sync::MutexGuard<'_, Shard> {
        // Neighbours, which are asked for together, lie in different shards.
        let row = (tile.column as usize + 5 * tile.row as usize) % SHARDS;
        self.shards[row].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shard {
    fn keep(&mut self, tile: Tile, answer: ApiResponse, bytes: usize) {
        if self.young_bytes + bytes > MOST_BYTES / SHARDS / 2 {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        if self.young.insert(tile, (answer, bytes)).is_none() {
            self.young_bytes += bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let cache = TileCache::default();
        let tile = |column| Tile { zoom: 20, column, row: 0 };
        let size = 100_000;
        let answer = ApiResponse::new("text/plain", "tile");
        for column in 0..10_000 {
            cache.keep(tile(column), &answer, size);
            assert!(cache.get(tile(0)).is_some(), "tile 0 is asked for all the time ({column})");
        }
        let kept = (0..10_000).filter(|&column| cache.get(tile(column)).is_some()).count();
        assert!(kept * size <= MOST_BYTES && kept > 50, "{kept} are kept");
    }
}

//! A page of sites as GeoJSON. A long one is sent while it is written: its bytes are still in the
//! processor's cache when they are sent, and the client reads them while the next are written.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    body::Body,
    http::{HeaderMap, header},
};
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};

use super::snapshots::Snapshot;
use crate::{
    feature::Link,
    formats::{
        Projection, WriteError,
        geojson::{self, Commas},
    },
    server::{
        negotiate::{Coding, coding},
        response::{ApiResponse, Key},
    },
};

/// The approximate size of the first chunk: small, so that the client starts to read early. Each chunk is twice as long as
/// the one before.
const FIRST_CHUNK: usize = 64 << 10;

/// The largest chunk: it fits the processor's cache.
const MAX_CHUNK: usize = 512 << 10;

/// A shorter page is sent in one step, which is faster than two.
const LONG: usize = 2 * FIRST_CHUNK;

/// How many sites are prefetched before they are written: their compressed texts fit the processor's first-level cache.
const PREFETCHED: usize = 32;

/// A page of sites of a snapshot.
pub(crate) struct SitePage {
    snapshot: Arc<Snapshot>,
    sites: Vec<usize>,
    projection: Projection,
    frame: geojson::Frame,
    /// The size of the response in bytes; 0 where the sites are not written as they are stored.
    size: usize,
}

impl SitePage {
    /// A page with `sites`, of `matched` that match.
    pub(crate) fn new(
        snapshot: &Arc<Snapshot>,
        projection: &Projection,
        sites: Vec<usize>,
        matched: usize,
        links: Vec<Link>,
    ) -> Result<Self, WriteError> {
        let frame = snapshot.features.frame(&snapshot.catalog, &sites, matched, links)?;
        let size = if projection.is_stored() { frame.size(&snapshot.features, &sites) } else { 0 };
        Ok(Self { snapshot: Arc::clone(snapshot), sites, projection: projection.clone(), frame, size })
    }

    /// The whole page.
    pub(crate) fn whole(self) -> Result<Vec<u8>, WriteError> {
        let mut whole = Vec::with_capacity(self.size);
        Sending::new(Arc::new(self)).write(usize::MAX, &mut whole)?;
        Ok(whole)
    }

    /// The response to a client with these headers. Compression and ranges need the whole page.
    pub(crate) fn respond(
        self,
        media_type: &'static str,
        key: &Key,
        headers: &HeaderMap,
    ) -> Result<ApiResponse, WriteError> {
        let as_it_is = coding(headers, Coding::Gzip) == Coding::Identity && !headers.contains_key(header::RANGE);
        if as_it_is && self.size > LONG {
            let page = Arc::new(self);
            return Ok(ApiResponse::stream(media_type, key, move |_| Body::new(Sending::new(Arc::clone(&page)))));
        }
        Ok(ApiResponse::keyed(media_type, key, self.whole()?))
    }
}

/// A page being sent.
struct Sending {
    page: Arc<SitePage>,
    /// The bytes written so far.
    sent: usize,
    /// The sites written so far.
    sites: usize,
    /// The approximate size of the next chunk.
    next: usize,
    commas: Commas,
}

impl Sending {
    fn new(page: Arc<SitePage>) -> Self {
        Self { page, sent: 0, sites: 0, next: FIRST_CHUNK, commas: Commas::default() }
    }

    /// Writes the next `most` bytes, and the rest of the last site.
    fn write(&mut self, most: usize, out: &mut Vec<u8>) -> Result<(), WriteError> {
        let before = out.len();
        if self.sent == 0 {
            out.extend_from_slice(&self.page.frame.begin);
        }
        let Snapshot { catalog, features } = &*self.page.snapshot;
        let is_stored = self.page.projection.is_stored();
        'sites: for sites in self.page.sites[self.sites..].chunks(PREFETCHED) {
            if is_stored {
                features.fetch(sites);
            }
            for &row in sites {
                if out.len() - before >= most {
                    break 'sites;
                }
                self.commas.next(out);
                self.page.projection.write(features, catalog, row, out)?;
                self.sites += 1;
            }
        }
        if self.sites == self.page.sites.len() {
            out.extend_from_slice(&self.page.frame.end);
        }
        self.sent += out.len() - before;
        Ok(())
    }
}

impl hyper::body::Body for Sending {
    type Data = Bytes;
    type Error = WriteError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, WriteError>>> {
        if self.is_end_stream() {
            return Poll::Ready(None);
        }
        let size = self.next;
        self.next = MAX_CHUNK.min(2 * size);
        // The last site may exceed that.
        let mut chunk = Vec::with_capacity((size + size / 8).min(self.page.size - self.sent));
        Poll::Ready(Some(match self.write(size, &mut chunk) {
            Ok(()) => Ok(Frame::data(chunk.into())),
            Err(error) => {
                tracing::error!(%error, "a page was cut off by an error");
                Err(error)
            }
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.sent == self.page.size
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact((self.page.size - self.sent) as u64)
    }
}

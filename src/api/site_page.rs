//! A page of sites as they are stored, as GeoJSON. A long one is sent while it is written: its bytes are still at hand when
//! they go out, and the client reads them while the next are written.

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

use crate::{
    api::snapshots::Snapshot,
    formats::{
        WriteError,
        geojson::{self, Commas, Link},
    },
    server::{
        negotiate::{Coding, coding},
        response::{ApiResponse, Key},
    },
};

/// How many bytes are sent first, about: with few the client begins to read early. Each further piece has twice as many.
const FIRST: usize = 64 << 10;

/// No piece has more, so that each fits the processor's own memory.
const MOST: usize = 512 << 10;

/// A shorter page is sent in one step, which is quicker than two.
const LONG: usize = 2 * FIRST;

/// How many sites are fetched before they are written: their packed forms fit the processor's nearest memory.
const FETCHED: usize = 32;

/// Sites of a snapshot.
pub(crate) struct SitePage {
    snapshot: Arc<Snapshot>,
    sites: Vec<usize>,
    frame: geojson::Frame,
    /// Of all of it, in bytes.
    size: usize,
}

impl SitePage {
    /// A page of `sites`, of `matched` that pass.
    pub(crate) fn new(
        snapshot: Arc<Snapshot>,
        sites: Vec<usize>,
        matched: usize,
        links: Vec<Link>,
    ) -> Result<Self, WriteError> {
        let frame = snapshot.features.frame(&snapshot.catalog, &sites, matched, links)?;
        let size = frame.size(&snapshot.features, &sites);
        Ok(Self { snapshot, sites, frame, size })
    }

    /// The answer to a client. One that wants it packed, or a part of it, needs it whole first.
    pub(crate) fn answer(
        self,
        media_type: &'static str,
        key: &Key,
        headers: &HeaderMap,
    ) -> Result<ApiResponse, WriteError> {
        let as_it_is = coding(headers, Coding::Gzip) == Coding::Identity && !headers.contains_key(header::RANGE);
        if as_it_is && self.size > LONG {
            let page = Arc::new(self);
            return Ok(ApiResponse::keyed_stream(media_type, key, move || Body::new(Sending::new(Arc::clone(&page)))));
        }
        let mut whole = Vec::with_capacity(self.size);
        Sending::new(Arc::new(self)).write(usize::MAX, &mut whole)?;
        Ok(ApiResponse::keyed(media_type, key, whole))
    }
}

/// A page on its way.
struct Sending {
    page: Arc<SitePage>,
    /// How many bytes were written.
    sent: usize,
    /// How many sites were.
    sites: usize,
    /// How many bytes the next piece has, about.
    next: usize,
    commas: Commas,
}

impl Sending {
    fn new(page: Arc<SitePage>) -> Self {
        Self { page, sent: 0, sites: 0, next: FIRST, commas: Commas::default() }
    }

    /// Writes what comes next, `most` bytes and what completes a site.
    fn write(&mut self, most: usize, out: &mut Vec<u8>) -> Result<(), WriteError> {
        let before = out.len();
        if self.sent == 0 {
            out.extend_from_slice(&self.page.frame.begin);
        }
        let features = &self.page.snapshot.features;
        'sites: for sites in self.page.sites[self.sites..].chunks(FETCHED) {
            features.fetch(sites);
            for &row in sites {
                if out.len() - before >= most {
                    break 'sites;
                }
                self.commas.next(out);
                features.site(row, out)?;
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
        self.next = MOST.min(2 * size);
        // A site more than that may end it.
        let mut piece = Vec::with_capacity((size + size / 8).min(self.page.size - self.sent));
        Poll::Ready(Some(match self.write(size, &mut piece) {
            Ok(()) => Ok(Frame::data(piece.into())),
            Err(error) => {
                tracing::error!(%error, "a page broke off");
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

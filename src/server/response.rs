//! A response with its caching and compression: a strong `ETag`, and Brotli and gzip encodings.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::future::BoxFuture;
use sha2::{Digest, Sha256};

use super::{
    compress::{Effort, MIN_SIZE, compress},
    negotiate::{Coding, coding},
    problem::Problem,
    range::{Part, part},
    served_file::ServedFile,
};

/// Compressing more bytes than this takes longer than handing the work to another thread.
const LONG: usize = 32 * 1024;

/// A response before its encoding is chosen. Cloning it copies no bytes.
#[derive(Clone)]
pub(crate) struct ApiResponse {
    content: Content,
    /// The headers of every encoding.
    headers: HeaderMap,
}

#[derive(Clone)]
enum Content {
    Whole(Arc<Encodings>),
    /// A file, which is not compressed.
    File(Arc<ServedFile>),
    /// Makes such a file.
    Unwritten(Arc<dyn Fn() -> Unwritten + Send + Sync>),
    /// Makes a body that is sent while it is made. Its bytes depend on the key.
    Stream(Key, Arc<dyn Fn(Coding) -> Body + Send + Sync>),
}

/// A file that is being written.
pub(crate) type Unwritten = BoxFuture<'static, Result<Arc<ServedFile>, Problem>>;

struct Encodings {
    identity: Encoded,
    /// Compressed when first requested; `None` if the body is too small.
    gzip: OnceLock<Option<Encoded>>,
    brotli: OnceLock<Option<Encoded>>,
    effort: Effort,
}

/// Bytes in one encoding, with its own `ETag`: a strong one distinguishes compressed from plain bytes.
#[derive(Clone)]
struct Encoded {
    bytes: Bytes,
    etag: HeaderValue,
}

/// Where the bytes of a response come from.
enum Source {
    Memory(Bytes),
    File(Arc<ServedFile>),
}

impl Source {
    fn length(&self) -> usize {
        match self {
            Self::Memory(bytes) => bytes.len(),
            Self::File(file) => file.length,
        }
    }

    fn body(self, range: Range<usize>) -> Body {
        match self {
            Self::Memory(bytes) => bytes.slice(range).into(),
            Self::File(file) => file.body(range),
        }
    }
}

/// What a response depends on: the data and the request. It makes the `ETag` without hashing the body.
#[derive(Clone)]
pub(crate) struct Key(String);

impl Key {
    /// The key of the response to a request for `path` and `query`, represented as `media_type`.
    pub(crate) fn new(data: &[u8], media_type: &str, path: &str, query: &str) -> Self {
        let mut hash = Sha256::new_with_prefix(data);
        for part in [media_type, path, query] {
            hash.update(part);
            hash.update([0]);
        }
        Self(hex(&hash.finalize()))
    }

    /// The response to a client that has this representation already (304); none for any other client.
    pub(crate) fn unchanged(&self, media_type: &'static str, headers: &HeaderMap) -> Option<ApiResponse> {
        let etag = etag(&self.0, coding(headers, Effort::QUICK.first));
        let encoded = Encoded { etag, bytes: Bytes::new() };
        is_cached(headers, &encoded.etag).then(|| {
            // Whichever encoding is chosen, it is that one.
            let compressed = OnceLock::from(Some(encoded.clone()));
            let encodings =
                Encodings { identity: encoded, gzip: compressed.clone(), brotli: compressed, effort: Effort::QUICK };
            ApiResponse::of(media_type, encodings)
        })
    }
}

impl ApiResponse {
    /// A response made for one client.
    pub(crate) fn new(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self::of(media_type, Encodings::new(&hash(&bytes), bytes, Effort::QUICK))
    }

    /// A response made for one client, whose bytes depend on `key` alone.
    pub(crate) fn keyed(media_type: &'static str, key: &Key, bytes: impl Into<Bytes>) -> Self {
        Self::of(media_type, Encodings::new(&key.0, bytes.into(), Effort::QUICK))
    }

    /// A response that never changes: compressed once, and thoroughly.
    pub(crate) fn prebuilt(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self::of(media_type, Encodings::new(&hash(&bytes), bytes, Effort::THOROUGH))
    }

    /// A file that was hashed and compressed when the program was built.
    pub(crate) fn embedded(
        media_type: &'static str,
        sha256: [u8; 32],
        bytes: Bytes,
        gzip: Option<Bytes>,
        brotli: Option<Bytes>,
    ) -> Self {
        let hash = hex(&sha256);
        let encoded = |bytes: Option<Bytes>, coding| {
            OnceLock::from(bytes.map(|bytes| Encoded { etag: etag(&hash, coding), bytes }))
        };
        let encodings = Encodings {
            gzip: encoded(gzip, Coding::Gzip),
            brotli: encoded(brotli, Coding::Brotli),
            ..Encodings::new(&hash, bytes, Effort::THOROUGH)
        };
        Self::of(media_type, encodings)
    }

    /// A response that is too long to be made before it is sent. `body` makes it in the coding that the client prefers, and
    /// its bytes depend on `key` alone.
    pub(crate) fn stream(
        media_type: &'static str,
        key: &Key,
        body: impl Fn(Coding) -> Body + Send + Sync + 'static,
    ) -> Self {
        Self::with_content(media_type, Content::Stream(key.clone(), Arc::new(body)))
    }

    /// A file that is written before the response is sent.
    pub(crate) fn file(media_type: &'static str, write: impl Fn() -> Unwritten + Send + Sync + 'static) -> Self {
        Self::with_content(media_type, Content::Unwritten(Arc::new(write)))
    }

    /// The response when its file is written; at once where there is none.
    pub(crate) async fn written(self) -> Result<Self, Problem> {
        let Content::Unwritten(write) = &self.content else { return Ok(self) };
        let content = Content::File(write().await?);
        Ok(Self { content, ..self }.with(header::ACCEPT_RANGES, "bytes"))
    }

    /// Compresses it now, so that not even the first client waits.
    pub(crate) fn compress(&self) {
        if let Content::Whole(encodings) = &self.content {
            encodings.encoded(Coding::Gzip);
            encodings.encoded(Coding::Brotli);
        }
    }

    /// Compresses it now for a client with these headers.
    pub(crate) fn compress_for(&self, headers: &HeaderMap) {
        if let Content::Whole(encodings) = &self.content {
            encodings.encoded(coding(headers, encodings.effort.first));
        }
    }

    /// Whether sending it to a client with these headers first compresses many bytes.
    pub(crate) fn is_slow_to_send(&self, headers: &HeaderMap) -> bool {
        let Content::Whole(encodings) = &self.content else { return false };
        let compressed = encodings.compressed(coding(headers, encodings.effort.first));
        encodings.identity.bytes.len() > LONG && compressed.is_some_and(|compressed| compressed.get().is_none())
    }

    fn of(media_type: &'static str, encodings: Encodings) -> Self {
        Self::with_content(media_type, Content::Whole(Arc::new(encodings)))
    }

    fn with_content(media_type: &'static str, content: Content) -> Self {
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            (header::VARY, HeaderValue::from_static("accept, accept-encoding")),
        ];
        Self { content, headers: headers.into_iter().collect() }
    }

    /// Lets caches keep it for ever, because its address changes with its content. Any other response is revalidated.
    pub(crate) fn immutable(self) -> Self {
        self.with(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
    }

    /// Sets a header. A value that no header can hold is left out.
    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Sets several headers.
    pub(crate) fn with_all(self, headers: &[(HeaderName, String)]) -> Self {
        headers.iter().fold(self, |response, (name, value)| response.with(name.clone(), value))
    }

    pub(crate) fn has(&self, name: &HeaderName) -> bool {
        self.headers.contains_key(name)
    }

    /// As [`with`](Self::with), for a header that scripts of other origins may read.
    pub(crate) fn exposing(self, name: HeaderName, value: &str) -> Self {
        self.with(header::ACCESS_CONTROL_EXPOSE_HEADERS, "link, content-disposition, content-crs, oreatlas-omitted")
            .with(name, value)
    }

    /// The response in the encoding that the client prefers: the part that `Range` asks for, or 304 if the client has
    /// it already. Its file is [written](Self::written).
    pub(crate) fn respond(self, method: &Method, request: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        let (etag, encoding, source) = match &self.content {
            Content::Whole(encodings) => {
                let (encoded, encoding) = encodings.encoded(coding(request, encodings.effort.first));
                (encoded.etag.clone(), encoding, Ok(Source::Memory(encoded.bytes.clone())))
            }
            Content::File(file) => (file.etag.clone(), Coding::Identity, Ok(Source::File(Arc::clone(file)))),
            Content::Stream(key, body) => {
                let encoding = coding(request, Effort::QUICK.first);
                (etag(&key.0, encoding), encoding, Err(body))
            }
            Content::Unwritten(_) => return Problem::internal().into_response(),
        };
        let mut headers = self.headers;
        // For the two below and the two of the middleware: the map grows once.
        headers.reserve(4);
        if let Some(encoding) = encoding.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        if is_cached(request, &etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            headers.remove(header::CONTENT_TYPE);
        } else {
            *response.body_mut() = match source {
                Ok(source) => {
                    let length = source.length();
                    // Range is defined for GET alone.
                    let part = if method == Method::GET { part(request, &etag, length) } else { Part::Whole };
                    let range = match part {
                        Part::Whole => 0..length,
                        Part::Bytes(range) => {
                            let content = format!("bytes {}-{}/{length}", range.start, range.end - 1);
                            let content = HeaderValue::from_str(&content);
                            headers.extend(content.map(|content| (header::CONTENT_RANGE, content)));
                            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
                            range
                        }
                        Part::Unsatisfiable => return Problem::range_not_satisfiable(length),
                    };
                    source.body(range)
                }
                Err(body) => body(encoding),
            };
        }
        headers.insert(header::ETAG, etag);
        *response.headers_mut() = headers;
        response
    }
}

impl Encodings {
    fn new(hash: &str, bytes: Bytes, effort: Effort) -> Self {
        let compressed = || if bytes.len() >= MIN_SIZE { OnceLock::new() } else { None.into() };
        Self {
            gzip: compressed(),
            brotli: compressed(),
            effort,
            identity: Encoded { etag: etag(hash, Coding::Identity), bytes },
        }
    }

    fn compressed(&self, coding: Coding) -> Option<&OnceLock<Option<Encoded>>> {
        match coding {
            Coding::Identity => None,
            Coding::Gzip => Some(&self.gzip),
            Coding::Brotli => Some(&self.brotli),
        }
    }

    /// The bytes as `coding` encodes them, or as they are where compressing them does not pay.
    fn encoded(&self, coding: Coding) -> (&Encoded, Coding) {
        let compress = || {
            let hash = self.identity.etag.to_str().ok()?.trim_matches('"');
            let bytes = compress(&self.identity.bytes, coding, self.effort)?;
            Some(Encoded { etag: etag(hash, coding), bytes })
        };
        let compressed = self.compressed(coding).and_then(|compressed| compressed.get_or_init(compress).as_ref());
        compressed.map_or((&self.identity, Coding::Identity), |encoded| (encoded, coding))
    }
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The first 128 bits of a digest, in hex.
pub(super) fn hex(digest: &[u8]) -> String {
    digest.first_chunk().map_or_else(String::new, |bits| format!("{:032x}", u128::from_be_bytes(*bits)))
}

pub(super) fn etag(hash: &str, coding: Coding) -> HeaderValue {
    // Hex digits, a dash and letters are always a valid header value.
    HeaderValue::from_str(&format!("\"{hash}{}\"", coding.suffix())).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Whether `If-None-Match` contains the `ETag`, by the weak comparison of RFC 9110, section 13.1.2. By hand: typed headers
/// would parse our own `ETag` anew for every request.
fn is_cached(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let tags = headers.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|list| list.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || tag.as_bytes() == etag.as_bytes())
}

//! An answer's bytes, with what caches and slow lines need: a strong `ETag`, and Brotli and gzip forms.

use std::{
    fmt::Write as _,
    io::Write as _,
    sync::{Arc, OnceLock},
};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use crate::{
    catalog::Crs,
    server::{
        negotiate::{Coding, coding},
        problem::Problem,
        range::{Part, part},
    },
};

const CONTENT_CRS: HeaderName = HeaderName::from_static("content-crs");

/// Fewer bytes than this are not worth packing.
const WORTH_PACKING: usize = 1024;

/// A whole answer; cloning it copies no bytes.
#[derive(Clone)]
pub(crate) struct ApiResponse {
    content: Content,
    /// Those that every form of it has.
    headers: HeaderMap,
}

#[derive(Clone)]
enum Content {
    Whole(Arc<Forms>),
    /// Makes a body that is sent while it is made.
    Stream(Arc<dyn Fn() -> Body + Send + Sync>),
}

struct Forms {
    identity: Form,
    /// Compressed forms, each made when it is first asked for; none where it would not pay.
    gzip: OnceLock<Option<Form>>,
    brotli: OnceLock<Option<Form>>,
    /// How hard to pack: the more, the more often the bytes will be sent.
    effort: Effort,
}

/// What sets the `ETag` of a packed form apart.
const GZIP: &str = "-gz";
const BROTLI: &str = "-br";

/// How hard to pack.
#[derive(Clone, Copy)]
struct Effort {
    /// The coding for who accepts both alike.
    first: Coding,
    gzip: Compression,
    brotli: i32,
}

/// For an answer that is made for one client: gzip packs a page in a third of Brotli's time.
const QUICK: Effort = Effort { first: Coding::Gzip, gzip: Compression::new(2), brotli: 2 };

/// For an answer that never changes; Brotli's 11 would take a large one a second.
const THOROUGH: Effort = Effort { first: Coding::Brotli, gzip: Compression::new(9), brotli: 9 };

/// What an answer follows from: the data, and what was asked of it.
pub(crate) struct Key(String);

impl Key {
    /// The key of an answer in the form `media_type` to whoever asks for an address.
    pub(crate) fn new(data: &[u8], media_type: &str, path: &str, query: &str) -> Self {
        let mut hash = Sha256::new_with_prefix(data);
        for part in [media_type, path, query] {
            hash.update(part);
            hash.update([0]);
        }
        Self(hex(&hash.finalize()))
    }

    /// The answer to whoever has it already.
    pub(crate) fn unchanged(&self, media_type: &'static str, headers: &HeaderMap) -> Option<ApiResponse> {
        let suffix = match coding(headers, QUICK.first) {
            Coding::Identity => "",
            Coding::Gzip => GZIP,
            Coding::Brotli => BROTLI,
        };
        let form = Form { etag: etag(&self.0, suffix), bytes: Bytes::new() };
        has(headers, &form.etag).then(|| {
            // Whichever form is chosen, it is that one.
            let packed = OnceLock::from(Some(form.clone()));
            let forms = Forms { identity: form, gzip: packed.clone(), brotli: packed, effort: QUICK };
            ApiResponse::of(media_type, forms)
        })
    }
}

/// Bytes and their own `ETag`: a strong one tells packed bytes from plain ones.
#[derive(Clone)]
struct Form {
    bytes: Bytes,
    etag: HeaderValue,
}

impl ApiResponse {
    /// An answer that is made now, for this client.
    pub(crate) fn new(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self::of(media_type, Forms::new(&hash(&bytes), bytes, QUICK))
    }

    /// An answer that is made now, whose bytes follow from `key` alone: they need not be hashed.
    pub(crate) fn keyed(media_type: &'static str, key: &Key, bytes: impl Into<Bytes>) -> Self {
        Self::of(media_type, Forms::new(&key.0, bytes.into(), QUICK))
    }

    /// An answer that never changes: packed once.
    pub(crate) fn prebuilt(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        Self::of(media_type, Forms::new(&hash(&bytes), bytes, THOROUGH))
    }

    /// An answer that was hashed and packed when the program was built.
    pub(crate) fn built(
        media_type: &'static str,
        sha256: [u8; 32],
        bytes: Bytes,
        gzip: Option<Bytes>,
        brotli: Option<Bytes>,
    ) -> Self {
        let hash = hex(&sha256);
        let form = |bytes: Option<Bytes>, suffix| bytes.map(|bytes| Form { etag: etag(&hash, suffix), bytes });
        let forms = Forms {
            gzip: form(gzip, GZIP).into(),
            brotli: form(brotli, BROTLI).into(),
            ..Forms::new(&hash, bytes, THOROUGH)
        };
        Self::of(media_type, forms)
    }

    /// An answer that is too long to be made before it is sent; it has no `ETag`.
    pub(crate) fn stream(media_type: &'static str, body: impl Fn() -> Body + Send + Sync + 'static) -> Self {
        Self::with_content(media_type, Content::Stream(Arc::new(body)))
    }

    /// A stream whose bytes follow from `key` alone.
    pub(crate) fn keyed_stream(
        media_type: &'static str,
        key: &Key,
        body: impl Fn() -> Body + Send + Sync + 'static,
    ) -> Self {
        let mut answer = Self::stream(media_type, body);
        answer.headers.insert(header::ETAG, etag(&key.0, ""));
        answer
    }

    /// Packs it now, so that not even the first client waits.
    pub(crate) fn pack(&self) {
        if let Content::Whole(forms) = &self.content {
            forms.choose(Coding::Gzip);
            forms.choose(Coding::Brotli);
        }
    }

    fn of(media_type: &'static str, forms: Forms) -> Self {
        Self::with_content(media_type, Content::Whole(Arc::new(forms)))
    }

    fn with_content(media_type: &'static str, content: Content) -> Self {
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            (header::VARY, HeaderValue::from_static("accept, accept-encoding")),
        ];
        Self { content, headers: headers.into_iter().collect() }
    }

    /// May be kept for ever, because its address changes with it; any other is asked for again (304 if it is still right).
    pub(crate) fn immutable(self) -> Self {
        self.with(header::CACHE_CONTROL, "public, max-age=31536000, immutable")
    }

    /// With this value of a header; one that no header can hold is left out.
    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// As [`with`](Self::with), for a header that scripts of other origins are to see.
    pub(crate) fn exposing(self, name: HeaderName, value: &str) -> Self {
        self.with(header::ACCESS_CONTROL_EXPOSE_HEADERS, "link, content-disposition, content-crs, oreatlas-omitted")
            .with(name, value)
    }

    /// With the reference system of its coordinates (OGC API - Features Part 2, `/req/crs/ogc-crs-header`).
    pub(crate) fn in_crs(self, crs: Crs) -> Self {
        self.exposing(CONTENT_CRS, &format!("<{}>", crs.uri()))
    }

    /// The response for a client: the form it accepts, or the part of it that it asks for, or 304 where it has that
    /// already.
    pub(crate) fn respond(self, method: &Method, request: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        let forms = match self.content {
            Content::Whole(forms) => forms,
            Content::Stream(body) => {
                *response.body_mut() = body();
                *response.headers_mut() = self.headers;
                return response;
            }
        };
        let (form, encoding) = forms.choose(coding(request, forms.effort.first));
        let mut headers = self.headers;
        // For the two below and the two of `guard`: the map grows once.
        headers.reserve(4);
        headers.insert(header::ETAG, form.etag.clone());
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        if has(request, &form.etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            headers.remove(header::CONTENT_TYPE);
        } else {
            // No other method has parts.
            let whole = if method == Method::GET { part(request, &form.etag, form.bytes.len()) } else { Part::Whole };
            let bytes = match whole {
                Part::Whole => form.bytes.clone(),
                Part::Bytes(range) => {
                    let content = format!("bytes {}-{}/{}", range.start, range.end - 1, form.bytes.len());
                    headers.extend(HeaderValue::from_str(&content).map(|content| (header::CONTENT_RANGE, content)));
                    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
                    form.bytes.slice(range)
                }
                Part::Beyond => return Problem::beyond(form.bytes.len()),
            };
            *response.body_mut() = Body::from(bytes);
        }
        *response.headers_mut() = headers;
        response
    }
}

impl Forms {
    fn new(hash: &str, bytes: Bytes, effort: Effort) -> Self {
        let worth = bytes.len() >= WORTH_PACKING;
        let not_yet = || if worth { OnceLock::new() } else { None.into() };
        Self { gzip: not_yet(), brotli: not_yet(), effort, identity: Form { etag: etag(hash, ""), bytes } }
    }

    fn choose(&self, coding: Coding) -> (&Form, Option<&'static str>) {
        let (form, encoding) = match coding {
            Coding::Brotli => {
                (self.brotli.get_or_init(|| self.pack(BROTLI, |bytes| brotli(bytes, self.effort.brotli))), "br")
            }
            Coding::Gzip => (self.gzip.get_or_init(|| self.pack(GZIP, |bytes| gzip(bytes, self.effort.gzip))), "gzip"),
            Coding::Identity => (&None, ""),
        };
        form.as_ref().map_or((&self.identity, None), |form| (form, Some(encoding)))
    }

    fn pack(&self, suffix: &str, pack: impl Fn(&[u8]) -> Option<Bytes>) -> Option<Form> {
        let plain = self.identity.etag.to_str().ok()?.trim_matches('"');
        Some(Form { etag: etag(plain, suffix), bytes: pack(&self.identity.bytes)? })
    }
}

fn gzip(bytes: &[u8], level: Compression) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), level);
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

fn brotli(bytes: &[u8], quality: i32) -> Option<Bytes> {
    let mut packed = Vec::with_capacity(bytes.len() / 3);
    let parameters = brotli::enc::BrotliEncoderParams { quality, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters).ok()?;
    Some(packed.into())
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The first 128 bits of a digest, in hex.
fn hex(digest: &[u8]) -> String {
    digest.iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
        // Writing to a String does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn etag(hash: &str, suffix: &str) -> HeaderValue {
    // Hex digits, a dash and letters are always a header's value.
    HeaderValue::from_str(&format!("\"{hash}{suffix}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Whether `If-None-Match` names the `ETag`, by weak comparison as RFC 9110, section 13.1.2, has it.
fn has(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let tags = headers.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|list| list.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || tag.as_bytes() == etag.as_bytes())
}

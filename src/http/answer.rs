//! An answer's bytes, with what caches and slow lines need: a strong `ETag`, and Brotli and gzip forms.

use std::{fmt::Write as _, io::Write as _, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use super::negotiate::{Coding, coding};

/// Fewer bytes than this are not worth packing.
const WORTH_PACKING: usize = 1024;

/// How long a client may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cache {
    /// It asks each time whether the answer is still right (304 if so).
    Revalidate,
    /// For ever: the address changes with the content.
    Immutable,
}

/// A whole answer; cloning it copies no bytes.
#[derive(Clone)]
pub(super) struct Answer {
    forms: Arc<Forms>,
    media_type: HeaderValue,
    cache: Cache,
    extra: Vec<(HeaderName, HeaderValue)>,
}

struct Forms {
    identity: Form,
    gzip: Option<Form>,
    brotli: Option<Form>,
    /// Whether a missing form is made when it is asked for.
    packable: bool,
}

/// Bytes and their own `ETag`: a strong one tells packed bytes from plain ones.
#[derive(Clone)]
struct Form {
    bytes: Bytes,
    etag: HeaderValue,
}

impl Answer {
    /// An answer that is made now and packed, if at all, for this client.
    pub(super) fn new(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let packable = bytes.len() >= WORTH_PACKING;
        let identity = Form { etag: etag(&hash(&bytes), ""), bytes };
        Self::of(media_type, Forms { identity, gzip: None, brotli: None, packable })
    }

    /// An answer that never changes: packed once, at load.
    pub(super) fn fixed(media_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let worth = bytes.len() >= WORTH_PACKING;
        let gzip = worth.then(|| gzip(&bytes, Compression::best())).flatten();
        let brotli = worth.then(|| brotli(&bytes, FIXED_QUALITY)).flatten();
        Self::ready(media_type, bytes, gzip, brotli)
    }

    /// An answer whose packed forms were made beforehand.
    pub(super) fn ready(media_type: &'static str, bytes: Bytes, gzip: Option<Bytes>, brotli: Option<Bytes>) -> Self {
        let hash = hash(&bytes);
        let form = |bytes: Bytes, suffix| Form { etag: etag(&hash, suffix), bytes };
        let forms = Forms {
            gzip: gzip.map(|bytes| form(bytes, "-gz")),
            brotli: brotli.map(|bytes| form(bytes, "-br")),
            identity: form(bytes, ""),
            packable: false,
        };
        Self::of(media_type, forms)
    }

    fn of(media_type: &'static str, forms: Forms) -> Self {
        Self {
            forms: Arc::new(forms),
            media_type: HeaderValue::from_static(media_type),
            cache: Cache::Revalidate,
            extra: Vec::new(),
        }
    }

    pub(super) fn cached(self, cache: Cache) -> Self {
        Self { cache, ..self }
    }

    /// With one more header; a value that no header can hold is left out.
    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Self {
        self.extra.extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
        self
    }

    /// The response for a client: the form it accepts, or 304 where it has that already.
    pub(super) fn respond(self, asked: &HeaderMap) -> Response {
        let (form, encoding) = self.forms.choose(coding(asked));
        let mut response = if has(asked, &form.etag) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        } else {
            let mut response = Response::new(Body::from(form.bytes));
            response.headers_mut().insert(header::CONTENT_TYPE, self.media_type);
            response
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, form.etag);
        headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
        let cache = match self.cache {
            Cache::Revalidate => "no-cache",
            Cache::Immutable => "public, max-age=31536000, immutable",
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        headers.extend(self.extra);
        response
    }
}

impl Forms {
    fn choose(&self, coding: Coding) -> (Form, Option<&'static str>) {
        let packed = |form: &Option<Form>, suffix, pack: fn(&[u8]) -> Option<Bytes>| {
            form.clone().or_else(|| {
                let bytes = self.packable.then(|| pack(&self.identity.bytes)).flatten()?;
                let plain = self.identity.etag.to_str().ok()?.trim_matches('"');
                Some(Form { etag: etag(plain, suffix), bytes })
            })
        };
        let (form, encoding) = match coding {
            Coding::Brotli => (packed(&self.brotli, "-br", |bytes| brotli(bytes, QUICK_QUALITY)), "br"),
            Coding::Gzip => (packed(&self.gzip, "-gz", |bytes| gzip(bytes, Compression::fast())), "gzip"),
            Coding::Identity => (None, ""),
        };
        form.map_or_else(|| (self.identity.clone(), None), |form| (form, Some(encoding)))
    }
}

/// Brotli's quality for answers made once; 11 would take the start-up a second.
const FIXED_QUALITY: i32 = 9;

/// Brotli's quality for answers made as they are asked for.
const QUICK_QUALITY: i32 = 4;

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

/// The first 128 bits of SHA-256, in hex.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).fold(String::with_capacity(32), |mut hex, byte| {
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
fn has(asked: &HeaderMap, etag: &HeaderValue) -> bool {
    let tags = asked.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|list| list.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || tag.as_bytes() == etag.as_bytes())
}

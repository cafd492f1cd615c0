//! The files of the web page, built by Vite and embedded in the program.

use std::{borrow::Cow, collections::BTreeMap};

use bytes::Bytes;
use rust_embed::RustEmbed;

use super::{security, state::Config};
use crate::server::response::ApiResponse;

#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Dist;

/// Every file of the web page by its path; the names of those under `assets/` contain a hash of their content.
pub(crate) fn files(config: &Config) -> BTreeMap<String, ApiResponse> {
    let headers = security::headers(config, POLICY);
    let files = Dist::iter().filter(|path| !is_compressed(path)).filter_map(|path| {
        let file = Dist::get(&path)?;
        let (gzip, brotli) = (get(&format!("{path}.gz")), get(&format!("{path}.br")));
        let hash = file.metadata.sha256_hash();
        let response = ApiResponse::embedded(media_type(&path), hash, bytes(file.data), gzip, brotli);
        let response = if path.starts_with("assets/") { response.immutable() } else { response };
        Some((path.into_owned(), response.with_all(&headers)))
    });
    files.collect()
}

/// What the page may load. Its scripts have the policy too, since it applies to workers.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
                      connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";

/// The path of the built file whose name begins and ends so, with a hash of its content between.
pub(crate) fn built(begin: &str, end: &str) -> Option<String> {
    let named = |path: &Cow<'static, str>| {
        path.strip_prefix("assets/").is_some_and(|name| name.starts_with(begin) && name.ends_with(end))
    };
    Dist::iter().find(named).map(|path| format!("/{path}"))
}

fn get(path: &str) -> Option<Bytes> {
    Dist::get(path).map(|file| bytes(file.data))
}

fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    }
}

fn is_compressed(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "gz" | "br")))
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "pmtiles" => "application/vnd.pmtiles",
        _ => "application/octet-stream",
    }
}

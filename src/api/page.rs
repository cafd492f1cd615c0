//! The page and its assets, built by Vite and carried in the program.

use std::{borrow::Cow, collections::BTreeMap};

use axum::http::header;
use bytes::Bytes;
use rust_embed::RustEmbed;

use crate::{
    api::{
        meta::Landing,
        route::{Parameters, Route},
    },
    app::{App, Config},
    server::{
        negotiate::{self, JSON_OR_HTML, Media},
        problem::Problem,
        request::ApiRequest,
        response::ApiResponse,
    },
};
#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Dist;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::json::<Landing>("/", home, "This API's landing document, or the page for a browser")
            .with(Parameters::Any, "application/json")
            .or_html(),
        Route::other("/{file}", asset, "A file of the page", "*/*"),
        Route::other("/assets/{file}", asset, "A file of the page whose address changes with its content", "*/*"),
    ]
}

/// Every file of the page by its address; those under `/assets/` are named after their content.
pub(crate) fn prebuilt(config: &Config) -> BTreeMap<String, ApiResponse> {
    let policy = policy(&config.frame_ancestors);
    Dist::iter()
        .filter(|path| !is_packed(path))
        .filter_map(|path| {
            let file = Dist::get(&path)?;
            let (gzip, brotli) = (get(&format!("{path}.gz")), get(&format!("{path}.br")));
            let answer =
                ApiResponse::built(media_type(&path), file.metadata.sha256_hash(), bytes(file.data), gzip, brotli);
            let answer = if path.starts_with("assets/") { answer.immutable() } else { answer };
            let answer =
                answer.with(header::CONTENT_SECURITY_POLICY, &policy).with(header::REFERRER_POLICY, "no-referrer");
            Some((format!("/{path}"), answer))
        })
        .collect()
}

/// What the page may load and who may frame it. Scripts carry it too, since a worker goes by that of its own file.
fn policy(frame_ancestors: &[String]) -> String {
    let ancestors = self::frame_ancestors(frame_ancestors);
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
         connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
         frame-ancestors {ancestors}"
    )
}

/// Who may frame a page: nobody, where nobody is named.
pub(crate) fn frame_ancestors(origins: &[String]) -> String {
    if origins.is_empty() { "'none'".to_owned() } else { origins.join(" ") }
}

/// The address of the built file whose name begins and ends so: what is between comes from its content.
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

fn is_packed(path: &str) -> bool {
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

fn home(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    // Of all that the page's own address may say, only this is the server's to understand.
    if let Some((_, form)) = request.parameters().find(|(name, _)| name == "f") {
        negotiate::by_name(&JSON_OR_HTML, &form)?;
    }
    // A browser says that it wants HTML; a library that takes anything (`*/*`) reads the API.
    match request.prefers(&JSON_OR_HTML) {
        Media::Html => app.prebuilt("/index.html"),
        _ => app.prebuilt("landing"),
    }
}

fn asset(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    app.prebuilt(request.address())
}

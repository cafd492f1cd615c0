//! The whole program as a web service: its data, its endpoints with their documents, and the middleware around them.

use std::{convert::Infallible, io, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};
use sha2::{Digest, Sha256};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, mpsc},
};
use tower::Service;

pub use crate::api::state::Config;
use crate::{
    api::{
        self,
        snapshots::{Snapshot, Snapshots},
        state::{Api, tile_cache},
    },
    catalog::Catalog,
    formats::{Atlas, WriteError},
    server::{
        connections::Connections, listener, metrics::Metrics, middleware::middleware, pool::Pool, problem::Problem,
        request::ApiRequest,
    },
};

/// Collections up to this number of sites, and of bytes, are cached as one response.
const MAX_CACHED: usize = 5000;
const MAX_CACHED_BYTES: usize = 64 << 20;

/// The number of downloads that write a temporary file at the same time: each takes a core and some tens of megabytes.
const MAX_FILES: usize = 2;

/// The atlas as it is served.
pub struct App {
    api: Arc<Api>,
    router: Router<Arc<Api>>,
    /// The paths of the endpoints, with their parameters in braces.
    paths: Arc<[String]>,
}

impl App {
    /// The app over a catalog.
    ///
    /// # Errors
    /// When a record cannot be written as JSON, which its type rules out.
    pub fn new(catalog: Catalog, config: Config) -> Result<Self, WriteError> {
        Self::of(Atlas::new(catalog)?, config)
    }

    /// The app over an atlas that was read from a file.
    ///
    /// # Errors
    /// When a record cannot be written as JSON, which its type rules out.
    pub fn of(atlas: Atlas, config: Config) -> Result<Self, WriteError> {
        let snapshots = Snapshots::new(atlas);
        let now = snapshots.now();
        let endpoints = api::endpoints();
        let sites: Vec<usize> = (0..now.catalog.columns.len()).collect();
        let is_small = sites.len() <= MAX_CACHED && now.features.size(&sites) <= MAX_CACHED_BYTES;
        let mut metrics = Metrics::new(env!("CARGO_PKG_VERSION"));
        metrics.register("sites", "Sites in the dataset", now.catalog.columns.len());
        let metrics = Arc::new(metrics);
        let api = Api {
            page: api::files(&config),
            everything: is_small.then(|| api::everything(now, &config)).transpose()?,
            first_page: api::first_page(now, &config)?,
            version: version(now, &config),
            connections: Arc::new(Connections::new(config.limits.clone(), Arc::clone(&metrics))),
            pool: Arc::new(Pool::new(Arc::clone(&metrics))),
            metrics,
            tiles: tile_cache(),
            files: Arc::new(Semaphore::new(MAX_FILES)),
            config,
            snapshots,
        };
        for document in endpoints.iter().flat_map(|endpoint| &endpoint.documents) {
            document.build(&api)?;
        }
        let paths = endpoints.iter().map(|endpoint| endpoint.path.clone()).collect();
        let router =
            endpoints.into_iter().fold(Router::new(), |router, endpoint| router.route(&endpoint.path, endpoint.router));
        Ok(Self { api: Arc::new(api), router, paths })
    }

    /// Compresses the responses that most clients request. This takes longer than the rest of the start, and is meant for
    /// a thread of its own while the server is already running.
    pub fn warm(&self) {
        if let Some(everything) = &self.api.everything {
            everything.compress();
        }
        self.api.first_page.compress();
    }
}

/// Serves `app` until `stop` receives something, then lets responses in progress finish. Something more ends them.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve(app: &App, listener: TcpListener, stop: mpsc::Receiver<()>) -> io::Result<()> {
    listener::serve(listener, service(app), Arc::clone(&app.api.connections), &app.api.pool, stop).await
}

/// The service over `app`: its endpoints behind the middleware.
pub fn service(
    app: &App,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + use<> {
    let (api, paths) = (Arc::clone(&app.api), Arc::clone(&app.paths));
    let router = app
        .router
        .clone()
        .fallback(move |State(api): State<Arc<Api>>, request: Request| async move {
            let request = ApiRequest::new(request);
            match without_slash(&paths, &request) {
                Some(address) => Redirect::permanent(&format!("{}{address}", api.config.public_url)).into_response(),
                None => api::problem_response(Problem::no_such_path(), &api.config, &request),
            }
        })
        .method_not_allowed_fallback(|State(api): State<Arc<Api>>, request: Request| async move {
            api::problem_response(Problem::method_not_allowed(), &api.config, &ApiRequest::new(request))
        })
        .with_state(Arc::clone(&api));
    let (metrics, log) = (Arc::clone(&api.metrics), api.config.request_log.clone());
    middleware(router, metrics, log, api.config.cors, move |problem, request| {
        api::problem_response(problem, &api.config, &ApiRequest::new(request))
    })
}

/// The address of a request without the slash at the end of its path, where one of `paths` is there.
fn without_slash(paths: &[String], request: &ApiRequest) -> Option<String> {
    let path = request.path().strip_suffix('/')?;
    let is_there = |known: &String| {
        known.split('/').count() == path.split('/').count()
            && known
                .split('/')
                .zip(path.split('/'))
                .all(|(known, part)| known == part || !part.is_empty() && known.starts_with('{'))
    };
    paths.iter().any(is_there).then(|| match request.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    })
}

/// A hash of what every response depends on.
fn version(now: &Snapshot, config: &Config) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
    hash.update(now.catalog.day.to_string());
    hash.update(&config.public_url);
    now.features.fingerprint(|bytes| hash.update(bytes));
    hash.finalize().into()
}

//! The program as a web service: the routes behind the middleware, over one shared state with every response that
//! never changes, prebuilt.

use std::{collections::BTreeMap, convert::Infallible, sync::Arc};

use axum::{
    Router,
    extract::{Request, State},
    response::Response,
};

use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;
use tower::Service;

use crate::{
    api::{
        self, meta, page, queryables, records, sites,
        snapshots::{Snapshot, Snapshots},
        sortables,
        tile_cache::TileCache,
        tile_matrix_sets, tilesets,
    },
    catalog::Catalog,
    formats::{Atlas, WriteError},
    server::{
        metrics::Metrics,
        middleware,
        problem::Problem,
        request::ApiRequest,
        request_log::RequestLog,
        response::{ApiResponse, Key},
    },
};

/// As many sites are answered at once from memory; of more, nobody asks for all.
const MOST_AT_ONCE: usize = 5000;

/// Downloads whose file is written at the same time: each takes a core and some tens of megabytes.
const FILES_AT_ONCE: usize = 2;

/// How the server is run.
#[derive(Clone)]
pub struct Config {
    /// The address that links are made from, without a slash at its end.
    pub public_url: String,
    /// The origins whose pages may frame the atlas.
    pub frame_ancestors: Vec<String>,
    /// Where readers report errors in the data, with `{title}` and `{body}` where a report's go; none where nowhere.
    pub report_to: Option<String>,
    /// Where each request is logged; none where it is not.
    pub request_log: Option<RequestLog>,
}

/// The state of the server: immutable, shared by all requests.
pub struct App {
    pub(crate) config: Config,
    pub(crate) snapshots: Snapshots,
    /// Every site in the order of ids, as the page asks for them where they are few.
    pub(crate) everything: Option<ApiResponse>,
    /// The first page of them, for who asks for no limit.
    pub(crate) first_page: ApiResponse,
    /// What every answer follows from beside what is asked: the data, and how the server is run.
    version: [u8; 32],
    pub(crate) metrics: Metrics,
    /// Tiles that were asked for before.
    pub(crate) tiles: TileCache,
    /// Answers by their address.
    pub(crate) fixed: BTreeMap<String, ApiResponse>,
    /// Room for downloads whose file is being written.
    pub(crate) files: Arc<Semaphore>,
}

impl App {
    /// Makes every answer that never changes.
    ///
    /// # Errors
    /// When a record has no JSON form, which its type rules out.
    pub fn new(catalog: Catalog, config: Config) -> Result<Self, WriteError> {
        Self::of(Atlas::new(catalog)?, config)
    }

    /// Makes every answer that never changes, of an atlas that was opened.
    ///
    /// # Errors
    /// When a record has no JSON form, which its type rules out.
    pub fn of(atlas: Atlas, config: Config) -> Result<Self, WriteError> {
        let snapshots = Snapshots::new(atlas);
        let now = snapshots.now();
        let few = now.catalog.columns.len() <= MOST_AT_ONCE;
        let everything = few.then(|| sites::everything(now, &config)).transpose()?;
        let first_page = sites::first_page(now, &config)?;
        let mut fixed = records::prebuilt(&now.catalog)?;
        fixed.extend(page::prebuilt(&config));
        fixed.extend(meta::prebuilt(&now.catalog, &config)?);
        fixed.extend(queryables::prebuilt(&now.catalog, &config)?);
        fixed.extend(tile_matrix_sets::prebuilt(&config)?);
        fixed.extend(tilesets::prebuilt(&config)?);
        fixed.extend([sortables::prebuilt(&config)?]);
        let version = version(now, &config);
        let metrics = Metrics::new(&now.catalog);
        let (tiles, files) = (TileCache::default(), Arc::new(Semaphore::new(FILES_AT_ONCE)));
        Ok(Self { config, snapshots, everything, first_page, version, metrics, tiles, fixed, files })
    }

    /// Packs the answers that most clients ask for, which takes longer than everything else at the start: meant for a
    /// thread of its own, while the server answers already.
    pub fn warm(&self) {
        if let Some(everything) = &self.everything {
            everything.pack();
        }
        self.first_page.pack();
    }

    /// An answer that `make` makes, unless the client has it already.
    pub(crate) fn made(
        &self,
        request: &ApiRequest<'_>,
        media_type: &'static str,
        make: impl FnOnce() -> Result<Vec<u8>, Problem>,
    ) -> Result<ApiResponse, Problem> {
        self.unless_unchanged(request, media_type, |key| Ok(ApiResponse::keyed(media_type, key, make()?)))
    }

    /// An answer that `make` makes under the key of what is request, unless the client has it already.
    pub(crate) fn unless_unchanged(
        &self,
        request: &ApiRequest<'_>,
        media_type: &'static str,
        make: impl FnOnce(&Key) -> Result<ApiResponse, Problem>,
    ) -> Result<ApiResponse, Problem> {
        let key = Key::new(&self.version, media_type, request.address(), request.query().unwrap_or_default());
        match key.unchanged(media_type, request.headers()) {
            Some(answer) => Ok(answer),
            None => make(&key),
        }
    }

    /// The answer at an address where it never changes.
    pub(crate) fn prebuilt(&self, address: &str) -> Result<ApiResponse, Problem> {
        let answer = self.fixed.get(address).cloned();
        answer.ok_or_else(|| Problem::not_found(format!("there is nothing at {address}")))
    }
}

fn version(now: &Snapshot, config: &Config) -> [u8; 32] {
    let mut hash = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
    hash.update(now.catalog.day.to_string());
    hash.update(&config.public_url);
    now.features.fingerprint(|bytes| hash.update(bytes));
    hash.finalize().into()
}

/// The service over `app`: the router behind its middleware.
#[must_use]
pub fn service(
    app: Arc<App>,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static {
    let mut router = Router::new();
    for route in api::routes() {
        router = router.route(route.path, route.method_router());
    }
    let router = router
        .fallback(|State(app): State<Arc<App>>, request: Request| async move {
            let problem = Problem::not_found("there is nothing at this address; / lists what there is");
            api::html::problem(problem, &app.config, &ApiRequest::new(&request))
        })
        .method_not_allowed_fallback(|State(app): State<Arc<App>>, request: Request| async move {
            api::html::problem(Problem::method_not_allowed(), &app.config, &ApiRequest::new(&request))
        })
        .with_state(Arc::clone(&app));
    middleware::middleware(router, app)
}

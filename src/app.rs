//! The whole program as a web service: its data, its endpoints with their documents, and the middleware around them.

mod keep;

use std::{
    convert::Infallible,
    io,
    sync::{Arc, PoisonError, RwLock},
};

use axum::{
    Router,
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};
use jiff::{Timestamp, civil, tz::TimeZone};
use tokio::{net::TcpListener, sync::mpsc};
use tower::Service;

pub use self::keep::{Reload, keep};
pub use crate::api::state::Config;
use crate::{
    api::{
        self,
        state::{Api, Process},
    },
    catalog::Catalog,
    formats::{Atlas, WriteError},
    server::{listener, middleware::middleware, problem::Problem, request::ApiRequest},
};

/// The atlas as it is served. Other data can take the place of the present one while requests are answered: each request
/// keeps the data that it began with.
pub struct App {
    process: Process,
    served: Arc<RwLock<Served>>,
}

/// What is served of one state of the data.
#[derive(Clone)]
struct Served {
    api: Arc<Api>,
    router: Router,
    modified: Timestamp,
}

/// An atlas to serve.
pub struct Data {
    /// The atlas, as of today (UTC).
    pub atlas: Atlas,
    /// When its files or the program changed last.
    pub modified: Timestamp,
}

impl From<Atlas> for Data {
    /// An atlas that has been the same for as long as anyone can tell.
    fn from(atlas: Atlas) -> Self {
        Self { atlas, modified: Timestamp::UNIX_EPOCH }
    }
}

impl App {
    /// The app over a catalog.
    ///
    /// # Errors
    /// When a record cannot be written as JSON, which its type rules out.
    pub fn new(catalog: Catalog, config: Config) -> Result<Self, WriteError> {
        Self::of(Atlas::new(catalog)?, config)
    }

    /// The app over an atlas that was read from files.
    ///
    /// # Errors
    /// When a record cannot be written as JSON, which its type rules out.
    pub fn of(data: impl Into<Data>, config: Config) -> Result<Self, WriteError> {
        let process = Process::new(config);
        let served = Arc::new(RwLock::new(Served::new(&process, data.into())?));
        Ok(Self { process, served })
    }

    /// Compresses the responses that most clients request. This takes longer than the rest of the start, and is meant for
    /// a thread of its own while the server is already running.
    pub fn warm(&self) {
        self.served().api.warm();
    }

    /// The day whose facts are served as today's.
    pub fn day(&self) -> civil::Date {
        self.served().api.catalog().day
    }

    /// Serves other data from now on.
    ///
    /// # Errors
    /// When a record cannot be written as JSON, which its type rules out.
    pub fn replace(&self, data: Data) -> Result<(), WriteError> {
        let served = Served::new(&self.process, data)?;
        served.api.warm();
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = served;
        Ok(())
    }

    /// Serves the same data as of another day from now on.
    ///
    /// # Errors
    /// When a record cannot be written as JSON, which its type rules out.
    pub fn move_to(&self, day: civil::Date) -> Result<(), WriteError> {
        let Served { api, modified, .. } = self.served();
        let atlas = api.snapshots.now().on(day)?;
        self.replace(Data { atlas, modified })
    }

    fn served(&self) -> Served {
        current(&self.served)
    }
}

fn current(served: &RwLock<Served>) -> Served {
    served.read().unwrap_or_else(PoisonError::into_inner).clone()
}

impl Served {
    fn new(process: &Process, Data { atlas, modified }: Data) -> Result<Self, WriteError> {
        let api = Arc::new(Api::new(process, atlas)?);
        let endpoints = api::endpoints();
        for document in endpoints.iter().flat_map(|endpoint| &endpoint.documents) {
            document.build(&api)?;
        }
        process.metrics.sites.set(i64::try_from(api.catalog().columns.len()).unwrap_or(i64::MAX));
        let paths: Arc<[String]> = endpoints.iter().map(|endpoint| endpoint.path.clone()).collect();
        let router = endpoints
            .into_iter()
            .fold(Router::new(), |router, endpoint| router.route(&endpoint.path, endpoint.router))
            .fallback(move |State(api): State<Arc<Api>>, request: Request| async move {
                let request = ApiRequest::new(request);
                match without_slash(&paths, &request) {
                    Some(address) => {
                        Redirect::permanent(&format!("{}{address}", api.config.public_url)).into_response()
                    }
                    None => api::problem_response(Problem::no_such_path(), &api.config, &request),
                }
            })
            .method_not_allowed_fallback(|State(api): State<Arc<Api>>, request: Request| async move {
                api::problem_response(Problem::method_not_allowed(), &api.config, &ApiRequest::new(request))
            })
            .with_state(Arc::clone(&api));
        // What is said of a day changes with it.
        let midnight =
            api.catalog().day.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |midnight| midnight.timestamp());
        Ok(Self { api, router, modified: modified.max(midnight) })
    }
}

/// Serves `app` until `stop` receives something, then lets responses in progress finish. Something more ends them.
///
/// # Errors
/// When the listener fails for good.
pub async fn serve(app: &App, listener: TcpListener, stop: mpsc::Receiver<()>) -> io::Result<()> {
    let Process { connections, pool, .. } = &app.process;
    listener::serve(listener, service(app), Arc::clone(connections), pool, stop).await
}

/// The service over `app`: its endpoints behind the middleware.
pub fn service(
    app: &App,
) -> impl Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + use<> {
    let (served, config) = (Arc::clone(&app.served), Arc::clone(&app.process.config));
    let (metrics, log) = (Arc::clone(&app.process.metrics), config.request_log.clone());
    let router = move || {
        let Served { router, modified, .. } = current(&served);
        (router, modified)
    };
    middleware(router, metrics, log, config.cors, move |problem, request| {
        api::problem_response(problem, &config, &ApiRequest::new(request))
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

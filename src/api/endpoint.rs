//! The declaration of an endpoint: its path, its parameters, what it returns, and its handler. The router and the OpenAPI
//! document are made from it.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get},
};
use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use tokio::{task, time};

use super::{
    document::Document,
    html,
    links::with_queryables,
    parameters::{self, AS_OF, NoParameters, Parameter, Parameters},
    snapshots::Snapshot,
    state::Api,
};
use crate::{
    catalog::{BadParameter, Collection, Stop, cql2::Cql2, filter::as_of, nearest},
    pages::{self, Language},
    server::{
        metrics::Metrics,
        negotiate::{self, Media},
        pool::Failure,
        problem::Problem,
        request::ApiRequest,
        response::ApiResponse,
    },
};

/// A filter that would take this many times longer than allowed is refused before it is evaluated.
const HOPELESS: u32 = 10;

/// A filter that has not been evaluated after this many times the time allowed, because others share the processor, is given
/// up.
const PATIENCE: u32 = 6;

/// A query of more bytes than this is parsed in the pool: an expression of 8 kB takes milliseconds.
const LONG_QUERY: usize = 500;

/// An endpoint of the API.
pub(crate) struct Endpoint {
    pub path: String,
    /// What it returns, in a line.
    pub summary: &'static str,
    /// The name of its operation in the OpenAPI document, where a standard prescribes one.
    pub operation: Option<&'static str>,
    /// The parameters in its path, in their order.
    pub path_parameters: Vec<Parameter>,
    pub parameters: Vec<Parameter>,
    /// Whether it ignores parameters that it does not know.
    pub open: bool,
    pub offers: Offers,
    /// Whether its response is made while it is sent, and so has no ranges.
    pub is_streamed: bool,
    /// The schema of the first of its media types; `None` if that is not JSON.
    pub schema: Option<fn(&mut SchemaGenerator) -> Schema>,
    /// What it returns, where that is made when the server starts.
    pub documents: Vec<Arc<Document>>,
    pub router: MethodRouter<Arc<Api>>,
}

/// The representations of a resource.
#[derive(Clone, Copy)]
pub(crate) enum Offers {
    /// Chosen by `f` or `Accept`; the first is the default.
    Negotiated(&'static [Media]),
    /// One alone, in this media type. `f` is no parameter, and `Accept` is ignored.
    Fixed(&'static str),
}

impl<const N: usize> From<&'static [Media; N]> for Offers {
    fn from(media: &'static [Media; N]) -> Self {
        Self::Negotiated(media)
    }
}

impl From<&'static str> for Offers {
    fn from(media_type: &'static str) -> Self {
        Self::Fixed(media_type)
    }
}

impl Offers {
    /// The media types to choose from; `None` if there is no choice.
    pub(crate) fn media(self) -> &'static [Media] {
        match self {
            Self::Negotiated(media) => media,
            Self::Fixed(_) => &[],
        }
    }

    /// The media type of the default representation.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Negotiated(media) => media[0].media_type,
            Self::Fixed(media_type) => media_type,
        }
    }
}

/// A request after its parameters have been parsed and its representation chosen.
pub(crate) struct Call<P> {
    pub request: ApiRequest,
    pub parameters: P,
    /// The representation to return; [`Media::JSON`] where there is no choice.
    pub media: Media,
    /// The data of the day that the request names.
    pub snapshot: Arc<Snapshot>,
    /// Given when the request takes too long, or when its client is gone.
    pub stop: Arc<Stop>,
}

/// The result of a handler.
pub(crate) type Result<T = ApiResponse> = std::result::Result<T, Problem>;

impl Endpoint {
    /// An endpoint whose handler takes microseconds.
    pub(crate) fn new<P: Parameters>(
        path: impl Into<String>,
        summary: &'static str,
        offers: impl Into<Offers>,
        handler: impl Fn(&Api, &Call<P>) -> Result + Clone + Send + Sync + 'static,
    ) -> Self {
        Self::computed(path, summary, offers, |_, _| false, handler)
    }

    /// An endpoint with a document that is made when the server starts, and its page where it is offered as HTML.
    pub(crate) fn document<D: Serialize>(
        path: impl Into<String>,
        summary: &'static str,
        offers: impl Into<Offers>,
        page: impl Into<Option<pages::Show>>,
        make: impl Fn(&Api) -> D + Send + Sync + 'static,
    ) -> Self {
        let (path, offers) = (path.into(), offers.into());
        let document = Document::new(offers.media_type(), page, move |api| serde_json::to_value(make(api)));
        let shared = Arc::clone(&document);
        let handler = move |_: &Api, call: &Call<NoParameters>| shared.respond(call);
        Self::new(path, summary, offers, handler).making([document])
    }

    /// An endpoint whose handler runs on a thread for blocking work where `is_long` says so, because it may take over a
    /// millisecond. Moving a request to another thread costs more than most small responses.
    pub(crate) fn computed<P: Parameters>(
        path: impl Into<String>,
        summary: &'static str,
        offers: impl Into<Offers>,
        is_long: fn(&Api, &Call<P>) -> bool,
        handler: impl Fn(&Api, &Call<P>) -> Result + Clone + Send + Sync + 'static,
    ) -> Self {
        let (path, offers) = (path.into(), offers.into());
        let collection = P::COLLECTION.map(|kind| Collection::at(&path, kind));
        let handler = move |api: &Api, call: &Call<P>| -> Result {
            let response = handler(api, call)?;
            Ok(match collection {
                Some(collection) => with_queryables(response, &api.config, collection),
                None => response,
            })
        };
        let router = get(move |State(api): State<Arc<Api>>, request: Request| {
            respond(api, ApiRequest::new(request), offers, is_long, handler.clone())
        });
        Self {
            path,
            summary,
            operation: None,
            path_parameters: Vec::new(),
            parameters: of_endpoint::<P>(offers),
            open: P::OPEN,
            offers,
            is_streamed: false,
            schema: None,
            documents: Vec::new(),
            router,
        }
    }

    /// With the name of its operation that a standard prescribes.
    pub(crate) fn named(self, operation: &'static str) -> Self {
        Self { operation: Some(operation), ..self }
    }

    /// As one whose response is made while it is sent, or not.
    pub(crate) fn streamed(self, is_streamed: bool) -> Self {
        Self { is_streamed, ..self }
    }

    /// With the parameters in its path, in their order.
    pub(crate) fn in_path(self, parameters: impl Into<Vec<Parameter>>) -> Self {
        Self { path_parameters: parameters.into(), ..self }
    }

    /// With documents that are made when the server starts.
    pub(crate) fn making(self, documents: impl Into<Vec<Arc<Document>>>) -> Self {
        Self { documents: documents.into(), ..self }
    }

    /// With the type whose schema describes its JSON.
    pub(crate) fn returning<T: JsonSchema>(self) -> Self {
        Self { schema: Some(SchemaGenerator::subschema_for::<T>), ..self }
    }

    /// Whether a parameter of this name is declared.
    pub(crate) fn takes(&self, parameter: &str) -> bool {
        self.parameters.iter().any(|known| known.name == parameter)
    }
}

/// The declarations of all parameters: those of `P`, `f` where there is a choice, and `lang` where there is a page.
fn of_endpoint<P: Parameters>(offers: Offers) -> Vec<Parameter> {
    let mut all = P::declare();
    if let Offers::Negotiated(media) = offers {
        all.push(parameters::representation(media));
        if media.contains(&Media::HTML) && !P::OPEN {
            all.push(parameters::language());
        }
    }
    all
}

async fn respond<P: Parameters>(
    api: Arc<Api>,
    request: ApiRequest,
    offers: Offers,
    is_long: fn(&Api, &Call<P>) -> bool,
    handler: impl Fn(&Api, &Call<P>) -> Result + Send + 'static,
) -> Response {
    let (request, parsed) = if request.query().is_some_and(|query| query.len() > LONG_QUERY) {
        let (peer, pool, metrics, api) =
            (request.peer, Arc::clone(&api.pool), Arc::clone(&api.metrics), Arc::clone(&api));
        let work = move || {
            let parsed = parse::<P>(&api, &request, offers);
            (request, parsed)
        };
        match pool.run(peer, Duration::MAX, || (), work).await {
            Ok(parsed) => parsed,
            Err(failure) => return failed(&failure, &metrics),
        }
    } else {
        let parsed = parse::<P>(&api, &request, offers);
        (request, parsed)
    };
    let parsed = match parsed {
        Ok((parameters, media, day)) => api.snapshots.at(day).await.map(|snapshot| (parameters, media, snapshot)),
        Err(problem) => Err(problem),
    };
    let allowed = api.config.limits.filter_deadline;
    let call = match parsed {
        Ok((parameters, media, snapshot)) => Call {
            request,
            parameters,
            media,
            snapshot,
            stop: Arc::new(Stop::after(allowed, allowed.saturating_mul(HOPELESS))),
        },
        Err(problem) => return html::problem(problem, &api.config, &request),
    };
    if call.parameters.cql2().is_some() || is_long(&api, &call) {
        return compute(api, call, handler).await;
    }
    match handler(&api, &call) {
        Ok(response) if response.is_slow_to_send(&call.request.headers) => {
            blocking(move || response.respond(&call.request.method, &call.request.headers)).await
        }
        result => finish(result, &api, &call.request).await,
    }
}

async fn finish(result: Result, api: &Api, request: &ApiRequest) -> Response {
    let result = match result {
        Ok(response) => response.written().await,
        problem => problem,
    };
    match result {
        Ok(response) => response.respond(&request.method, &request.headers),
        Err(problem) => html::problem(problem, &api.config, request),
    }
}

/// Runs a handler in the pool for long computations.
async fn compute<P: Parameters>(
    api: Arc<Api>,
    call: Call<P>,
    handler: impl Fn(&Api, &Call<P>) -> Result + Send + 'static,
) -> Response {
    let (peer, allowed) = (call.request.peer, api.config.limits.filter_deadline);
    let (late, gone) = (Arc::clone(&call.stop), Arc::clone(&call.stop));
    let (pool, metrics) = (Arc::clone(&api.pool), Arc::clone(&api.metrics));
    let work = move || {
        call.stop.begin();
        let result = handler(&api, &call).map_err(|problem| {
            if !problem.is_stopped {
                return problem;
            }
            let costliest = call.parameters.cql2().and_then(Cql2::costliest);
            if call.stop.is_hopeless() {
                api.metrics.hopeless.inc();
                return Problem::hopeless(allowed.saturating_mul(HOPELESS), costliest);
            }
            if !call.stop.is_exhausted() {
                api.metrics.computations_refused.inc();
                return Problem::too_busy();
            }
            api.metrics.exceeded.inc();
            Problem::too_expensive(allowed, costliest)
        });
        if let Ok(response) = &result {
            response.compress_for(&call.request.headers);
        }
        (result, api, call.request)
    };
    let computing = pool.run(peer, allowed.saturating_mul(PATIENCE), move || gone.stop(), work);
    tokio::pin!(computing);
    let computed = if let Ok(computed) = time::timeout(allowed, &mut computing).await {
        computed
    } else {
        late.stop_when_exhausted();
        computing.await
    };
    match computed {
        Ok((result, api, request)) => finish(result, &api, &request).await,
        Err(failure) => failed(&failure, &metrics),
    }
}

fn failed(failure: &Failure, metrics: &Metrics) -> Response {
    match failure {
        Failure::Busy => {
            metrics.computations_refused.inc();
            Problem::too_busy()
        }
        Failure::Panicked => Problem::internal(),
    }
    .into_response()
}

async fn blocking(work: impl FnOnce() -> Response + Send + 'static) -> Response {
    task::spawn_blocking(work).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a request failed");
        Problem::internal().into_response()
    })
}

/// The parameters of a request, the representation to return, and the day whose data is requested.
///
/// # Errors
/// When a parameter is unknown, invalid or given twice, or none of the representations is acceptable.
fn parse<P: Parameters>(api: &Api, request: &ApiRequest, offers: Offers) -> Result<(P, Media, Option<civil::Date>)> {
    let catalog = &api.snapshots.now().catalog;
    let mut parameters = P::default();
    let mut media = None;
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in P::in_order(request) {
        if seen.contains(&name) && !P::OPEN {
            let fix = "give it once; a list has commas between its values";
            return Err(BadParameter::new(name, "it is given twice", fix).into());
        }
        match offers {
            Offers::Negotiated(offers) if name == "f" => media = Some(by_name(offers, value)?),
            _ if P::OPEN => {}
            Offers::Negotiated(offers) if name == Language::PARAMETER && offers.contains(&Media::HTML) => {
                html::language(request)?;
            }
            _ if parameters.parse_param(catalog, name, value)? => {}
            _ => {
                let declared = of_endpoint::<P>(offers);
                let known: Vec<&str> = declared.iter().map(|parameter| parameter.name).collect();
                let problem = "there is no such parameter here";
                return Err(BadParameter::new(name, problem, nearest(&known, name)).into());
            }
        }
        seen.push(name);
    }
    let media = match (media, offers) {
        (Some(media), _) => media,
        (None, Offers::Fixed(_)) => Media::JSON,
        (None, Offers::Negotiated(offers)) => match negotiate::by_accept(offers, &request.headers) {
            Err(_) if P::OPEN => offers[0],
            chosen => chosen?,
        },
    };
    let day = request.parameter(AS_OF).filter(|_| !P::OPEN).map(as_of).transpose()?;
    Ok((parameters, media, day))
}

fn by_name(offers: &[Media], name: &str) -> std::result::Result<Media, BadParameter> {
    Media::from_name(offers, name).ok_or_else(|| {
        let known: Vec<&str> = offers.iter().map(|media| media.name).collect();
        BadParameter::new("f", format!("{name:?} is not available here"), nearest(&known, name))
    })
}

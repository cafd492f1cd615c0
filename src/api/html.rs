//! Responses in HTML: the pages of [`crate::pages`], in the language that the request asks for.

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    embedded,
    endpoint::{Call, Result},
    media::JSON_OR_HTML,
    security,
    snapshots::Snapshot,
    state::{Api, Config},
};
use crate::{
    catalog::{BadParameter, nearest},
    dataset::Terms,
    pages::{Context, Document, Language, Layout, Parameters, ProblemPage, problem as problem_page},
    server::{
        negotiate::{Media, preferred},
        problem::{Problem, retry_after},
        request::ApiRequest,
        response::ApiResponse,
    },
};

/// The language that `lang` asks for, English where it is left out. `Accept-Language` decides nothing: it would split
/// every cache by the languages of its users.
///
/// # Errors
/// When there is no such language.
pub(crate) fn language(request: &ApiRequest) -> Result<&'static Language> {
    let Some(code) = request.parameter(Language::PARAMETER) else { return Ok(&Language::all()[0]) };
    Language::from_code(code).ok_or_else(|| {
        let known: Vec<&str> = Language::all().iter().map(|language| language.code.as_str()).collect();
        BadParameter::new(
            Language::PARAMETER,
            format!("{code:?} is not a language of the pages"),
            nearest(&known, code),
        )
        .into()
    })
}

/// The page that `render` makes for a request.
pub(crate) fn respond<P>(api: &Api, call: &Call<P>, render: impl FnOnce(&Context<'_>) -> Result<Document>) -> Result {
    let language = language(&call.request)?;
    let context = context(api, &call.snapshot, language, Parameters::new(call.request.parameters()));
    Ok(response(&api.config, &context, &render(&context)?))
}

/// What a page needs besides its content.
pub(crate) fn context<'a>(
    api: &'a Api,
    snapshot: &'a Snapshot,
    language: &'static Language,
    query: Parameters,
) -> Context<'a> {
    Context {
        catalog: &snapshot.catalog,
        today: api.catalog().day,
        public_url: &api.config.public_url,
        language,
        query,
    }
}

/// A page as a response.
pub(crate) fn response(config: &Config, context: &Context<'_>, document: &Document) -> ApiResponse {
    let layout = layout(config, Some(&context.catalog.dataset.terms), context.language);
    ApiResponse::new(Media::HTML.media_type, layout.render(document)).with_all(&security::headers(config, POLICY))
}

fn layout<'a>(config: &'a Config, terms: Option<&'a Terms>, language: &'static Language) -> Layout<'a> {
    Layout {
        public_url: &config.public_url,
        terms,
        language,
        icon: embedded::built("icon-", ".svg"),
        stylesheet: embedded::built("document-", ".css"),
    }
}

/// What a page may load: our stylesheet, fonts and images, and no script. JSON-LD is data, which browsers do not run.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'";

/// A problem as a page for a browser, and as JSON for everybody else.
pub(crate) fn problem(problem: Problem, config: &Config, request: &ApiRequest) -> Response {
    // Also where neither is accepted: an error in JSON is better understood than one about the media type.
    if preferred(JSON_OR_HTML, request) != Media::HTML {
        return ([(header::VARY, "accept")], problem).into_response();
    }
    let language = language(request).unwrap_or(&Language::all()[0]);
    let document = problem_page(
        language,
        &ProblemPage {
            title: problem.title,
            status: problem.status,
            detail: &problem.detail,
            parameter: problem.parameter.as_deref(),
            address: request.path(),
        },
    );
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers =
        [(header::CONTENT_TYPE, Media::HTML.media_type), (header::CACHE_CONTROL, "no-store"), (header::VARY, "accept")];
    let page = layout(config, None, language).render(&document);
    let mut response = (status, headers, security::headers(config, POLICY), page).into_response();
    response.headers_mut().extend(retry_after(status));
    response
}

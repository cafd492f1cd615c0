//! The records behind the ids: `/sources`, `/organizations`, `/minerals` and `/countries`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    api::{html, route::Route},
    app::App,
    catalog::{Catalog, nearest},
    evidence,
    feature::{WeighedClaim, weighed},
    model::{Country, Mineral, Names, Organization, Source},
    pages::{self, RecordKind},
    server::{
        negotiate::{JSON_OR_HTML, Media},
        problem::Problem,
        request::ApiRequest,
        response::ApiResponse,
    },
};

const JSON: &str = "application/json";

pub(crate) fn routes() -> Vec<Route> {
    let routes = [
        Route::json::<Sources>("/sources", list, "Every source, as CSL-JSON"),
        Route::json::<Source>("/sources/{id}", record, "One source"),
        Route::json::<Organizations>("/organizations", list, "Every organization"),
        Route::json::<Organization>("/organizations/{id}", record, "One organization"),
        Route::json::<Minerals>("/minerals", list, "The vocabulary of minerals"),
        Route::json::<Mineral>("/minerals/{id}", record, "One mineral"),
        Route::json::<Countries<'_>>("/countries", list, "Every country with its national figures"),
        Route::json::<CountryFacts<'_>>("/countries/{id}", record, "One country, with the evidence of its claims"),
    ];
    routes.map(Route::or_html).into()
}

/// Declares the document of a whole kind of records.
macro_rules! document {
    ($name:ident, $field:ident: $record:ty) => {
        #[doc = concat!("All ", stringify!($field), ", by id.")]
        #[derive(Serialize, JsonSchema)]
        struct $name {
            $field: Vec<$record>,
        }
    };
}

document!(Sources, sources: Source);
document!(Organizations, organizations: Organization);
document!(Minerals, minerals: Mineral);

/// The countries, by id.
#[derive(Serialize, JsonSchema)]
struct Countries<'a> {
    countries: Vec<CountryFacts<'a>>,
}

/// A country with the evidence of its claims.
#[derive(Clone, Serialize, JsonSchema)]
struct CountryFacts<'a> {
    /// ISO 3166-1 alpha-2.
    id: &'a str,
    /// The name in English.
    name: &'a str,
    /// Other names, by language.
    names: &'a Names,
    /// What is said of the country as a whole, by whom.
    claims: Vec<WeighedClaim>,
}

impl<'a> CountryFacts<'a> {
    fn new(catalog: &Catalog, country: &'a Country) -> Self {
        let evidence = evidence::weigh(&catalog.dataset.sources, &country.claims, catalog.day);
        Self {
            id: &country.id,
            name: &country.name,
            names: &country.names,
            claims: weighed(&country.claims, &evidence),
        }
    }
}

/// Every list and every record, made once.
pub(crate) fn prebuilt(catalog: &Catalog) -> serde_json::Result<BTreeMap<String, ApiResponse>> {
    let dataset = &catalog.dataset;
    let mut answers = BTreeMap::new();
    add(&mut answers, "/sources", &dataset.sources, |sources| Sources { sources })?;
    add(&mut answers, "/organizations", &dataset.organizations, |organizations| Organizations { organizations })?;
    add(&mut answers, "/minerals", &dataset.minerals, |minerals| Minerals { minerals })?;
    let countries = dataset.countries.iter().map(|(id, country)| (id.clone(), CountryFacts::new(catalog, country)));
    add(&mut answers, "/countries", &countries.collect(), |countries| Countries { countries })?;
    Ok(answers)
}

fn add<R: Clone + Serialize, D: Serialize>(
    answers: &mut BTreeMap<String, ApiResponse>,
    path: &str,
    records: &BTreeMap<String, R>,
    document: fn(Vec<R>) -> D,
) -> serde_json::Result<()> {
    let all = document(records.values().cloned().collect());
    answers.insert(path.to_owned(), ApiResponse::prebuilt(JSON, serde_json::to_vec(&all)?));
    for (id, record) in records {
        answers.insert(format!("{path}/{id}"), ApiResponse::prebuilt(JSON, serde_json::to_vec(record)?));
    }
    Ok(())
}

fn list(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    request.read_format(&JSON_OR_HTML)?;
    if request.prefers(&JSON_OR_HTML) == Media::Html {
        let kind = kind(request.address())?;
        let now = app.snapshots.now();
        return html::respond(app, request, now, |context| Ok::<_, Problem>(pages::records(context, kind)));
    }
    app.prebuilt(request.address())
}

fn record(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    request.read_format(&JSON_OR_HTML)?;
    let (list, _) = request.address().rsplit_once('/').unwrap_or_default();
    let id = &*request.id();
    let address = format!("{list}/{id}");
    let found = app.prebuilt(&address).map_err(|_| {
        let known: Vec<&str> = app.fixed.keys().filter_map(|key| key.strip_prefix(list)?.strip_prefix('/')).collect();
        Problem::not_found(format!("there is no {id:?} in {list}; {}", nearest(&known, id)))
    })?;
    if request.prefers(&JSON_OR_HTML) != Media::Html {
        return Ok(found);
    }
    let (kind, now) = (kind(list)?, app.snapshots.now());
    html::respond(app, request, now, |context| {
        let record = pages::record(context, &now.features, kind, id)?;
        record.ok_or_else(|| Problem::not_found(format!("there is no {id:?} in {list}")))
    })
}

fn kind(path: &str) -> Result<RecordKind, Problem> {
    RecordKind::from_path(path).ok_or_else(|| Problem::not_found(format!("there is no list {path}")))
}

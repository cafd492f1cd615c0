//! `/collections/agreements`: agreements between governments, companies and other organizations.

use crate::{
    api::{
        feature_schema, html,
        links::{link, paging},
        queryables,
        route::{Parameters, Route},
        snapshots::Snapshot,
    },
    app::App,
    catalog::{
        Crs,
        agreements::Query,
        cql2::property::CollectionKind,
        filter::nearest,
        query::{Page, Start},
    },
    feature::{AgreementFeature, Link},
    formats::geojson::{self, AgreementCollection},
    pages,
    server::{
        negotiate::{GEO_JSON_OR_HTML, Media},
        problem::Problem,
        request::ApiRequest,
        response::ApiResponse,
    },
};

const ITEMS: &str = "/collections/agreements/items";
const GEO_JSON: &str = "application/geo+json";

/// The parameters of a list of agreements.
pub(crate) fn parameters() -> impl Iterator<Item = &'static str> {
    Query::FILTERS.into_iter().chain(["crs", "limit"]).chain(Start::PARAMETERS)
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::json::<AgreementCollection<'_>>(ITEMS, items, "Agreements that pass the filters, page by page")
            .with(Parameters::Agreements, GEO_JSON)
            .or_html(),
        Route::json::<AgreementFeature<'_>>(
            "/collections/agreements/items/{id}",
            item,
            "One agreement with all its claims",
        )
        .with(Parameters::Agreement, GEO_JSON)
        .or_html(),
        feature_schema::route("/collections/agreements/feature-schema"),
    ]
}

/// The JSON Schema of an agreement's Feature.
pub(crate) fn feature_schema() -> serde_json::Value {
    feature_schema::document::<AgreementFeature<'_>>()
}

/// An agreement's Feature as JSON.
fn feature(snapshot: &Snapshot, row: usize, links: Vec<Link>) -> Result<String, Problem> {
    let catalog = &snapshot.catalog;
    let id = catalog.agreements.id(row);
    let agreement = catalog.dataset.agreements.get(id).ok_or_else(|| unknown(snapshot, id))?;
    let feature = AgreementFeature::new(agreement, catalog.agreements.facts(row), links);
    Ok(serde_json::to_string(&feature)?)
}

fn unknown(snapshot: &Snapshot, id: &str) -> Problem {
    let known: Vec<&str> = snapshot.catalog.agreements.ids().collect();
    Problem::not_found(format!("there is no agreement {id:?}; {}", nearest(&known, id)))
}

fn items(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    let (mut query, mut crs) = (Query::default(), Crs::default());
    request.read(&GEO_JSON_OR_HTML, parameters, |name, value| {
        if name == "crs" {
            crs = Crs::parse(name, value)?;
            return Ok(true);
        }
        query.parse_param(&app.snapshots.now().catalog, name, value)
    })?;
    let filterable = |answer| queryables::with_queryables_link(answer, &app.config, CollectionKind::Agreements);
    let snapshot = app.snapshots.at(query.as_of)?;
    let agreements = &snapshot.catalog.agreements;
    let found = agreements.find(&snapshot.catalog.dataset, &query);
    let ends = found.page.first().zip(found.page.last());
    let ends = ends.map(|(&first, &last)| (agreements.id(first), agreements.id(last)));
    let page =
        Page { limit: query.limit, offset: found.offset, matched: found.matched, returned: found.page.len(), ends };
    if request.prefers(&GEO_JSON_OR_HTML) == Media::Html {
        let response = html::respond(app, request, &snapshot, |context| {
            Ok::<_, Problem>(pages::agreements(context, page, &found.page))
        })?;
        return Ok(filterable(response));
    }
    let features = found.page.iter().map(|&row| feature(&snapshot, row, Vec::new()));
    let features: Vec<String> = features.collect::<Result<_, _>>()?;
    let head = geojson::head(page.matched, page.returned, paging(&app.config, ITEMS, request.query(), page));
    let mut text = serde_json::to_string(&head)?;
    text.pop();
    text.push_str(",\"features\":[\n");
    text.push_str(&features.join(",\n"));
    text.push_str("\n]}\n");
    Ok(filterable(ApiResponse::new(GEO_JSON, text).in_crs(crs)))
}

fn item(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    let mut crs = Crs::default();
    let day = request.read_day(&GEO_JSON_OR_HTML, &["crs"], |name, value| {
        if name == "crs" {
            crs = Crs::parse(name, value)?;
        }
        Ok(name == "crs")
    })?;
    let snapshot = app.snapshots.at(day)?;
    let id = &*request.id();
    let row = snapshot.catalog.agreements.position(id).ok_or_else(|| unknown(&snapshot, id))?;
    if request.prefers(&GEO_JSON_OR_HTML) == Media::Html {
        return html::respond(app, request, &snapshot, |context| {
            pages::agreement(context, row).ok_or_else(|| unknown(&snapshot, id))
        });
    }
    let links = vec![
        link(&app.config, "self", &request.whole(), GEO_JSON, "This agreement"),
        link(&app.config, "alternate", &format!("{ITEMS}/{id}?f=html"), "text/html", "This agreement for a reader"),
        link(&app.config, "collection", "/collections/agreements", "application/json", "About the agreements"),
    ];
    Ok(ApiResponse::new(GEO_JSON, feature(&snapshot, row, links)?).in_crs(crs))
}

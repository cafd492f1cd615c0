//! `/collections/sites`: items, one item and facets.

use std::{collections::BTreeMap, sync::atomic::AtomicBool};

use axum::http::{HeaderName, header};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    api::{
        feature_schema, html,
        links::{link, paging},
        queryables,
        route::{Parameters, Route},
        site_page::SitePage,
        snapshots::Snapshot,
        stream::Sites,
    },
    app::{App, Config},
    catalog::{
        BadParameter, Catalog, Crs, Filter, Query,
        cql2::property::CollectionKind,
        filter::nearest,
        query::{DEFAULT_LIMIT, Found, MAX_LIMIT, Page, Start},
    },
    formats::{
        Format, Projection, WriteError,
        geojson::{Link, SiteCollection, SiteFeature, add_links},
        writing::About,
    },
    pages,
    server::{
        negotiate::{GEO_JSON_OR_HTML, JSON_OR_HTML, Media},
        problem::Problem,
        request::ApiRequest,
        response::ApiResponse,
    },
};

const ITEMS: &str = "/collections/sites/items";
const GEO_JSON: &str = "application/geo+json";

/// The forms of a page of sites, the usual one first.
const FORMS: [Media; 5] = [
    Media::GeoJson,
    Media::Html,
    Media::Sites(Format::GeoJsonSeq),
    Media::Sites(Format::JsonFg),
    Media::Sites(Format::Csv),
];

/// What the members `numberMatched` and `numberReturned` say, for forms without them (OGC API - Features 1.0.1, 7.15.7).
const NUMBER_MATCHED: HeaderName = HeaderName::from_static("ogc-numbermatched");
const NUMBER_RETURNED: HeaderName = HeaderName::from_static("ogc-numberreturned");

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::json::<SiteCollection<'_>>(ITEMS, items, "Sites that pass the filters, page by page")
            .with(Parameters::Sites, GEO_JSON)
            .or_html(),
        Route::json::<SiteFeature<'_>>("/collections/sites/items/{id}", item, "One site with all its claims")
            .with(Parameters::Site, GEO_JSON)
            .or_html(),
        feature_schema::route("/collections/sites/feature-schema"),
        Route::json::<FacetsDocument<'_>>(
            "/collections/sites/facets",
            facets,
            "For each facet its values with their counts under the same filters, its own selection aside",
        )
        .with(Parameters::Filter, "application/json")
        .or_html(),
    ]
}

/// The names of all parameters of a query of sites.
fn query_parameters() -> impl Iterator<Item = &'static str> {
    Filter::parameters().chain(Query::PARAMETERS).chain(Projection::PARAMETERS)
}

/// The answer to whoever asks for all sites in the order of their ids.
pub(crate) fn everything(now: &Snapshot, config: &Config) -> Result<ApiResponse, WriteError> {
    let sites: Vec<usize> = (0..now.catalog.columns.len()).collect();
    let links = vec![
        link(config, "self", &format!("{ITEMS}?limit={MAX_LIMIT}"), GEO_JSON, "All sites"),
        link(config, "alternate", &format!("{ITEMS}?limit={MAX_LIMIT}&f=html"), "text/html", "All sites for a reader"),
        link(config, "collection", "/collections/sites", "application/json", "About the sites"),
    ];
    let text = now.features.collection(&now.catalog, &sites, sites.len(), links)?;
    Ok(queryables::with_queryables_link(
        ApiResponse::prebuilt(GEO_JSON, text).in_crs(Crs::default()),
        config,
        CollectionKind::Sites,
    ))
}

/// The answer to whoever asks for nothing in particular: the first page.
pub(crate) fn first_page(now: &Snapshot, config: &Config) -> Result<ApiResponse, WriteError> {
    let matched = now.catalog.columns.len();
    let sites: Vec<usize> = (0..matched.min(DEFAULT_LIMIT)).collect();
    let page =
        Page { limit: DEFAULT_LIMIT, offset: 0, matched, returned: sites.len(), ends: ends(&now.catalog, &sites) };
    let text = now.features.collection(&now.catalog, &sites, matched, paging(config, ITEMS, None, page))?;
    Ok(queryables::with_queryables_link(
        ApiResponse::prebuilt(GEO_JSON, text).in_crs(Crs::default()),
        config,
        CollectionKind::Sites,
    ))
}

fn items(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    let filterable = |answer| queryables::with_queryables_link(answer, &app.config, CollectionKind::Sites);
    let (mut query, mut projection) = (Query::default(), Projection::default());
    request.read(&FORMS, query_parameters, |name, value| {
        Ok(query.parse_param(&app.snapshots.now().catalog, name, value)? || projection.parse_param(name, value)?)
    })?;
    let form = request.prefers(&FORMS);
    if request.query().is_none() && form == Media::GeoJson {
        return Ok(app.first_page.clone());
    }
    let all = app.snapshots.now().catalog.columns.len();
    if form == Media::GeoJson
        && let Some(everything) = &app.everything
        && query.filter.is_empty()
        && query.sort.is_empty()
        && query.start == Start::default()
        && query.limit >= all
        && projection.is_stored()
    {
        return Ok(everything.clone());
    }
    if form == Media::Html {
        let snapshot = app.snapshots.at(query.filter.as_of)?;
        let found = snapshot.catalog.find(&query)?;
        let page = page(&snapshot.catalog, &query, &found);
        let response = html::respond(app, request, &snapshot, |context| {
            Ok::<_, Problem>(pages::sites(context, &query.filter, page, &found.page))
        })?;
        return Ok(filterable(response));
    }
    let Media::Sites(format) = form else {
        let answer = app.unless_unchanged(request, GEO_JSON, |key| {
            let snapshot = app.snapshots.at(query.filter.as_of)?;
            let found = snapshot.catalog.find(&query)?;
            let links = links(app, request, &snapshot.catalog, &query, &found);
            if projection.is_stored() {
                let page = SitePage::new(snapshot, found.page, found.matched, links)?;
                return Ok(page.answer(GEO_JSON, key, request.headers())?);
            }
            let (catalog, features) = (&snapshot.catalog, &snapshot.features);
            let text = features.collection_as(&projection, catalog, &found.page, found.matched, links)?;
            Ok(ApiResponse::keyed(GEO_JSON, key, text))
        })?;
        return Ok(filterable(answer.in_crs(projection.crs)));
    };
    if !projection.is_stored() {
        let problem = format!("{format} has every property, in CRS84");
        return Err(BadParameter::new("f", problem, "ask for geojson, or leave crs and properties out").into());
    }
    let mut headers = Vec::new();
    let answer = app.made(request, format.definition().media_type, || {
        let snapshot = app.snapshots.at(query.filter.as_of)?;
        let found = snapshot.catalog.find(&query)?;
        let links = links(app, request, &snapshot.catalog, &query, &found).into_iter();
        let links: Vec<Link> =
            links.map(|link| Link { media_type: format.definition().media_type.to_owned(), ..link }).collect();
        let mut link: Vec<String> = links.iter().map(|link| format!("<{}>; rel=\"{}\"", link.href, link.rel)).collect();
        link.push(queryables::link_header(&app.config, CollectionKind::Sites));
        headers = vec![
            (header::LINK, link.join(", ")),
            (NUMBER_MATCHED, found.matched.to_string()),
            (NUMBER_RETURNED, found.page.len().to_string()),
        ];
        let about = About { matched: found.matched, links, bibliography: None };
        let mut bytes = Vec::new();
        let sites = Sites { snapshot, chosen: found.page, about };
        format.write(&sites.selection(&AtomicBool::default()), &mut bytes)?;
        Ok(bytes)
    })?;
    Ok(headers.into_iter().fold(filterable(answer), |answer, (name, value)| answer.exposing(name, &value)))
}

/// The links of a page of sites.
fn links(app: &App, request: &ApiRequest<'_>, catalog: &Catalog, query: &Query, found: &Found) -> Vec<Link> {
    paging(&app.config, ITEMS, request.query(), page(catalog, query, found))
}

fn page<'a>(catalog: &'a Catalog, query: &Query, found: &Found) -> Page<'a> {
    Page {
        limit: query.limit,
        offset: found.offset,
        matched: found.matched,
        returned: found.page.len(),
        ends: ends(catalog, &found.page),
    }
}

/// The ids of the first and the last of a page's sites.
fn ends<'a>(catalog: &'a Catalog, page: &[usize]) -> Option<(&'a str, &'a str)> {
    page.first().zip(page.last()).map(|(&first, &last)| (catalog.columns.id(first), catalog.columns.id(last)))
}

fn item(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    let mut projection = Projection::default();
    let day = request
        .read_day(&GEO_JSON_OR_HTML, &Projection::PARAMETERS, |name, value| projection.parse_param(name, value))?;
    let snapshot = app.snapshots.at(day)?;
    let columns = &snapshot.catalog.columns;
    let id = &*request.id();
    let Some(row) = columns.position(id) else {
        let known: Vec<&str> = columns.ids().iter().collect();
        return Err(Problem::not_found(format!("there is no site {id:?}; {}", nearest(&known, id))));
    };
    let own = format!("{}{ITEMS}/{id}", app.config.public_url);
    let links = format!("<{own}>; rel=\"canonical\", <{own}?f=html>; rel=\"alternate\"; type=\"text/html\"");
    let mut text = Vec::new();
    if request.prefers(&GEO_JSON_OR_HTML) == Media::Html {
        snapshot.features.site(row, &mut text).map_err(WriteError::from)?;
        return html::respond(app, request, &snapshot, |context| pages::site(context, &text));
    }
    projection.write(&snapshot.features, &snapshot.catalog, row, &mut text)?;
    let members = [
        link(&app.config, "self", &request.whole(), GEO_JSON, "This site"),
        link(&app.config, "alternate", &format!("{ITEMS}/{id}?f=html"), "text/html", "This site for a reader"),
        link(&app.config, "collection", "/collections/sites", "application/json", "About the sites"),
    ];
    add_links(&mut text, &members)?;
    Ok(ApiResponse::new(GEO_JSON, text).exposing(header::LINK, &links).in_crs(projection.crs))
}

/// The facets and their counts.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct FacetsDocument<'a> {
    /// How many sites pass all the filters.
    number_matched: usize,
    /// The values of each facet, by the parameter's name.
    facets: BTreeMap<&'a str, Vec<FacetValue<'a>>>,
}

/// A value of a facet.
#[derive(Serialize, JsonSchema)]
struct FacetValue<'a> {
    /// What the parameter takes.
    value: &'a str,
    /// What a reader calls it.
    name: &'a str,
    /// How many sites have it and pass the other filters.
    count: usize,
    /// Whether it is asked for.
    selected: bool,
}

fn facets(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    let (filter, _) = read_filter(app, request, "oreatlas-sites", &JSON_OR_HTML)?;
    let answer = if request.prefers(&JSON_OR_HTML) == Media::Html {
        let snapshot = app.snapshots.at(filter.as_of)?;
        html::respond(app, request, &snapshot, |context| Ok::<_, Problem>(pages::facets(context, &filter)))?
    } else {
        app.made(request, "application/json", || count(app, &filter))?
    };
    Ok(queryables::with_queryables_link(answer, &app.config, CollectionKind::Sites))
}

fn count(app: &App, filter: &Filter) -> Result<Vec<u8>, Problem> {
    let snapshot = app.snapshots.at(filter.as_of)?;
    let (number_matched, facets) = snapshot.catalog.facets(filter);
    let facets = facets.into_iter().map(|(facet, counts)| {
        let values = counts.into_iter().map(|count| FacetValue {
            value: count.value,
            name: count.label,
            count: count.count,
            selected: count.selected,
        });
        (facet.as_str(), values.collect())
    });
    let document = FacetsDocument { number_matched, facets: facets.collect() };
    Ok(serde_json::to_vec(&document)?)
}

/// The filter, and a name for a file of what passes it: `stem` and the filter's values.
pub(crate) fn read_filter(
    app: &App,
    request: &ApiRequest<'_>,
    stem: &str,
    offers: &[Media],
) -> Result<(Filter, String), Problem> {
    let mut filter = Filter::default();
    let mut name = String::from(stem);
    request.read(offers, Filter::parameters, |parameter, value| {
        let taken = filter.parse_param(&app.snapshots.now().catalog, parameter, value)?;
        let telling = value.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
        if taken && !value.is_empty() && name.len() < 100 {
            name.push('_');
            name.extend(telling.take(60));
        }
        Ok(taken)
    })?;
    Ok((filter, name))
}

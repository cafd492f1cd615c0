//! `/collections/sites`: items, one item and facets.

use std::{collections::BTreeMap, sync::Arc};

use axum::http::{HeaderName, header};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    endpoint::{Call, Endpoint, Result},
    feature_schema, html,
    links::{self, in_crs, link, paging, queryables_link, with_queryables},
    media::{CSV, GEO_JSON, GEO_JSON_OR_HTML, GEO_JSON_SEQ, JSON_FG, JSON_OR_HTML},
    parameters::{AsOf, EXCEL, Parameters as _, record_id},
    problem::unknown,
    site_page::SitePage,
    snapshots::Snapshot,
    state::{Api, Config},
    stream::Sites,
};
use crate::{
    catalog::{
        BadParameter, Catalog, Collection, FacetCounts, Filter, Query, Rows,
        query::{DEFAULT_LIMIT, Found, MAX_LIMIT, Page},
    },
    feature::{Link, SiteFeature},
    formats::{
        Format, Projection, WriteError,
        geojson::{SiteCollection, add_links},
        writing::About,
    },
    pages,
    server::{negotiate::Media, problem::Problem, request::ApiRequest, response::ApiResponse},
};

const ITEMS: &str = "/collections/sites/items";

/// The representations of a page of sites, the default first.
const ITEMS_MEDIA: &[Media; 5] = &[GEO_JSON, Media::HTML, GEO_JSON_SEQ, JSON_FG, CSV];

/// The members `numberMatched` and `numberReturned` as headers, for formats without them (OGC API - Features 1.0.1,
/// section 7.15.7).
const NUMBER_MATCHED: HeaderName = HeaderName::from_static("ogc-numbermatched");
const NUMBER_RETURNED: HeaderName = HeaderName::from_static("ogc-numberreturned");

/// Catalogs up to this size answer any query in well under a millisecond.
const SMALL: usize = 20_000;

/// Pages of more sites than this take over a millisecond to write.
const LONG_PAGE: usize = 2000;

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let items = vec![
        Endpoint::computed(ITEMS, "Sites that match the filters, page by page", ITEMS_MEDIA, is_long, items)
            .returning::<SiteCollection<'_>>(),
        Endpoint::new("/collections/sites/items/{id}", "One site with all its claims", GEO_JSON_OR_HTML, item)
            .in_path([record_id("id", "site", |catalog| catalog.columns.ids().iter().next().map(str::to_owned))])
            .returning::<SiteFeature<'_>>(),
        Endpoint::computed(
            "/collections/sites/facets",
            "The values of each facet, with the number of sites that have them and match the filters of other facets",
            JSON_OR_HTML,
            |_: &Api, call: &Call<Filter>| is_large(&call.snapshot),
            facets,
        )
        .returning::<FacetsDocument<'_>>(),
    ];
    items.into_iter().chain(feature_schema::endpoints::<SiteFeature<'_>>(Collection::Sites)).collect()
}

fn is_long(_: &Api, call: &Call<(Query, Projection)>) -> bool {
    let query = &call.parameters.0;
    let whole_page = call.media != GEO_JSON || query.limit > LONG_PAGE;
    is_large(&call.snapshot) && (whole_page || !query.sort.is_empty() || scans(&query.filter))
}

/// Whether queries over all sites of a snapshot may take long.
pub(crate) fn is_large(snapshot: &Snapshot) -> bool {
    snapshot.catalog.columns.len() > SMALL
}

/// Whether a filter searches the names of all sites. Expressions in CQL2 always count as long.
pub(crate) fn scans(filter: &Filter) -> bool {
    !filter.words.is_empty()
}

/// The response with all sites in the order of their ids.
pub(crate) fn everything(now: &Arc<Snapshot>, config: &Config) -> std::result::Result<ApiResponse, WriteError> {
    let sites: Vec<usize> = (0..now.catalog.columns.len()).collect();
    let links = vec![
        link(config, "self", &format!("{ITEMS}?limit={MAX_LIMIT}"), GEO_JSON.media_type, "All sites"),
        link(config, "alternate", &format!("{ITEMS}?limit={MAX_LIMIT}&f=html"), "text/html", "All sites as a web page"),
        link(config, "collection", "/collections/sites", "application/json", "The collection of sites"),
    ];
    prebuilt(now, sites, links, config)
}

/// The response to a request without parameters: the first page.
pub(crate) fn first_page(now: &Arc<Snapshot>, config: &Config) -> std::result::Result<ApiResponse, WriteError> {
    let matched = now.catalog.columns.len();
    let found = Found { matched, offset: 0, page: (0..matched.min(DEFAULT_LIMIT)).collect() };
    let links = paging(config, ITEMS, &std::iter::empty(), page(&now.catalog, &Query::default(), &found));
    prebuilt(now, found.page, links, config)
}

/// A page of all sites.
fn prebuilt(
    now: &Arc<Snapshot>,
    sites: Vec<usize>,
    links: Vec<Link>,
    config: &Config,
) -> std::result::Result<ApiResponse, WriteError> {
    let projection = Projection::default();
    let page = SitePage::new(now, &projection, sites, now.catalog.columns.len(), links)?;
    let response = in_crs(ApiResponse::prebuilt(GEO_JSON.media_type, page.whole()?), projection.crs);
    Ok(with_queryables(response, config, Collection::Sites))
}

fn items(api: &Api, call: &Call<(Query, Projection)>) -> Result {
    let (query, _) = &call.parameters;
    match call.media {
        Media::HTML => {
            let catalog = &call.snapshot.catalog;
            let (found, (_, facets)) = (catalog.find(query, &call.stop)?, catalog.facets(&query.filter, &call.stop)?);
            let page = page(catalog, query, &found);
            html::respond(api, call, |context| Ok(pages::sites(context, Collection::Sites, page, &found.page, facets)))
        }
        GEO_JSON => items_as_geojson(api, call),
        media => items_as(api, call, media),
    }
}

fn items_as_geojson(api: &Api, call: &Call<(Query, Projection)>) -> Result {
    let ((query, projection), snapshot) = (&call.parameters, &call.snapshot);
    if call.request.query().is_none() {
        return Ok(api.first_page.clone());
    }
    let whole = Query { limit: query.limit, ..Query::default() };
    if let Some(everything) = &api.everything
        && *query == whole
        && query.limit >= api.catalog().columns.len()
        && projection.is_stored()
    {
        return Ok(everything.clone());
    }
    let response = api.unless_unchanged(&call.request, GEO_JSON.media_type, |key| {
        let found = snapshot.catalog.find(query, &call.stop)?;
        let links = links(api, call, &found);
        let page = SitePage::new(snapshot, projection, found.page, found.matched, links)?;
        Ok(page.respond(GEO_JSON.media_type, key, &call.request.headers)?)
    })?;
    Ok(in_crs(response, projection.crs))
}

/// A page of sites in one of the formats of the downloads.
fn items_as(api: &Api, call: &Call<(Query, Projection)>, media: Media) -> Result {
    let (query, projection) = &call.parameters;
    let format: Format = media.name.parse().map_err(|_| Problem::internal())?;
    if !projection.is_stored() {
        let problem = format!("{format} always has every property, in CRS84");
        return Err(BadParameter::new("f", problem, "use geojson, or leave out crs and properties").into());
    }
    let mut headers = Vec::new();
    let response = api.cached(&call.request, media.media_type, || {
        let found = call.snapshot.catalog.find(query, &call.stop)?;
        let links = links(api, call, &found).into_iter();
        let links: Vec<Link> = links.map(|link| Link { media_type: media.media_type.to_owned(), ..link }).collect();
        let mut link: Vec<String> = links.iter().map(|link| format!("<{}>; rel=\"{}\"", link.href, link.rel)).collect();
        link.push(queryables_link(&api.config, Collection::Sites));
        headers = vec![
            (header::LINK, link.join(", ")),
            (NUMBER_MATCHED, found.matched.to_string()),
            (NUMBER_RETURNED, found.page.len().to_string()),
        ];
        let about = About { matched: found.matched, links, ..About::default() };
        let mut bytes = Vec::new();
        let sites = Sites { snapshot: Arc::clone(&call.snapshot), chosen: Rows::List(found.page), about };
        format.write(&sites.selection(&call.stop), &mut bytes)?;
        Ok(bytes)
    })?;
    Ok(headers.into_iter().fold(response, |response, (name, value)| response.exposing(name, &value)))
}

/// The links of a page of sites.
fn links(api: &Api, call: &Call<(Query, Projection)>, found: &Found) -> Vec<Link> {
    let page = page(&call.snapshot.catalog, &call.parameters.0, found);
    paging(&api.config, ITEMS, &call.request.parameters(), page)
}

/// A page of the sites found.
pub(crate) fn page<'a>(catalog: &'a Catalog, query: &Query, found: &Found) -> Page<'a> {
    links::page(found, query.limit, |row| catalog.columns.id(row))
}

fn item(api: &Api, call: &Call<(AsOf, Projection)>) -> Result {
    let (snapshot, (_, projection)) = (&call.snapshot, &call.parameters);
    let columns = &snapshot.catalog.columns;
    let id = &*call.request.id();
    let unknown = || unknown("site", id, &columns.ids().iter().collect::<Vec<_>>());
    let row = columns.position(id).ok_or_else(unknown)?;
    if call.media == Media::HTML {
        return html::respond(api, call, |context| Ok(pages::site(context, &snapshot.features, row)?));
    }
    let mut text = Vec::new();
    projection.write(&snapshot.features, &snapshot.catalog, row, &mut text)?;
    let members = [
        link(&api.config, "self", &call.request.address(), GEO_JSON.media_type, "This site"),
        link(&api.config, "alternate", &format!("{ITEMS}/{id}?f=html"), "text/html", "This site as a web page"),
        link(&api.config, "collection", "/collections/sites", "application/json", "The collection of sites"),
    ];
    add_links(&mut text, &members)?;
    let own = format!("{}{ITEMS}/{id}", api.config.public_url);
    let links = format!("<{own}>; rel=\"canonical\", <{own}?f=html>; rel=\"alternate\"; type=\"text/html\"");
    let response = ApiResponse::new(GEO_JSON.media_type, text).exposing(header::LINK, &links);
    Ok(in_crs(response, projection.crs))
}

/// The facets and their counts.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct FacetsDocument<'a> {
    /// How many sites match all the filters.
    number_matched: usize,
    /// The values of each facet, by the name of its parameter.
    facets: BTreeMap<&'a str, Vec<FacetValue<'a>>>,
}

/// A value of a facet.
#[derive(Serialize, JsonSchema)]
struct FacetValue<'a> {
    /// The value to give to the parameter.
    value: &'a str,
    /// Its name for a reader.
    name: &'a str,
    /// How many sites have it and match the filters of other facets.
    count: usize,
    /// Whether the request selects it.
    selected: bool,
}

fn facets(api: &Api, call: &Call<Filter>) -> Result {
    if call.media == Media::HTML {
        let facets = call.snapshot.catalog.facets(&call.parameters, &call.stop)?;
        return html::respond(api, call, |context| Ok(pages::facets(context, facets)));
    }
    api.cached(&call.request, call.media.media_type, || {
        count(call.snapshot.catalog.facets(&call.parameters, &call.stop)?)
    })
}

fn count((number_matched, facets): FacetCounts<'_>) -> Result<Vec<u8>> {
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

/// The name of a file with the sites that match a filter: `stem` and the values of the filter.
pub(crate) fn file_name(stem: &str, request: &ApiRequest) -> String {
    let mut name = String::from(stem);
    for (_, value) in Filter::in_order(request).filter(|(name, value)| *name != EXCEL && !value.is_empty()) {
        if name.len() >= 100 {
            break;
        }
        name.push('_');
        let letters = value.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
        name.extend(letters.take(60));
    }
    name
}

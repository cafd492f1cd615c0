//! `/collections/sites`: items, one item and facets.

use std::{collections::BTreeMap, sync::atomic::AtomicBool};

use axum::http::{HeaderName, header};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    answer::Answer,
    app::{App, Config},
    asked::Asked,
    links::{Page, link, paging},
    negotiate::Media,
    problem::Problem,
    route::{Parameters, Route},
    stream::Sites,
    views::View,
};
use crate::{
    catalog::{Filter, Query, filter::nearest, query::DEFAULT_LIMIT},
    formats::{
        Format, WriteError,
        geojson::{Link, SiteCollection, SiteFeature},
        writing::About,
    },
};

const ITEMS: &str = "/collections/sites/items";
const GEO_JSON: &str = "application/geo+json";

/// The forms of a page of sites, the usual one first.
const FORMS: [Media; 4] =
    [Media::GeoJson, Media::Sites(Format::GeoJsonSeq), Media::Sites(Format::JsonFg), Media::Sites(Format::Csv)];

/// What the members `numberMatched` and `numberReturned` say, for forms without them (OGC API - Features 1.0.1, 7.15.7).
const NUMBER_MATCHED: HeaderName = HeaderName::from_static("ogc-numbermatched");
const NUMBER_RETURNED: HeaderName = HeaderName::from_static("ogc-numberreturned");

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::json::<SiteCollection<'_>>(ITEMS, items, "Sites that pass the filters, page by page")
            .with(Parameters::Sites, GEO_JSON),
        Route::json::<SiteFeature<'_>>("/collections/sites/items/{id}", item, "One site with all its claims")
            .with(Parameters::AsOf, GEO_JSON),
        Route::json::<FacetsDocument<'_>>(
            "/collections/sites/facets",
            facets,
            "For each facet its values with their counts under the same filters, its own selection aside",
        )
        .with(Parameters::Filter, "application/json"),
    ]
}

/// The names of all parameters of a query of sites.
fn query_parameters() -> impl Iterator<Item = &'static str> {
    Filter::parameters().chain(Query::PARAMETERS)
}

/// The answer to whoever asks for all sites in the order of their ids.
pub(super) fn everything(now: &View, config: &Config) -> Result<Answer, WriteError> {
    let sites: Vec<usize> = (0..now.catalog.columns.len()).collect();
    let links = vec![
        link(config, "self", ITEMS, GEO_JSON, "All sites"),
        link(config, "collection", "/collections/sites", "application/json", "About the sites"),
    ];
    let text = now.features.collection(&now.catalog, &sites, sites.len(), links)?;
    Ok(Answer::fixed(GEO_JSON, text))
}

/// The answer to whoever asks for nothing in particular: the first page.
pub(super) fn first_page(now: &View, config: &Config) -> Result<Answer, WriteError> {
    let matched = now.catalog.columns.len();
    let page = Page { limit: DEFAULT_LIMIT, offset: 0, matched };
    let links = paging(config, ITEMS, None, page);
    let sites: Vec<usize> = (0..matched.min(page.limit)).collect();
    let text = now.features.collection(&now.catalog, &sites, page.matched, links)?;
    Ok(Answer::fixed(GEO_JSON, text))
}

fn items(app: &App, asked: &Asked<'_>) -> Result<Answer, Problem> {
    let mut query = Query::default();
    asked.read(&FORMS, query_parameters, |name, value| query.take(&app.views.now().catalog, name, value))?;
    let form = asked.prefers(&FORMS);
    if asked.query().is_none() && form == Media::GeoJson {
        return Ok(app.first_page.clone());
    }
    let all = app.views.now().catalog.columns.len();
    if form == Media::GeoJson
        && query.filter.is_empty()
        && query.sort.is_empty()
        && query.offset == 0
        && query.limit >= all
    {
        return Ok(app.everything.clone());
    }
    let view = app.views.at(query.filter.as_of)?;
    let found = view.catalog.find(&query);
    let page = Page { limit: query.limit, offset: query.offset, matched: found.matched };
    let links = paging(&app.config, ITEMS, asked.query(), page);
    let Media::Sites(format) = form else {
        let text = view.features.collection(&view.catalog, &found.page, page.matched, links)?;
        return Ok(Answer::new(GEO_JSON, text));
    };
    let links: Vec<Link> =
        links.into_iter().map(|link| Link { media_type: format.media_type().to_owned(), ..link }).collect();
    let link = links.iter().map(|link| format!("<{}>; rel=\"{}\"", link.href, link.rel)).collect::<Vec<_>>().join(", ");
    let about = About { matched: found.matched, links, bibliography: None };
    let mut bytes = Vec::new();
    let sites = Sites { view, chosen: found.page, about };
    format.write(&sites.selection(&AtomicBool::default()), &mut bytes)?;
    Ok(Answer::new(format.media_type(), bytes)
        .exposing(header::LINK, &link)
        .exposing(NUMBER_MATCHED, &sites.about.matched.to_string())
        .exposing(NUMBER_RETURNED, &sites.chosen.len().to_string()))
}

fn item(app: &App, asked: &Asked<'_>) -> Result<Answer, Problem> {
    let view = app.views.at(asked.read_day(&[Media::GeoJson])?)?;
    let columns = &view.catalog.columns;
    let id = &*asked.id();
    let Some(nth) = columns.position(id) else {
        let known: Vec<&str> = columns.ids.iter().collect();
        return Err(Problem::not_found(format!("there is no site {id:?}; {}", nearest(&known, id))));
    };
    let canonical = format!("<{}{ITEMS}/{id}>; rel=\"canonical\"", app.config.public_url);
    let mut text = Vec::new();
    view.features.site(nth, &mut text).map_err(WriteError::from)?;
    Ok(Answer::new(GEO_JSON, text).exposing(header::LINK, &canonical))
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

fn facets(app: &App, asked: &Asked<'_>) -> Result<Answer, Problem> {
    let (filter, _) = read_filter(app, asked, "oreatlas-sites", &[Media::Json])?;
    let view = app.views.at(filter.as_of)?;
    let facets = view.catalog.facets(&filter).into_iter().map(|(facet, counts)| {
        let values = counts.into_iter().map(|count| FacetValue {
            value: count.value,
            name: count.label,
            count: count.count,
            selected: count.selected,
        });
        (facet.name(), values.collect())
    });
    let document =
        FacetsDocument { number_matched: view.catalog.select(&filter).count_ones(..), facets: facets.collect() };
    Ok(Answer::new("application/json", serde_json::to_vec(&document)?))
}

/// The filter, and a name for a file of what passes it: `stem` and the filter's values.
pub(super) fn read_filter(
    app: &App,
    asked: &Asked<'_>,
    stem: &str,
    offers: &[Media],
) -> Result<(Filter, String), Problem> {
    let mut filter = Filter::default();
    let mut name = String::from(stem);
    asked.read(offers, Filter::parameters, |parameter, value| {
        let taken = filter.take(&app.views.now().catalog, parameter, value)?;
        let telling = value.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' });
        if taken && !value.is_empty() && name.len() < 100 {
            name.push('_');
            name.extend(telling.take(60));
        }
        Ok(taken)
    })?;
    Ok((filter, name))
}

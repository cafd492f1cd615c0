//! `/collections/sites`: items, one item, facets and downloads.

use std::collections::BTreeMap;

use axum::http::header;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    answer::Answer,
    app::{App, Config},
    asked::Asked,
    html,
    links::{Page, link, paging},
    negotiate::{GEO_JSON_OR_HTML, JSON_OR_HTML, Media},
    problem::Problem,
    route::{Parameters, Route},
    views::View,
};
use crate::{
    catalog::{Filter, Query, filter::nearest, query::DEFAULT_LIMIT},
    formats::{
        Format, LICENSE_URL, WriteError, csv,
        geojson::{SiteCollection, SiteFeature},
    },
};

const ITEMS: &str = "/collections/sites/items";
const GEO_JSON: &str = "application/geo+json";

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::json::<SiteCollection<'_>>(ITEMS, items, "Sites that pass the filters, page by page")
            .with(Parameters::Sites, GEO_JSON)
            .or_html(),
        Route::json::<SiteFeature<'_>>("/collections/sites/items/{id}", item, "One site with all its claims")
            .with(Parameters::AsOf, GEO_JSON)
            .or_html(),
        Route::json::<FacetsDocument<'_>>(
            "/collections/sites/facets",
            facets,
            "For each facet its values with their counts under the same filters, its own selection aside",
        )
        .with(Parameters::Filter, "application/json")
        .or_html(),
        Route::json::<SiteCollection<'_>>(
            "/collections/sites/download.geojson",
            |app, asked| download(app, asked, Format::GeoJson),
            "All sites that pass the filters, as a file",
        )
        .with(Parameters::Filter, GEO_JSON),
        Route::other(
            "/collections/sites/download.csv",
            |app, asked| download(app, asked, Format::Csv),
            "All sites that pass the filters, as a table",
            "text/csv",
        )
        .with(Parameters::Filter, "text/csv"),
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
    asked.read(&GEO_JSON_OR_HTML, query_parameters, |name, value| query.take(&app.views.now().catalog, name, value))?;
    let as_page = asked.prefers(&GEO_JSON_OR_HTML) == Media::Html;
    if asked.query().is_none() && !as_page {
        return Ok(app.first_page.clone());
    }
    let all = app.views.now().catalog.columns.len();
    if !as_page && query.filter.is_empty() && query.sort.is_empty() && query.offset == 0 && query.limit >= all {
        return Ok(app.everything.clone());
    }
    let view = app.views.at(query.filter.as_of)?;
    let found = view.catalog.find(&query);
    let page = Page { limit: query.limit, offset: query.offset, matched: found.matched };
    if as_page {
        return Ok(html::sites(app, asked, &view, &query.filter, page, &found.page));
    }
    let links = paging(&app.config, ITEMS, asked.query(), page);
    let text = view.features.collection(&view.catalog, &found.page, page.matched, links)?;
    Ok(Answer::new(GEO_JSON, text))
}

fn item(app: &App, asked: &Asked<'_>) -> Result<Answer, Problem> {
    let view = app.views.at(asked.read_day(&GEO_JSON_OR_HTML)?)?;
    let columns = &view.catalog.columns;
    let id = &*asked.id();
    let Some(nth) = columns.position(id) else {
        let known: Vec<&str> = columns.ids.iter().collect();
        return Err(Problem::not_found(format!("there is no site {id:?}; {}", nearest(&known, id))));
    };
    let own = format!("{}{ITEMS}/{id}", app.config.public_url);
    let links = format!("<{own}>; rel=\"canonical\", <{own}?f=html>; rel=\"alternate\"; type=\"text/html\"");
    let mut text = Vec::new();
    view.features.site(nth, &mut text).map_err(WriteError::from)?;
    if asked.prefers(&GEO_JSON_OR_HTML) == Media::Html {
        return Ok(html::site(app, &view, &text)?);
    }
    Ok(Answer::new(GEO_JSON, text).exposing(header::LINK, &links))
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
    let (filter, _) = read_filter(app, asked, "oreatlas-sites", &JSON_OR_HTML)?;
    let view = app.views.at(filter.as_of)?;
    if asked.prefers(&JSON_OR_HTML) == Media::Html {
        return Ok(html::facets(app, asked, &view, &filter));
    }
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

fn download(app: &App, asked: &Asked<'_>, format: Format) -> Result<Answer, Problem> {
    let (filter, name) = read_filter(app, asked, "oreatlas-sites", &[])?;
    let view = app.views.at(filter.as_of)?;
    let sites = view.catalog.select(&filter);
    let bytes = match format {
        Format::GeoJson => {
            let sites: Vec<usize> = sites.ones().collect();
            view.features.collection(&view.catalog, &sites, sites.len(), Vec::new())?
        }
        Format::Csv => {
            let mut table = Vec::new();
            csv::table(&view.catalog, sites.ones(), &mut table)?;
            table
        }
    };
    let disposition = format!("attachment; filename=\"{name}.{format}\"");
    Ok(Answer::new(format.media_type(), bytes)
        .exposing(header::CONTENT_DISPOSITION, &disposition)
        .exposing(header::LINK, &format!("<{LICENSE_URL}>; rel=\"license\"")))
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

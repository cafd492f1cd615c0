//! `/collections/sites_point` and `/collections/sites_area`: the sites for desktop GIS, with flat properties and one type of
//! geometry each.

use super::{
    endpoint::{Call, Endpoint, Result},
    feature_schema, html,
    links::{in_crs, link, paging},
    media::{GEO_JSON, GEO_JSON_OR_HTML},
    parameters::{AsOf, record_id},
    problem::unknown,
    sites::{is_large, page},
    state::Api,
};
use crate::{
    catalog::{Catalog, Collection, Crs, Filter, Property, Query, columns::Shape, properties::Storage, query::Sort},
    formats::{
        flat::{FlatFeature, Flattener},
        geojson::{self, FlatCollection},
    },
    pages,
    server::{negotiate::Media, response::ApiResponse},
};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    Collection::ALL.iter().filter_map(|&collection| Some(of(collection, collection.shape()?))).flatten().collect()
}

/// The endpoints of a collection whose sites have this type of geometry.
fn of(collection: Collection, shape: Shape) -> Vec<Endpoint> {
    let first = move |catalog: &Catalog| ids(catalog, shape).next().map(str::to_owned);
    let long = |_: &Api, call: &Call<(Query, Crs)>| is_large(&call.snapshot);
    let summary = "Sites that match the filters, page by page, with flat properties";
    let items =
        Endpoint::computed(collection.path("/items"), summary, GEO_JSON_OR_HTML, long, move |api: &Api, call: &_| {
            items(api, call, collection, shape)
        });
    let item = Endpoint::new(
        collection.path("/items/{id}"),
        "One site with flat properties",
        GEO_JSON_OR_HTML,
        move |api: &Api, call: &_| item(api, call, collection, shape),
    );
    let items = [
        items.returning::<FlatCollection<'_>>(),
        item.in_path([record_id("id", "site", first)]).returning::<FlatFeature<'_>>(),
    ];
    items.into_iter().chain(feature_schema::endpoints::<FlatFeature<'_>>(collection)).collect()
}

/// The ids of the sites with a type of geometry.
fn ids(catalog: &Catalog, shape: Shape) -> impl Iterator<Item = &str> {
    let columns = &catalog.columns;
    let rows = (0..columns.len()).filter(move |row| columns.geometries().shape(*row) == Some(shape));
    rows.map(|row| columns.id(row))
}

/// The query, for the sites with a type of geometry.
///
/// Where no order is asked for, the sites whose numbers are known come first: QGIS 3.22 guesses the types of fields
/// from the first ten Features, and reads a number that is null in all of them as text.
fn narrowed(query: &Query, shape: Shape) -> Query {
    let mut query = Query { filter: Filter { shape: Some(shape), ..query.filter.clone() }, ..query.clone() };
    if query.sort.is_empty() {
        let numbers =
            Property::sortable().filter(|property| matches!(property.definition().storage, Storage::Number(_)));
        query.sort = numbers.map(|by| Sort { by, descending: true }).collect();
    }
    query
}

fn items(api: &Api, call: &Call<(Query, Crs)>, collection: Collection, shape: Shape) -> Result {
    let (catalog, (query, crs)) = (&call.snapshot.catalog, &call.parameters);
    let query = narrowed(query, shape);
    if call.media == Media::HTML {
        let found = catalog.find(&query, &call.stop)?;
        let shown = page(catalog, &query, &found);
        return html::respond(api, call, |context| {
            Ok(pages::sites(context, collection, shown, &found.page, Vec::new()))
        });
    }
    let response = api.cached(&call.request, GEO_JSON.media_type, || {
        let found = catalog.find(&query, &call.stop)?;
        let page = page(catalog, &query, &found);
        let links = paging(&api.config, &collection.path("/items"), &call.request.parameters(), page);
        let head = geojson::head(&catalog.dataset.terms, page.matched, page.returned, links);
        let flattener = Flattener::new(catalog, *crs);
        Ok(geojson::collection(&head, found.page.iter().map(|&row| flattener.feature(row, Vec::new())))?)
    })?;
    Ok(in_crs(response, *crs))
}

fn item(api: &Api, call: &Call<(AsOf, Crs)>, collection: Collection, shape: Shape) -> Result {
    let (snapshot, crs, id) = (&call.snapshot, call.parameters.1, &*call.request.id());
    let (catalog, columns) = (&snapshot.catalog, &snapshot.catalog.columns);
    let unknown = || unknown(&format!("record in {collection}"), id, &ids(catalog, shape).collect::<Vec<_>>());
    let row = columns.position(id).filter(|&row| columns.geometries().shape(row) == Some(shape)).ok_or_else(unknown)?;
    if call.media == Media::HTML {
        return html::respond(api, call, |context| Ok(pages::site(context, &snapshot.features, row)?));
    }
    let here = collection.path(&format!("/items/{id}"));
    let links = vec![
        link(&api.config, "self", &call.request.address(), GEO_JSON.media_type, "This site"),
        link(&api.config, "alternate", &format!("{here}?f=html"), "text/html", "This site as a web page"),
        link(&api.config, "collection", &collection.path(""), Media::JSON.media_type, "The collection"),
    ];
    let feature = Flattener::new(catalog, crs).feature(row, links);
    Ok(in_crs(ApiResponse::new(GEO_JSON.media_type, serde_json::to_vec(&feature)?), crs))
}

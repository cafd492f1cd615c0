//! `/collections/agreements`: agreements between governments, companies and other organizations.

use super::{
    endpoint::{Call, Endpoint, Result},
    feature_schema, html,
    links::{in_crs, link, page, paging},
    media::{GEO_JSON, GEO_JSON_OR_HTML},
    parameters::{AsOf, record_id},
    problem,
    snapshots::Snapshot,
    state::Api,
};
use crate::{
    catalog::{Collection, Crs, agreements::Query},
    feature::{AgreementFeature, Link},
    formats::geojson::{self, AgreementCollection},
    pages,
    server::{negotiate::Media, problem::Problem, response::ApiResponse},
};

const ITEMS: &str = "/collections/agreements/items";

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let items = vec![
        Endpoint::new(ITEMS, "Agreements that match the filters, page by page", GEO_JSON_OR_HTML, items)
            .returning::<AgreementCollection<'_>>(),
        Endpoint::new(
            "/collections/agreements/items/{id}",
            "One agreement with all its claims",
            GEO_JSON_OR_HTML,
            item,
        )
        .in_path([record_id("id", "agreement", |catalog| catalog.agreements.ids().next().map(str::to_owned))])
        .returning::<AgreementFeature<'_>>(),
    ];
    items.into_iter().chain(feature_schema::endpoints::<AgreementFeature<'_>>(Collection::Agreements)).collect()
}

/// An agreement's Feature.
fn feature(snapshot: &Snapshot, row: usize, links: Vec<Link>) -> Result<AgreementFeature<'_>> {
    let catalog = &snapshot.catalog;
    let id = catalog.agreements.id(row);
    let agreement = catalog.dataset.agreements.get(id).ok_or_else(|| unknown(snapshot, id))?;
    Ok(AgreementFeature::new(agreement, catalog.agreements.facts(row), links))
}

fn unknown(snapshot: &Snapshot, id: &str) -> Problem {
    problem::unknown("agreement", id, &snapshot.catalog.agreements.ids().collect::<Vec<_>>())
}

fn items(api: &Api, call: &Call<(Query, Crs)>) -> Result {
    let ((query, crs), snapshot) = (&call.parameters, &call.snapshot);
    let agreements = &snapshot.catalog.agreements;
    let found = agreements.find(&snapshot.catalog.dataset, query, &call.stop)?;
    let page = page(&found, query.limit, |row| agreements.id(row));
    if call.media == Media::HTML {
        return html::respond(api, call, |context| Ok(pages::agreements(context, page, &found.page)));
    }
    let features = found.page.iter().map(|&row| feature(snapshot, row, Vec::new()));
    let features: Vec<AgreementFeature<'_>> = features.collect::<Result<_>>()?;
    let links = paging(&api.config, ITEMS, &call.request.parameters(), page);
    let head = geojson::head(&snapshot.catalog.dataset.terms, page.matched, page.returned, links);
    Ok(in_crs(ApiResponse::new(GEO_JSON.media_type, geojson::collection(&head, features)?), *crs))
}

fn item(api: &Api, call: &Call<(AsOf, Crs)>) -> Result {
    let snapshot = &call.snapshot;
    let id = &*call.request.id();
    let row = snapshot.catalog.agreements.position(id).ok_or_else(|| unknown(snapshot, id))?;
    if call.media == Media::HTML {
        return html::respond(api, call, |context| pages::agreement(context, row).ok_or_else(|| unknown(snapshot, id)));
    }
    let links = vec![
        link(&api.config, "self", &call.request.address(), GEO_JSON.media_type, "This agreement"),
        link(&api.config, "alternate", &format!("{ITEMS}/{id}?f=html"), "text/html", "This agreement as a web page"),
        link(&api.config, "collection", "/collections/agreements", "application/json", "The collection of agreements"),
    ];
    Ok(in_crs(
        ApiResponse::new(GEO_JSON.media_type, serde_json::to_vec(&feature(snapshot, row, links)?)?),
        call.parameters.1,
    ))
}

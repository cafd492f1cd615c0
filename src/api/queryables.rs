//! `/collections/{collection}/queryables` (OGC API - Features Part 3, section 6): what an expression may name.

use std::collections::BTreeMap;

use axum::http::header;
use serde_json::{Map, Value, json};

use crate::{
    api::{links::link, route::Route},
    app::{App, Config},
    catalog::{
        Catalog,
        cql2::property::{CollectionKind, Queryable, ValueKind},
    },
    formats::geojson::Link,
    server::{negotiate::Media, problem::Problem, request::ApiRequest, response::ApiResponse},
};

/// The relation of a link to them.
const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

/// A property with more values than these is described without them.
const FEW: usize = 100;

pub(crate) fn routes() -> Vec<Route> {
    let route =
        |path| Route::other(path, queryables, "The properties that filter may name", Media::Schema.media_type());
    [CollectionKind::Sites, CollectionKind::Agreements].map(|subject| route(address(subject))).into()
}

fn address(subject: CollectionKind) -> &'static str {
    match subject {
        CollectionKind::Sites => "/collections/sites/queryables",
        CollectionKind::Agreements => "/collections/agreements/queryables",
    }
}

pub(crate) fn link_to(config: &Config, subject: CollectionKind) -> Link {
    link(config, REL, address(subject), Media::Schema.media_type(), "What filter may name")
}

/// The same as a header, which leads there from whatever can be filtered (`/req/queryables/queryables-link`).
pub(crate) fn link_header(config: &Config, subject: CollectionKind) -> String {
    format!("<{}{}>; rel=\"{REL}\"", config.public_url, address(subject))
}

/// An answer that can be filtered, with that header.
pub(crate) fn with_queryables_link(answer: ApiResponse, config: &Config, subject: CollectionKind) -> ApiResponse {
    answer.exposing(header::LINK, &link_header(config, subject))
}

fn queryables(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    request.read_format(&[Media::Schema])?;
    app.prebuilt(request.address())
}

/// The answers, by their addresses.
pub(crate) fn prebuilt(catalog: &Catalog, config: &Config) -> serde_json::Result<BTreeMap<String, ApiResponse>> {
    let titles = [(CollectionKind::Sites, "Mineral sites"), (CollectionKind::Agreements, "Agreements")];
    let answer = |(subject, title)| {
        let bytes = serde_json::to_vec(&schema(catalog, config, subject, title))?;
        Ok((address(subject).to_owned(), ApiResponse::prebuilt(Media::Schema.media_type(), bytes)))
    };
    titles.into_iter().map(answer).collect()
}

fn schema(catalog: &Catalog, config: &Config, subject: CollectionKind, title: &str) -> Value {
    let described = |queryable: &Queryable| (queryable.name.to_owned(), described(catalog, queryable));
    let properties: Map<String, Value> = subject.queryables().iter().map(described).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{}{}", config.public_url, address(subject)),
        "type": "object",
        "title": title,
        "description": "What filter may name. Lists are compared as they are: a mineral does not stand for its narrower \
                        ones there, nor an organization for its subsidiaries, as they do in the parameters of their names.",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn described(catalog: &Catalog, queryable: &Queryable) -> Value {
    let known = queryable.facet.map(|facet| facet.known(catalog)).filter(|known| (1..=FEW).contains(&known.len()));
    let text = match known {
        Some(known) => json!({"type": "string", "enum": known}),
        None => json!({"type": "string"}),
    };
    let mut schema = match queryable.kind {
        ValueKind::Text => text,
        ValueKind::Number => json!({"type": "number"}),
        ValueKind::List => json!({"type": "array", "items": text}),
        ValueKind::Geometry => json!({"format": "geometry-any", "x-ogc-role": "primary-geometry"}),
        ValueKind::Datetime => json!({"type": "string", "format": "date"}),
    };
    if queryable.name == "id" {
        schema["x-ogc-role"] = "id".into();
    }
    schema["title"] = queryable.title.into();
    schema["description"] = queryable.description.into();
    schema
}

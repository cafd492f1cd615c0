//! `/collections/{collection}/queryables` (OGC API - Features Part 3, section 6): the properties that `filter` may use.

use axum::http::header;
use serde_json::{Map, Value, json};

use super::{
    endpoint::Endpoint,
    links::link,
    media::SCHEMA,
    state::{Api, Config},
};
use crate::{
    catalog::{
        Catalog,
        cql2::property::{CollectionKind, Queryable, ValueKind},
    },
    feature::Link,
    server::response::ApiResponse,
};

/// The relation of a link to the queryables.
const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

/// The values of a property are listed up to this number.
const FEW: usize = 100;

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let endpoint = |kind| {
        let document = move |api: &Api| schema(api.catalog(), &api.config, kind);
        Endpoint::document(address(kind), "The properties that filter may use", &[SCHEMA], document)
    };
    [CollectionKind::Sites, CollectionKind::Agreements].map(endpoint).into()
}

fn address(kind: CollectionKind) -> &'static str {
    match kind {
        CollectionKind::Sites => "/collections/sites/queryables",
        CollectionKind::Agreements => "/collections/agreements/queryables",
    }
}

pub(crate) fn link_to(config: &Config, kind: CollectionKind) -> Link {
    link(config, REL, address(kind), SCHEMA.media_type, "Filterable fields")
}

/// The same as a `Link` header, which everything that can be filtered has (`/req/queryables/queryables-link`).
pub(crate) fn link_header(config: &Config, kind: CollectionKind) -> String {
    format!("<{}{}>; rel=\"{REL}\"", config.public_url, address(kind))
}

/// A response with that header.
pub(crate) fn with_queryables_link(response: ApiResponse, config: &Config, kind: CollectionKind) -> ApiResponse {
    response.exposing(header::LINK, &link_header(config, kind))
}

fn schema(catalog: &Catalog, config: &Config, kind: CollectionKind) -> Value {
    let title = match kind {
        CollectionKind::Sites => "Mineral sites",
        CollectionKind::Agreements => "Agreements",
    };
    let described = |queryable: &Queryable| (queryable.name.to_owned(), described(catalog, queryable));
    let properties: Map<String, Value> = kind.queryables().iter().map(described).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{}{}", config.public_url, address(kind)),
        "type": "object",
        "title": title,
        "description": "The properties that filter may use. Lists are compared as they are: a mineral does not include \
                        its narrower ones, nor an organization its subsidiaries, unlike in the parameters of those names.",
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

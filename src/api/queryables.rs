//! `/collections/{collection}/queryables` (OGC API - Features Part 3, section 6): the properties that `filter` may use.

use serde_json::{Map, Value, json};

use super::{
    endpoint::Endpoint,
    media::SCHEMA,
    state::{Api, Config},
};
use crate::catalog::{
    Catalog, Collection,
    collection::Definition,
    cql2::property::{Queryable, ValueKind},
};

/// The values of a property are listed up to this number.
const FEW: usize = 100;

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let endpoint = |&collection: &Collection| {
        let document = move |api: &Api| schema(api.catalog(), &api.config, collection);
        let summary = "The properties that filter may use";
        Endpoint::document(collection.path("/queryables"), summary, &[SCHEMA], None, document)
    };
    Collection::ALL.iter().map(endpoint).collect()
}

fn schema(catalog: &Catalog, config: &Config, collection: Collection) -> Value {
    let Definition { title, kind, .. } = collection.definition();
    let described = |queryable: &Queryable| (queryable.name.to_owned(), described(catalog, queryable));
    let properties: Map<String, Value> = kind.queryables().iter().map(described).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{}{}", config.public_url, collection.path("/queryables")),
        "type": "object",
        "title": title,
        "description": "The properties that filter may use. Lists are compared as they are: a mineral does not include \
                        its narrower ones, nor an organization its subsidiaries, unlike in the parameters of those names.",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn described(catalog: &Catalog, queryable: &Queryable) -> Value {
    let text = match queryable.values.known(catalog) {
        known if (1..=FEW).contains(&known.len()) => json!({"type": "string", "enum": known}),
        _ => json!({"type": "string"}),
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

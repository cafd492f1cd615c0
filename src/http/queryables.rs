//! `/collections/sites/queryables` (OGC API - Features Part 3, section 6): what an expression may name.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    answer::Answer,
    app::{App, Config},
    asked::Asked,
    links::link,
    negotiate::Media,
    problem::Problem,
    route::Route,
};
use crate::{
    catalog::{
        Catalog,
        cql2::property::{Property, QUERYABLES, Queryable},
    },
    formats::geojson::Link,
};

const ADDRESS: &str = "/collections/sites/queryables";

/// A property with more values than these is described without them.
const FEW: usize = 100;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::other(ADDRESS, queryables, "The properties that filter may name", Media::Schema.media_type())]
}

pub(super) fn link_to(config: &Config) -> Link {
    let relation = "http://www.opengis.net/def/rel/ogc/1.0/queryables";
    link(config, relation, ADDRESS, Media::Schema.media_type(), "What filter may name")
}

fn queryables(app: &App, asked: &Asked<'_>) -> Result<Answer, Problem> {
    asked.read_format(&[Media::Schema])?;
    app.fixed(ADDRESS)
}

/// The answer, by its address.
pub(super) fn fixed(catalog: &Catalog, config: &Config) -> serde_json::Result<BTreeMap<String, Answer>> {
    let properties: Map<String, Value> =
        QUERYABLES.iter().map(|queryable| (queryable.name.to_owned(), described(catalog, queryable))).collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{}{ADDRESS}", config.public_url),
        "type": "object",
        "title": "Mineral sites",
        "description": "What filter may name. Lists are compared as they are: a mineral does not stand for its narrower \
                        ones there, nor an organization for its subsidiaries, as they do in the parameters of their names.",
        "properties": properties,
        "additionalProperties": false,
    });
    let bytes = serde_json::to_vec(&schema)?;
    Ok(BTreeMap::from([(ADDRESS.to_owned(), Answer::fixed(Media::Schema.media_type(), bytes))]))
}

fn described(catalog: &Catalog, queryable: &Queryable) -> Value {
    let known = queryable.facet.map(|facet| facet.known(catalog)).filter(|known| (1..=FEW).contains(&known.len()));
    let text = match known {
        Some(known) => json!({"type": "string", "enum": known}),
        None => json!({"type": "string"}),
    };
    let mut schema = match queryable.property {
        Property::Text(_) => text,
        Property::Number(_) => json!({"type": "number"}),
        Property::List(_) => json!({"type": "array", "items": text}),
        Property::Geometry => json!({"format": "geometry-any", "x-ogc-role": "primary-geometry"}),
        Property::Datetime => json!({"type": "string", "format": "date"}),
    };
    if queryable.name == "id" {
        schema["x-ogc-role"] = "id".into();
    }
    schema["title"] = queryable.title.into();
    schema["description"] = queryable.description.into();
    schema
}

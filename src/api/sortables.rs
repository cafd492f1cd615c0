//! `/collections/{collection}/sortables`: the values of `sortby`, as a JSON Schema (the draft of OGC API - Features Part 5, 23-058r2,
//! "Sortables").

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{
    endpoint::Endpoint,
    media::SCHEMA,
    state::{Api, Config},
};
use crate::catalog::{
    Collection,
    cql2::property::CollectionKind,
    properties::{Property, Storage},
};

/// The relation of a link to the sortables.
pub(crate) const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/sortables";

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let summary = "The properties by which sites can be sorted, as a JSON Schema";
    let endpoint = |&collection: &Collection| {
        let document = move |api: &Api| sortables(&api.config, collection);
        Endpoint::document(collection.path("/sortables"), summary, &[SCHEMA], None, document).returning::<Sortables>()
    };
    let of_sites = Collection::ALL.iter().filter(|collection| collection.definition().kind == CollectionKind::Sites);
    of_sites.map(endpoint).collect()
}

/// A JSON Schema of the properties to sort by.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Sortables {
    /// Draft 2020-12.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// Its own URL.
    #[serde(rename = "$id")]
    id: String,
    /// Always `object`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What is sorted.
    title: &'static str,
    /// The properties by name, each with its type.
    properties: Map<String, Value>,
    /// Always false: there are no others.
    additional_properties: bool,
}

fn sortables(config: &Config, collection: Collection) -> Sortables {
    let properties = Property::sortable().map(|by| (by.to_string(), property(by)));
    Sortables {
        schema: "https://json-schema.org/draft/2020-12/schema",
        id: format!("{}{}", config.public_url, collection.path("/sortables")),
        kind: "object",
        title: collection.definition().title,
        properties: properties.collect(),
        additional_properties: false,
    }
}

fn property(by: Property) -> Value {
    let kind = if matches!(by.definition().storage, Storage::Number(_)) { "integer" } else { "string" };
    json!({"type": kind, "title": by.definition().title, "description": by.definition().description})
}

//! `/collections/sites/sortables`: the values of `sortby`, as a JSON Schema (the draft of OGC API - Features Part 5, 23-058r2,
//! "Sortables").

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{endpoint::Endpoint, media::SCHEMA, state::Config};
use crate::catalog::properties::{Property, Storage};

const PATH: &str = "/collections/sites/sortables";

/// The relation of a link to the sortables.
pub(crate) const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/sortables";

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let summary = "The properties by which sites can be sorted, as a JSON Schema";
    let document = Endpoint::document(PATH, summary, &[SCHEMA], None, |api| sortables(&api.config));
    vec![document.returning::<Sortables>()]
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

fn sortables(config: &Config) -> Sortables {
    let properties = Property::sortable().map(|by| (by.to_string(), property(by)));
    Sortables {
        schema: "https://json-schema.org/draft/2020-12/schema",
        id: format!("{}{PATH}", config.public_url),
        kind: "object",
        title: "Mineral sites",
        properties: properties.collect(),
        additional_properties: false,
    }
}

fn property(by: Property) -> Value {
    let kind = if matches!(by.definition().storage, Storage::Number(_)) { "integer" } else { "string" };
    json!({"type": kind, "title": by.definition().title, "description": by.definition().description})
}

//! `/collections/sites/sortables`: the values of `sortby`, as a JSON Schema (the draft of OGC API - Features Part 5, 23-058r2,
//! "Sortables").

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{
    endpoint::{Call, Endpoint, Offers},
    media::SCHEMA,
    parameters::NoParameters,
    prebuilt::Prebuilt,
    state::{Api, Config},
};
use crate::{
    catalog::properties::{Property, Storage},
    server::response::ApiResponse,
};

pub(crate) const PATH: &str = "/collections/sites/sortables";

/// The relation of a link to the sortables.
pub(crate) const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/sortables";

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let handler = |api: &Api, _: &Call<NoParameters>| api.prebuilt(&Prebuilt::Sortables);
    let summary = "The properties by which sites can be sorted, as a JSON Schema";
    vec![Endpoint::new(PATH, summary, Offers::Negotiated(&[SCHEMA]), handler).returning::<Sortables>()]
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

/// The document.
pub(crate) fn prebuilt(config: &Config) -> serde_json::Result<ApiResponse> {
    let properties = Property::sortable().map(|by| (by.to_string(), property(by)));
    let document = Sortables {
        schema: "https://json-schema.org/draft/2020-12/schema",
        id: format!("{}{PATH}", config.public_url),
        kind: "object",
        title: "Mineral sites",
        properties: properties.collect(),
        additional_properties: false,
    };
    Ok(ApiResponse::prebuilt(SCHEMA.media_type, serde_json::to_vec(&document)?))
}

fn property(by: Property) -> Value {
    let kind = if matches!(by.definition().storage, Storage::Number(_)) { "integer" } else { "string" };
    json!({"type": kind, "title": by.definition().title, "description": by.definition().description})
}

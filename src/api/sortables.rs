//! `/collections/sites/sortables`: what `sortby` takes, as a JSON Schema (the draft of OGC API - Features Part 5, 23-058r2,
//! "Sortables").

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{
    api::route::{Parameters, Route},
    app::{App, Config},
    catalog::properties::{Property, Storage},
    server::{negotiate::Media, problem::Problem, request::ApiRequest, response::ApiResponse},
};

pub(crate) const PATH: &str = "/collections/sites/sortables";

/// The relation of a link to it.
pub(crate) const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/sortables";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::json::<Sortables>(PATH, sortables, "What sites can be sorted by, as a JSON Schema")
            .with(Parameters::Format, Media::Schema.media_type()),
    ]
}

/// A JSON Schema of what can be sorted by.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Sortables {
    /// Draft 2020-12.
    #[serde(rename = "$schema")]
    schema: &'static str,
    /// Its own address.
    #[serde(rename = "$id")]
    id: String,
    /// Always `object`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What it is.
    title: &'static str,
    /// The sortables by name, each with its type.
    properties: Map<String, Value>,
    /// Nothing else can be sorted by.
    additional_properties: bool,
}

/// The answer, made once.
pub(crate) fn prebuilt(config: &Config) -> serde_json::Result<(String, ApiResponse)> {
    let properties = Property::sortable().map(|by| (by.to_string(), property(by)));
    let document = Sortables {
        schema: "https://json-schema.org/draft/2020-12/schema",
        id: format!("{}{PATH}", config.public_url),
        kind: "object",
        title: "Mineral sites",
        properties: properties.collect(),
        additional_properties: false,
    };
    Ok((PATH.to_owned(), ApiResponse::prebuilt(Media::Schema.media_type(), serde_json::to_vec(&document)?)))
}

fn property(by: Property) -> Value {
    let kind = if matches!(by.definition().storage, Storage::Number(_)) { "integer" } else { "string" };
    json!({"type": kind, "title": by.definition().title, "description": by.definition().description})
}

fn sortables(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    request.read_format(&[Media::Schema])?;
    app.prebuilt(request.address())
}

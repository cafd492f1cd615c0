//! `/collections/{collection}/feature-schema`: the flat facts of a Feature with their types, as a JSON Schema.
//!
//! GDAL, and so QGIS, takes a layer's fields from it; without it they guess from the first few Features, and take a
//! list that is empty there for text.

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use crate::{
    api::route::Route,
    app::App,
    model::schema::settings,
    server::{negotiate::Media, problem::Problem, request::ApiRequest, response::ApiResponse},
};

/// Its media type.
pub(crate) const MEDIA_TYPE: &str = "application/schema+json";

/// The route of the Features at `path`.
pub(crate) fn route(path: &'static str) -> Route {
    Route::other(path, answer, "The types of the flat facts of a Feature, as a JSON Schema", MEDIA_TYPE)
}

/// The schema of the Features `T`: of their properties those that are text, a number, or a list of either.
///
/// A fact that is not known is null in the answers; as in OGC API - Features Part 5, the type here is that of a
/// known one.
pub(crate) fn document<T: JsonSchema>() -> Value {
    let settings = settings().for_serialize().with(|settings| settings.inline_subschemas = true);
    let schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    let empty = Map::new();
    let properties = schema.pointer("/properties/properties/properties").and_then(Value::as_object);
    let facts: Map<String, Value> = properties
        .unwrap_or(&empty)
        .iter()
        .filter_map(|(name, schema)| {
            let mut fact = fact(schema)?;
            fact["description"] = schema["description"].clone();
            Some((name.clone(), fact))
        })
        .collect();
    json!({
        "$schema": schema["$schema"],
        "description": schema["description"],
        "type": "object",
        "properties": {
            "type": {"type": "string", "const": "Feature"},
            "id": {"type": "string"},
            "properties": {"type": "object", "properties": facts},
        },
    })
}

/// The plain type of a fact; none where it is nested.
fn fact(schema: &Value) -> Option<Value> {
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => schema["oneOf"].as_array()?.iter().filter_map(|one| one["type"].as_str()).collect(),
    };
    match kinds.into_iter().find(|kind| *kind != "null")? {
        kind @ ("string" | "integer" | "number" | "boolean") => Some(json!({"type": kind})),
        "array" => fact(&schema["items"]).map(|items| json!({"type": "array", "items": items})),
        _ => None,
    }
}

fn answer(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    request.read_format(&[Media::Schema])?;
    app.prebuilt(request.address())
}

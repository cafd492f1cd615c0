//! `/collections/{collection}/feature-schema`: the flat properties of a Feature with their types, as a JSON
//! Schema.
//!
//! GDAL, and so QGIS, reads a layer's fields from it. Otherwise they guess from the first few Features, and read a list
//! that is empty there as text.

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use super::{endpoint::Endpoint, media::SCHEMA};
use crate::{catalog::Collection, model::schema::settings};

/// The endpoint with the schema of a collection's Features `T`.
pub(crate) fn endpoint<T: JsonSchema>(collection: Collection) -> Endpoint {
    let summary = "The types of a Feature's flat properties, as a JSON Schema";
    Endpoint::document(collection.path("/feature-schema"), summary, &[SCHEMA], None, |_| document::<T>())
}

/// The schema of the Features `T`, with those properties that are text, a number, or a list of either.
///
/// An unknown property is null in responses; as in OGC API - Features Part 5, the type here is that of a known one.
fn document<T: JsonSchema>() -> Value {
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

/// The plain type of a property; `None` if it is nested.
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

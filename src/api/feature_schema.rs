//! The schemas of a collection's Features: `/collections/{collection}/schema` (OGC API - Features Part 5, 23-058r2, "Returnables
//! and Receivables") has all properties, `/collections/{collection}/feature-schema` the flat ones in a GeoJSON Feature.
//!
//! GDAL reads a layer's fields from the latter, newer versions of QGIS from the former. Without them they guess from the
//! first few Features, and read a list that is empty there as text.

use schemars::JsonSchema;
use serde_json::{Map, Value, json};

use super::{endpoint::Endpoint, media::SCHEMA, state::Config};
use crate::{
    catalog::{
        Collection,
        collection::{Definition, Geometries},
        columns::Shape,
    },
    model::schema::settings,
};

/// The relation of a link to the schema.
pub(crate) const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/schema";

/// The endpoints with the schemas of a collection's Features `T`.
pub(crate) fn endpoints<T: JsonSchema>(collection: Collection) -> [Endpoint; 2] {
    let flat = "The types of a Feature's flat properties, as a JSON Schema";
    let whole = "The properties of a Feature, as a JSON Schema";
    [
        Endpoint::document(collection.path("/feature-schema"), flat, &[SCHEMA], None, |_| of_feature::<T>()),
        Endpoint::document(collection.path("/schema"), whole, &[SCHEMA], None, move |api| {
            of_properties::<T>(&api.config, collection)
        }),
    ]
}

fn schema_of<T: JsonSchema>() -> Value {
    let settings = settings().for_serialize().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// The properties in the schema of a Feature.
fn properties(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema.pointer("/properties/properties/properties").and_then(Value::as_object).into_iter().flatten()
}

/// The schema of the properties of a collection's Features `T`.
///
/// An unknown property is null in responses; the type here is that of a known one.
fn of_properties<T: JsonSchema>(config: &Config, collection: Collection) -> Value {
    let Definition { title, description, kind, geometries } = collection.definition();
    let mut all = Map::new();
    all.insert("id".to_owned(), json!({"x-ogc-role": "id", "type": "string"}));
    let geometry = match geometries {
        Geometries::None => None,
        Geometries::Any => Some("geometry-any"),
        Geometries::Only(Shape::Point) => Some("geometry-point"),
        Geometries::Only(Shape::Area) => Some("geometry-multipolygon"),
    };
    if let Some(format) = geometry {
        all.insert("geometry".to_owned(), json!({"x-ogc-role": "primary-geometry", "format": format}));
    }
    let schema = schema_of::<T>();
    for (name, schema) in properties(&schema) {
        let mut property = fact(schema).unwrap_or_else(|| schema.clone());
        property["description"] = schema["description"].clone();
        all.insert(name.clone(), property);
    }
    let queryables = kind.queryables();
    for (index, (name, property)) in all.iter_mut().enumerate() {
        if let Some(queryable) = queryables.iter().find(|queryable| queryable.name == name) {
            property["title"] = queryable.title.into();
            property["description"] = queryable.description.into();
        }
        property["readOnly"] = true.into();
        property["x-ogc-propertySeq"] = index.into();
    }
    json!({
        "$schema": schema["$schema"],
        "$id": format!("{}{}", config.public_url, collection.path("/schema")),
        "type": "object",
        "title": title,
        "description": description,
        "properties": all,
        "additionalProperties": false,
    })
}

/// The schema of the Features `T`, with those properties that are text, a number, or a list of either.
///
/// An unknown property is null in responses; the type here is that of a known one.
fn of_feature<T: JsonSchema>() -> Value {
    let schema = schema_of::<T>();
    let facts = properties(&schema).filter_map(|(name, schema)| {
        let mut fact = fact(schema)?;
        fact["description"] = schema["description"].clone();
        Some((name.clone(), fact))
    });
    let facts: Map<String, Value> = facts.collect();
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

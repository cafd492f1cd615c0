//! The JSON Schemas of the records, generated from the types.

use schemars::{JsonSchema, Schema, generate::SchemaSettings, transform::RecursiveTransform};
use serde_json::{Value, json};

use super::{Agreement, Country, Organization, Site, Source, Vocabulary};

/// Each kind of record with its JSON Schema (draft 2020-12), as `data/schema/<name>.json` holds it.
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("site", schema::<Site>()),
        ("source", schema::<Source>()),
        ("organization", schema::<Organization>()),
        ("agreement", schema::<Agreement>()),
        ("country", schema::<Country>()),
        ("minerals", schema::<Vocabulary>()),
    ]
}

fn schema<T: JsonSchema>() -> Value {
    settings().into_generator().into_root_schema_for::<T>().to_value()
}

/// The settings for JSON Schema draft 2020-12. A property that may be left out is never null.
pub fn settings() -> SchemaSettings {
    SchemaSettings::draft2020_12().with_transform(RecursiveTransform(absent_not_null))
}

/// The settings for the schema dialect of OpenAPI 3.0.
pub fn openapi3() -> SchemaSettings {
    // This transform runs first: a type without null does not become `nullable`.
    SchemaSettings::openapi3()
        .with(|settings| settings.transforms.insert(0, Box::new(RecursiveTransform(absent_not_null))))
}

/// Requires the geometry of a Feature, which may be null but is never left out (RFC 7946, section 3.2).
pub(super) fn geometry_required(schema: &mut Schema) {
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.push(json!("geometry"));
    }
}

/// Unknown values are left out of a record and never null; schemars allows both for an `Option`.
fn absent_not_null(schema: &mut Schema) {
    let required: Vec<Value> = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    for (_, property) in properties.iter_mut().filter(|(name, _)| !required.contains(&json!(name))) {
        let Some(property) = property.as_object_mut() else { continue };
        if let Some(Value::Array(types)) = property.get_mut("type") {
            types.retain(|kind| kind != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                property.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(forms)) = property.get_mut("anyOf") {
            forms.retain(|form| form["type"] != "null");
            if let [Value::Object(only)] = forms.as_slice() {
                let only = only.clone();
                property.remove("anyOf");
                property.extend(only);
            }
        }
    }
}

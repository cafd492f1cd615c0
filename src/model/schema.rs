//! The JSON Schemas of the records, made from the types.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

use super::{Agreement, Country, Organization, Site, Source, Vocabulary};

/// Each kind of record with its JSON Schema (draft 2020-12), as `data/schema/<name>.json` holds it.
#[must_use]
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
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value()
}

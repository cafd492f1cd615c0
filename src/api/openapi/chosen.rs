//! Schemas of responses whose properties the parameter `properties` chooses: none of them is required.

use serde_json::{Value, json};

/// The schemas from a collection down to its properties, each with the name of its twin without required properties.
const TWINS: [(&str, &str); 3] = [
    ("SiteCollection", "ChosenSiteCollection"),
    ("SiteFeature", "ChosenSiteFeature"),
    ("SiteProperties", "ChosenProperties"),
];

/// A schema with its references replaced by references to the twins.
pub(super) fn twin(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(members) => members.values_mut().for_each(|member| *member = twin(member.take())),
        Value::Array(items) => items.iter_mut().for_each(|item| *item = twin(item.take())),
        Value::String(text) => {
            let named = |(whole, _): &&(&str, &str)| text.strip_prefix(REFERENCE) == Some(whole);
            if let Some((_, chosen)) = TWINS.iter().find(named) {
                schema = json!(format!("{REFERENCE}{chosen}"));
            }
        }
        _ => {}
    }
    schema
}

const REFERENCE: &str = "#/components/schemas/";

/// Adds the twins to the schemas of an OpenAPI document.
pub(super) fn add_twins(document: &mut Value) {
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return };
    for (whole, chosen) in TWINS {
        let Some(schema) = schemas.get(whole) else { continue };
        let mut schema = twin(schema.clone());
        if let Some(members) = schema.as_object_mut().filter(|_| whole == "SiteProperties") {
            members.remove("required");
        }
        schemas.insert(chosen.to_owned(), schema);
    }
}

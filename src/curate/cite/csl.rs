//! CSL-JSON: one item, or a list of them. Its parser is `serde_json`, and a source is such an item itself.

use serde_json::{Map, Value};

use super::{CiteError, Reference};

pub(super) fn read(text: &str) -> Result<Vec<Reference>, CiteError> {
    let broken = |why: String| CiteError::Broken { format: "CSL-JSON", why };
    let items = match serde_json::from_str(text).map_err(|error| broken(error.to_string()))? {
        Value::Array(items) => items,
        item => vec![item],
    };
    items
        .into_iter()
        .map(|item| match item {
            Value::Object(csl) => Ok(reference(csl)),
            other => Err(broken(format!("an item is an object, not {other}"))),
        })
        .collect()
}

fn reference(mut csl: Map<String, Value>) -> Reference {
    let key = match csl.shift_remove("id") {
        Some(Value::String(key)) => key,
        Some(other) => other.to_string(),
        None => String::new(),
    };
    Reference { key, csl, left_over: Vec::new() }
}

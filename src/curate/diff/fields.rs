//! Changes of the fields of a record, without its claims and its geometry.

use serde_json::{Map, Value};

use super::entries::Entry;

/// Each changed field in a sentence.
pub(super) fn changes(before: &Entry, after: &Entry) -> Vec<String> {
    let mut changes = Vec::new();
    compare("", &before.fields, &after.fields, &mut changes);
    changes
}

fn compare(path: &str, before: &Value, after: &Value, changes: &mut Vec<String>) {
    if before == after {
        return;
    }
    match (before, after) {
        (Value::Object(old), Value::Object(new)) => {
            let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            for key in keys(old, new) {
                let key = key.as_str();
                compare(
                    &below(key),
                    old.get(key).unwrap_or(&Value::Null),
                    new.get(key).unwrap_or(&Value::Null),
                    changes,
                );
            }
        }
        (Value::Array(_) | Value::Null, Value::Array(_) | Value::Null) => {
            list(path, items(before), items(after), changes);
        }
        (Value::Null, Value::Object(_)) => compare(path, &Value::Object(Map::new()), after, changes),
        (Value::Object(_), Value::Null) => compare(path, before, &Value::Object(Map::new()), changes),
        (Value::Null, new) => changes.push(format!("{} added: {}", called(path), shown(new))),
        (old, Value::Null) => changes.push(format!("{} removed: {}", called(path), shown(old))),
        (old, new) => changes.push(format!("{} changed: {} → {}", called(path), shown(old), shown(new))),
    }
}

fn list(path: &str, before: &[Value], after: &[Value], changes: &mut Vec<String>) {
    let removed: Vec<&Value> = before.iter().filter(|item| !after.contains(item)).collect();
    let added: Vec<&Value> = after.iter().filter(|item| !before.contains(item)).collect();
    if removed.is_empty() && added.is_empty() {
        changes.push(format!("{} reordered", called(path)));
    }
    if let ([old], [new]) = (removed.as_slice(), added.as_slice())
        && shown(old) != shown(new)
    {
        changes.push(format!("{} changed: {} → {}", called(path), shown(old), shown(new)));
        return;
    }
    // A name or entry of which only the citations changed is still the same.
    let same = |one: &Value, other: &Value| shown(one) == shown(other);
    for item in &removed {
        if added.iter().any(|other| same(item, other)) {
            changes.push(format!("{}: details of {} changed", called(path), shown(item)));
        } else {
            changes.push(format!("{} removed: {}", called(path), shown(item)));
        }
    }
    for item in added.iter().filter(|item| !removed.iter().any(|other| same(item, other))) {
        changes.push(format!("{} added: {}", called(path), shown(item)));
    }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn keys(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<String> {
    let mut keys: Vec<String> = new.keys().cloned().collect();
    keys.extend(old.keys().filter(|key| !new.contains_key(*key)).cloned());
    keys
}

/// The name of a field for readers.
fn called(path: &str) -> String {
    match path.split_once('.') {
        Some(("names", language)) => format!("name ({language})"),
        _ => path.trim_end_matches(".date-parts").replace('_', " "),
    }
}

/// A value for readers: an entry by its name, a date by its parts.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(members) => ["name", "what", "list", "literal", "family"]
            .into_iter()
            .find_map(|key| members.get(key).and_then(Value::as_str).map(str::to_owned))
            .unwrap_or_else(|| value.to_string()),
        Value::Array(parts) if !parts.is_empty() && parts.iter().all(Value::is_number) => {
            parts.iter().map(|part| format!("{:02}", part.as_i64().unwrap_or_default())).collect::<Vec<_>>().join("-")
        }
        other => other.to_string(),
    }
}

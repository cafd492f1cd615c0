//! Records as JSON, for what is the same in all of them.

use serde_json::Value;

use crate::dataset::Record;

/// A record as JSON; none for boundaries and for files without a record.
pub(super) fn json(record: &Record) -> Option<Value> {
    match record {
        Record::Site(site) => serde_json::to_value(site),
        Record::Source(source) => serde_json::to_value(source),
        Record::Organization(organization) => serde_json::to_value(organization),
        Record::Agreement(agreement) => serde_json::to_value(agreement),
        Record::Country(country) => serde_json::to_value(country),
        Record::Minerals(vocabulary) => serde_json::to_value(vocabulary),
        Record::Boundaries(_) | Record::Other => return None,
    }
    .ok()
}

/// Calls `visit` with the pointer, the name and the value of every field of a record, and of the objects in it.
pub(super) fn each_field(record: &Record, mut visit: impl FnMut(&str, &str, &Value)) {
    walk(&json(record).unwrap_or_default(), "", &mut visit);
}

fn walk(value: &Value, pointer: &str, visit: &mut impl FnMut(&str, &str, &Value)) {
    match value {
        // The keys of `identifiers` are the names of other databases, not of fields.
        Value::Object(members) if !pointer.ends_with("/identifiers") => {
            for (key, value) in members {
                let pointer = format!("{pointer}/{key}");
                visit(&pointer, key, value);
                walk(value, &pointer, visit);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate().filter(|(_, item)| item.is_object()) {
                walk(item, &format!("{pointer}/{index}"), visit);
            }
        }
        _ => {}
    }
}

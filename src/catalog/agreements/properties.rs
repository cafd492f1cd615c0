//! The flat properties of an agreement, each declared once: expressions and columns read this table.

use super::Facts;
use crate::{
    catalog::{
        Facet,
        properties::{
            Value,
            queryable::{Queryable, ValueKind},
        },
    },
    model::Agreement,
};

/// Reads a value from an agreement; null where the property has no column of its own.
pub(super) type Read = for<'a> fn(&'a Agreement, &'a Facts) -> Value<'a>;

/// Each property, and how its value is read.
pub(in crate::catalog) const PROPERTIES: [(Queryable, Read); 8] = [
    (text("id", "Id", "Permanent id of the agreement"), |_, _| Value::Null),
    (text("name", "Name", "Name in English"), |it, _| Value::Text(&it.properties.name)),
    (text("kind", "Kind", "Type of agreement"), |it, _| Value::Text(it.properties.kind.as_str())),
    (text("country", "Country", "ISO 3166-1 alpha-2 code"), |it, _| Value::Text(&it.properties.country)),
    (list("parties", "Parties", "Ids of the organizations that take part", Facet::Operator), |_, it| ids(&it.parties)),
    (list("minerals", "Minerals", "Ids of the minerals in its scope", Facet::Mineral), |_, it| ids(&it.minerals)),
    (list("sites", "Sites", "Ids of the sites it concerns", Facet::PartOf), |it, _| ids(&it.properties.sites)),
    (SIGNED, |_, _| Value::Null),
];

const SIGNED: Queryable = Queryable {
    name: "signed",
    title: "Signed",
    description: "When it was signed, in whole days (UTC); several dates where sources disagree, null if unknown. A \
                  temporal relation is true if it is true for any of the dates; =, < and > mean T_EQUALS, T_BEFORE and \
                  T_AFTER, and <>, >= and <= their negations.",
    kind: ValueKind::Datetime,
    facet: None,
};

const fn text(name: &'static str, title: &'static str, description: &'static str) -> Queryable {
    Queryable { name, title, description, kind: ValueKind::Text, facet: None }
}

const fn list(name: &'static str, title: &'static str, description: &'static str, facet: Facet) -> Queryable {
    Queryable { name, title, description, kind: ValueKind::List, facet: Some(facet) }
}

fn ids<'a>(ids: impl IntoIterator<Item = &'a String>) -> Value<'a> {
    Value::List(ids.into_iter().map(String::as_str).collect())
}

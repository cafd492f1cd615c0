//! The flat properties of an agreement, each declared once: filters, expressions and columns read this table.

use super::Facts;
use crate::{
    catalog::properties::{
        Value, Values,
        queryable::{Queryable, ValueKind},
    },
    model::{Agreement, agreement::AgreementKind},
};

/// A flat property of an agreement.
pub(in crate::catalog) struct Property {
    /// What expressions know of it.
    pub queryable: Queryable,
    /// The parameter that filters by its values.
    pub parameter: Option<&'static str>,
    /// Reads its value; null where it has no column of its own.
    pub(super) read: Read,
}

pub(in crate::catalog) static PROPERTIES: [Property; 8] = [
    text("id", "Id", "Permanent id of the agreement", |_, _| Value::Null),
    text("name", "Name", "Name in English", |it, _| Value::Text(&it.properties.name)),
    text("kind", "Kind", "Type of agreement", |it, _| Value::Text(it.properties.kind.as_str()))
        .filter("kind", Values::Terms(AgreementKind::WORDS)),
    text("country", "Country", "ISO 3166-1 alpha-2 code", |it, _| Value::Text(&it.properties.country)),
    list("parties", "Parties", "Ids of the organizations that take part", |_, it| ids(&it.parties))
        .filter("party", Values::Organizations),
    list("minerals", "Minerals", "Ids of the minerals in its scope", |_, it| ids(&it.minerals))
        .filter("mineral", Values::Minerals),
    list("sites", "Sites", "Ids of the sites it concerns", |it, _| ids(&it.properties.sites))
        .filter("site", Values::Sites),
    property(
        ValueKind::Datetime,
        "signed",
        "Signed",
        "When it was signed, in whole days (UTC); several dates where sources disagree, null if unknown. A temporal \
         relation is true if it is true for any of the dates; =, < and > mean T_EQUALS, T_BEFORE and T_AFTER, and <>, >= \
         and <= their negations.",
        |_, _| Value::Null,
    ),
];

type Read = for<'a> fn(&'a Agreement, &'a Facts) -> Value<'a>;

const fn property(
    kind: ValueKind,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    read: Read,
) -> Property {
    let queryable = Queryable { name, title, description, kind, values: Values::Free };
    Property { queryable, parameter: None, read }
}

const fn text(name: &'static str, title: &'static str, description: &'static str, read: Read) -> Property {
    property(ValueKind::Text, name, title, description, read)
}

const fn list(name: &'static str, title: &'static str, description: &'static str, read: Read) -> Property {
    property(ValueKind::List, name, title, description, read)
}

impl Property {
    const fn filter(self, parameter: &'static str, values: Values) -> Self {
        Self { queryable: Queryable { values, ..self.queryable }, parameter: Some(parameter), ..self }
    }
}

fn ids<'a>(ids: impl IntoIterator<Item = &'a String>) -> Value<'a> {
    Value::List(ids.into_iter().map(String::as_str).collect())
}

/// The parameters that filter by the values of a property, each with what the values name.
pub fn filters() -> impl Iterator<Item = (&'static str, Values)> {
    PROPERTIES.iter().filter_map(|property| Some((property.parameter?, property.queryable.values)))
}

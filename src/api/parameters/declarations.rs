//! The parameters, each with its description and its schema.

use serde_json::{Value, json};

use super::{AS_OF, EXCEL, Parameter, patterns};
use crate::{
    catalog::{
        Catalog, Crs, Property,
        cql2::{
            Language as Encoding,
            property::{CollectionKind, Queryable, ValueKind},
        },
        filter::MAX_SEARCH,
        properties::Values,
        query::{DEFAULT_LIMIT, MAX_LIMIT, Start},
    },
    pages::Language,
    server::negotiate::Media,
};

/// More values than this are not listed, so that the API description stays small for any dataset.
const MAX_LISTED: usize = 500;

/// The id of a record, in a path; `first` finds the first record.
pub(crate) fn record_id(
    name: &'static str,
    record: &'static str,
    first: impl Fn(&Catalog) -> Option<String> + Send + Sync + 'static,
) -> Parameter {
    let example = move |catalog: &Catalog| first(catalog).map(Value::from);
    let description = format!("The id of the {record}");
    Parameter { example: Box::new(example), ..Parameter::plain(name, description, json!({"type": "string"})) }
}

/// The id of a claim of the first site, in a path.
pub(crate) fn claim_id() -> Parameter {
    let example = |catalog: &Catalog| {
        let claims = &catalog.dataset.sites.first()?.properties.claims;
        crate::model::claim::claim_ids(claims).into_iter().next().map(Value::from)
    };
    let description = "The id of the claim, unique in its record";
    Parameter { example: Box::new(example), ..Parameter::plain("id", description, json!({"type": "string"})) }
}

/// One of a few words, in a path.
pub(crate) fn word<W: Into<String>>(
    name: &'static str,
    description: &'static str,
    words: impl IntoIterator<Item = W>,
) -> Parameter {
    let words: Vec<String> = words.into_iter().map(Into::into).collect();
    let schema = json!({"type": "string", "enum": words});
    Parameter {
        example: Box::new(move |_| words.first().map(|word| json!(word))),
        ..Parameter::plain(name, description, schema)
    }
}

/// A whole number from 0, in a path.
pub(crate) fn index(name: &'static str, description: &'static str) -> Parameter {
    let plain = Parameter::plain(name, description, json!({"type": "integer", "minimum": 0}));
    Parameter { example: Box::new(|_| Some(json!(0))), ..plain }
}

pub(super) fn any_of(name: &'static str, values: Values) -> Parameter {
    let (description, record) = match values {
        Values::Minerals => ("Any of these minerals; a mineral includes its narrower ones", "mineral"),
        Values::Organizations => {
            ("Any of these organizations; an organization includes its subsidiaries", "organization")
        }
        Values::Sites => ("Any of these", "site"),
        _ => ("Any of these", name),
    };
    Parameter::new(name, description, move |catalog| match values.known(catalog) {
        // The ids of sites grow with the dataset.
        known if values != Values::Sites && (1..=MAX_LISTED).contains(&known.len()) => list(&known),
        _ => list_of(&id(record)),
    })
}

pub(super) fn bbox() -> Parameter {
    let description = "West, south, east, north in degrees (WGS 84), or in the axis order of bbox-crs. West may be greater \
                       than east, across the antimeridian; south may not be greater than north. Records without a \
                       geometry match";
    let schema = json!({
        "type": "array",
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
        "items": {"type": "number"},
    });
    Parameter::plain("bbox", description, schema)
}

pub(super) fn bbox_crs() -> Parameter {
    crs("bbox-crs", "The reference system of bbox")
}

fn crs(name: &'static str, description: &'static str) -> Parameter {
    Parameter::plain(name, description, json!({"type": "string", "format": "uri", "enum": Crs::URIS}))
}

pub(super) fn output_crs() -> Parameter {
    crs("crs", "The reference system of the coordinates in the response")
}

pub(super) fn datetime() -> Parameter {
    let description = "A day, a time, or an interval: two of them with / between, and .. for an open end";
    let schema = json!({"type": "string", "format": "interval", "pattern": patterns::interval()});
    Parameter::plain("datetime", description, schema)
}

pub(super) fn day() -> Parameter {
    let schema = json!({"type": "string", "format": "partial-date", "pattern": patterns::date()});
    Parameter::plain(AS_OF, "A year, a month or a day: the facts as they stood at its end", schema)
}

pub(super) fn search() -> Parameter {
    let description = "Words in the names; different spellings match";
    Parameter::plain("q", description, json!({"type": "string", "maxLength": MAX_SEARCH}))
}

pub(super) fn expression(collection: CollectionKind) -> [Parameter; 3] {
    let encodings: Vec<&str> = Encoding::offered(collection).iter().map(|encoding| encoding.as_str()).collect();
    [
        Parameter::plain(
            "filter-lang",
            "The encoding of filter; cql-text is CQL2 text with ILIKE, as GDAL writes it",
            json!({"type": "string", "enum": encodings}),
        ),
        crs("filter-crs", "The reference system of the coordinates in filter"),
        Parameter::plain(
            "filter",
            "A CQL2 expression over the collection's queryables, such as name LIKE 'R%' AND A_CONTAINS(minerals, ('copper'))",
            json!({"type": "string", "format": "cql2"}),
        ),
    ]
}

/// The parameters that choose a page: links to another list leave them out.
pub(super) fn paging(record: &'static str) -> [Parameter; 4] {
    let [offset, after, before] = Start::PARAMETERS;
    [
        // No maximum: a larger limit is reduced, and is no error.
        Parameter::plain(
            "limit",
            format!("The size of the page; more than {MAX_LIMIT} is reduced to {MAX_LIMIT}"),
            json!({"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT}),
        ),
        Parameter::plain(
            offset,
            "How many records to skip; give only one of offset, after and before",
            json!({"type": "integer", "minimum": 0, "default": 0}),
        ),
        Parameter::plain(
            after,
            "The page begins after the record with this id. Links to the next page use it: they stay right when records \
             are added or removed",
            id(record),
        ),
        Parameter::plain(before, "The page ends before the record with this id", id(record)),
    ]
}

/// One value of a queryable.
pub(super) fn exactly(queryable: Queryable) -> Parameter {
    let description = format!("Exactly this value; write other comparisons of {} in filter", queryable.name);
    let kind = if queryable.kind == ValueKind::Number { "number" } else { "string" };
    Parameter::plain(queryable.name, description, json!({"type": kind}))
}

pub(super) fn properties() -> Parameter {
    let names: Vec<&str> = Property::members().map(Property::as_str).collect();
    Parameter::plain("properties", "The properties to return; all of them by default", list(&names))
}

pub(super) fn excel() -> Parameter {
    let description =
        "1 begins the file with a byte order mark, without which Excel shows Urdu as signs of another script";
    Parameter::plain(EXCEL, description, json!({"type": "integer", "enum": [0, 1], "default": 0}))
}

pub(super) fn sortby() -> Parameter {
    let both = Property::sortable().flat_map(|by| [by.to_string(), format!("-{by}"), format!("+{by}")]);
    let schema = json!({"type": "array", "items": {"type": "string", "enum": both.collect::<Vec<_>>()}, "minItems": 1});
    Parameter::plain("sortby", "Properties to sort by; - before one sorts in descending order", schema)
}

fn list_of(item: &Value) -> Value {
    json!({"type": "array", "items": item, "minItems": 1})
}

fn list(known: &[&str]) -> Value {
    list_of(&json!({"type": "string", "enum": known}))
}

fn id(record: &str) -> Value {
    json!({"type": "string", "format": format!("{record}-id")})
}

/// `f`, for a choice of media types.
pub(crate) fn representation(media: &[Media]) -> Parameter {
    let mut names: Vec<&str> = media.iter().map(|media| media.name).collect();
    if media[0].name == "geojson" {
        names.insert(1, "json");
    }
    Parameter::plain("f", "The representation to return, instead of Accept", json!({"type": "string", "enum": names}))
}

/// `lang`, for resources that are also pages.
pub(crate) fn language() -> Parameter {
    let codes: Vec<&str> = Language::all().iter().map(|language| language.code.as_str()).collect();
    let schema = json!({"type": "string", "enum": codes, "default": codes[0]});
    Parameter::plain(Language::PARAMETER, "The language of the page", schema)
}

//! `/api`: the OpenAPI 3.1 description, made from the routes, the answers' types and the dataset's ids.

use serde_json::{Map, Value, json};

use super::{
    agreements,
    problem::Problem,
    route::{Parameters, Route},
    routes,
};
use crate::dataset::Dataset;
use crate::{
    catalog::{
        Catalog, Facet, Filter, Query,
        cql2::{Crs, Language},
        query::{DEFAULT_LIMIT, MAX_LIMIT},
    },
    model::schema::settings,
};

/// The types of the API's answers alone, as an OpenAPI document without paths: for programs that make types of
/// them, which no dataset's ids should change.
#[must_use]
pub fn answer_schemas() -> Value {
    let empty = Catalog::new(Dataset::default(), jiff::civil::Date::ZERO);
    let mut document = document(&empty, "/");
    document["paths"] = json!({});
    document
}

/// The OpenAPI document of a server over `catalog` at `public_url`.
#[must_use]
pub fn document(catalog: &Catalog, public_url: &str) -> Value {
    let settings = settings().for_serialize().with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let problem = generator.subschema_for::<Problem>().to_value();
    let problem = json!({"content": {"application/problem+json": {"schema": problem}}});
    let described = |description: &str| {
        let mut answer = problem.clone();
        answer["description"] = description.into();
        answer
    };
    let mut paths = Map::new();
    // The page's own files are no part of the API.
    for route in routes().into_iter().filter(|route| route.media_type != "*/*") {
        let schema = route.schema.map_or_else(|| json!({}), |schema| schema(&mut generator).to_value());
        let mut responses = json!({
            "200": {"description": route.summary, "content": {route.media_type: {"schema": schema}}},
            "304": {"description": "The client has it already (If-None-Match)"},
        });
        if route.parameters != Parameters::Any {
            responses["400"] = described("A parameter is unknown or cannot be understood");
            responses["406"] = described("No form in Accept is offered");
        }
        if route.path.contains('{') {
            responses["404"] = described("There is no such record");
        }
        let operation = json!({
            "summary": route.summary,
            "operationId": operation_id(route.path),
            "parameters": parameters(catalog, &route),
            "responses": responses,
        });
        paths.insert(route.path.to_owned(), json!({"get": operation}));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Oreatlas",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "An open atlas of mineral sites in which every fact can be traced to who said it.",
            "license": {"name": "Data: CC BY 4.0", "identifier": crate::formats::LICENSE},
        },
        "servers": [{"url": public_url}],
        "paths": paths,
        "components": {"schemas": generator.take_definitions(true)},
    })
}

fn operation_id(path: &str) -> String {
    let words: Vec<&str> =
        path.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "home".to_owned() } else { words.join("_") }
}

fn parameters(catalog: &Catalog, route: &Route) -> Vec<Value> {
    let in_path = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut all: Vec<Value> = in_path
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}))
        .collect();
    let names: Vec<&str> = match route.parameters {
        Parameters::Any | Parameters::Format => Vec::new(),
        Parameters::AsOf => vec!["as_of"],
        Parameters::Filter => Filter::parameters().collect(),
        Parameters::Sites => Filter::parameters().chain(Query::PARAMETERS).collect(),
        Parameters::Agreements => agreements::PARAMETERS.to_vec(),
    };
    all.extend(names.into_iter().map(|name| in_query(catalog, route.parameters, name)));
    all
}

fn in_query(catalog: &Catalog, of: Parameters, name: &str) -> Value {
    let list = |known: Vec<&str>| json!({"type": "array", "items": {"type": "string", "enum": known}, "minItems": 1});
    let words = |known: Vec<&str>| json!({"type": "string", "enum": known, "default": known[0]});
    let facet = match (of, name) {
        (Parameters::Agreements, "party") => Some(Facet::Operator),
        (Parameters::Agreements, "site") => Some(Facet::PartOf),
        (Parameters::Agreements, "kind") => None,
        _ => Facet::from_name(name),
    };
    let schema = match (facet, name) {
        (Some(facet), _) => list(facet.known(catalog)),
        (None, "kind") => list(crate::model::agreement::AgreementKind::ALL.iter().map(|kind| kind.as_str()).collect()),
        (None, "bbox") => json!({"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}),
        (None, "limit") => json!({"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}),
        (None, "offset") => json!({"type": "integer", "minimum": 0, "default": 0}),
        (None, "filter-lang") => words(Language::ALL.iter().map(|language| language.as_str()).collect()),
        (None, "filter-crs") => words(Crs::ALL.iter().map(|crs| crs.uri()).collect()),
        (None, "sortby") => json!({"type": "array", "items": {"type": "string"}}),
        _ => json!({"type": "string"}),
    };
    json!({
        "name": name,
        "in": "query",
        "required": false,
        "description": description(name),
        "style": "form",
        "explode": false,
        "schema": schema,
    })
}

fn description(name: &str) -> &'static str {
    match name {
        "bbox" => {
            "West, south, east, north in degrees (WGS 84); west may be greater than east, across the antimeridian"
        }
        "as_of" => "A year, a month or a day: the facts as they stood at its end",
        "datetime" => "A day, a time, or an interval of two with / between them and .. for an open end",
        "q" => "Words that the names hold; spellings fold together",
        "filter" => {
            "A CQL2 expression over /collections/sites/queryables, such as uncertainty_m < 500 AND A_CONTAINS(minerals, ('copper'))"
        }
        "filter-lang" => "The encoding of filter",
        "filter-crs" => "The reference system of the coordinates in filter",
        "limit" => "At most how many; more than the maximum becomes the maximum",
        "offset" => "How many to leave out before them",
        "sortby" => "Properties, with - before those to sort from the greatest down",
        "mineral" => "Any of these; a mineral stands for its narrower ones",
        "operator" | "licensee" | "owner" | "party" => "Any of these; an organization stands for its subsidiaries",
        _ => "Any of these",
    }
}

//! `/api`: the OpenAPI 3.0 description, made from the routes, the answers' types and the dataset's ids.

mod chosen;
mod patterns;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::{
    api::routes,
    api::{
        agreements, html,
        route::{Parameters, Route},
        tile_matrix_sets, tilesets,
    },
    catalog::{
        Catalog, Crs, Facet, Filter, Property, Query,
        cql2::{Language, property::CollectionKind},
        filter::MAX_SEARCH,
        query::{DEFAULT_LIMIT, MAX_LIMIT},
        tiles::MAX_ZOOM,
    },
    dataset::Dataset,
    formats::{Format, LICENSE, LICENSE_URL, Projection, mvt},
    model::{
        agreement::AgreementKind,
        schema::{openapi3, settings},
    },
    server::{negotiate::Media, problem::Problem},
};

/// More values than this are not listed: the document stays small for a dataset of any size.
const MAX_LISTED: usize = 500;

/// The types of the API's answers alone, as an OpenAPI 3.1 document without paths: for programs that make types of
/// them, which no dataset's ids should change.
#[must_use]
pub fn answer_schemas() -> Value {
    let empty = Catalog::new(Dataset::default(), jiff::civil::Date::ZERO);
    let settings = settings().with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut document = write(settings, &empty, "/");
    document["openapi"] = "3.1.0".into();
    document["info"]["license"] = json!({"name": "Data: CC BY 4.0", "identifier": LICENSE});
    document["paths"] = json!({});
    document
}

/// The OpenAPI document of a server over `catalog` at `public_url`.
#[must_use]
pub fn document(catalog: &Catalog, public_url: &str) -> Value {
    let mut document = write(openapi3(), catalog, public_url);
    chosen::add_twins(&mut document);
    document
}

fn write(settings: SchemaSettings, catalog: &Catalog, public_url: &str) -> Value {
    let mut generator = settings.for_serialize().into_generator();
    let problem = generator.subschema_for::<Problem>().to_value();
    let problem = json!({"schema": problem});
    // A browser gets a page of every problem that does not hang on a form of the answer.
    let described = |description: &str| {
        let page = json!({"schema": {"type": "string"}});
        json!({"description": description, "content": {"application/problem+json": problem, "text/html": page}})
    };
    let mut paths = Map::new();
    // The page's own files are no part of the API.
    for route in routes().into_iter().filter(|route| route.media_type != "*/*") {
        let schema = route.schema.map_or_else(|| json!({}), |schema| schema(&mut generator).to_value());
        let schema = if chooses(route.parameters) { chosen::twin(schema) } else { schema };
        let mut content = json!({route.media_type: {"schema": schema}});
        for (media, schema) in other_forms(&route) {
            content[media.media_type().split("; charset").next().unwrap_or_default()] = json!({"schema": schema});
        }
        let mut part = content.clone();
        part.as_object_mut().into_iter().flatten().for_each(|(_, form)| *form = json!({"schema": {}}));
        let mut responses = json!({
            "200": {"description": route.summary, "content": content},
            "206": {"description": "The part that Range asks for", "content": part},
            "304": {"description": "The client has it already (If-None-Match)"},
            "400": described("A parameter is unknown or cannot be understood"),
            "414": described("The address is too long"),
            "416": {
                "description": "Range asks for what lies beyond the end",
                "content": {"application/problem+json": problem},
                "headers": {"Content-Range": {"description": "bytes */ and the length", "schema": {"type": "string"}}},
            },
            "500": described("The answer could not be written"),
        });
        if shaped(route.parameters) {
            let uri = json!({"type": "string"});
            responses["200"]["headers"] = json!({"Content-Crs": {"description": "The reference system of the coordinates, in <>", "schema": uri}});
        }
        if route.parameters != Parameters::Any {
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
        "openapi": "3.0.3",
        "info": {
            "title": "Oreatlas",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "An open atlas of mineral sites in which every fact can be traced to who said it.",
            "license": {"name": "Data: CC BY 4.0", "url": LICENSE_URL},
        },
        "servers": [{"url": public_url}],
        "paths": paths,
        "components": {"schemas": generator.take_definitions(true)},
    })
}

/// Whether the answers have coordinates that can be asked for in several reference systems.
fn shaped(parameters: Parameters) -> bool {
    matches!(parameters, Parameters::Sites | Parameters::Site | Parameters::Agreements | Parameters::Agreement)
}

/// Whether `properties` chooses among the properties of the answers.
fn chooses(parameters: Parameters) -> bool {
    matches!(parameters, Parameters::Sites | Parameters::Site)
}

/// The forms of an answer beside its usual one, each with its schema.
fn other_forms(route: &Route) -> Vec<(Media, Value)> {
    let text = || json!({"type": "string"});
    let object = || json!({"type": "object"});
    let mut forms = if route.html { vec![(Media::Html, text())] } else { Vec::new() };
    match route.path {
        "/collections/sites/items" => forms.extend([
            (Media::Sites(Format::GeoJsonSeq), text()),
            (Media::Sites(Format::JsonFg), object()),
            (Media::Sites(Format::Csv), text()),
        ]),
        "/collections/sites/tiles/{tileMatrixSetId}" => forms.push((Media::TileJson, object())),
        _ => {}
    }
    forms
}

/// What an operation is called; those of tiles with the endings that OGC API - Tiles, Part 1, has for them (`/req/oas30/operation-id`).
fn operation_id(path: &str) -> String {
    let tiles = path.strip_prefix(tilesets::TILES).map(|rest| rest.split('/').count());
    if let Some(resource) =
        tiles.and_then(|parts| ["getTileSetsList", "getTileSet"].get(parts - 1).or(Some(&"getTile")))
    {
        return format!("sites.collection.vector.{resource}");
    }
    let words: Vec<&str> =
        path.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "home".to_owned() } else { words.join("_") }
}

fn parameters(catalog: &Catalog, route: &Route) -> Vec<Value> {
    let in_path = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut all: Vec<Value> = in_path.map(|name| path_parameter(catalog, route.path, name)).collect();
    let names: Vec<&str> = match route.parameters {
        Parameters::Any | Parameters::Format => Vec::new(),
        Parameters::Site => ["as_of"].into_iter().chain(Projection::PARAMETERS).collect(),
        Parameters::Agreement => vec!["as_of", "crs"],
        Parameters::Filter => Filter::parameters().collect(),
        Parameters::Sites => Filter::parameters().chain(Query::PARAMETERS).chain(Projection::PARAMETERS).collect(),
        Parameters::Agreements => agreements::parameters().collect(),
    };
    all.extend(names.into_iter().map(|name| {
        let schema = schema(catalog, route.parameters, name);
        in_query(name, &description(name), &schema)
    }));
    if route.parameters == Parameters::Any {
        // Part 1, section 7.6: what is taken though nobody knows its name is declared so.
        let free = json!({"type": "object", "additionalProperties": {"type": "string"}});
        let mut parameter = in_query("snapshot", "What the page shows; unknown to the server, which ignores it", &free);
        parameter["explode"] = true.into();
        all.push(parameter);
    }
    let mut forms = match route.media_type {
        // What is named by its ending has no other form.
        _ if route.path.contains('.') => Vec::new(),
        "application/geo+json" => vec!["geojson", "json"],
        mvt::MEDIA_TYPE => vec!["mvt"],
        media_type if media_type.contains("json") => vec!["json"],
        _ => Vec::new(),
    };
    forms.extend(other_forms(route).iter().map(|(media, _)| media.name()));
    if !forms.is_empty() {
        all.push(in_query("f", "The form of the answer, instead of Accept", &json!({"type": "string", "enum": forms})));
    }
    if route.html && route.parameters != Parameters::Any {
        all.push(in_query("lang", "The language of a page for readers", &html::language_schema()));
    }
    all
}

fn path_schema(name: &str) -> Value {
    match name {
        "collection" => json!({"type": "string", "enum": ["sites", "agreements"]}),
        "tileMatrixSetId" => json!({"type": "string", "enum": [tile_matrix_sets::TILE_MATRIX_SET]}),
        "tileRow" | "tileCol" => json!({"type": "integer", "minimum": 0}),
        "tileMatrix" => {
            json!({"type": "string", "enum": (0..=MAX_ZOOM).map(|zoom| zoom.to_string()).collect::<Vec<_>>()})
        }
        _ => json!({"type": "string"}),
    }
}

/// A parameter in the address, with a value that leads somewhere.
fn path_parameter(catalog: &Catalog, path: &str, name: &str) -> Value {
    let dataset = &catalog.dataset;
    let first = |id: Option<&String>| id.map(|id| json!(id));
    let example = match (name, path.split('/').nth(1), path.split('/').nth(2)) {
        ("collection", ..) => Some(json!("sites")),
        ("tileMatrixSetId", ..) => Some(json!(tile_matrix_sets::TILE_MATRIX_SET)),
        ("tileMatrix", ..) => Some(json!("0")),
        ("tileRow" | "tileCol", ..) => Some(json!(0)),
        (_, Some("collections"), Some("sites")) => catalog.columns.ids().iter().next().map(|id| json!(id)),
        (_, Some("collections"), Some("agreements")) => first(dataset.agreements.keys().next()),
        (_, Some("sources"), _) => first(dataset.sources.keys().next()),
        (_, Some("organizations"), _) => first(dataset.organizations.keys().next()),
        (_, Some("minerals"), _) => first(dataset.minerals.keys().next()),
        (_, Some("countries"), _) => first(dataset.countries.keys().next()),
        _ => None,
    };
    let mut parameter = json!({"name": name, "in": "path", "required": true, "schema": path_schema(name)});
    if let Some(example) = example {
        parameter["example"] = example;
    }
    parameter
}

fn schema(catalog: &Catalog, of: Parameters, name: &str) -> Value {
    let list_of = |item: Value| json!({"type": "array", "items": item, "minItems": 1});
    let list = |known: Vec<&str>| list_of(json!({"type": "string", "enum": known}));
    let agreements = matches!(of, Parameters::Agreements);
    let facet = match name {
        "party" => Some(Facet::Operator),
        "site" => Some(Facet::PartOf),
        "kind" if agreements => None,
        _ => name.parse().ok(),
    };
    let id = |of: &str| json!({"type": "string", "format": format!("{of}-id")});
    match (facet, name) {
        (Some(facet), _) => match facet.known(catalog) {
            // The ids of sites grow with the dataset.
            known if facet != Facet::PartOf && (1..=MAX_LISTED).contains(&known.len()) => list(known),
            _ => list_of(id(match facet {
                Facet::PartOf => "site",
                Facet::Operator | Facet::Licensee | Facet::Owner => "organization",
                facet => facet.as_str(),
            })),
        },
        (None, "kind") => list(AgreementKind::ALL.iter().map(|kind| kind.as_str()).collect()),
        (None, "bbox") => json!({
            "type": "array",
            "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
            "items": {"type": "number"},
        }),
        (None, "crs" | "bbox-crs" | "filter-crs") => json!({"type": "string", "format": "uri", "enum": Crs::URIS}),
        // No maximum: more is no error, it is made less.
        (None, "limit") => json!({"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT}),
        (None, "offset") => json!({"type": "integer", "minimum": 0, "default": 0}),
        (None, "filter-lang") => {
            let subject = if agreements { CollectionKind::Agreements } else { CollectionKind::Sites };
            let offered = Language::offered(subject).iter().map(|language| language.as_str());
            json!({"type": "string", "enum": offered.collect::<Vec<_>>()})
        }
        (None, "uncertainty_m" | "longitude" | "latitude") => json!({"type": "number"}),
        (None, "sortby") => {
            let both = Property::sortable().flat_map(|by| [by.to_string(), format!("-{by}"), format!("+{by}")]);
            json!({"type": "array", "items": {"type": "string", "enum": both.collect::<Vec<_>>()}, "minItems": 1})
        }
        (None, "properties") => list(Property::members().map(Property::as_str).collect()),
        (None, "as_of") => json!({"type": "string", "format": "partial-date", "pattern": patterns::date()}),
        (None, "datetime") => json!({"type": "string", "format": "interval", "pattern": patterns::interval()}),
        (None, "filter") => json!({"type": "string", "format": "cql2"}),
        (None, "q") => json!({"type": "string", "maxLength": MAX_SEARCH}),
        (None, "after" | "before") => id(if agreements { "agreement" } else { "site" }),
        _ => json!({"type": "string"}),
    }
}

fn in_query(name: &str, description: &str, schema: &Value) -> Value {
    json!({
        "name": name,
        "in": "query",
        "required": false,
        "description": description,
        "style": "form",
        "explode": false,
        "schema": schema,
    })
}

fn description(name: &str) -> String {
    let text = match name {
        "bbox" => {
            "West, south, east, north in degrees (WGS 84), or in the order of bbox-crs; west may be greater than east, \
             across the antimeridian, and south not than north. What has no place passes"
        }
        "bbox-crs" => "The reference system of bbox",
        "crs" => "The reference system of the coordinates in the answer",
        "properties" => "The properties that are written; all where this is left out",
        "as_of" => "A year, a month or a day: the facts as they stood at its end",
        "datetime" => "A day, a time, or an interval of two with / between them and .. for an open end",
        "q" => "Words that the names hold; spellings fold together",
        "filter" => {
            "A CQL2 expression over the collection's queryables, such as name LIKE 'R%' AND A_CONTAINS(minerals, ('copper'))"
        }
        "filter-lang" => "The encoding of filter; cql-text is CQL2 text with ILIKE, as GDAL writes it",
        "filter-crs" => "The reference system of the coordinates in filter",
        "id" | "name" | "uncertainty_m" | "longitude" | "latitude" => {
            return format!("Exactly this; other comparisons of {name} are written in filter");
        }
        "limit" => return format!("At most how many; more than {MAX_LIMIT} becomes {MAX_LIMIT}"),
        "offset" => "How many to leave out before them; of offset, after and before one is given",
        "after" => {
            "They begin after the one with this id: links to the next page are made so, and hold while records \
                    come and go"
        }
        "before" => "They end before the one with this id",
        "sortby" => "Properties, with - before those to sort from the greatest down",
        "mineral" => "Any of these; a mineral stands for its narrower ones",
        "operator" | "licensee" | "owner" | "party" => "Any of these; an organization stands for its subsidiaries",
        _ => "Any of these",
    };
    text.to_owned()
}

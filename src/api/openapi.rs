//! `/api`: the OpenAPI 3.0 description, made from the declarations of the endpoints and the dataset's ids.

mod chosen;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::{endpoint::Endpoint, media, parameters::Parameter};
use crate::{
    catalog::Catalog,
    dataset::Dataset,
    model::schema::{openapi3, settings},
    server::problem::Problem,
};

/// The types of the responses alone, as an OpenAPI 3.1 document without paths, from which programs generate types. They
/// do not depend on a dataset.
pub(crate) fn response_schemas(endpoints: &[Endpoint]) -> Value {
    let empty = Catalog::new(Dataset::default(), jiff::civil::Date::ZERO);
    let settings = settings().with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut document = write(settings, endpoints, &empty, "/");
    document["openapi"] = "3.1.0".into();
    // An identifier instead of an address: version 3.1 allows one of them.
    let name = document["info"]["license"]["name"].take();
    document["info"]["license"] = json!({"name": name, "identifier": empty.dataset.terms.license});
    document["paths"] = json!({});
    document["components"].as_object_mut().map(|components| components.remove("parameters"));
    document
}

/// The OpenAPI document of a server over `catalog` at `public_url`.
pub(crate) fn document(endpoints: &[Endpoint], catalog: &Catalog, public_url: &str) -> Value {
    let mut document = write(openapi3(), endpoints, catalog, public_url);
    chosen::add_twins(&mut document);
    document
}

fn write(settings: SchemaSettings, endpoints: &[Endpoint], catalog: &Catalog, public_url: &str) -> Value {
    let mut generator = settings.for_serialize().into_generator();
    let problem = json!({"schema": generator.subschema_for::<Problem>().to_value()});
    let (mut paths, mut shared) = (Map::new(), Map::new());
    // The files of the web page are no part of the API.
    for endpoint in endpoints.iter().filter(|endpoint| endpoint.offers.media_type() != media::ANY) {
        let schema = endpoint.schema.map_or_else(|| json!({}), |schema| schema(&mut generator).to_value());
        let operation = json!({
            "summary": endpoint.summary,
            "operationId": endpoint.operation.map_or_else(|| operation_id(&endpoint.path), str::to_owned),
            "parameters": parameters(catalog, endpoint, &mut shared),
            "responses": responses(endpoint, schema, &problem),
        });
        paths.insert(endpoint.path.clone(), json!({"get": operation}));
    }
    let terms = &catalog.dataset.terms;
    let mut document = json!({
        "openapi": "3.0.3",
        "info": {
            "title": "Oreatlas",
            "version": env!("CARGO_PKG_VERSION"),
            "description": concat!(env!("CARGO_PKG_DESCRIPTION"), "."),
        },
        "servers": [{"url": public_url}],
        "paths": paths,
        "components": {"schemas": generator.take_definitions(true), "parameters": shared},
    });
    if let Some(name) = terms.license_name() {
        document["info"]["license"] = json!({"name": format!("Data: {name}")});
        if let Some(url) = terms.license_url() {
            document["info"]["license"]["url"] = json!(url);
        }
    }
    document
}

/// The responses of an endpoint by status, given the schema of its first media type.
fn responses(endpoint: &Endpoint, schema: Value, problem: &Value) -> Value {
    // A client that prefers HTML gets a page of every problem but an unsatisfiable range.
    let described = |description: &str| {
        let page = json!({"schema": {"type": "string"}});
        json!({"description": description, "content": {"application/problem+json": problem, "text/html": page}})
    };
    let schema = if endpoint.takes("properties") { chosen::twin(schema) } else { schema };
    let mut content = json!({endpoint.offers.media_type(): {"schema": schema}});
    for media in endpoint.offers.media().iter().skip(1) {
        content[media.essence()] = json!({"schema": {"type": media.json_type()}});
    }
    let mut part = content.clone();
    part.as_object_mut().into_iter().flatten().for_each(|(_, media)| *media = json!({"schema": {}}));
    let mut responses = json!({
        "200": {"description": endpoint.summary, "content": content},
        "206": {"description": "The part that Range asks for", "content": part},
        "304": {"description": "The client has this version already (If-None-Match)"},
        "400": described("A parameter is unknown or invalid"),
        "414": described("The URL is too long"),
        "416": {
            "description": "Range lies beyond the end of the content",
            "content": {"application/problem+json": problem},
            "headers": {"Content-Range": {"description": "bytes */ and the length", "schema": {"type": "string"}}},
        },
        "500": described("The response could not be written"),
        "503": described("The server has too much to do, or this takes too long; Retry-After says when to try again"),
    });
    if endpoint.is_streamed
        && let Some(responses) = responses.as_object_mut()
    {
        responses.retain(|status, _| !matches!(status.as_str(), "206" | "416"));
    }
    if endpoint.takes("crs") {
        let description = "The reference system of the coordinates, in angle brackets";
        responses["200"]["headers"] =
            json!({"Content-Crs": {"description": description, "schema": {"type": "string"}}});
    }
    if !endpoint.open {
        responses["406"] = described("None of the media types in Accept is available");
    }
    if endpoint.path.contains('{') {
        responses["404"] = described("There is no such record");
    }
    responses
}

/// The name of an operation: the words of its path.
fn operation_id(path: &str) -> String {
    let words: Vec<&str> =
        path.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "home".to_owned() } else { words.join("_") }
}

/// The parameters of an endpoint: references to those of `shared`, where no other of the same name differs.
fn parameters(catalog: &Catalog, endpoint: &Endpoint, shared: &mut Map<String, Value>) -> Vec<Value> {
    let in_path = endpoint.path_parameters.iter().map(|parameter| described(catalog, parameter, "path"));
    let in_query = endpoint.parameters.iter().map(|parameter| {
        let mut parameter = described(catalog, parameter, "query");
        parameter["style"] = "form".into();
        // The free-form parameter stands for parameters of any name (Features Part 1, section 7.6).
        parameter["explode"] = (parameter["schema"]["type"] == "object").into();
        parameter
    });
    let all = in_path.chain(in_query).map(|parameter| {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        let reference = json!({"$ref": format!("#/components/parameters/{name}")});
        if *shared.entry(name).or_insert_with(|| parameter.clone()) == parameter { reference } else { parameter }
    });
    all.collect()
}

/// A parameter in a path, where it is required, or in a query, where it is not.
fn described(catalog: &Catalog, parameter: &Parameter, place: &str) -> Value {
    let mut described = json!({
        "name": parameter.name,
        "in": place,
        "required": place == "path",
        "description": parameter.description,
        "schema": (parameter.schema)(catalog),
    });
    if let Some(example) = (parameter.example)(catalog) {
        described["example"] = example;
    }
    described
}

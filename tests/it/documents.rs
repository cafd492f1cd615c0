//! The public documents: snapshots, which show every change, and validation by schemas.

use std::path::Path;

use geojson::{FeatureCollection, GeoJson};
use oreatlas::dataset::{self, Dataset, Tree};
use serde_json::Value;

use crate::support::{Service, api, embedded, get, service_over};

fn service() -> Service {
    service_over(embedded())
}

/// Converts an OpenAPI 3.0 schema to JSON Schema, which has no `nullable`.
fn json_schema(schema: &Value) -> Value {
    match schema {
        Value::Array(parts) => parts.iter().map(json_schema).collect(),
        Value::Object(parts) => {
            let nullable = parts.get("nullable") == Some(&Value::Bool(true));
            let parts = parts.iter().filter(|(name, _)| *name != "nullable");
            let parts: Value = parts.map(|(name, part)| (name.clone(), json_schema(part))).collect();
            if nullable { serde_json::json!({"anyOf": [parts, {"type": "null"}]}) } else { parts }
        }
        other => other.clone(),
    }
}

/// Validates against a component of the served OpenAPI document.
fn validate(api: &Value, component: &str, document: &Value) {
    let mut schema = json_schema(api);
    schema["$ref"] = format!("#/components/schemas/{component}").into();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(problems.is_empty(), "{component}: {problems:#?}");
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30> /conf/oas30/oas-impl
#[tokio::test]
async fn documents_follow_the_openapi_definition() {
    let service = service();
    let api = api(&service).await;
    let mut checked = 0;
    for (path, item) in api["paths"].as_object().unwrap() {
        let content = &item["get"]["responses"]["200"]["content"];
        let Some(reference) = content.as_object().unwrap().values().find_map(|media| media["schema"]["$ref"].as_str())
        else {
            continue;
        };
        let id = match path.split('/').nth(1).unwrap_or_default() {
            "sources" => "evrim-agaci-us-pakistan-mineral-deal",
            "organizations" => "barrick",
            "minerals" => "copper",
            "countries" => "PK",
            "claims" => "owner-barrick",
            _ if path.contains("agreements") => "ussm-fwo-mou-2025",
            _ if path.contains("sites_area") => "thar-coalfield",
            _ => "reko-diq",
        };
        let address = path.replace("{id}", id).replace("{record}", "reko-diq").replace("{collection}", "sites");
        let address = address.replace("{tileMatrixSetId}", "WebMercatorQuad");
        let separator = if path == "/" { "?f=json" } else { "" };
        let response = get(&service, &format!("{address}{separator}")).await;
        assert_eq!(response.status.as_u16(), 200, "{address}");
        validate(&api, reference.rsplit('/').next().unwrap(), &response.json());
        checked += 1;
    }
    assert!(checked >= 15, "only {checked} documents have a schema");
    for (address, status) in [("/collections/sites/items?limit=0", 400), ("/sources/nobody", 404)] {
        let response = get(&service, address).await;
        assert_eq!(response.status.as_u16(), status);
        validate(&api, "Problem", &response.json());
    }
}

#[tokio::test]
async fn the_openapi_definition_lists_every_parameter() {
    let service = service();
    let api = api(&service).await;
    assert_eq!(api["openapi"], "3.0.3");
    for (path, item) in api["paths"].as_object().unwrap() {
        for parameter in
            item["get"]["parameters"].as_array().unwrap().iter().filter(|parameter| parameter["in"] == "query")
        {
            let name = parameter["name"].as_str().unwrap();
            let response = get(&service, &format!("{path}?{name}=%00")).await;
            let unknown = response.text().contains("no such parameter");
            assert!(!unknown, "{path} does not take {name}");
        }
    }
}

/// GeoJSON, read by the `geojson` crate, with which the program does not write.
#[tokio::test]
async fn an_independent_reader_accepts_the_collections() {
    let service = service();
    for address in ["/collections/sites/items", "/collections/sites/download.geojson", "/collections/agreements/items"]
    {
        let response = get(&service, address).await;
        let collection = FeatureCollection::try_from(response.text().parse::<GeoJson>().unwrap()).unwrap();
        assert!(!collection.features.is_empty(), "{address}");
        let json = response.json();
        for (feature, raw) in collection.features.iter().zip(json["features"].as_array().unwrap()) {
            assert!(feature.id.is_some() && feature.properties.is_some());
            assert_eq!(feature.geometry.is_none(), raw["geometry"].is_null());
        }
    }
}

#[tokio::test]
async fn documents_match_their_snapshots() {
    // A fixed dataset, so that new sites do not change the snapshots.
    let files = dataset::folder(Path::new("tests/fixtures/rules/base")).unwrap();
    let service = service_over(Dataset::new(Tree::new(files)));
    for (name, address) in [
        ("landing", "/?f=json"),
        ("conformance", "/conformance"),
        ("collections", "/collections"),
        ("problem", "/collections/sites/items?bbox=1,2,3"),
        ("copper", "/minerals/copper"),
        ("hill", "/collections/sites/items/hill"),
    ] {
        insta::assert_json_snapshot!(name, get(&service, address).await.json());
    }
}

//! OGC API - Tiles, Part 1 (20-057), annex A: metadata. The content of tiles and the links between
//! resources are tested in [`crate::tiles`].

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{address, json, links, service};
use crate::support::{api, get};

const TILES: &str = "/collections/sites/tiles";
const TILE: &str = "/collections/sites/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}";

/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core> /conf/core/conformance-success
#[tokio::test]
async fn the_core_class_of_tiles_is_declared() {
    let document = json(&service(), "/conformance").await;
    let classes = document["conformsTo"].as_array().unwrap();
    assert!(classes.iter().all(Value::is_string));
    assert!(classes.contains(&json!("http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core")));
}

/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core> /conf/core/tc-tilematrix-definition
/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core> /conf/core/tc-tilerow-definition
/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core> /conf/core/tc-tilecol-definition
#[tokio::test]
async fn the_parameters_of_a_tile_are_defined() {
    let api = api(&service()).await;
    let parameters = api["paths"][TILE]["get"]["parameters"].as_array().unwrap();
    for (name, kind) in [("tileMatrix", "string"), ("tileRow", "integer"), ("tileCol", "integer")] {
        let defined = parameters.iter().find(|parameter| parameter["name"] == name).unwrap();
        assert_eq!((&defined["in"], &defined["required"]), (&json!("path"), &json!(true)), "{name}");
        assert_eq!(defined["schema"]["type"], kind, "{name}");
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/oas30> /conf/oas30/completeness
/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/oas30> /conf/oas30/operation-id
#[tokio::test]
async fn the_api_describes_every_tile_resource() {
    let service = service();
    let api = api(&service).await;
    let mut operations: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, item) in api["paths"].as_object().unwrap() {
        let id = item["get"]["operationId"].as_str().unwrap();
        assert!(operations.insert(id, path).is_none(), "{id} is two");
    }
    let of = |resource: &str| {
        let ending = format!(".collection.vector.{resource}");
        let mut found = operations.iter().filter(|(id, _)| id.ends_with(&ending)).map(|(_, path)| *path);
        (found.next(), found.next())
    };
    let set = format!("{TILES}/{{tileMatrixSetId}}");
    assert_eq!(of("getTileSetsList"), (Some(TILES), None));
    assert_eq!(of("getTileSet"), (Some(set.as_str()), None));
    assert_eq!(of("getTile"), (Some(TILE), None));
    // The paths match the links, with a parameter for each variable part.
    let list = json(&service, TILES).await;
    for item in list["tilesets"].as_array().unwrap() {
        let [this] = links(item, "self")[..] else { panic!("{item}") };
        let id = address(this).strip_prefix(&format!("{TILES}/")).unwrap();
        assert_eq!(set.replace("{tileMatrixSetId}", id), address(this));
        let tileset = json(&service, address(this)).await;
        let [tile] = links(&tileset, "item")[..] else { panic!("{tileset}") };
        assert_eq!(TILE.replace("{tileMatrixSetId}", id), address(tile));
    }
    for path in [TILES, &set, TILE] {
        let named = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let parameters = api["paths"][path]["get"]["parameters"].as_array().unwrap();
        for name in named {
            assert!(
                parameters.iter().any(|parameter| parameter["name"] == name && parameter["in"] == "path"),
                "{path}"
            );
        }
    }
}

/// Checks what the schema of tileset metadata (OGC 17-083r4, `tileSet.json`) requires, alone and in a list.
fn is_tileset(document: &Value) {
    assert_eq!(document["dataType"], "vector");
    assert!(document["crs"].as_str().unwrap().parse::<axum::http::Uri>().is_ok());
    assert!(!document["links"].as_array().unwrap().is_empty());
    for link in document["links"].as_array().unwrap() {
        assert!(link["href"].is_string() && link["rel"].is_string(), "{link}");
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset> /conf/tileset/description
/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list> /conf/tilesets-list/tileset-links
#[tokio::test]
async fn tilesets_are_described_as_the_standard_requires() {
    const SCHEME: &str = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
    const URI: &str = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
    let service = service();
    let list = get(&service, TILES).await;
    assert_eq!(list.header("content-type"), "application/json");
    let list = list.json();
    let tilesets = list["tilesets"].as_array().unwrap();
    assert!(!tilesets.is_empty());
    for item in tilesets {
        let [this] = links(item, "self")[..] else { panic!("{item}") };
        // The path of the list, and the id of the tile matrix set.
        assert_eq!(address(this), format!("{TILES}/WebMercatorQuad"));
        let response = get(&service, address(this)).await;
        assert_eq!(response.header("content-type"), "application/json");
        let tileset = response.json();
        for document in [item, &tileset] {
            is_tileset(document);
            assert_eq!(document["tileMatrixSetURI"], URI);
            let [scheme] = links(document, SCHEME)[..] else { panic!("{document}") };
            let set = json(&service, address(scheme)).await;
            assert_eq!((&set["uri"], &set["id"]), (&json!(URI), &json!("WebMercatorQuad")));
            assert!(set["tileMatrices"].as_array().is_some_and(|matrices| !matrices.is_empty()));
        }
        let [template] = links(&tileset, "item")[..] else { panic!("{tileset}") };
        assert_eq!(
            (&template["templated"], &template["type"]),
            (&json!(true), &json!("application/vnd.mapbox-vector-tile"))
        );
        for name in ["{tileMatrix}", "{tileRow}", "{tileCol}"] {
            assert_eq!(template["href"].as_str().unwrap().matches(name).count(), 1);
        }
    }
}

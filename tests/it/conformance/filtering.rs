//! OGC API - Features Part 3 (19-079r2), annex A: queryables and filters of the collections. Filters
//! apply to their items.
//!
//! The class `queryables-query-parameters` is not declared: the parameters with a queryable's name accept lists of its
//! values, and `datetime` accepts intervals, so their schemas differ from those of the queryables.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::{COLLECTIONS, json, natural_earth::populated_places, service};
use crate::support::{Service, TestResponse, api, ask, get, service_over};

const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

/// The collection whose spatial queryable is tried; those of the flat collections are the same.
const PLACED: &str = "sites";

async fn items(service: &Service, collection: &str, parameters: &[(&str, &str)]) -> TestResponse {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters).append_pair("limit", "10000");
    get(service, &format!("/collections/{collection}/items?{}", query.finish())).await
}

/// The ids that a query finds.
async fn found(service: &Service, collection: &str, parameters: &[(&str, &str)]) -> Vec<String> {
    let response = items(service, collection, parameters).await;
    assert_eq!(
        (response.status, response.header("content-type")),
        (StatusCode::OK, "application/geo+json"),
        "{parameters:?}: {}",
        response.text()
    );
    response.ids()
}

async fn refused(service: &Service, collection: &str, parameters: &[(&str, &str)]) {
    let response = items(service, collection, parameters).await;
    assert_eq!(response.status, StatusCode::BAD_REQUEST, "{collection} {parameters:?}");
    assert_eq!(response.header("content-type"), "application/problem+json");
}

async fn queryables(service: &Service, collection: &str) -> Value {
    let accept = [("accept", "application/schema+json")];
    let response = ask(service, Method::GET, &format!("/collections/{collection}/queryables"), &accept).await;
    assert_eq!((response.status, response.header("content-type")), (StatusCode::OK, "application/schema+json"));
    response.json()
}

/// Every queryable of a collection that is not spatial.
async fn named(service: &Service, collection: &str) -> Vec<String> {
    let schema = queryables(service, collection).await;
    let properties = schema["properties"].as_object().unwrap().iter();
    properties.filter(|(_, described)| described["type"].is_string()).map(|(name, _)| name.clone()).collect()
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables> /conf/queryables/get-conformance
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter> /conf/filter/get-conformance
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter> /conf/features-filter/get-conformance
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter> /conf/features-filter/get-collections
#[tokio::test]
async fn the_filter_classes_and_collections_are_declared() {
    let service = service();
    let response = get(&service, "/conformance").await;
    assert_eq!((response.status, response.header("content-type")), (StatusCode::OK, "application/json"));
    let classes = response.json()["conformsTo"].as_array().unwrap().clone();
    for class in ["queryables", "filter", "features-filter"] {
        assert!(classes.contains(&json!(format!("http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/{class}"))));
    }
    let response = get(&service, "/collections").await;
    assert_eq!((response.status, response.header("content-type")), (StatusCode::OK, "application/json"));
    let collections = response.json()["collections"].as_array().unwrap().clone();
    assert_eq!(
        collections.iter().map(|collection| collection["id"].as_str().unwrap()).collect::<Vec<_>>(),
        COLLECTIONS
    );
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables> /conf/queryables/get-queryables-uris
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter> /conf/features-filter/get-collection
#[tokio::test]
async fn items_and_collections_link_to_the_queryables() {
    let service = service();
    for collection in COLLECTIONS {
        let there = format!("https://atlas.example/collections/{collection}/queryables");
        let header = format!("<{there}>; rel=\"{REL}\"");
        let items = format!("/collections/{collection}/items");
        let mut addresses = vec![items.clone()];
        addresses.extend(["limit=10000", "limit=1", "filter=true", "f=html"].map(|query| format!("{items}?{query}")));
        if collection == "sites" {
            addresses.extend(["f=csv", "f=geojsonl", "f=jsonfg"].map(|query| format!("{items}?{query}&limit=1")));
            // Every other resource that can be filtered.
            let api = api(&service).await;
            let filterable = api["paths"].as_object().unwrap().iter().filter(|(_, item)| {
                let parameters = item["get"]["parameters"].as_array().unwrap();
                parameters.iter().any(|parameter| parameter["name"] == "filter")
            });
            let tile =
                |path: &String| path.replace("{tileMatrixSetId}", "WebMercatorQuad").replace("{tileMatrix}", "0");
            let others: Vec<String> = filterable
                .map(|(path, _)| tile(path).replace("{tileRow}", "0").replace("{tileCol}", "0"))
                .filter(|path| !path.ends_with("/items"))
                .collect();
            assert!(others.len() > 10, "{others:?}");
            addresses.extend(others);
        }
        for address in addresses {
            for method in [Method::HEAD, Method::GET] {
                let response = ask(&service, method, &address, &[("accept", "*/*")]).await;
                assert_eq!(response.status, StatusCode::OK, "{address}");
                let links: Vec<&str> =
                    response.headers.get_all("link").iter().map(|link| link.to_str().unwrap()).collect();
                assert!(links.join(", ").contains(&header), "{address}: {links:?}");
            }
        }
        let document = json(&service, &format!("/collections/{collection}")).await;
        let links = document["links"].as_array().unwrap();
        let link = links.iter().find(|link| link["rel"] == REL).unwrap();
        assert_eq!((&link["href"], &link["type"]), (&json!(there), &json!("application/schema+json")));
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables> /conf/queryables/get-queryables
#[tokio::test]
async fn queryables_are_a_json_schema() {
    let service = service();
    for collection in COLLECTIONS {
        let schema = queryables(&service, collection).await;
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("https://atlas.example/collections/{collection}/queryables"));
        assert_eq!((&schema["type"], &schema["additionalProperties"]), (&json!("object"), &json!(false)));
        assert!(jsonschema::meta::is_valid(&schema));
        let properties = schema["properties"].as_object().unwrap();
        assert!(!properties.is_empty());
        for (name, described) in properties {
            let place = described["format"].as_str().is_some_and(|format| format.starts_with("geometry-"));
            assert!(described.is_object() && described["type"].is_string() != place, "{name}: {described}");
            assert!(described.get("$ref").is_none() && described["title"].is_string(), "{name}: {described}");
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter> /conf/filter/filter-param
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter> /conf/filter/filter-lang-default
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter> /conf/filter/expression-construction
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter> /conf/features-filter/filter-on-items
#[tokio::test]
async fn every_queryable_can_be_used_in_a_filter() {
    let service = service();
    for collection in COLLECTIONS {
        let all = items(&service, collection, &[]).await.json()["features"].as_array().unwrap().clone();
        for name in named(&service, collection).await {
            let is_null = format!("{name} IS NULL");
            let json = json!({"op": "isNull", "args": [{"property": name}]}).to_string();
            let missing = found(&service, collection, &[("filter-lang", "cql2-text"), ("filter", &is_null)]).await;
            let served = |feature: &Value| match name.as_str() {
                "id" => feature["id"].clone(),
                // Coordinates and the time of the claims are not properties of the Feature.
                "longitude" | "latitude" if feature["geometry"]["type"] == "Point" => json!(0),
                "datetime" => {
                    json!(missing.iter().all(|id| *id != feature["id"])).as_bool().filter(|known| *known).into()
                }
                // An undated agreement has an empty list.
                "signed" => feature["properties"]["signed"].get(0).cloned().into(),
                name => feature["properties"][name].clone(),
            };
            let expected: Vec<&Value> = all.iter().filter(|feature| served(feature).is_null()).collect();
            assert_eq!(
                missing,
                expected.iter().map(|feature| feature["id"].as_str().unwrap()).collect::<Vec<_>>(),
                "{name}"
            );
            assert_eq!(found(&service, collection, &[("filter", &is_null)]).await, missing);
            assert_eq!(found(&service, collection, &[("filter-lang", "cql2-json"), ("filter", &json)]).await, missing);
        }
        for filter in ["THIS IS NOT A FILTER", "this_is_not_a_queryable IS NULL"] {
            refused(&service, collection, &[("filter-lang", "cql2-text"), ("filter", filter)]).await;
            refused(&service, collection, &[("filter", filter)]).await;
        }
        refused(&service, collection, &[("filter-lang", "xpath"), ("filter", "true")]).await;
    }
}

/// A box in degrees converted to a reference system; metres are those of PROJ.
fn in_crs(crs: &str, [west, south, east, north]: [f64; 4]) -> [f64; 4] {
    let metres = |degrees: f64| 6_378_137.0 * degrees.to_radians();
    let stretched = |degrees: f64| 6_378_137.0 * degrees.to_radians().sin().atanh();
    match crs.rsplit('/').next() {
        Some("4326") => [south, west, north, east],
        Some("3857") => [metres(west), stretched(south), metres(east), stretched(north)],
        _ => [west, south, east, north],
    }
}

fn boxed(corners: [f64; 4]) -> String {
    format!("S_INTERSECTS(geometry,BBOX({}))", corners.map(|corner| corner.to_string()).join(","))
}

/// A box of the whole extent finds every site with a geometry: all of Natural Earth, but only some of the atlas, because
/// in CQL2 a predicate on a null geometry is neither true nor false.
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter> /conf/filter/filter-crs-wgs84
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter> /conf/filter/filter-crs-param
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter> /conf/features-filter/mixing-expression
#[tokio::test]
async fn filter_coordinates_are_in_wgs84_or_filter_crs() {
    for (service, all_placed) in [(service_over(populated_places()), true), (service(), false)] {
        let all = items(&service, PLACED, &[]).await.json()["features"].as_array().unwrap().clone();
        let placed = all.iter().filter(|feature| !feature["geometry"].is_null());
        let placed: Vec<&str> = placed.map(|feature| feature["id"].as_str().unwrap()).collect();
        assert_eq!(placed.len() == all.len(), all_placed);
        let document = json(&service, &format!("/collections/{PLACED}")).await;
        let extent: [f64; 4] = serde_json::from_value(document["extent"]["spatial"]["bbox"][0].clone()).unwrap();
        let whole = boxed(extent);
        assert_eq!(found(&service, PLACED, &[("filter", &whole)]).await, placed);
        refused(&service, PLACED, &[("filter", "S_INTERSECTS(geometry,BBOX(1000000,1000000,2000000,2000000))")]).await;
        for crs in document["crs"].as_array().unwrap() {
            let crs = crs.as_str().unwrap();
            // A millimetre more on each side, for sites on the edge.
            let [a, b, c, d] = in_crs(crs, extent);
            let filter = boxed([a - 1e-9 * a.abs(), b - 1e-9 * b.abs(), c + 1e-9 * c.abs(), d + 1e-9 * d.abs()]);
            assert_eq!(found(&service, PLACED, &[("filter-crs", crs), ("filter", &filter)]).await, placed, "{crs}");
        }
        let unknown = "http://www.opengis.net/def/crs/OGC/0/does_not_exist";
        refused(&service, PLACED, &[("filter-crs", unknown), ("filter", &whole)]).await;
        let within = extent.map(|corner| corner.to_string()).join(",");
        assert_eq!(found(&service, PLACED, &[("filter", &whole), ("bbox", &within)]).await, placed);
        // South of it.
        let beside = format!("{},-89,{},{}", extent[0], extent[2], extent[1] - 1.0);
        assert!(found(&service, PLACED, &[("filter", &whole), ("bbox", &beside)]).await.is_empty());
    }
}

/// There are only the functions of the standard, so `/functions` does not exist.
/// Proves: <http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter> /conf/filter/get-functions
#[tokio::test]
async fn there_are_no_custom_functions() {
    let service = service();
    assert_eq!(get(&service, "/functions").await.status, StatusCode::NOT_FOUND);
    for collection in COLLECTIONS {
        refused(&service, collection, &[("filter", "lower(name) = 'x'")]).await;
    }
}

//! OGC API - Features Part 5 (23-058r2), annex A: the schemas of the collections, and Features that follow them.

use axum::http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::{COLLECTIONS, address, json, links, service};
use crate::support::{Service, ask, get};

const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0/schema";

async fn schema(service: &Service, collection: &str) -> Value {
    let accept = [("accept", "application/schema+json")];
    let response = ask(service, Method::GET, &format!("/collections/{collection}/schema"), &accept).await;
    assert_eq!((response.status, response.header("content-type")), (StatusCode::OK, "application/schema+json"));
    response.json()
}

fn properties(schema: &Value) -> &Map<String, Value> {
    schema["properties"].as_object().unwrap()
}

/// The properties with this role.
fn with_role<'a>(schema: &'a Value, role: &str) -> Vec<&'a Value> {
    properties(schema).values().filter(|property| property["x-ogc-role"] == role).collect()
}

fn is_spatial(property: &Value) -> bool {
    property["format"].as_str().is_some_and(|format| format.starts_with("geometry-"))
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas> /conf/schemas/basic-schema-inspection
/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas> /conf/schemas/unit
/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas> /conf/schemas/definition
/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas> /conf/schemas/nullvalues
#[tokio::test]
async fn schemas_are_valid_and_say_the_type_of_each_property() {
    // The keywords of OGC that have values of their own to check; no schema of ours uses the others.
    const KNOWN: [&str; 2] = ["x-ogc-role", "x-ogc-propertySeq"];
    let service = service();
    for collection in COLLECTIONS {
        let schema = schema(&service, collection).await;
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let id = schema["$id"].as_str().unwrap();
        assert!(id.starts_with("https://") && !id.contains('?'), "{id}");
        let there =
            ask(&service, Method::GET, &id["https://atlas.example".len()..], &[("accept", "application/schema+json")]);
        assert_eq!(there.await.json(), schema, "{id} leads to another schema");
        assert_eq!(schema["type"], "object");
        assert!(jsonschema::meta::is_valid(&schema), "{collection}");
        assert!(properties(&schema).len() > 5, "{collection}");
        for (name, property) in properties(&schema) {
            let members = property.as_object().unwrap();
            assert!(
                property["type"].is_string() != is_spatial(property) && !members.contains_key("$ref"),
                "{collection} {name}: {property}"
            );
            // No property is an instant or an interval: dates of claims have the precision of their source.
            let format = property["format"].as_str().unwrap_or_default();
            assert!(!["date", "date-time", "interval-iso8601", "interval-array"].contains(&format), "{name}");
            for keyword in members.keys().filter(|keyword| keyword.starts_with("x-")) {
                assert!(KNOWN.contains(&keyword.as_str()), "{collection} {name}: {keyword}");
            }
            assert_ne!(property["writeOnly"], true, "{collection} {name}");
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas> /conf/schemas/role
/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas> /conf/schemas/role-id
/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas> /conf/schemas/property-seq
/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/advanced-property-roles> /conf/advanced-property-roles/role-primary-geometry
/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/advanced-property-roles> /conf/advanced-property-roles/role-primary-temporal
/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/advanced-property-roles> /conf/advanced-property-roles/role-type
#[tokio::test]
async fn roles_name_the_id_and_the_geometry() {
    let service = service();
    for (collection, format) in [
        ("sites", Some("geometry-any")),
        ("agreements", None),
        ("sites_point", Some("geometry-point")),
        ("sites_area", Some("geometry-multipolygon")),
    ] {
        let schema = schema(&service, collection).await;
        let [id] = with_role(&schema, "id")[..] else { panic!("{collection}: one id") };
        assert_eq!(id["type"], "string");
        let geometries = with_role(&schema, "primary-geometry");
        let formats: Vec<&str> = geometries.iter().map(|property| property["format"].as_str().unwrap()).collect();
        assert_eq!(formats, Vec::from_iter(format), "{collection}");
        assert_eq!(properties(&schema).values().filter(|property| is_spatial(property)).count(), formats.len());
        // There are no other roles.
        let roles = properties(&schema).values().filter(|property| !property["x-ogc-role"].is_null());
        assert_eq!(roles.count(), 1 + formats.len(), "{collection}");
        let places: Vec<u64> =
            properties(&schema).values().map(|property| property["x-ogc-propertySeq"].as_u64().unwrap()).collect();
        assert!(places.is_sorted_by(|one, next| one < next), "{collection}: {places:?}");
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables-and-receivables> /conf/returnables-and-receivables/get-conformance
/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables-and-receivables> /conf/returnables-and-receivables/link
/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables-and-receivables> /conf/returnables-and-receivables/op-and-response
#[tokio::test]
async fn every_collection_links_to_its_schema() {
    let service = service();
    let classes = json(&service, "/conformance").await["conformsTo"].clone();
    for class in ["schemas", "returnables-and-receivables"] {
        let uri = json!(format!("http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/{class}"));
        assert!(classes.as_array().unwrap().contains(&uri), "{class}");
    }
    for collection in json(&service, "/collections").await["collections"].as_array().unwrap() {
        let id = collection["id"].as_str().unwrap();
        let document = json(&service, &format!("/collections/{id}")).await;
        let [link] = links(&document, REL)[..] else { panic!("{id}: one link to the schema") };
        assert_eq!(
            (address(link), &link["type"]),
            (&*format!("/collections/{id}/schema"), &json!("application/schema+json"))
        );
        assert!(!properties(&schema(&service, id).await).is_empty());
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables-and-receivables> /conf/returnables-and-receivables/response-1
#[tokio::test]
async fn features_follow_the_schema_of_their_collection() {
    let service = service();
    for collection in COLLECTIONS {
        let schema = schema(&service, collection).await;
        assert_eq!(schema["additionalProperties"], false);
        let validators: Vec<(&String, jsonschema::Validator)> =
            properties(&schema).iter().map(|(name, of)| (name, jsonschema::validator_for(of).unwrap())).collect();
        let items = format!("/collections/{collection}/items");
        let all = get(&service, &format!("{items}?limit=10000")).await.json()["features"].as_array().unwrap().clone();
        let alone = get(&service, &format!("{items}/{}", all[0]["id"].as_str().unwrap())).await.json();
        for feature in all.iter().chain([&alone]) {
            for (name, value) in feature["properties"].as_object().unwrap() {
                let (_, validator) = validators
                    .iter()
                    .find(|(known, _)| *known == name)
                    .unwrap_or_else(|| panic!("{collection}: {name} is not in the schema"));
                // Null stands for a property without a value.
                assert!(value.is_null() || validator.is_valid(value), "{collection} {name}: {value}");
            }
            assert!(feature["id"].is_string());
            let kind = feature["geometry"]["type"].as_str().unwrap_or_default().to_lowercase();
            match with_role(&schema, "primary-geometry")[..] {
                [property] if property["format"] == "geometry-any" => {}
                [property] => assert_eq!(property["format"], format!("geometry-{kind}"), "{}", feature["id"]),
                _ => assert!(feature["geometry"].is_null()),
            }
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables-and-receivables> /conf/returnables-and-receivables/response-2
#[tokio::test]
async fn no_feature_can_be_created_or_changed() {
    let service = service();
    for collection in COLLECTIONS {
        for method in [Method::POST, Method::PUT] {
            let response = ask(&service, method, &format!("/collections/{collection}/items"), &[]).await;
            assert_eq!(response.status, StatusCode::METHOD_NOT_ALLOWED, "{collection}");
        }
    }
}

//! OGC API - Features Part 1 (17-069r4), annex A.7, "OpenAPI 3.0". A validator in `tests/clients` checks the
//! document itself, and `documents` checks that responses follow it.

use axum::http::{Method, StatusCode};
use serde_json::Value;

use super::{address, json, links, service};
use crate::support::{TestResponse, api, ask};

/// The address of a path, with each parameter replaced by its example.
fn filled(path: &str, operation: &Value) -> String {
    let parameters = operation["parameters"].as_array().unwrap();
    parameters.iter().filter(|parameter| parameter["in"] == "path").fold(path.to_owned(), |path, parameter| {
        path.replace(&format!("{{{}}}", parameter["name"].as_str().unwrap()), &example(parameter))
    })
}

/// A parameter's example, percent-encoded.
pub(super) fn example(parameter: &Value) -> String {
    match &parameter["example"] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whether the document describes this response.
fn is_described(operation: &Value, response: &TestResponse) -> bool {
    let described = &operation["responses"][response.status.as_str()];
    let kind = response.header("content-type").split(';').next().unwrap();
    let kinds = described["content"].as_object();
    described.is_object()
        && (response.body.is_empty() || kinds.is_some_and(|kinds| kinds.keys().any(|known| known.starts_with(kind))))
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30> /conf/oas30/completeness
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30> /conf/oas30/exceptions-codes
#[tokio::test]
async fn every_response_is_described() {
    let service = service();
    let api = api(&service).await;
    let long = "x".repeat(9000);
    for (path, item) in api["paths"].as_object().unwrap() {
        assert_eq!(item.as_object().unwrap().keys().collect::<Vec<_>>(), ["get"], "{path}");
        let operation = &item["get"];
        let address = filled(path, operation);
        let well = ask(&service, Method::GET, &address, &[]).await;
        assert_eq!(well.status, StatusCode::OK, "{address}: {}", well.text());
        let tag = well.header("etag").to_owned();
        let mut seen = vec![well.status];
        for (address, header) in [
            (address.clone(), ("accept", "*/*")),
            (address.clone(), ("if-none-match", tag.as_str())),
            (address.clone(), ("accept", "image/png")),
            (address.clone(), ("range", "bytes=0-1")),
            (address.clone(), ("range", "bytes=99999999999-")),
            (format!("{address}?nonsense=1"), ("accept", "*/*")),
            (format!("{address}?x={long}"), ("accept", "*/*")),
            (path.replace('{', "no-").replace('}', ""), ("accept", "*/*")),
        ] {
            let response = ask(&service, Method::GET, &address, &[header]).await;
            assert!(is_described(operation, &response), "{path} {header:?}: {} {}", response.status, response.text());
            seen.push(response.status);
        }
        // Metrics change with every response, and streamed responses have no ETag.
        let changes = path == "/metrics" || tag.is_empty();
        assert!(
            (changes || seen.contains(&StatusCode::NOT_MODIFIED)) && seen.contains(&StatusCode::URI_TOO_LONG),
            "{path} {seen:?}"
        );
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30> /conf/oas30/oas-definition-1
#[tokio::test]
async fn the_api_has_a_document_for_programs_and_a_page_for_people() {
    let service = service();
    let landing = json(&service, "/").await;
    for (rel, kind) in [("service-desc", "application/vnd.oai.openapi+json;version=3.0"), ("service-doc", "text/html")]
    {
        let link = links(&landing, rel).into_iter().find(|link| link["type"].as_str().unwrap().starts_with(kind));
        let link = link.unwrap_or_else(|| panic!("no {rel} of {kind}"));
        let response = ask(&service, Method::GET, address(link), &[("accept", kind)]).await;
        assert_eq!(response.status, StatusCode::OK, "{link}");
        assert!(response.header("content-type").starts_with(kind), "{link}: {}", response.header("content-type"));
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30> /conf/oas30/security
#[tokio::test]
async fn no_authentication_is_needed() {
    let service = service();
    let api = api(&service).await;
    assert!(api["security"].is_null() && api["components"]["securitySchemes"].is_null());
    for (path, item) in api["paths"].as_object().unwrap() {
        let operation = &item["get"];
        let response = ask(&service, Method::GET, &filled(path, operation), &[]).await;
        assert!(operation["security"].is_null() && response.status == StatusCode::OK, "{path}");
        assert!(response.header("www-authenticate").is_empty(), "{path}");
    }
}

/// Only short lists of values are enumerated.
#[tokio::test]
async fn the_document_size_does_not_depend_on_the_dataset() {
    fn longest(value: &Value) -> usize {
        let parts: Vec<&Value> = match value {
            Value::Array(parts) => parts.iter().collect(),
            Value::Object(parts) => parts.values().collect(),
            _ => return 0,
        };
        let here = value["enum"].as_array().map_or(0, Vec::len);
        parts.into_iter().map(longest).max().unwrap_or(0).max(here)
    }
    let api = json(&service(), "/api").await;
    assert!((1..=500).contains(&longest(&api)), "{}", longest(&api));
    let text = api.to_string();
    assert!(!text.contains("\"reko-diq\"") && text.len() < 400_000, "{}", text.len());
}

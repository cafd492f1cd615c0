//! The abstract test suites of the standards. `/conformance` must declare exactly the classes that they prove.
//!
//! A test that proves an abstract test has a comment line `Proves: <class> abstract test`. Each text file in this folder
//! names a class and lists its abstract tests, as in annex A of the standard. A class is declared if and only if all of
//! its abstract tests are proven.

mod core;
mod cql2;
mod crs;
mod features;
mod filtering;
mod geojson;
mod natural_earth;
mod oas30;
mod schemas;
mod tiles;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Service, api, ask, embedded, get, service_over};

/// Every collection.
const COLLECTIONS: [&str; 4] = ["sites", "agreements", "sites_point", "sites_area"];

/// Abstract tests by class.
type Tests = BTreeMap<String, BTreeSet<String>>;

/// The abstract tests that the tests in a folder claim to prove.
fn proven(folder: &Path, tests: &mut Tests) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            proven(&path, tests);
        }
        if !path.extension().is_some_and(|ending| ending == "rs" || ending == "py") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches([' ', '/', '#'])).collect();
        for (index, line) in lines.iter().enumerate() {
            let Some(claim) = line.strip_prefix("Proves: ").filter(|claim| claim.contains("://")) else { continue };
            let (class, id) = claim.split_once(' ').unwrap_or_else(|| panic!("{}: {line}", path.display()));
            let class = class.trim_matches(['<', '>']);
            let proof: Vec<&&str> =
                lines[index..].iter().filter(|line| !line.starts_with("Proves: ")).take(2).collect();
            let is_test = ["[tokio::test]", "[test]", "def test_"].iter().any(|start| proof[0].starts_with(start));
            assert!(is_test, "{}: {line} is not above a test, but above {:?}", path.display(), proof[0]);
            // An ignored test proves nothing.
            if !proof[1].starts_with("[ignore") {
                tests.entry(class.to_owned()).or_default().insert(id.to_owned());
            }
        }
    }
}

/// The abstract tests that the text files list.
fn listed() -> Tests {
    let files = fs::read_dir("tests/it/conformance").unwrap().map(|entry| entry.unwrap().path());
    let lists = files.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    lists
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let mut lines = text.lines().map(str::to_owned);
            (lines.next().unwrap(), lines.collect())
        })
        .collect()
}

#[tokio::test]
async fn conformance_declares_exactly_the_proven_classes() {
    let mut proven_tests = Tests::new();
    proven(Path::new("tests/it"), &mut proven_tests);
    proven(Path::new("tests/clients"), &mut proven_tests);
    let declared = json(&service(), "/conformance").await["conformsTo"].clone();
    let declared: BTreeSet<String> = serde_json::from_value(declared).unwrap();
    let listed = listed();
    let proven: BTreeSet<String> = listed
        .iter()
        .filter(|(class, tests)| proven_tests.get(*class) == Some(tests))
        .map(|(class, _)| class.clone())
        .collect();
    let missing = declared.difference(&proven).filter_map(|class| {
        let none = BTreeSet::new();
        let known = proven_tests.get(class).unwrap_or(&none);
        Some((class, listed.get(class)?.symmetric_difference(known).cloned().collect::<Vec<_>>()))
    });
    assert_eq!(declared, proven, "proven in part: {:?}", missing.collect::<Vec<_>>());
    // A class without a file must not be declared.
    for (class, all) in &listed {
        let unknown: Vec<&String> =
            proven_tests.get(class).into_iter().flatten().filter(|test| !all.contains(*test)).collect();
        assert!(unknown.is_empty(), "{class} has no abstract tests {unknown:?}");
    }
}

fn service() -> Service {
    service_over(embedded())
}

/// The JSON document at an address, which must exist.
async fn json(service: &Service, address: &str) -> Value {
    let response = ask(service, axum::http::Method::GET, address, &[("accept", "application/json")]).await;
    assert_eq!(response.status, StatusCode::OK, "{address}: {}", response.text());
    response.json()
}

/// The path of a link on this server.
fn address(link: &Value) -> &str {
    link["href"].as_str().unwrap().strip_prefix("https://atlas.example").unwrap()
}

/// The links of a document with this relation.
fn links<'a>(document: &'a Value, rel: &str) -> Vec<&'a Value> {
    document["links"].as_array().unwrap().iter().filter(|link| link["rel"] == rel).collect()
}

/// Checks that every link is complete, that `self` leads to this document, and that each other media type of the
/// address has an `alternate`.
async fn has_its_links(service: &Service, path: &str, document: &Value) {
    for link in document["links"].as_array().unwrap() {
        for member in ["href", "rel", "type"] {
            assert!(link[member].is_string(), "{path}: {link} has no {member}");
        }
    }
    let [this] = links(document, "self")[..] else { panic!("{path}: {}", document["links"]) };
    assert_eq!(&json(service, address(this)).await, document, "{path}: self leads to another document");
    let html = ask(service, axum::http::Method::GET, path, &[("accept", "text/html")]).await;
    if html.status == StatusCode::OK {
        let alternates = links(document, "alternate");
        let alternate = alternates.iter().find(|link| link["type"].as_str().unwrap().starts_with("text/html"));
        let alternate = alternate.unwrap_or_else(|| panic!("{path} is available as HTML, but has no link to it"));
        let there = get(service, address(alternate)).await;
        assert!(there.status == StatusCode::OK && there.header("content-type").starts_with("text/html"), "{path}");
    }
}

/// A parameter of a collection's items, as `/api` defines it.
async fn parameter(service: &Service, collection: &str, name: &str) -> Value {
    let api = api(service).await;
    let parameters = api["paths"][format!("/collections/{collection}/items")]["get"]["parameters"].clone();
    let found = parameters.as_array().unwrap().iter().find(|parameter| parameter["name"] == name).cloned();
    found.unwrap_or_else(|| panic!("{collection} has no parameter {name}"))
}

/// Every position of a geometry.
fn positions(geometry: &Value) -> Vec<[f64; 2]> {
    fn walk(value: &Value, found: &mut Vec<[f64; 2]>) {
        let Some(parts) = value.as_array() else { return };
        if let [Value::Number(x), Value::Number(y)] = parts.as_slice() {
            found.push([x.as_f64().unwrap(), y.as_f64().unwrap()]);
        }
        for part in parts {
            walk(part, found);
        }
    }
    let mut found = Vec::new();
    walk(&geometry["coordinates"], &mut found);
    found
}

//! The abstract test suites of the standards, and that `/conformance` names exactly the classes that they prove.
//!
//! A test that proves an abstract test says so in its comment, in a line `Proves: <class> abstract test`. The files
//! beside hold the ids of all abstract tests of a class, as its standard's annex A has them; the class comes first. A
//! class of which a test is missing is not declared, and one of which none is missing must be.

mod core;
mod cql2;
mod crs;
mod features;
mod filtering;
mod geojson;
mod natural_earth;
mod oas30;
mod tiles;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Service, ask, embedded, get, service_over};

const COLLECTIONS: [&str; 2] = ["sites", "agreements"];

/// Every abstract test by its class.
type Tests = BTreeMap<String, BTreeSet<String>>;

/// What the comments of the tests under a folder say that they prove.
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
            assert!(is_test, "{}: {line} stands at no test, but at {:?}", path.display(), proof[0]);
            // A test that does not run proves nothing.
            if !proof[1].starts_with("[ignore") {
                tests.entry(class.to_owned()).or_default().insert(id.to_owned());
            }
        }
    }
}

/// What the files beside this one list.
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
async fn conformance_names_exactly_the_classes_that_are_proven() {
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
    // A class that is not listed yet is not declared, either.
    for (class, all) in &listed {
        let unknown: Vec<&String> =
            proven_tests.get(class).into_iter().flatten().filter(|test| !all.contains(*test)).collect();
        assert!(unknown.is_empty(), "{class} has no abstract tests {unknown:?}");
    }
}

fn service() -> Service {
    service_over(embedded())
}

/// A document that is there.
async fn json(service: &Service, address: &str) -> Value {
    let answer = ask(service, axum::http::Method::GET, address, &[("accept", "application/json")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
    answer.json()
}

/// The address on this server that a link leads to.
fn address(link: &Value) -> &str {
    link["href"].as_str().unwrap().strip_prefix("https://atlas.example").unwrap()
}

/// The links of a document with a relation.
fn links<'a>(document: &'a Value, rel: &str) -> Vec<&'a Value> {
    document["links"].as_array().unwrap().iter().filter(|link| link["rel"] == rel).collect()
}

/// Every link has what it must have; `self` leads to this document; every other form that the address is served in has
/// an `alternate`.
async fn has_its_links(service: &Service, asked: &str, document: &Value) {
    for link in document["links"].as_array().unwrap() {
        for member in ["href", "rel", "type"] {
            assert!(link[member].is_string(), "{asked}: {link} has no {member}");
        }
    }
    let [this] = links(document, "self")[..] else { panic!("{asked}: {}", document["links"]) };
    assert_eq!(&json(service, address(this)).await, document, "{asked}: self leads elsewhere");
    let html = ask(service, axum::http::Method::GET, asked, &[("accept", "text/html")]).await;
    if html.status == StatusCode::OK {
        let alternates = links(document, "alternate");
        let alternate = alternates.iter().find(|link| link["type"].as_str().unwrap().starts_with("text/html"));
        let alternate = alternate.unwrap_or_else(|| panic!("{asked} is HTML, too, and does not say so"));
        let there = get(service, address(alternate)).await;
        assert!(there.status == StatusCode::OK && there.header("content-type").starts_with("text/html"), "{asked}");
    }
}

/// A parameter of a collection's items, as `/api` has it.
async fn parameter(service: &Service, collection: &str, name: &str) -> Value {
    let api = json(service, "/api").await;
    let parameters = api["paths"][format!("/collections/{collection}/items")]["get"]["parameters"].clone();
    let found = parameters.as_array().unwrap().iter().find(|parameter| parameter["name"] == name).cloned();
    found.unwrap_or_else(|| panic!("{collection} takes no {name}"))
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

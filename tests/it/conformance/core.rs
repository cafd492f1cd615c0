//! OGC API - Features Part 1 (17-069r4), annex A.2, "Core": landing page, API, conformance and collections.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use axum::http::{Method, StatusCode};
use oreatlas::{
    app::{self, App},
    catalog::Catalog,
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::mpsc};

use super::{COLLECTIONS, address, has_its_links, json, links, positions, service};
use crate::support::{ask, config, embedded, get, today};

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/http
#[tokio::test]
async fn responses_follow_http_1_1() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (_stop, stopped) = mpsc::channel(1);
    let app = App::new(Catalog::new(embedded(), today()), config()).unwrap();
    let server = tokio::spawn(async move { app::serve(&app, listener, stopped).await });
    let client = tokio::task::spawn_blocking(move || {
        for (path, status) in [("/conformance", "200 OK"), ("/collections/roads", "404 Not Found")] {
            let mut stream = TcpStream::connect(address).unwrap();
            write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
            let mut response = String::new();
            stream.read_to_string(&mut response).unwrap();
            assert!(response.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{response}");
        }
    });
    client.await.unwrap();
    server.abort();
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/crs84
#[tokio::test]
async fn positions_are_longitude_before_latitude() {
    let service = service();
    for collection in COLLECTIONS {
        let response = get(&service, &format!("/collections/{collection}/items?limit=10000")).await;
        assert_eq!(response.header("content-crs"), "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
        for feature in response.json()["features"].as_array().unwrap() {
            for [lon, lat] in positions(&feature["geometry"]) {
                // The data are in and around Pakistan, so swapped axes fail.
                assert!((60.0..80.0).contains(&lon) && (23.0..38.0).contains(&lat), "{}: {lon} {lat}", feature["id"]);
            }
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/root-op
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/root-success
#[tokio::test]
async fn the_landing_page_links_to_the_api_and_the_data() {
    let service = service();
    let landing = json(&service, "/").await;
    assert!(!links(&landing, "service-desc").is_empty() && !links(&landing, "conformance").is_empty(), "{landing}");
    assert!(!links(&landing, "data").is_empty(), "{landing}");
    let here = landing["links"].as_array().unwrap().iter().filter(|link| link["rel"] != "license");
    for link in here {
        let kind = link["type"].as_str().unwrap();
        let response = ask(&service, Method::GET, address(link), &[("accept", kind)]).await;
        assert_eq!(response.status, StatusCode::OK, "{link}");
        assert!(response.header("content-type").starts_with(kind), "{link}: {}", response.header("content-type"));
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/api-definition-op
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/api-definition-success
#[tokio::test]
async fn the_landing_page_links_to_the_api_definition() {
    let service = service();
    let landing = json(&service, "/").await;
    let definitions = [links(&landing, "service-desc"), links(&landing, "service-doc")].concat();
    assert!(!definitions.is_empty());
    for link in definitions {
        let kind = link["type"].as_str().unwrap();
        let response = ask(&service, Method::GET, address(link), &[("accept", kind)]).await;
        assert_eq!(response.status, StatusCode::OK, "{link}");
        assert!(response.header("content-type").starts_with(kind), "{link}");
        if kind.contains("json") {
            let version = response.json()["openapi"].as_str().unwrap().to_owned();
            assert!(version.starts_with("3.0."), "{version}");
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/conformance-op
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/conformance-success
#[tokio::test]
async fn conformance_is_declared() {
    let service = service();
    let landing = json(&service, "/").await;
    for path in links(&landing, "conformance").into_iter().map(address).chain(["/conformance"]) {
        let document = json(&service, path).await;
        let classes = document["conformsTo"].as_array().unwrap();
        assert!(classes.contains(&json!("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core")), "{path}");
        assert!(classes.iter().all(|class| class.as_str().is_some_and(|class| class.starts_with("http"))), "{path}");
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-md-op
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-md-success
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-md-links
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-md-items
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-md-items-links
#[tokio::test]
async fn the_collections_are_described() {
    let service = service();
    let document = json(&service, "/collections").await;
    has_its_links(&service, "/collections", &document).await;
    let collections = document["collections"].as_array().unwrap();
    let ids: Vec<&str> = collections.iter().map(|collection| collection["id"].as_str().unwrap()).collect();
    assert_eq!(ids, COLLECTIONS);
    for collection in collections {
        let first = collection["crs"][0].as_str().unwrap();
        assert_eq!(first, "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
        for link in collection["links"].as_array().unwrap() {
            assert!(link["href"].is_string() && link["rel"].is_string() && link["type"].is_string(), "{link}");
        }
        for link in links(collection, "items") {
            let kind = link["type"].as_str().unwrap();
            let response = ask(&service, Method::GET, address(link), &[("accept", kind)]).await;
            assert!(response.header("content-type").starts_with(kind), "{link}");
        }
        // One link for each media type of the items.
        for kind in ["application/geo+json", "text/html"] {
            let items = format!("/collections/{}/items", collection["id"].as_str().unwrap());
            let served = ask(&service, Method::GET, &items, &[("accept", kind)]).await.status == StatusCode::OK;
            let linked = links(collection, "items").iter().any(|link| link["type"].as_str().unwrap().starts_with(kind));
            assert_eq!(served, linked, "{items} as {kind}");
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-md-extent
#[tokio::test]
async fn the_extent_contains_every_geometry_and_time() {
    let service = service();
    let document = json(&service, "/collections").await;
    let (mut places, mut times) = (0, 0);
    for collection in document["collections"].as_array().unwrap() {
        let items = format!("/collections/{}/items?limit=10000", collection["id"].as_str().unwrap());
        let items = json(&service, &items).await;
        let positions: Vec<[f64; 2]> =
            items["features"].as_array().unwrap().iter().flat_map(|feature| positions(&feature["geometry"])).collect();
        let extent = &collection["extent"];
        assert_eq!(extent.is_null(), positions.is_empty(), "{}", collection["id"]);
        if let Some(begin) = extent["temporal"]["interval"][0][0].as_str() {
            let claims = items["features"].as_array().unwrap().iter().flat_map(claims);
            let dates = claims.flat_map(|claim| DATES.iter().filter_map(|&member| claim[member].as_str()));
            for date in dates {
                assert!(date >= &begin[..date.len()], "{date} is before {begin}");
                times += 1;
            }
            assert!(extent["temporal"]["interval"][0][1].is_null(), "some claims still hold, so the interval is open");
        }
        for [lon, lat] in positions {
            let bound = |index: usize| extent["spatial"]["bbox"][0][index].as_f64().unwrap();
            assert!(bound(0) <= lon && lon <= bound(2) && bound(1) <= lat && lat <= bound(3), "{lon} {lat}");
            places += 1;
        }
    }
    assert!(places > 100 && times > 100);
}

/// The members of a claim that are dates.
const DATES: [&str; 5] = ["from", "until", "as_of", "effective", "period"];

fn claims(feature: &Value) -> &[Value] {
    feature["properties"]["claims"].as_array().map_or(&[], Vec::as_slice)
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/sfc-md-op
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/sfc-md-success
#[tokio::test]
async fn a_collection_has_the_same_description_alone_and_in_the_list() {
    let service = service();
    let all = json(&service, "/collections").await;
    for entry in all["collections"].as_array().unwrap() {
        let path = format!("/collections/{}", entry["id"].as_str().unwrap());
        let alone = json(&service, &path).await;
        for member in ["id", "title", "description", "extent", "itemType"] {
            assert_eq!(alone[member], entry[member], "{path}");
        }
        let here = alone["links"].as_array().unwrap();
        assert!(entry["links"].as_array().unwrap().iter().all(|link| here.contains(link)), "{path}");
        has_its_links(&service, &path, &alone).await;
    }
}

//! OGC API - Features Part 2 (18-058r1), annex A, "Coordinate Reference Systems by Reference". The projection
//! is compared with the formula for the sphere, not with the library that the program uses.

use std::f64::consts::FRAC_PI_2;

use axum::http::StatusCode;
use geojson::GeoJson;
use serde_json::Value;

use super::{COLLECTIONS, json, positions, service};
use crate::support::{ask, get};

const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const EPSG_4326: &str = "http://www.opengis.net/def/crs/EPSG/0/4326";
const EPSG_3857: &str = "http://www.opengis.net/def/crs/EPSG/0/3857";

const RADIUS: f64 = 6_378_137.0;

/// Converts a position in a reference system to longitude and latitude.
fn degrees(crs: &str, [first, second]: [f64; 2]) -> [f64; 2] {
    match crs {
        CRS84 => [first, second],
        EPSG_4326 => [second, first],
        EPSG_3857 => {
            let lat = FRAC_PI_2 - 2.0 * (-second / RADIUS).exp().atan();
            [(first / RADIUS).to_degrees(), lat.to_degrees()]
        }
        _ => panic!("unknown reference system {crs}"),
    }
}

/// Converts longitude and latitude to a position in a reference system.
fn position(crs: &str, [lon, lat]: [f64; 2]) -> [f64; 2] {
    match crs {
        EPSG_4326 => [lat, lon],
        EPSG_3857 => {
            let (lon, lat) = (lon.to_radians(), lat.to_radians());
            [RADIUS * lon, RADIUS * lat.sin().atanh()]
        }
        _ => [lon, lat],
    }
}

/// The reference systems that a collection lists.
async fn offered(service: &crate::support::Service, collection: &str) -> Vec<String> {
    let document = json(service, &format!("/collections/{collection}")).await;
    document["crs"].as_array().unwrap().iter().map(|crs| crs.as_str().unwrap().to_owned()).collect()
}

/// Each collection with one of its Features.
const FEATURES: [(&str, &str); 4] = [
    ("sites", "reko-diq"),
    ("agreements", "ussm-fwo-mou-2025"),
    ("sites_point", "reko-diq"),
    ("sites_area", "thar-coalfield"),
];

/// Proves: <http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs> /conf/crs/crs-uri
/// Proves: <http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs> /conf/crs/default-crs
/// Proves: <http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs> /conf/crs/storageCrs
#[tokio::test]
async fn reference_systems_are_listed_by_uri() {
    let service = service();
    let mut documents = json(&service, "/collections").await["collections"].as_array().unwrap().clone();
    for collection in COLLECTIONS {
        documents.push(json(&service, &format!("/collections/{collection}")).await);
    }
    for document in documents {
        let listed: Vec<&str> = document["crs"].as_array().unwrap().iter().map(|crs| crs.as_str().unwrap()).collect();
        assert_eq!(listed, [CRS84, EPSG_4326, EPSG_3857]);
        for uri in &listed {
            // http://www.opengis.net/def/crs/{authority}/{version}/{code}
            let name: Vec<&str> = uri.strip_prefix("http://www.opengis.net/def/crs/").unwrap().split('/').collect();
            assert!(name.len() == 3 && uri.parse::<axum::http::Uri>().is_ok(), "{uri}");
        }
        // Only a collection with geometries has a storage reference system.
        assert_eq!(document["storageCrs"].is_null(), document["extent"].is_null(), "{}", document["id"]);
        assert!(document["storageCrs"].is_null() || listed.contains(&document["storageCrs"].as_str().unwrap()));
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs> /conf/crs/crs-parameter
#[tokio::test]
async fn every_listed_reference_system_is_supported() {
    let service = service();
    for (collection, id) in FEATURES {
        for crs in offered(&service, collection).await {
            for path in [format!("/collections/{collection}/items"), format!("/collections/{collection}/items/{id}")] {
                let response = get(&service, &format!("{path}?crs={crs}")).await;
                assert_eq!(response.status, StatusCode::OK, "{path} {crs}");
                assert_eq!(response.header("content-crs"), format!("<{crs}>"), "{path}");
                assert!(response.text().parse::<GeoJson>().is_ok(), "{path} {crs}");
            }
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs> /conf/crs/crs-parameter-invalid
/// Proves: <http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs> /conf/crs/bbox-crs-parameter-invalid
#[tokio::test]
async fn other_reference_systems_are_refused() {
    let service = service();
    for (collection, id) in FEATURES {
        let items = format!("/collections/{collection}/items");
        let bad = ["http://www.opengis.net/def/crs/EPSG/0/28992", "EPSG:3857", "[EPSG:3857]", "", "4326"];
        for crs in bad {
            for address in [
                format!("{items}?crs={crs}"),
                format!("{items}/{id}?crs={crs}"),
                format!("{items}?bbox=60,24,78,37&bbox-crs={crs}"),
                format!("{items}?bbox-crs={crs}&bbox=60,24,78,37"),
            ] {
                let response = get(&service, &address).await;
                assert_eq!(response.status, StatusCode::BAD_REQUEST, "{address}");
                let problem = response.json();
                let detail = problem["detail"].as_str().unwrap();
                assert!([CRS84, EPSG_4326, EPSG_3857].iter().all(|crs| detail.contains(crs)), "{detail}");
                assert!(problem["parameter"].as_str().unwrap().ends_with("crs"), "{problem}");
            }
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs> /conf/crs/crs-parameter-default
#[tokio::test]
async fn crs84_is_the_default() {
    let service = service();
    for (collection, id) in FEATURES {
        for query in ["", "?limit=10000", "?limit=3", "/ID"] {
            let address = format!("/collections/{collection}/items{}", query.replace("ID", id));
            let response = get(&service, &address).await;
            assert_eq!(response.header("content-crs"), format!("<{CRS84}>"), "{address}");
            let same = if address.contains('?') { '&' } else { '?' };
            let named = get(&service, &format!("{address}{same}crs={CRS84}")).await;
            assert_eq!(named.json()["features"], response.json()["features"], "{address}");
            assert_eq!(named.json()["geometry"], response.json()["geometry"], "{address}");
            let tag = response.header("etag").to_owned();
            let again = ask(&service, axum::http::Method::GET, &address, &[("if-none-match", tag.as_str())]).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs> /conf/crs/crs-parameter-transform
#[tokio::test]
async fn coordinates_are_in_the_requested_reference_system() {
    let service = service();
    let items = "/collections/sites/items?limit=10000";
    let stored = json(&service, items).await;
    let mut compared = 0;
    for crs in offered(&service, "sites").await {
        let shown = json(&service, &format!("{items}&crs={crs}")).await;
        let pairs = stored["features"].as_array().unwrap().iter().zip(shown["features"].as_array().unwrap());
        for (stored, shown) in pairs {
            let id = stored["id"].as_str().unwrap();
            assert_eq!((&stored["id"], &stored["properties"]), (&shown["id"], &shown["properties"]));
            assert_eq!(stored["geometry"]["type"], shown["geometry"]["type"], "{id}");
            let alone = json(&service, &format!("/collections/sites/items/{id}?crs={crs}")).await;
            assert_eq!(alone["geometry"], shown["geometry"], "{id}");
            let (stored, shown) = (positions(&stored["geometry"]), positions(&shown["geometry"]));
            assert_eq!(stored.len(), shown.len());
            for ([lon, lat], shown) in stored.into_iter().zip(shown) {
                let [back_lon, back_lat] = degrees(&crs, shown);
                // A millimetre is 9e-9 degrees.
                assert!((lon - back_lon).abs() < 9e-9 && (lat - back_lat).abs() < 9e-9, "{id} {crs} {shown:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 300, "{compared}");
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs> /conf/crs/bbox-crs-parameter
/// Proves: <http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs> /conf/crs/bbox-crs-parameter-default
#[tokio::test]
async fn a_box_is_the_same_in_every_reference_system() {
    let service = service();
    for collection in COLLECTIONS {
        for (south_west, north_east) in
            [([61.0, 28.0], [63.0, 30.0]), ([70.0, 34.0], [76.0, 37.0]), ([170.0, -80.0], [-170.0, 80.0])]
        {
            let items = format!("/collections/{collection}/items?limit=10000");
            let found = |box_: [f64; 4], more: String| {
                let address = format!("{items}&bbox={}{more}", box_.map(|corner| corner.to_string()).join(","));
                let service = service.clone();
                async move { json(&service, &address).await["features"].clone() }
            };
            let plain = found([south_west[0], south_west[1], north_east[0], north_east[1]], String::new()).await;
            for crs in offered(&service, collection).await {
                let ([a, b], [c, d]) = (position(&crs, south_west), position(&crs, north_east));
                let boxed = found([a, b, c, d], format!("&bbox-crs={crs}")).await;
                // The sides of a box follow meridians and parallels in every listed system.
                assert_eq!(boxed, plain, "{collection} {crs}");
                assert_ids_touch(&boxed, south_west, north_east);
            }
        }
    }
}

fn assert_ids_touch(features: &Value, [west, south]: [f64; 2], [east, north]: [f64; 2]) {
    for feature in features.as_array().unwrap() {
        let positions = positions(&feature["geometry"]);
        if let [[lon, lat]] = positions[..] {
            let between = if west <= east { west <= lon && lon <= east } else { lon >= west || lon <= east };
            assert!(between && south <= lat && lat <= north, "{}", feature["id"]);
        }
    }
}

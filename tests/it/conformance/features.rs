//! OGC API - Features Part 1 (17-069r4), annex A.2, "Core": features and one feature.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{COLLECTIONS, address, has_its_links, json, links, parameter, positions, service};
use crate::support::{Service, api, dataset_of, get, service_over, source};

/// The ids and geometries of the Features at an address.
async fn found(service: &Service, address: &str) -> Vec<(String, Value)> {
    let document = json(service, address).await;
    let features = document["features"].as_array().unwrap();
    features.iter().map(|feature| (feature["id"].as_str().unwrap().to_owned(), feature["geometry"].clone())).collect()
}

async fn ids(service: &Service, address: &str) -> BTreeSet<String> {
    found(service, address).await.into_iter().map(|(id, _)| id).collect()
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-op
#[tokio::test]
async fn bbox_and_datetime_are_combined() {
    let service = service();
    for collection in COLLECTIONS {
        let items = format!("/collections/{collection}/items?limit=10000");
        assert!(!ids(&service, &items).await.is_empty());
        for (bbox, time) in
            [("61,28,63,30", "2025-01-01T00:00:00Z/.."), ("70,34,76,37", "../2020-01-01"), ("0,0,1,1", "2025-09-08")]
        {
            let boxed = ids(&service, &format!("{items}&bbox={bbox}")).await;
            let timed = ids(&service, &format!("{items}&datetime={time}")).await;
            let both = ids(&service, &format!("{items}&bbox={bbox}&datetime={time}")).await;
            assert_eq!(both, boxed.intersection(&timed).cloned().collect(), "{collection} {bbox} {time}");
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-bbox-definition
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-limit-definition
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-time-definition
#[tokio::test]
async fn parameters_are_defined_as_the_standard_requires() {
    let service = service();
    let bbox = json!({
        "type": "array", "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
        "items": {"type": "number"},
    });
    for collection in COLLECTIONS {
        for (name, kind) in [("bbox", "array"), ("limit", "integer"), ("datetime", "string")] {
            let defined = parameter(&service, collection, name).await;
            for (member, value) in [
                ("in", json!("query")),
                ("required", json!(false)),
                ("style", json!("form")),
                ("explode", json!(false)),
            ] {
                assert_eq!(defined[member], value, "{collection} {name}");
            }
            assert_eq!(defined["schema"]["type"], kind, "{collection} {name}");
        }
        assert_eq!(parameter(&service, collection, "bbox").await["schema"], bbox);
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-bbox-response
#[tokio::test]
async fn bbox_selects_features_that_intersect_it_or_have_no_geometry() {
    let service = service();
    for collection in COLLECTIONS {
        let items = format!("/collections/{collection}/items?limit=10000");
        let all = found(&service, &items).await;
        for [west, south, east, north] in [[61.0, 28.0, 63.0, 30.0], [70.0, 34.0, 76.0, 37.0], [0.0, 0.0, 1.0, 1.0]] {
            let four = ids(&service, &format!("{items}&bbox={west},{south},{east},{north}")).await;
            let six = ids(&service, &format!("{items}&bbox={west},{south},-9,{east},{north},9000")).await;
            assert_eq!(four, six);
            for (id, geometry) in &all {
                let positions = positions(geometry);
                let inside = |[x, y]: &[f64; 2]| (west..=east).contains(x) && (south..=north).contains(y);
                let reach = |axis: usize, low: f64, high: f64| {
                    positions.iter().any(|at| at[axis] >= low) && positions.iter().any(|at| at[axis] <= high)
                };
                let must = geometry.is_null() || positions.iter().any(inside);
                let may = must || (positions.len() > 1 && reach(0, west, east) && reach(1, south, north));
                assert!(four.contains(id) || !must, "{collection}: {id} is missing");
                assert!(may || !four.contains(id), "{collection}: {id} lies elsewhere");
            }
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-limit-response
#[tokio::test]
async fn limit_bounds_the_page() {
    let service = service();
    for collection in COLLECTIONS {
        let items = format!("/collections/{collection}/items");
        let all = ids(&service, &format!("{items}?limit=10000")).await.len();
        for limit in [1, 2, 7, 10_000, 10_001, 5_000_000] {
            let count = ids(&service, &format!("{items}?limit={limit}")).await.len();
            assert_eq!(count, limit.min(all), "{collection} {limit}");
        }
        let maximum = parameter(&service, collection, "limit").await["schema"]["maximum"].as_u64();
        assert!(maximum.is_none_or(|maximum| maximum == 10_000));
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-time-response
#[tokio::test]
async fn datetime_selects_features_that_intersect_it_or_have_no_time() {
    let site = |id: &str, claim: Value| {
        let site = json!({"type": "Feature", "id": id, "geometry": null, "properties": {
            "name": id, "kind": "deposit", "country": "PK", "claims": [claim],
        }});
        (format!("sites/pk/{id}.geojson"), site)
    };
    let status = |source: &str| json!({"about": "status", "status": "operating", "cite": [{"source": source}]});
    let mut worked = status("new");
    worked["from"] = "2010".into();
    worked["until"] = "2012-06".into();
    let service = service_over(dataset_of([
        source("old", Some("2020-03-01"), &[]),
        source("new", Some("2025-01-01"), &[]),
        source("undated", None, &[]),
        site("on-a-day", status("old")),
        site("a-while", worked),
        site("no-time", status("undated")),
    ]));
    for (time, dated) in [
        ("2020-03-01T12:00:00Z", &["on-a-day"][..]),
        ("2020-03-02T00:00:00Z", &[]),
        ("2011-01-01T00:00:00Z", &["a-while"]),
        ("2012-07-01T00:00:00Z", &[]),
        ("../2011-01-01T00:00:00Z", &["a-while"]),
        ("/2011-01-01T00:00:00Z", &["a-while"]),
        ("2012-06-30T00:00:00Z/..", &["a-while", "on-a-day"]),
        ("2012-06-30T00:00:00Z/", &["a-while", "on-a-day"]),
        ("2015-01-01T00:00:00Z/2021-01-01T00:00:00Z", &["on-a-day"]),
        ("1900-01-01T00:00:00Z/1950-01-01T00:00:00Z", &[]),
    ] {
        let expected = dated.iter().copied().chain(["no-time"]).map(str::to_owned).collect();
        assert_eq!(ids(&service, &format!("/collections/sites/items?datetime={time}")).await, expected, "{time}");
    }
    for bad in
        ["2020-03-01T12:00:00Z/2011-01-01T00:00:00Z", "2020-13-01T00:00:00Z", "now", "a/b/c", "2020-03-01T25:00:00Z"]
    {
        let response = get(&service, &format!("/collections/sites/items?datetime={bad}")).await;
        assert_eq!(response.status, StatusCode::BAD_REQUEST, "{bad}");
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/query-param-invalid
#[tokio::test]
async fn a_bad_value_is_refused() {
    let service = service();
    for collection in COLLECTIONS {
        for query in ["limit=0", "limit=x", "bbox=1,2,3", "bbox=a,b,c,d", "bbox=0,91,0,92", "datetime=x", "f=shapefile"]
        {
            let response = get(&service, &format!("/collections/{collection}/items?{query}")).await;
            assert_eq!(response.status, StatusCode::BAD_REQUEST, "{collection} {query}");
            assert_eq!(response.header("content-type"), "application/problem+json");
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/query-param-unknown
#[tokio::test]
async fn an_unknown_parameter_is_refused() {
    let service = service();
    let api = api(&service).await;
    for (path, item) in api["paths"].as_object().unwrap() {
        let parameters = item["get"]["parameters"].as_array().unwrap();
        let free = parameters.iter().any(|parameter| parameter["schema"]["additionalProperties"].is_object());
        assert_eq!(free, path == "/", "{path}");
        let filled =
            parameters.iter().filter(|parameter| parameter["in"] == "path").fold(path.clone(), |path, parameter| {
                path.replace(&format!("{{{}}}", parameter["name"].as_str().unwrap()), &super::oas30::example(parameter))
            });
        let response = get(&service, &format!("{filled}?utm_source=x")).await;
        assert_eq!(response.status, if free { StatusCode::OK } else { StatusCode::BAD_REQUEST }, "{filled}");
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-response
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-links
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-timeStamp
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-numberMatched
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/fc-numberReturned
#[tokio::test]
async fn a_feature_collection_states_its_counts_and_time() {
    let service = service();
    for collection in COLLECTIONS {
        for query in ["", "?limit=10000", "?bbox=61,28,63,30&limit=3", "?limit=2", "?datetime=2025-09-08&limit=4"] {
            let path = format!("/collections/{collection}/items{query}");
            let document = json(&service, &path).await;
            assert_eq!(document["type"], "FeatureCollection", "{path}");
            let features = document["features"].as_array().unwrap();
            assert!(features.iter().all(|feature| feature["type"] == "Feature"), "{path}");
            assert_eq!(document["numberReturned"], features.len(), "{path}");
            // `timeStamp` is optional and left out, so that equal responses have equal ETags.
            assert!(document["timeStamp"].is_null(), "{path}");
            has_its_links(&service, &path, &document).await;
            let (mut counted, mut page) = (features.len(), document.clone());
            while let Some(next) = links(&page, "next").first().map(|link| address(link).to_owned()) {
                page = json(&service, &next).await;
                counted += page["features"].as_array().unwrap().len();
            }
            assert_eq!(document["numberMatched"], counted, "{path}");
        }
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/f-op
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/f-success
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core> /conf/core/f-links
#[tokio::test]
async fn every_feature_has_a_resource_of_its_own() {
    let service = service();
    for collection in COLLECTIONS {
        let all = json(&service, &format!("/collections/{collection}/items?limit=10000")).await;
        for among in all["features"].as_array().unwrap() {
            let path = format!("/collections/{collection}/items/{}", among["id"].as_str().unwrap());
            let mut alone = json(&service, &path).await;
            has_its_links(&service, &path, &alone).await;
            let [whole] = links(&alone, "collection")[..] else { panic!("{path}") };
            assert_eq!(json(&service, address(whole)).await["id"], collection);
            alone.as_object_mut().unwrap().remove("links");
            assert_eq!(&alone, among, "{path}");
        }
    }
}

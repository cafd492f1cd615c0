use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{TestResponse, embedded, get, service_over};

fn find<'a>(claims: &'a [Value], id: &Value) -> &'a Value {
    claims.iter().find(|claim| claim["id"] == *id).unwrap_or_else(|| panic!("{id}"))
}

#[tokio::test]
async fn every_claim_of_every_record_has_an_address() {
    let service = service_over(embedded());
    let mut records: Vec<(String, Vec<Value>)> = Vec::new();
    for items in ["/collections/sites/items?limit=10000", "/collections/agreements/items?limit=10000"] {
        let features = get(&service, items).await.json()["features"].take();
        for mut feature in features.as_array().unwrap().iter().cloned() {
            let claims = feature["properties"]["claims"].take();
            records.push((feature["id"].as_str().unwrap().to_owned(), claims.as_array().unwrap().clone()));
        }
    }
    let country = get(&service, "/countries/PK").await.json();
    records.push(("PK".to_owned(), country["claims"].as_array().unwrap().clone()));
    let (mut claims_seen, mut rivals_seen) = (0, 0);
    for (record, claims) in records {
        for claim in &claims {
            let id = claim["id"].as_str().unwrap();
            let response = get(&service, &format!("/claims/{record}/{id}")).await;
            assert_eq!(response.status, StatusCode::OK, "{record} {id}");
            let document = response.json();
            assert_eq!((&document["record"], &document["claim"]), (&Value::from(record.as_str()), claim));
            let rivals = document["rivals"].as_array().unwrap();
            let expected = claim["evidence"]["disputed_by"].as_array().unwrap();
            assert_eq!(rivals.len(), expected.len(), "{record} {id}");
            for rival in expected {
                assert_eq!(find(rivals, rival), find(&claims, rival), "{record} {id}");
            }
            for citation in claim["cite"].as_array().unwrap() {
                find(document["sources"].as_array().unwrap(), &citation["source"]);
            }
            claims_seen += 1;
            rivals_seen += rivals.len();
        }
    }
    assert!(claims_seen > 1000 && rivals_seen > 10, "{claims_seen} {rivals_seen}");
}

#[tokio::test]
async fn an_unknown_claim_is_not_found_and_a_similar_one_is_suggested() {
    let service = service_over(embedded());
    let refused = async |address: &str| {
        let response: TestResponse = get(&service, address).await;
        assert_eq!(response.status, StatusCode::NOT_FOUND, "{address}");
        response.text()
    };
    assert!(refused("/claims/reko-diq/owner-barick").await.contains("owner-barrick"));
    assert!(refused("/claims/reko-dik/owner-barrick").await.contains("reko-diq"));
    assert!(refused("/claims/dawn-reko-diq/x").await.contains("there is no record"));
}

//! The flat collections `sites_point` and `sites_area`, which desktop GIS read.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Service, dataset_of, embedded, get, service_over, source};

/// The features of a collection that match a query, as the first page that holds them all.
async fn features(service: &Service, collection: &str, query: &str) -> Vec<Value> {
    let response = get(service, &format!("/collections/{collection}/items?limit=10000{query}")).await;
    assert_eq!(response.status.as_u16(), 200, "{collection} {query}: {}", response.text());
    response.json()["features"].as_array().unwrap().clone()
}

fn ids<'a>(features: impl IntoIterator<Item = &'a Value>) -> BTreeSet<&'a str> {
    features.into_iter().map(|feature| feature["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn flat_collections_have_the_filters_of_sites() {
    let service = service_over(embedded());
    let mut found = [0; 2];
    for query in [
        "",
        "&mineral=copper",
        "&kind=region,field",
        "&q=thar",
        "&bbox=61,24,71,31",
        "&datetime=../2010-01-01",
        "&as_of=2020",
        "&filter=A_CONTAINS(minerals,('coal'))%20OR%20kind='region'",
        "&filter=S_INTERSECTS(geometry,BBOX(69,24,71,26))",
    ] {
        let all = features(&service, "sites", query).await;
        for (index, (collection, types)) in
            [("sites_point", &["Point"][..]), ("sites_area", &["Polygon", "MultiPolygon"])].into_iter().enumerate()
        {
            let of_type = |feature: &&Value| feature["geometry"]["type"].as_str().is_some_and(|it| types.contains(&it));
            let flat = features(&service, collection, query).await;
            assert_eq!(ids(&flat), ids(all.iter().filter(of_type)), "{collection} {query}");
            for feature in &flat {
                let facts = feature["properties"].as_object().unwrap();
                assert!(facts.values().all(|fact| !fact.is_array() && !fact.is_object()), "{feature}");
            }
            found[index] += flat.len();
        }
    }
    assert!(found[0] > 100 && found[1] > 20, "{found:?}");
}

#[tokio::test]
async fn pages_visit_every_site_once() {
    let service = service_over(embedded());
    let (mut seen, mut address) = (Vec::new(), Some("/collections/sites_point/items?limit=7".to_owned()));
    while let Some(here) = address {
        let page = get(&service, &here).await.json();
        seen.extend(page["features"].as_array().unwrap().iter().map(|feature| feature["id"].to_string()));
        let next = page["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next");
        address = next.map(|link| link["href"].as_str().unwrap()["https://atlas.example".len()..].to_owned());
    }
    let all = features(&service, "sites_point", "").await;
    assert_eq!(seen, all.iter().map(|feature| feature["id"].to_string()).collect::<Vec<_>>());
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len());
}

/// QGIS guesses the types of fields from the first ten features.
#[tokio::test]
async fn the_first_feature_has_a_number_if_any_has() {
    let site = |index: usize| {
        let mut claim = json!({"about": "location", "coordinates": [66.0, 30.0], "cite": [{"source": "a"}]});
        if index == 25 {
            claim["uncertainty_m"] = 500.into();
        }
        let properties =
            json!({"name": format!("Site {index}"), "kind": "deposit", "country": "PK", "claims": [claim]});
        let geometry = json!({"type": "Point", "coordinates": [66.0, 30.0]});
        let id = format!("site-{index:02}");
        (
            format!("sites/pk/{id}.geojson"),
            json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties}),
        )
    };
    let service = service_over(dataset_of((0..30).map(site).chain([source("a", None, &[])])));
    let all = features(&service, "sites_point", "").await;
    assert_eq!(
        (all.len(), &all[0]["id"], &all[0]["properties"]["uncertainty_m"]),
        (30, &json!("site-25"), &json!(500))
    );
    assert!(all[1..].iter().all(|feature| feature["properties"]["uncertainty_m"].is_null()));
    assert!(features(&service, "sites_area", "").await.is_empty());
    let by_name = features(&service, "sites_point", "&sortby=name").await;
    assert_eq!(by_name[0]["id"], "site-00");
}

#[tokio::test]
async fn a_site_is_in_the_collection_of_its_geometry_alone() {
    let service = service_over(embedded());
    for (collection, id, status) in [
        ("sites_point", "reko-diq", 200),
        ("sites_area", "reko-diq", 404),
        ("sites_point", "thar-coalfield", 404),
        ("sites_area", "thar-coalfield", 200),
        ("sites_area", "nowhere", 404),
    ] {
        let response = get(&service, &format!("/collections/{collection}/items/{id}")).await;
        assert_eq!(response.status.as_u16(), status, "{collection} {id}");
        assert!(status == 404 || response.json()["id"] == id);
    }
}

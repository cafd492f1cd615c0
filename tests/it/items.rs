//! Paging, sorting and selected properties of items.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::support::{Service, dataset_of, embedded, get, service_over, source};

const ITEMS: &str = "/collections/sites/items";

/// The same Feature with only these properties.
fn only(feature: &Value, properties: &[&str]) -> Value {
    let mut feature = feature.clone();
    let kept = feature["properties"].as_object().unwrap().iter();
    let kept: Map<String, Value> = kept
        .filter(|(name, _)| properties.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    feature["properties"] = kept.into();
    feature
}

#[tokio::test]
async fn selected_properties_are_the_same_as_in_the_whole_feature() {
    let service = service_over(embedded());
    let whole = get(&service, &format!("{ITEMS}?limit=10000")).await.json();
    let whole = whole["features"].as_array().unwrap();
    let all: Vec<&str> = whole[0]["properties"].as_object().unwrap().keys().map(String::as_str).collect();
    assert!(all.len() >= 18, "{all:?}");
    let some = [vec!["name", "minerals"], vec!["claims"], vec!["searched", "name", "identifiers"], all.clone()];
    for chosen in all.iter().map(|name| vec![*name]).chain(some) {
        let query = format!("properties={}", chosen.join(","));
        let shown = get(&service, &format!("{ITEMS}?limit=10000&{query}")).await.json();
        for (whole, shown) in whole.iter().zip(shown["features"].as_array().unwrap()) {
            assert_eq!(&only(whole, &chosen), shown, "{query}");
        }
        let mut alone = get(&service, &format!("{ITEMS}/reko-diq?{query}")).await.json();
        alone.as_object_mut().unwrap().remove("links");
        let among = whole.iter().find(|feature| feature["id"] == "reko-diq").unwrap();
        assert_eq!(alone, only(among, &chosen), "{query}");
    }
}

#[tokio::test]
async fn an_unknown_property_is_refused_with_the_nearest_name() {
    let service = service_over(embedded());
    for (address, near) in [
        (format!("{ITEMS}?properties=mineral"), "minerals"),
        (format!("{ITEMS}/reko-diq?properties=name,claim"), "claims"),
        (format!("{ITEMS}?properties="), "write one of name"),
    ] {
        let response = get(&service, &address).await;
        let problem = response.json();
        assert_eq!((response.status, problem["parameter"].as_str()), (StatusCode::BAD_REQUEST, Some("properties")));
        assert!(problem["detail"].as_str().unwrap().contains(near), "{problem}");
    }
}

#[tokio::test]
async fn every_sortable_can_be_sorted_by() {
    let service = service_over(embedded());
    let collection = get(&service, "/collections/sites").await.json();
    let links = collection["links"].as_array().unwrap();
    let link = links.iter().find(|link| link["rel"] == "http://www.opengis.net/def/rel/ogc/1.0/sortables").unwrap();
    let path = link["href"].as_str().unwrap().strip_prefix("https://atlas.example").unwrap();
    let response = get(&service, path).await;
    assert_eq!(response.header("content-type"), "application/schema+json");
    let schema = response.json();
    assert_eq!((&schema["$id"], &schema["additionalProperties"]), (&link["href"], &json!(false)));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let features = get(&service, &format!("{ITEMS}?limit=10000")).await.json()["features"].as_array().unwrap().clone();
    let sortable: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    for feature in &features {
        let value = |name: &str| if name == "id" { &feature["id"] } else { &feature["properties"][name] };
        let values = sortable.iter().filter(|name| !value(name).is_null());
        let values: Value = values.map(|name| ((*name).clone(), value(name).clone())).collect();
        assert!(validator.is_valid(&values), "{values}");
    }
    for name in features[0]["properties"].as_object().unwrap().keys() {
        let status = get(&service, &format!("{ITEMS}?sortby=-{name}")).await.status;
        assert_eq!(status == StatusCode::OK, sortable.contains(&name), "{name}");
    }
}

/// Sites with these names, and ids in an unrelated order.
fn world(names: impl Iterator<Item = u32>) -> Service {
    let sites = names.map(|name| {
        let id = format!("s{:03}", name * 37 % 101);
        let claim = json!({"about": "status", "status": "operating", "cite": [{"source": "paper"}]});
        let site = json!({"type": "Feature", "id": id, "geometry": null, "properties": {
            "name": format!("N{:03}", name / 3), "kind": "deposit", "country": "PK", "claims": [claim],
        }});
        (format!("sites/pk/{id}.geojson"), site)
    });
    service_over(dataset_of(sites.chain([source("paper", Some("2020"), &[])])))
}

/// The path of a page's link with this relation.
fn link(page: &Value, rel: &str) -> Option<String> {
    let link = page["links"].as_array().unwrap().iter().find(|link| link["rel"] == rel)?;
    Some(link["href"].as_str().unwrap().strip_prefix("https://atlas.example").unwrap().to_owned())
}

/// The ids on all pages from this address; `after` replaces `before` after the second page.
async fn walk(first: String, before: &Service, after: &Service) -> Vec<String> {
    let (mut next, mut seen, mut pages) = (Some(first), Vec::new(), 0);
    while let Some(address) = next {
        let page = get(if pages < 2 { before } else { after }, &address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}: {}", page.text());
        seen.extend(page.ids());
        next = link(&page.json(), "next");
        pages += 1;
    }
    seen
}

#[tokio::test]
async fn paging_is_stable_while_sites_are_added_and_removed() {
    let old = world(0..60);
    for order in ["", "&sortby=name", "&sortby=-name,kind"] {
        let first = format!("{ITEMS}?limit=7{order}");
        let whole = get(&old, &format!("{ITEMS}?limit=1000{order}")).await.ids();
        assert_eq!(walk(first.clone(), &old, &old).await, whole, "{order}");
        // Every fifth site is removed, except the one where the third page starts, and as many are added.
        let hangs_on = whole[13].clone();
        let stays = |name: &u32| !name.is_multiple_of(5) || format!("s{:03}", name * 37 % 101) == hangs_on;
        let new = world((0..60).filter(stays).chain(60..75));
        let now = get(&new, &format!("{ITEMS}?limit=1000{order}")).await.ids();
        let seen = walk(first, &old, &new).await;
        let once: BTreeSet<&String> = seen.iter().collect();
        assert_eq!(once.len(), seen.len(), "{order}: a site occurs twice: {seen:?}");
        for id in whole.iter().filter(|id| now.contains(id)) {
            assert!(once.contains(id), "{order}: {id} is missing");
        }
    }
}

#[tokio::test]
async fn prev_links_lead_back() {
    let service = world(0..60);
    for order in ["", "&sortby=-name"] {
        let first = get(&service, &format!("{ITEMS}?limit=7{order}")).await;
        let (mut page, mut pages) = (first.json(), vec![first.ids()]);
        while let Some(next) = link(&page, "next") {
            let there = get(&service, &next).await;
            page = there.json();
            pages.push(there.ids());
        }
        assert_eq!(pages.len(), 9);
        for ids in pages.iter().rev().skip(1) {
            let there = get(&service, &link(&page, "prev").unwrap()).await;
            assert_eq!(&there.ids(), ids, "{order}");
            page = there.json();
        }
        assert_eq!(link(&page, "prev"), None);
    }
}

#[tokio::test]
async fn a_page_needs_one_known_start() {
    let service = world(0..60);
    // When sorted by id, the position of a removed site is known.
    let gone = get(&service, &format!("{ITEMS}?limit=3&after=s0005")).await.ids();
    assert_eq!(gone, get(&service, &format!("{ITEMS}?limit=3&after=s000")).await.ids()[..].to_vec());
    for (query, parameter, expected) in [
        ("after=s0005&sortby=name", "after", "first page"),
        ("before=s0005&sortby=name", "before", "first page"),
        ("offset=3&after=s001", "after", "one place"),
        ("before=s004&after=s001", "after", "one place"),
    ] {
        let response = get(&service, &format!("{ITEMS}?{query}")).await;
        let problem = response.json();
        assert_eq!(
            (response.status, problem["parameter"].as_str()),
            (StatusCode::BAD_REQUEST, Some(parameter)),
            "{query}"
        );
        assert!(problem["detail"].as_str().unwrap().contains(expected), "{problem}");
    }
}

//! OGC API - Features Part 1 (17-069r4), annex A.3, "GeoJSON", read by the `geojson` crate, with which
//! the program does not write.

use axum::http::{Method, StatusCode};
use geojson::{Feature, FeatureCollection, GeoJson};

use super::{COLLECTIONS, service};
use crate::support::{ask, get};

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson> /conf/geojson/definition
#[tokio::test]
async fn features_are_geojson_and_other_documents_are_json() {
    let service = service();
    for (address, kind) in [
        ("/", "application/json"),
        ("/conformance", "application/json"),
        ("/collections", "application/json"),
        ("/collections/sites", "application/json"),
        ("/collections/agreements", "application/json"),
        ("/collections/sites/items", "application/geo+json"),
        ("/collections/sites/items/reko-diq", "application/geo+json"),
        ("/collections/agreements/items", "application/geo+json"),
        ("/collections/agreements/items/ussm-fwo-mou-2025", "application/geo+json"),
    ] {
        let response = ask(&service, Method::GET, address, &[("accept", kind)]).await;
        assert_eq!((response.status, response.header("content-type")), (StatusCode::OK, kind), "{address}");
    }
}

/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson> /conf/geojson/content
#[tokio::test]
async fn an_independent_reader_accepts_the_features() {
    let service = service();
    for collection in COLLECTIONS {
        let items = format!("/collections/{collection}/items");
        let text = get(&service, &format!("{items}?limit=10000")).await.text();
        let all = FeatureCollection::try_from(text.parse::<GeoJson>().unwrap()).unwrap();
        assert!(all.foreign_members.unwrap().contains_key("links"));
        for feature in all.features {
            let Some(geojson::feature::Id::String(id)) = feature.id.clone() else { panic!("{feature:?}") };
            let text = get(&service, &format!("{items}/{id}")).await.text();
            let alone = Feature::try_from(text.parse::<GeoJson>().unwrap()).unwrap();
            assert!(alone.foreign_members.unwrap().contains_key("links"), "{id}");
            assert_eq!((alone.id, alone.geometry), (feature.id, feature.geometry), "{id}");
        }
    }
}

//! Every format: what is written, read again by someone else's reader, and how it is sent.

use std::{
    future::poll_fn,
    pin::Pin,
    sync::atomic::{AtomicBool, Ordering},
};

use axum::{
    body::{Body, HttpBody},
    http::{Method, Request, StatusCode},
};
use oreatlas::{
    catalog::Catalog,
    dataset::Dataset,
    formats::{
        Format, WriteError,
        geojson::Features,
        writing::{About, PIECE, Selection},
    },
};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::support::{Service, ask, dataset_of, embedded, get, service_over, source, today};

/// What a format must hold: Urdu, quotes, commas, line feeds, arrays, no place, a polygon with a hole, two polygons.
fn made() -> Dataset {
    let square = |west: f64, south: f64, size: f64| {
        json!([[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]])
    };
    let hole = json!([[61.2, 29.2], [61.2, 29.4], [61.4, 29.4], [61.4, 29.2], [61.2, 29.2]]);
    let site = |id: &str, geometry: Value, more: &[Value]| {
        let cite = json!([{"source": "paper"}, {"source": "news"}]);
        let mut claims = vec![
            json!({"about": "mineral", "mineral": "gold", "rank": "secondary", "cite": cite}),
            json!({"about": "mineral", "mineral": "copper", "rank": "primary", "cite": cite}),
            json!({"about": "status", "status": "exploration", "as_of": "2024-05", "cite": cite}),
        ];
        claims.extend_from_slice(more);
        let properties = json!({
            "name": format!("\"{id}\", <the & 'site'>;\nsecond line"),
            "names": {"en": ["One", "Two, \"quoted\""], "ur": ["ریکوڈک", "چاغی"]},
            "kind": "deposit", "country": "PK", "province": "PK-BA", "claims": claims,
        });
        let feature = json!({"type": "Feature", "id": id, "geometry": geometry, "properties": properties});
        (format!("sites/pk/{id}.geojson"), feature)
    };
    let at = |location: &str, value: Value| {
        let mut claim =
            json!({"about": "location", "uncertainty_m": 3000, "basis": "compiled", "cite": [{"source": "paper"}]});
        claim[location] = value;
        claim
    };
    let polygon = json!({"type": "Polygon", "coordinates": [square(61.0, 29.0, 1.0), hole]});
    let polygons =
        json!({"type": "MultiPolygon", "coordinates": [[square(70.0, 30.0, 1.0)], [square(72.0, 31.0, 0.5)]]});
    dataset_of([
        site(
            "a-point",
            json!({"type": "Point", "coordinates": [62.061, 29.13]}),
            &[at("coordinates", json!([62.061, 29.13]))],
        ),
        site("b-hole", polygon.clone(), &[at("outline", polygon)]),
        site("c-two", polygons.clone(), &[at("outline", polygons)]),
        site("d-nowhere", Value::Null, &[]),
        source("paper", Some("2020-03-04"), &[]),
        source("news", None, &[]),
    ])
}

/// Every site of a catalog in a format.
fn written(catalog: &Catalog, format: Format) -> Vec<u8> {
    let features = Features::new(catalog).unwrap();
    let sites: Vec<usize> = (0..catalog.columns.len()).collect();
    let about = About { matched: sites.len(), ..About::default() };
    let given_up = AtomicBool::new(false);
    let selection = Selection { catalog, features: &features, sites: &sites, about: &about, given_up: &given_up };
    let mut out = Vec::new();
    format.write(&selection, &mut out).unwrap();
    out
}

/// The embedded dataset and the made one.
fn catalogs() -> [Catalog; 2] {
    [embedded(), made()].map(|dataset| Catalog::new(dataset, today()))
}

/// Every site as the collection of items has it, which other tests look at.
fn features(catalog: &Catalog) -> Vec<Value> {
    let features = Features::new(catalog).unwrap();
    (0..catalog.columns.len())
        .map(|nth| {
            let mut text = Vec::new();
            features.site(nth, &mut text).unwrap();
            serde_json::from_slice(&text).unwrap()
        })
        .collect()
}

/// A property as tables have it: an array with `;` between its values, nothing as an empty text.
fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(values) => values.iter().map(flat).collect::<Vec<_>>().join(";"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What a table's cell must be.
fn cell(feature: &Value, column: &str) -> String {
    let properties = &feature["properties"];
    match column.split_once("names_") {
        Some(("", language)) => flat(&properties["names"][language]),
        _ if column == "id" => flat(&feature["id"]),
        _ => flat(&properties[column]),
    }
}

#[test]
fn geojson_is_the_collection_of_all() {
    for catalog in catalogs() {
        let collection: Value = serde_json::from_slice(&written(&catalog, Format::GeoJson)).unwrap();
        assert_eq!(collection["features"], json!(features(&catalog)));
        assert_eq!(collection["numberMatched"], catalog.columns.len());
        assert_eq!(collection["license"], "CC-BY-4.0");
        let sources = collection["sources"].as_array().unwrap();
        assert!(sources.len() > 1 && sources.is_sorted_by_key(|source| source["id"].as_str().unwrap()));
        let cited = features(&catalog)
            .iter()
            .flat_map(|site| site["properties"]["sources"].as_array().unwrap().clone())
            .collect::<Vec<_>>();
        assert!(sources.iter().all(|source| cited.contains(&source["id"])));
    }
}

#[test]
fn a_sequence_has_a_separator_before_each_text() {
    for catalog in catalogs() {
        let text = String::from_utf8(written(&catalog, Format::GeoJsonSeq)).unwrap();
        let texts: Vec<Value> = text
            .strip_prefix('\x1e')
            .unwrap()
            .split('\x1e')
            .map(|text| serde_json::from_str(text.strip_suffix('\n').unwrap()).unwrap())
            .collect();
        assert_eq!(texts, features(&catalog));
    }
}

#[test]
fn json_fg_is_geojson_with_time_and_type() {
    for catalog in catalogs() {
        let collection: Value = serde_json::from_slice(&written(&catalog, Format::JsonFg)).unwrap();
        assert_eq!(collection["conformsTo"][0], "http://www.opengis.net/spec/json-fg-1/1.0/conf/core");
        assert_eq!(collection["featureType"], "Site");
        for (site, mut feature) in
            features(&catalog).into_iter().zip(collection["features"].as_array().unwrap().clone())
        {
            let feature = feature.as_object_mut().unwrap();
            assert_eq!(feature.remove("place"), Some(Value::Null));
            let time = feature.remove("time").unwrap();
            assert!(time.is_null() || time["date"].is_string() || time["interval"][1].is_string(), "{time}");
            assert_eq!(Value::Object(feature.clone()), site);
        }
    }
    let made = Catalog::new(made(), today());
    let collection: Value = serde_json::from_slice(&written(&made, Format::JsonFg)).unwrap();
    // From the day of the paper to the last of May 2024.
    assert_eq!(collection["features"][0]["time"], json!({"interval": ["2020-03-04", "2024-05-31"]}));
}

#[test]
fn csv_has_a_row_a_site() {
    for catalog in catalogs() {
        let table = written(&catalog, Format::Csv);
        let mut reader = csv::Reader::from_reader(&table[..]);
        let names = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let features = features(&catalog);
        assert_eq!(rows.len(), features.len());
        for (row, feature) in rows.iter().zip(&features) {
            for (name, value) in names.iter().zip(row) {
                let geometry = &feature["geometry"];
                let point = geometry["type"] == "Point";
                match name {
                    "longitude" | "latitude" => {
                        let axis = usize::from(name == "latitude");
                        assert_eq!(value.parse::<f64>().ok(), geometry["coordinates"][axis].as_f64().filter(|_| point));
                    }
                    "wkt" => {
                        let read = wkt::TryFromWkt::try_from_wkt_str(value).ok();
                        let expected: Option<geojson::Geometry> = serde_json::from_value(geometry.clone()).unwrap();
                        let expected: Option<geo::Geometry> = expected.map(|geometry| geometry.try_into().unwrap());
                        assert_eq!(read, expected, "{value}");
                    }
                    _ => assert_eq!(value, cell(feature, name), "{name}"),
                }
            }
        }
    }
}

#[tokio::test]
async fn a_page_of_items_comes_in_other_forms() {
    let service = service_over(embedded());
    let items = get(&service, "/collections/sites/items?mineral=copper&limit=3&offset=2").await;
    for (format, accept) in
        [("geojsonl", "application/geo+json-seq"), ("csv", "text/csv"), ("jsonfg", "application/vnd.ogc.fg+json")]
    {
        let page = get(&service, &format!("/collections/sites/items?mineral=copper&limit=3&offset=2&f={format}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.header("content-type").starts_with(accept));
        assert!(page.header("link").contains(&format!("f={format}")) && page.header("link").contains("rel=\"next\""));
        assert_eq!(page.header("ogc-numbermatched"), items.json()["numberMatched"].to_string());
        assert!(items.ids().iter().all(|id| page.text().contains(id)), "{format}");
        let by_accept = ask(&service, Method::GET, "/collections/sites/items", &[("accept", accept)]).await;
        assert!(by_accept.header("content-type").starts_with(accept));
    }
    assert_eq!(get(&service, "/collections/sites/items?f=gpkg").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(get(&service, "/collections/sites/download.shp").await.status, StatusCode::NOT_FOUND);
}

/// A dataset whose download has many pieces.
fn large() -> Dataset {
    let note = "n".repeat(2_000);
    let cite = json!([{"source": "paper"}]);
    let site = |nth: usize| {
        let claim = json!({"about": "remark", "text": note, "cite": cite});
        let properties = json!({"name": format!("Site {nth}"), "kind": "deposit", "country": "PK", "claims": [claim]});
        let id = format!("site-{nth:04}");
        (
            format!("sites/pk/{id}.geojson"),
            json!({"type": "Feature", "id": id, "geometry": null, "properties": properties}),
        )
    };
    dataset_of((0..2_000).map(site).chain([source("paper", Some("2020"), &[])]))
}

async fn body(service: &Service, address: &str) -> Body {
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    service.clone().oneshot(request).await.unwrap().into_body()
}

/// A piece of a body; none at its end.
async fn piece(body: &mut Body) -> Option<usize> {
    let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await?;
    Some(frame.unwrap().into_data().unwrap().len())
}

/// Who reads slowly makes the server wait, not its memory grow: pieces are bounded, and only one lies ready.
#[tokio::test]
async fn a_download_is_made_piece_by_piece() {
    let service = service_over(large());
    let whole = get(&service, "/collections/sites/download.geojson").await;
    assert_eq!(whole.ids().len(), 2_000);
    let mut body = body(&service, "/collections/sites/download.geojson").await;
    let (mut pieces, mut bytes) = (0, 0);
    while let Some(length) = piece(&mut body).await {
        // The last batch of sites may reach beyond it.
        assert!(length < PIECE * 3 / 2, "{length}");
        (pieces, bytes) = (pieces + 1, bytes + length);
    }
    assert_eq!(bytes, whole.body.len());
    assert!(pieces > 10, "{pieces}");
}

#[test]
fn what_nobody_wants_any_more_is_not_written() {
    let catalog = Catalog::new(large(), today());
    let features = Features::new(&catalog).unwrap();
    let sites: Vec<usize> = (0..2_000).collect();
    let (about, given_up) = (About::default(), AtomicBool::new(true));
    let selection =
        Selection { catalog: &catalog, features: &features, sites: &sites, about: &about, given_up: &given_up };
    let mut seen = 0;
    assert!(matches!(selection.each(|_| Ok(seen += 1)), Err(WriteError::GivenUp)));
    assert_eq!(seen, 0);
    given_up.store(false, Ordering::Relaxed);
    selection.each(|_| Ok(seen += 1)).unwrap();
    assert_eq!(seen, 2_000);
}

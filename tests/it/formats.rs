//! Every download format, read back by an independent reader, and how downloads are sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    future::poll_fn,
    io::Cursor,
    path::Path,
    pin::Pin,
    process::Command,
};

use arrow_array::{Array, StringArray, UInt32Array};
use axum::{
    body::{Body, HttpBody},
    http::{Method, Request, StatusCode},
};
use flatgeobuf::{FallibleStreamingIterator, FeatureProperties, FgbReader};
use geo::{BoundingRect, Intersects};
use kml::Kml;
use oreatlas::{
    catalog::{Catalog, Rows, Stop},
    dataset::{self, Dataset, Tree},
    formats::{
        Features, Format, WriteError,
        table::fields,
        writing::{About, CHUNK, Selection},
    },
};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::support::{Service, ask, dataset_of, embedded, get, service_over, source, today};

/// Difficult content: Urdu, quotes, markup, arrays, no geometry, holes, two polygons.
fn made() -> Dataset {
    Dataset::new(Tree::new(dataset::folder(Path::new("tests/fixtures/formats")).unwrap()))
}

/// Every row of a catalog.
fn all(catalog: &Catalog) -> Rows {
    Rows::List((0..catalog.columns.len()).collect())
}

/// All sites of a catalog, written in a format.
fn written(catalog: &Catalog, format: Format) -> Vec<u8> {
    let features = Features::new(catalog).unwrap();
    let (sites, stop) = (all(catalog), Stop::default());
    let about = About { matched: sites.count(), ..About::default() };
    let selection = Selection { catalog, features: &features, sites: &sites, about: &about, stop: &stop };
    let mut out = Vec::new();
    format.write(&selection, &mut out).unwrap();
    out
}

/// The embedded dataset and the one with difficult content.
fn catalogs() -> [Catalog; 2] {
    [embedded(), made()].map(|dataset| Catalog::new(dataset, today()))
}

/// Every site as served in the collection's items, which other tests check.
pub(crate) fn features(catalog: &Catalog) -> Vec<Value> {
    let features = Features::new(catalog).unwrap();
    (0..catalog.columns.len())
        .map(|index| {
            let mut text = Vec::new();
            features.site(index, &mut text).unwrap();
            serde_json::from_slice(&text).unwrap()
        })
        .collect()
}

/// A property as a table cell: arrays joined by `;`, and an empty text for null.
fn flat(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(values) => values.iter().map(flat).collect::<Vec<_>>().join(";"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The expected value of a cell.
fn cell(feature: &Value, column: &str) -> String {
    let properties = &feature["properties"];
    match column.split_once("names_") {
        Some(("", language)) => flat(&properties["names"][language]),
        _ if column == "id" => flat(&feature["id"]),
        _ => flat(&properties[column]),
    }
}

#[test]
fn the_page_links_to_every_format() {
    let menu = std::fs::read_to_string("web/src/download/DownloadContent.tsx").unwrap();
    // A format may have a query, for a variant of it.
    let offered: BTreeSet<&str> =
        menu.lines().filter_map(|line| line.trim().strip_prefix("[\"")?.split(['"', '?']).next()).collect();
    assert_eq!(offered, Format::ALL.iter().map(|format| format.as_str()).collect());
}

#[test]
fn geojson_is_the_whole_collection() {
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
    // From the year of the survey to the month in which the operator was named, and the day of the gazette.
    let time = |id: &str| {
        let features = collection["features"].as_array().unwrap();
        features.iter().find(|feature| feature["id"] == id).unwrap()["time"].clone()
    };
    assert_eq!(time("point"), json!({"interval": ["2020-01-01", "2025-09-30"]}));
    assert_eq!(time("nowhere"), json!({"date": "2025-09-08"}));
}

#[test]
fn csv_has_one_row_per_site() {
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
                    // An apostrophe keeps spreadsheets from running a text.
                    _ if cell(feature, name).starts_with('=') => {
                        assert_eq!(value, format!("'{}", cell(feature, name)), "{name}");
                    }
                    _ => assert_eq!(value, cell(feature, name), "{name}"),
                }
            }
        }
    }
}

/// A table as read back: the cells of each site by column, and its geometry.
type Table = BTreeMap<String, (BTreeMap<String, String>, Option<geo::Geometry>)>;

/// The expected rows of a table; without `all`, only sites with a geometry.
fn expected(catalog: &Catalog, all: bool) -> Table {
    let features = features(catalog).into_iter().filter(|feature| all || !feature["geometry"].is_null());
    let row = |feature: Value| {
        let cells = fields().into_iter().map(|field| (field.name.to_owned(), cell(&feature, field.name)));
        let geometry: Option<geojson::Geometry> = serde_json::from_value(feature["geometry"].clone()).unwrap();
        let geometry = geometry.map(|geometry| geometry.try_into().unwrap());
        (cell(&feature, "id"), (cells.collect(), geometry))
    };
    features.map(row).collect()
}

#[test]
fn a_geopackage_is_valid_and_has_one_row_per_site() {
    for catalog in catalogs() {
        let file = tempfile::NamedTempFile::with_suffix(".gpkg").unwrap();
        std::fs::write(&file, written(&catalog, Format::GeoPackage)).unwrap();
        let package = geopackage::GeoPackage::open_read_only(file.path()).unwrap();
        let findings = package.validate().unwrap();
        assert!(findings.is_empty(), "{findings:?}");
        let row = |feature: geopackage::Result<geopackage::Feature>| {
            let feature = feature.unwrap();
            let text = |value| match value {
                Some(geopackage::ValueRef::Text(text)) => text.to_owned(),
                Some(geopackage::ValueRef::Integer(number)) => number.to_string(),
                _ => String::new(),
            };
            let cells: BTreeMap<_, _> =
                fields().iter().map(|field| (field.name.to_owned(), text(feature.value(field.name)))).collect();
            let geometry = feature.geometry().unwrap().map(|geometry| geometry.to_geo().unwrap());
            (cells["id"].clone(), (cells, geometry))
        };
        let sites = package.layer("sites").unwrap();
        assert!(sites.has_spatial_index().unwrap());
        let rows: Table = sites.features().unwrap().map(row).collect();
        assert_eq!(rows, expected(&catalog, true));
        let sources = package.attributes("sources").unwrap().count().unwrap();
        assert_eq!(sources, Features::new(&catalog).unwrap().cited(&catalog, 0..rows.len()).len() as u64);
        assert!(package.metadata().unwrap()[0].metadata.contains("creativecommons.org/licenses/by/4.0"));
    }
}

#[test]
fn a_flatgeobuf_has_the_sites_with_a_geometry_and_a_spatial_index() {
    for catalog in catalogs() {
        let bytes = written(&catalog, Format::FlatGeobuf);
        let open = || FgbReader::open(Cursor::new(&bytes[..])).unwrap();
        let header = open();
        let header = header.header();
        assert_eq!((header.name(), header.crs().unwrap().code()), (Some("sites"), 4326));
        assert!(header.metadata().unwrap().contains("CC-BY-4.0") && header.index_node_size() > 0);
        let mut found = BTreeMap::new();
        let mut all = open().select_all().unwrap();
        while let Some(feature) = all.next().unwrap() {
            let mut cells: BTreeMap<String, String> = feature.properties().unwrap().into_iter().collect();
            for field in fields() {
                cells.entry(field.name.to_owned()).or_default();
            }
            found.insert(cells["id"].clone(), cells);
        }
        let expected = expected(&catalog, false);
        assert_eq!(found, expected.iter().map(|(id, (cells, _))| (id.clone(), cells.clone())).collect());
        let near = geo::Rect::new((62.0, 29.0), (62.2, 29.3));
        let mut selected = open().select_bbox(62.0, 29.0, 62.2, 29.3).unwrap();
        let mut ids = Vec::new();
        while let Some(feature) = selected.next().unwrap() {
            ids.push(feature.property::<String>("id").unwrap());
        }
        ids.sort();
        let touches = |geometry: &geo::Geometry| near.intersects(&geometry.bounding_rect().unwrap());
        let placed = expected.into_iter().filter(|(_, (_, geometry))| geometry.as_ref().is_some_and(touches));
        assert_eq!(ids, placed.map(|(id, _)| id).collect::<Vec<_>>());
    }
}

#[test]
fn a_geoparquet_has_one_row_and_one_bbox_per_site() {
    for catalog in catalogs() {
        let bytes = bytes::Bytes::from(written(&catalog, Format::GeoParquet));
        let reader = ParquetRecordBatchReaderBuilder::try_new(bytes).unwrap();
        let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap().clone();
        let entry = |name: &str| metadata.iter().find(|entry| entry.key == name).and_then(|entry| entry.value.clone());
        assert_eq!(entry("license").unwrap(), "CC-BY-4.0");
        let geo: Value = serde_json::from_str(&entry("geo").unwrap()).unwrap();
        assert_eq!((&geo["version"], &geo["columns"]["geometry"]["encoding"]), (&json!("1.1.0"), &json!("WKB")));
        let mut rows = BTreeMap::new();
        for batch in reader.build().unwrap() {
            let batch = batch.unwrap();
            let column = |name: &str| batch.column_by_name(name).unwrap();
            for index in 0..batch.num_rows() {
                let cell = |name: &str| {
                    let array = column(name).as_any();
                    let text = array.downcast_ref::<StringArray>().map(|texts| texts.value(index).to_owned());
                    let number = array.downcast_ref::<UInt32Array>().map(|numbers| numbers.value(index).to_string());
                    text.or(number).filter(|_| !column(name).is_null(index)).unwrap_or_default()
                };
                let cells: BTreeMap<_, _> =
                    fields().iter().map(|field| (field.name.to_owned(), cell(field.name))).collect();
                assert_eq!(column("geometry").is_null(index), column("bbox").is_null(index));
                rows.insert(cells["id"].clone(), cells);
            }
        }
        let expected = expected(&catalog, true);
        assert_eq!(rows, expected.into_iter().map(|(id, (cells, _))| (id, cells)).collect());
    }
}

#[test]
fn a_kml_has_one_styled_placemark_per_site() {
    for catalog in catalogs() {
        let text = String::from_utf8(written(&catalog, Format::Kml)).unwrap();
        let read: Kml = text.parse().unwrap();
        let Kml::KmlDocument(document) = read else { panic!("no document") };
        let Kml::Document { elements, .. } = &document.elements[0] else { panic!("no document") };
        let styles: Vec<&str> = elements
            .iter()
            .filter_map(|element| if let Kml::Style(style) = element { style.id.as_deref() } else { None })
            .collect();
        let folder =
            elements.iter().find_map(|element| if let Kml::Folder(folder) = element { Some(folder) } else { None });
        let placemarks = folder
            .unwrap()
            .elements
            .iter()
            .filter_map(|element| if let Kml::Placemark(placemark) = element { Some(placemark) } else { None });
        let features = features(&catalog);
        assert_eq!(placemarks.clone().count(), features.len());
        for (placemark, feature) in placemarks.zip(&features) {
            assert_eq!(placemark.name.as_deref(), feature["properties"]["name"].as_str());
            assert!(styles.contains(&placemark.style_url.as_deref().unwrap().trim_start_matches('#')));
            let kind = match &placemark.geometry {
                None => Value::Null,
                Some(kml::types::Geometry::Point(_)) => json!("Point"),
                Some(kml::types::Geometry::Polygon(_)) => json!("Polygon"),
                Some(kml::types::Geometry::MultiGeometry(_)) => json!("MultiPolygon"),
                Some(other) => panic!("{other:?}"),
            };
            assert_eq!(feature["geometry"].get("type").cloned().unwrap_or_default(), kind);
        }
    }
}

#[test]
fn an_excel_workbook_is_an_archive() {
    for catalog in catalogs() {
        // A ZIP archive, whose content tests/clients reads.
        assert!(written(&catalog, Format::Excel).starts_with(b"PK\x03\x04"));
    }
}

#[tokio::test]
async fn a_page_of_items_is_available_in_other_formats() {
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

/// A dataset whose download has many chunks.
fn large() -> Dataset {
    let note = "n".repeat(2_000);
    let cite = json!([{"source": "paper"}]);
    let site = |index: usize| {
        let claim = json!({"about": "remark", "text": note, "cite": cite});
        let properties =
            json!({"name": format!("Site {index}"), "kind": "deposit", "country": "PK", "claims": [claim]});
        let id = format!("site-{index:04}");
        (
            format!("sites/pk/{id}.geojson"),
            json!({"type": "Feature", "id": id, "geometry": null, "properties": properties}),
        )
    };
    dataset_of((0..2_000).map(site).chain([source("paper", Some("2020"), &[])]))
}

async fn body(service: &Service, address: &str) -> Body {
    let request = Request::builder().uri(address).header("host", "atlas.example").body(Body::empty()).unwrap();
    service.clone().oneshot(request).await.unwrap().into_body()
}

/// The next chunk of a body; none at its end.
async fn chunk(body: &mut Body) -> Option<usize> {
    let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await?;
    Some(frame.unwrap().into_data().unwrap().len())
}

/// With a slow client the server waits and does not buffer: chunks are bounded, and only one is ready at a time.
#[tokio::test]
async fn a_download_is_streamed_in_chunks() {
    let service = service_over(large());
    let whole = get(&service, "/collections/sites/download.geojson").await;
    assert_eq!(whole.ids().len(), 2_000);
    let mut body = body(&service, "/collections/sites/download.geojson").await;
    let (mut chunks, mut bytes) = (0, 0);
    while let Some(length) = chunk(&mut body).await {
        // The last batch of sites may exceed the limit.
        assert!(length < CHUNK * 3 / 2, "{length}");
        (chunks, bytes) = (chunks + 1, bytes + length);
    }
    assert_eq!(bytes, whole.body.len());
    assert!(chunks > 10, "{chunks}");
}

#[test]
fn every_format_obeys_the_signal_to_stop() {
    let catalog = Catalog::new(large(), today());
    let features = Features::new(&catalog).unwrap();
    let (sites, about, stop) = (all(&catalog), About::default(), Stop::default());
    let selection = Selection { catalog: &catalog, features: &features, sites: &sites, about: &about, stop: &stop };
    stop.stop();
    for &format in Format::ALL {
        let stopped = format.write(&selection, &mut Vec::new());
        assert!(matches!(stopped, Err(WriteError::Stopped(_))), "{format}: {stopped:?}");
    }
    let (mut seen, stop) = (0, Stop::default());
    let selection = Selection { stop: &stop, ..selection };
    let whole = selection.each(|_| {
        seen += 1;
        Ok(())
    });
    whole.unwrap();
    assert_eq!(seen, 2_000);
}

/// Replicas of a server, and a server before and after a restart, give a file the same `ETag`: a client may go on with
/// another where it left off.
#[test]
fn the_same_sites_give_the_same_bytes() {
    for catalog in catalogs() {
        for &format in Format::ALL {
            let first = written(&catalog, format);
            // The time would differ by then, to the second in which the formats write it.
            std::thread::sleep(std::time::Duration::from_millis(if format == Format::Excel { 1100 } else { 5 }));
            assert!(first == written(&catalog, format), "{format}");
        }
    }
    for &format in Format::ALL {
        let exported = || {
            let arguments = ["export", "--format", format.as_str(), "--data", "tests/fixtures/formats"];
            let output = Command::new(env!("CARGO_BIN_EXE_oreatlas")).args(arguments).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        assert!(exported() == exported(), "{format}: two processes");
    }
}

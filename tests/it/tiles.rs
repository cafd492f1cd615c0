//! Vector tiles, decoded by an independent reader and compared with a full scan of the served Features, and the documents
//! of OGC API - Tiles, Part 1 (20-057). See also [`crate::conformance`].

use std::{
    collections::{BTreeMap, BTreeSet},
    f64::consts::PI,
};

use fast_mvt::{MvtGeometry, MvtReaderRef, MvtValueRef};
use oreatlas::{
    catalog::tiles::{MAX_ZOOM, Tile},
    dataset::Dataset,
    formats::mvt,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    filters::{address, all_features, block, made, parts, world},
    support::{Service, ask, catalog_of, dataset_of, embedded, get, service_over, source},
};

const TILES: &str = "/collections/sites/tiles/WebMercatorQuad";
const MOST_BYTES: usize = 500_000;

/// A decoded tile.
#[derive(Debug, Default)]
struct Read {
    /// Sites by id, with their positions.
    sites: BTreeMap<String, [i32; 2]>,
    /// Counts and positions of clusters.
    clusters: Vec<(u64, [i32; 2])>,
    outlines: BTreeSet<String>,
    /// The properties of sites and outlines, by id.
    properties: BTreeMap<String, BTreeMap<String, String>>,
}

impl Read {
    fn new(bytes: &[u8]) -> Self {
        let mut read = Self::default();
        for layer in MvtReaderRef::new(bytes).unwrap().layers() {
            assert_eq!((layer.version(), layer.extent()), (2, 4096));
            assert!(!layer.is_empty(), "empty layers are left out");
            for feature in layer.features() {
                let properties: BTreeMap<String, MvtValueRef<'_>> =
                    feature.properties_vec().unwrap().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
                let at = match feature.geometry().unwrap() {
                    MvtGeometry::Point(point) => Some([point.x(), point.y()]),
                    MvtGeometry::Polygon(_) | MvtGeometry::MultiPolygon(_) => None,
                    other => panic!("{other:?}"),
                };
                let texts = properties.iter().map(|(key, value)| match value {
                    MvtValueRef::String(text) => (key.clone(), (*text).to_owned()),
                    MvtValueRef::UInt(number) => (key.clone(), number.to_string()),
                    other => panic!("{key}: {other:?}"),
                });
                let texts: BTreeMap<String, String> = texts.collect();
                match (layer.name(), at) {
                    (mvt::CLUSTERS, Some(at)) => read.clusters.push((texts["point_count"].parse().unwrap(), at)),
                    (mvt::SITES, Some(at)) => assert!(read.sites.insert(texts["id"].clone(), at).is_none()),
                    (mvt::OUTLINES, None) => assert!(read.outlines.insert(texts["id"].clone())),
                    (layer, at) => panic!("{layer} holds {at:?}"),
                }
                if let Some(id) = texts.get("id").cloned() {
                    assert!(feature.id().is_some());
                    read.properties.insert(id, texts);
                }
            }
        }
        read
    }

    fn points(&self) -> u64 {
        self.sites.len() as u64 + self.clusters.iter().map(|(count, _)| count).sum::<u64>()
    }
}

/// A position in tile coordinates at a zoom, by the common formula of slippy maps.
fn slippy(lon: f64, lat: f64, zoom: u8) -> [f64; 2] {
    let side = 2_f64.powi(zoom.into());
    let lat = lat.clamp(-85.051_128_779_806_59, 85.051_128_779_806_59).to_radians();
    let x = (lon + 180.0) / 360.0 * side;
    let y = (1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / PI) / 2.0 * side;
    [x, y]
}

/// The tile of a position; positions on the edge of the world are in the outermost tile.
fn tile_of(lon: f64, lat: f64, zoom: u8) -> [u32; 2] {
    let outermost = f64::from((1_u32 << zoom) - 1);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the zoom's tiles")]
    slippy(lon, lat, zoom).map(|axis| axis.floor().clamp(0.0, outermost) as u32)
}

fn point(feature: &Value) -> Option<[f64; 2]> {
    let coordinates = (feature["geometry"]["type"] == "Point").then(|| &feature["geometry"]["coordinates"])?;
    Some([coordinates[0].as_f64()?, coordinates[1].as_f64()?])
}

fn path(zoom: u8, [x, y]: [u32; 2]) -> String {
    format!("{TILES}/{zoom}/{y}/{x}")
}

fn fetch(service: &Service, address: &str) -> Read {
    let response = block(get(service, address));
    assert_eq!((response.status.as_u16(), response.header("content-type")), (200, mvt::MEDIA_TYPE), "{address}");
    assert!(response.body.len() < MOST_BYTES, "{address}: {}", response.body.len());
    Read::new(&response.body)
}

/// Sites at these positions; every second one has copper.
fn placed(places: &[[f64; 2]]) -> Dataset {
    let minerals = json!({"minerals": [{"id": "copper", "name": "Copper", "symbol": "Cu", "kind": "element", "colour": "#000000"}]});
    let site = |(index, place): (usize, &[f64; 2])| {
        let id = format!("site-{index}");
        let copper = json!({"about": "mineral", "mineral": "copper", "rank": "primary", "cite": [{"source": "s"}]});
        let record = json!({"type": "Feature", "id": id, "geometry": {"type": "Point", "coordinates": place},
            "properties": {"name": id, "kind": "deposit", "country": "PK",
                           "claims": if index % 2 == 0 { vec![copper] } else { Vec::new() }}});
        (format!("sites/pk/{id}.geojson"), record)
    };
    let files = places.iter().enumerate().map(site);
    dataset_of(files.chain([source("s", None, &[]), ("minerals.json".to_owned(), minerals)]))
}

fn position() -> impl Strategy<Value = [f64; 2]> {
    prop_oneof![
        4 => (-180.0..=180.0_f64, -90.0..=90.0_f64).prop_map(|(lon, lat)| [lon, lat]),
        1 => Just([0.0, 0.0]),
        1 => proptest::sample::select(vec![[180.0, 0.0], [-180.0, 10.0], [12.0, 90.0], [-70.0, -90.0], [179.999_999, 85.1]]),
        2 => (-0.01..0.01_f64, -0.01..0.01_f64).prop_map(|(lon, lat)| [64.5 + lon, 29.0 + lat]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// A tile contains what a scan finds, down to each site of a cluster, for any distribution of sites.
    /// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core> /conf/core/tc-success
    /// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt> /conf/mvt/content
    #[test]
    fn tiles_match_a_full_scan(
        groups in proptest::collection::vec((position(), prop_oneof![Just(1_usize), 1..300_usize]), 1..8),
        copper: bool,
    ) {
        let places: Vec<[f64; 2]> =
            groups.iter().flat_map(|&(place, times)| std::iter::repeat_n(place, times)).collect();
        let service = service_over(placed(&places));
        let query = if copper { "?mineral=copper" } else { "" };
        let scanned: Vec<(String, [f64; 2])> = all_features(&service)
            .iter()
            .filter(|feature| !copper || feature["properties"]["minerals"] == json!(["copper"]))
            .map(|feature| (feature["id"].as_str().unwrap().to_owned(), point(feature).unwrap()))
            .collect();
        for zoom in [0, 1, 3, 8, 13, 20, MAX_ZOOM] {
            let mut tiles: Vec<[u32; 2]> = groups.iter().map(|([lon, lat], _)| tile_of(*lon, *lat, zoom)).collect();
            tiles.sort_unstable();
            tiles.dedup();
            for tile in tiles {
                let read = fetch(&service, &format!("{}{query}", path(zoom, tile)));
                let inside: Vec<&(String, [f64; 2])> =
                    scanned.iter().filter(|(_, [lon, lat])| tile_of(*lon, *lat, zoom) == tile).collect();
                prop_assert_eq!(read.points(), inside.len() as u64, "{} {:?}", zoom, tile);
                prop_assert!(inside.len() > 512 || read.clusters.is_empty(), "few sites are not clustered");
                let units = |place: &[f64; 2]| {
                    let at = slippy(place[0], place[1], zoom);
                    [0, 1].map(|axis| (at[axis] - f64::from(tile[axis])) * 4096.0)
                };
                for (id, at) in &read.sites {
                    let (_, place) = inside.iter().find(|(inside, _)| inside == id).unwrap();
                    for axis in [0, 1] {
                        // Positions on the edge of the world are in the last unit; at zoom 22 a unit is 2 mm wide.
                        let off = (f64::from(at[axis]) + 0.5 - units(place)[axis]).abs();
                        prop_assert!(off <= if zoom > 20 { 4.6 } else { 0.6 }, "{id} {at:?} {off}");
                    }
                }
                for (count, at) in &read.clusters {
                    // A cluster is at the mean of its sites, which is inside their cell.
                    let cell = at.map(|axis| axis / 256);
                    #[expect(clippy::cast_possible_truncation, reason = "within a tile")]
                    let of_cell = inside.iter().filter(|(_, place)| {
                        units(place).map(|unit| (unit.min(4095.9) as i32) / 256) == cell
                    });
                    prop_assert_eq!(*count, of_cell.count() as u64, "{:?}", at);
                    prop_assert!(*count > 1);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Filters select the same sites in tiles as in items, and outlines are in the tiles that they intersect.
    #[test]
    fn filtered_tiles_match_a_full_scan(
        sites in proptest::collection::vec(made(), 0..30), parts in parts(), zoom in 0..7_u8, near: usize,
    ) {
        let service = service_over(world(&sites));
        let features = all_features(&service);
        let passing: Vec<&Value> =
            features.iter().filter(|feature| parts.iter().all(|part| part.holds(feature))).collect();
        // A tile that is not empty, if there is one.
        let somewhere = (!features.is_empty()).then(|| &features[near % features.len()]["geometry"]["coordinates"]);
        let somewhere = somewhere.and_then(|place| {
            let place = if place[0].is_number() { place } else { &place[0][0] };
            Some([place[0].as_f64()?, place[1].as_f64()?])
        });
        let [lon, lat] = somewhere.unwrap_or_default();
        let tile = tile_of(lon, lat, zoom);
        let read = fetch(&service, &address(&path(zoom, tile), &parts));
        let points = passing.iter().filter(|feature| {
            point(feature).is_some_and(|[lon, lat]| tile_of(lon, lat, zoom) == tile)
        });
        let mut expected: BTreeSet<String> = points.map(|feature| feature["id"].as_str().unwrap().to_owned()).collect();
        for feature in passing.iter().filter(|feature| feature["geometry"]["type"] == "Polygon") {
            let id = feature["id"].as_str().unwrap();
            let triangle = Triangle::new(&feature["geometry"], zoom);
            if triangle.length() * 4096.0 < 64.0 {
                prop_assert!(!read.outlines.contains(id), "{id} is too small to draw");
                if triangle.middle() == tile {
                    expected.insert(id.to_owned());
                }
            } else {
                let (surely, maybe) = (triangle.touches(tile, -2.0), triangle.touches(tile, 68.0));
                prop_assert!(!surely || read.outlines.contains(id), "{id} intersects {zoom} {tile:?}");
                prop_assert!(maybe || !read.outlines.contains(id), "{id} does not intersect {zoom} {tile:?}");
            }
        }
        prop_assert_eq!(read.sites.keys().cloned().collect::<BTreeSet<_>>(), expected, "{:?}", parts);
        for id in &read.outlines {
            prop_assert!(passing.iter().any(|feature| feature["id"] == **id), "{id} is not selected");
        }
        for (id, facts) in &read.properties {
            let feature = features.iter().find(|feature| feature["id"] == **id).unwrap();
            let served = &feature["properties"];
            for name in ["name", "kind", "status", "status_as_of", "country", "province", "evidence"] {
                prop_assert_eq!(facts.get(name).map(String::as_str), served[name].as_str(), "{} {}", id, name);
            }
            let list = |name: &str| {
                let values: Vec<&str> = served[name].as_array().unwrap().iter().filter_map(Value::as_str).collect();
                (!values.is_empty()).then(|| values.join(";"))
            };
            prop_assert_eq!(facts.get("minerals").cloned(), list("minerals"));
            prop_assert_eq!(facts.get("operators").cloned(), list("operators"));
            prop_assert_eq!(facts.get("mineral").map(String::as_str), served["minerals"][0].as_str());
        }
    }
}

/// The right triangle of `Made`, in tile coordinates.
struct Triangle {
    /// The right angle, at the south-west corner.
    at: [f64; 2],
    east: f64,
    north: f64,
}

impl Triangle {
    fn new(geometry: &Value, zoom: u8) -> Self {
        let corner = |index: usize| {
            let place = &geometry["coordinates"][0][index];
            slippy(place[0].as_f64().unwrap().min(180.0), place[1].as_f64().unwrap(), zoom)
        };
        Self { at: corner(0), east: corner(1)[0], north: corner(2)[1] }
    }

    fn length(&self) -> f64 {
        (self.east - self.at[0]).max(self.at[1] - self.north)
    }

    /// The tile that contains the centre of its bounds.
    fn middle(&self) -> [u32; 2] {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the world")]
        [self.at[0].midpoint(self.east), self.at[1].midpoint(self.north)].map(|axis| axis as u32)
    }

    /// Whether it intersects a tile with a margin in units, by separating axes.
    fn touches(&self, tile: [u32; 2], margin: f64) -> bool {
        let margin = margin / 4096.0;
        let [west_edge, north_edge] = tile.map(|axis| f64::from(axis) - margin);
        let (east_edge, south_edge) = (west_edge + 1.0 + 2.0 * margin, north_edge + 1.0 + 2.0 * margin);
        let [x, y] = self.at;
        let overlap = x <= east_edge && self.east >= west_edge && self.north <= south_edge && y >= north_edge;
        let right = (west_edge - x).max(0.0) / (self.east - x);
        let up = (y - south_edge).max(0.0) / (y - self.north);
        overlap && right + up <= 1.0
    }
}

#[test]
fn tiles_of_many_sites_are_small_and_count_every_site() {
    const SITES: u32 = 20_000;
    let name =
        "A name as long as the longest that any record of a mine is known to have had, and then some, ".repeat(3);
    let spread = (0..SITES).map(|index| {
        [f64::from(index * 7919 % 36_000) / 100.0 - 180.0, f64::from(index * 104_729 % 17_000) / 100.0 - 85.0]
    });
    let dense =
        (0..SITES).map(|index| [f64::from(index % 200) / 1000.0 + 64.0, f64::from(index / 200) / 1000.0 + 29.0]);
    let one = (0..SITES).map(|_| [64.5, 29.1]);
    for (what, catalog) in
        [("spread", catalog_of(spread, &name)), ("dense", catalog_of(dense, &name)), ("one", catalog_of(one, &name))]
    {
        for zoom in 0..=MAX_ZOOM {
            let mut counts = BTreeMap::<[u32; 2], u64>::new();
            for &[lon, lat] in catalog.columns.geometries().points().iter().flatten() {
                *counts.entry(tile_of(lon, lat, zoom)).or_default() += 1;
            }
            // The densest tiles, and some others.
            let mut tiles: Vec<([u32; 2], u64)> = counts.into_iter().collect();
            tiles.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            for &([column, row], count) in tiles.iter().take(4).chain(tiles.iter().step_by(997)) {
                let tile = Tile { zoom, column, row };
                let bytes = mvt::tile(&catalog, tile, &catalog.tiles.contents(tile, None)).unwrap();
                assert!(bytes.len() < MOST_BYTES, "{what} {tile:?}: {}", bytes.len());
                assert_eq!(Read::new(&bytes).points(), count, "{what} {tile:?}");
            }
        }
    }
}

/// The outlines of the built-in dataset have valid rings and small tiles at every zoom.
#[test]
fn outlines_of_the_dataset_are_drawn() {
    let service = service_over(embedded());
    let mut drawn = BTreeSet::new();
    for zoom in 0..=14 {
        for tile in [tile_of(64.5, 29.0, zoom), tile_of(71.5, 34.0, zoom), tile_of(74.5, 35.8, zoom)] {
            drawn.extend(fetch(&service, &path(zoom, tile)).outlines);
        }
    }
    assert!(drawn.contains("chaghi-belt"), "{drawn:?}");
}

/// A tile out of range is 404 with the number at fault; a tile without sites is empty.
/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core> /conf/core/tc-error
#[tokio::test]
async fn tiles_out_of_range_are_404_and_empty_tiles_are_empty() {
    let service = service_over(embedded());
    for (address, names) in [
        ("23/0/0", "tileMatrix: \"23\" is out of range; give a whole number from 0 to 22"),
        ("-1/0/0", "tileMatrix"),
        ("3/8/0", "tileRow: \"8\" is out of range; give a whole number from 0 to 7 in tile matrix 3"),
        ("3/0/8", "tileCol"),
        ("3/0/99999999999999999999", "tileCol"),
        ("x/0/0", "tileMatrix"),
        ("3/0/1.5", "tileCol"),
    ] {
        let response = get(&service, &format!("{TILES}/{address}")).await;
        assert_eq!((response.status.as_u16(), response.header("content-type")), (404, "application/problem+json"));
        assert!(response.json()["detail"].as_str().unwrap().contains(names), "{address}: {}", response.text());
    }
    for address in ["/collections/sites/tiles/WorldCRS84Quad", "/tileMatrixSets/x", "/collections/sites/tiles/x/0/0/0"]
    {
        let response = get(&service, address).await;
        assert_eq!(response.status.as_u16(), 404, "{address}");
        assert!(response.text().contains("WebMercatorQuad"), "{}", response.text());
    }
    for (query, parameter) in [("mineral=unobtainium", "mineral"), ("limit=3", "limit"), ("f=png", "f")] {
        let response = get(&service, &format!("{TILES}/0/0/0?{query}")).await;
        assert_eq!(
            (response.status.as_u16(), response.json()["parameter"].as_str()),
            (400, Some(parameter)),
            "{query}"
        );
    }
    let empty = get(&service, &format!("{TILES}/5/0/0")).await;
    assert_eq!((empty.status.as_u16(), empty.body.len()), (200, 0));
    let none = service_over(Dataset::default());
    assert!(get(&none, &format!("{TILES}/0/0/0")).await.body.is_empty());
}

/// Tiles are cached, and a tile that a client already has is not sent again.
#[tokio::test]
async fn tiles_are_cached_and_revalidated() {
    let service = service_over(embedded());
    let address = format!("{TILES}/4/6/11");
    let first = get(&service, &address).await;
    let tag = first.header("etag").to_owned();
    let had = ask(&service, axum::http::Method::GET, &format!("{TILES}/3/3/5"), &[("if-none-match", "*")]).await;
    assert_eq!((had.status.as_u16(), had.body.len()), (304, 0));
    assert!(
        !get(&service, &format!("{TILES}/3/3/5")).await.body.is_empty(),
        "a 304 response is not cached as an empty tile"
    );
    let again = get(&service, &address).await;
    assert_eq!((again.header("etag"), again.body == first.body), (&*tag, true));
    let had = ask(&service, axum::http::Method::GET, &address, &[("if-none-match", &tag)]).await;
    assert_eq!((had.status.as_u16(), had.body.len()), (304, 0));
    let filtered = get(&service, &format!("{address}?mineral=copper")).await;
    assert!(filtered.header("etag") != tag && filtered.body != first.body);
    let then = get(&service, &format!("{address}?as_of=1900")).await;
    assert!(then.body != first.body, "another day has other facts");
}

fn linked<'a>(document: &'a Value, rel: &str) -> &'a Value {
    let links = document["links"].as_array().unwrap();
    links.iter().find(|link| link["rel"] == rel).unwrap_or_else(|| panic!("no {rel} in {document}"))
}

async fn follow(service: &Service, link: &Value) -> Value {
    let address = link["href"].as_str().unwrap().strip_prefix("https://atlas.example").unwrap();
    let response = get(service, address).await;
    assert_eq!(response.status.as_u16(), 200, "{address}");
    assert_eq!(response.header("content-type"), link["type"], "{address}");
    response.json()
}

/// Follows links from the collection to a tile.
/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets> /conf/geodata-tilesets/desc-links
/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets> /conf/geodata-tilesets/operation
/// Proves: <http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core> /conf/core/tc-op
#[tokio::test]
async fn links_lead_from_the_collection_to_its_tiles() {
    const REL: &str = "http://www.opengis.net/def/rel/ogc/1.0";
    let service = service_over(embedded());
    let collection = get(&service, "/collections/sites").await.json();
    let link = linked(&collection, &format!("{REL}/tilesets-vector"));
    assert_eq!(link["href"], "https://atlas.example/collections/sites/tiles");
    let tilesets = follow(&service, link).await;
    let item = &tilesets["tilesets"][0];
    assert_eq!(
        (item["dataType"].as_str(), item["crs"].as_str()),
        (Some("vector"), Some("http://www.opengis.net/def/crs/EPSG/0/3857"))
    );
    assert_eq!(item["tileMatrixSetURI"], "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad");
    let tileset = follow(&service, linked(item, "self")).await;
    for same in ["dataType", "crs", "tileMatrixSetURI", "title"] {
        assert_eq!(tileset[same], item[same]);
    }
    let set = follow(&service, linked(&tileset, &format!("{REL}/tiling-scheme"))).await;
    assert_eq!(set["uri"], tileset["tileMatrixSetURI"]);
    let sets =
        follow(&service, linked(&get(&service, "/?f=json").await.json(), &format!("{REL}/tiling-schemes"))).await;
    assert_eq!(follow(&service, linked(&sets["tileMatrixSets"][0], "self")).await, set);
    let template = linked(&tileset, "item");
    assert_eq!((&template["templated"], template["type"].as_str()), (&json!(true), Some(mvt::MEDIA_TYPE)));
    let address = template["href"].as_str().unwrap().strip_prefix("https://atlas.example").unwrap();
    let address = address.replace("{tileMatrix}", "4").replace("{tileRow}", "6").replace("{tileCol}", "11");
    let tile = get(&service, &address).await;
    assert_eq!(tile.header("content-type"), mvt::MEDIA_TYPE);
    let read = Read::new(&tile.body);
    // The tiles have the layers and properties that the tileset declares.
    for layer in MvtReaderRef::new(&tile.body).unwrap().layers() {
        let declared =
            tileset["layers"].as_array().unwrap().iter().find(|declared| declared["id"] == layer.name()).unwrap();
        for key in layer.keys() {
            assert!(declared["propertiesSchema"]["properties"][key].is_object(), "{} {key}", layer.name());
        }
    }
    assert!(read.points() > 10);
    let tilejson = follow(&service, linked(&tileset, "alternate")).await;
    assert_eq!(tilejson["tilejson"], "3.0.0");
    let names = |layers: &Value, name: &str| -> Vec<Value> {
        layers.as_array().unwrap().iter().map(|layer| layer[name].clone()).collect()
    };
    assert_eq!(names(&tilejson["vector_layers"], "id"), names(&tileset["layers"], "id"));
    assert_eq!(tilejson["tiles"][0], format!("https://atlas.example{TILES}/{{z}}/{{y}}/{{x}}"));
}

/// The numbers of `WebMercatorQuad` in OGC 17-083r4, annex D.1.
#[tokio::test]
async fn the_tile_matrix_set_matches_the_standard() {
    let service = service_over(Dataset::default());
    let set = get(&service, "/tileMatrixSets/WebMercatorQuad").await.json();
    assert_eq!(set["crs"], "http://www.opengis.net/def/crs/EPSG/0/3857");
    let matrices = set["tileMatrices"].as_array().unwrap();
    assert_eq!(matrices.len(), usize::from(MAX_ZOOM) + 1);
    let near = |value: &Value, expected: f64| (value.as_f64().unwrap() / expected - 1.0).abs() < 1e-12;
    for (id, scale, cell, side) in [
        ("0", 559_082_264.028_717, 156_543.033_928_041, 1),
        ("8", 2_183_915.093_862_18, 611.496_226_281_410, 256),
        ("12", 136_494.693_366_386, 38.218_514_142_588_1, 4096),
        ("22", 133.295_598_990_611, 0.037_322_767_717_371_8, 4_194_304),
    ] {
        let matrix = matrices.iter().find(|matrix| matrix["id"] == id).unwrap();
        assert!(near(&matrix["scaleDenominator"], scale) && near(&matrix["cellSize"], cell), "{matrix}");
        assert!(near(&matrix["pointOfOrigin"][0], -20_037_508.342_789_2), "{matrix}");
        assert_eq!([&matrix["matrixWidth"], &matrix["matrixHeight"]], [&json!(side); 2]);
        assert_eq!([&matrix["tileWidth"], &matrix["tileHeight"]], [&json!(256); 2]);
    }
}

/// A filter on a tileset, `TileJSON` or style also applies to its tiles.
#[tokio::test]
async fn filters_carry_over_from_tilesets_tilejson_and_style_to_tiles() {
    let service = service_over(embedded());
    let query = "?mineral=copper&q=reko+diq";
    let style = get(&service, &format!("/styles/sites{query}&f=json")).await;
    assert_eq!(style.header("content-type"), "application/vnd.mapbox.style+json");
    let style = style.json();
    let tilejson = get(&service, &format!("{TILES}{query}&f=tilejson")).await.json();
    let tileset = get(&service, &format!("{TILES}{query}")).await.json();
    let template = style["sources"]["oreatlas"]["tiles"][0].as_str().unwrap();
    assert_eq!(tilejson["tiles"][0], template);
    let item = linked(&tileset, "item")["href"].as_str().unwrap();
    assert_eq!(item.replace("tileMatrix", "z").replace("tileRow", "y").replace("tileCol", "x"), template);
    let address = template.strip_prefix("https://atlas.example").unwrap();
    let tile = get(&service, &address.replace("{z}", "0").replace("{x}", "0").replace("{y}", "0")).await;
    let items = get(&service, &format!("/collections/sites/items{query}")).await.ids();
    let read = Read::new(&tile.body);
    assert_eq!(read.sites.keys().cloned().collect::<Vec<_>>(), items);
    let layers: BTreeSet<&str> =
        style["layers"].as_array().unwrap().iter().filter_map(|layer| layer["source-layer"].as_str()).collect();
    assert_eq!(layers, BTreeSet::from([mvt::SITES, mvt::CLUSTERS, mvt::OUTLINES]));
    let bad = get(&service, "/styles/sites?mineral=unobtainium").await;
    assert_eq!(bad.status.as_u16(), 400);
}

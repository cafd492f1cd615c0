//! Every filter, facet and sort order compared with a full scan of the served collection.

use std::{collections::BTreeSet, sync::LazyLock};

use oreatlas::{
    catalog::{Catalog, Filter, Stop},
    dataset::Dataset,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{Service, catalog_of, dataset_of, get, service_over, source};

const MINERALS: [(&str, Option<&str>); 4] =
    [("copper", None), ("gold", None), ("ree", None), ("neodymium", Some("ree"))];
const ORGANIZATIONS: [(&str, Option<&str>); 4] =
    [("fwo", None), ("dew", Some("fwo")), ("mcc", None), ("mrdl", Some("mcc"))];
const PROVINCES: [&str; 3] = ["PK-BA", "PK-KP", "PK-GB"];
const STATUSES: [&str; 3] = ["operating", "closed", "claimed-only"];
const KINDS: [&str; 3] = ["deposit", "prospect", "region"];
const NAMES: [&str; 5] = ["Reko Diq", "Saindak", "Koh-i-Dalil", "ریکوڈک", "Müslim Bagh"];

/// One site of a generated dataset.
#[derive(Clone, Debug)]
pub(super) struct Made {
    name: usize,
    kind: usize,
    province: Option<usize>,
    geometry: u8,
    uncertainty: Option<u32>,
    at: (i32, i32),
    minerals: BTreeSet<usize>,
    operators: BTreeSet<usize>,
    status: Option<usize>,
    source: usize,
    from: Option<i32>,
}

pub(super) fn made() -> impl Strategy<Value = Made> {
    let sets = (proptest::collection::btree_set(0..4_usize, 0..3), proptest::collection::btree_set(0..4_usize, 0..3));
    let words = (0..5_usize, 0..3_usize, proptest::option::of(0..3_usize), proptest::option::of(0..3_usize));
    let place = (0..3_u8, proptest::option::of(1..9_u32), (-180..180_i32, -80..80_i32));
    (words, place, sets, 0..3_usize, proptest::option::of(2010..2026_i32)).prop_map(
        |((name, kind, province, status), (geometry, uncertainty, at), (minerals, operators), source, from)| Made {
            name,
            kind,
            province,
            geometry,
            uncertainty: uncertainty.map(|hundreds| hundreds * 100),
            at,
            minerals,
            operators,
            status,
            source,
            from,
        },
    )
}

impl Made {
    fn record(&self, index: usize) -> (String, Value) {
        let cite = json!([{"source": format!("s{}", self.source)}]);
        let (x, y) = self.at;
        let geometry = match self.geometry {
            0 => Value::Null,
            1 => json!({"type": "Point", "coordinates": [x, y]}),
            _ => json!({"type": "Polygon", "coordinates": [[[x, y], [x + 4, y], [x, y + 4], [x, y]]]}),
        };
        let mut claims = Vec::new();
        match self.geometry {
            0 => {}
            1 => claims.push(json!({"about": "location", "coordinates": [x, y], "cite": cite})),
            _ => claims.push(json!({"about": "location", "outline": geometry, "cite": cite})),
        }
        if let (Some(location), Some(metres)) = (claims.first_mut(), self.uncertainty) {
            location["uncertainty_m"] = metres.into();
        }
        claims.extend(
            self.minerals
                .iter()
                .map(|&m| json!({"about": "mineral", "mineral": MINERALS[m].0, "rank": "primary", "cite": cite})),
        );
        claims.extend(
            self.operators
                .iter()
                .map(|&o| json!({"about": "operator", "organization": ORGANIZATIONS[o].0, "cite": cite})),
        );
        if let Some(status) = self.status {
            let mut claim = json!({"about": "status", "status": STATUSES[status], "cite": cite});
            if let Some(from) = self.from {
                claim["from"] = from.to_string().into();
            }
            claims.push(claim);
        }
        let id = format!("site-{index}");
        let record = json!({"type": "Feature", "id": id, "geometry": geometry, "properties": {
            "name": NAMES[self.name], "kind": KINDS[self.kind], "country": "PK",
            "province": self.province.map(|p| PROVINCES[p]), "claims": claims,
        }});
        (format!("sites/pk/{id}.geojson"), record)
    }
}

pub(super) fn world(sites: &[Made]) -> Dataset {
    let minerals: Vec<Value> = MINERALS
        .iter()
        .map(|(id, broader)| {
            json!({"id": id, "name": id, "symbol": "X", "kind": "element", "colour": "#000000",
                   "broader": broader.iter().collect::<Vec<_>>()})
        })
        .collect();
    let organizations = ORGANIZATIONS.iter().map(|(id, parent)| {
        (format!("organizations/{id}.json"), json!({"id": id, "name": id, "kind": "company", "parent": parent}))
    });
    let days = ["2020-05-05", "2024-05-05", "2025-09-08"];
    let sources = days.iter().enumerate().map(|(index, day)| source(&format!("s{index}"), Some(day), &[]));
    let files = sites.iter().enumerate().map(|(index, site)| site.record(index));
    let province =
        |id: &&str| json!({"properties": {"id": id, "name": id}, "geometry": {"type": "Point", "coordinates": [0, 0]}});
    let boundaries = json!({"features": PROVINCES.iter().map(province).collect::<Vec<_>>()});
    let fixed =
        [("minerals.json".to_owned(), json!({"minerals": minerals})), ("boundaries/p.geojson".to_owned(), boundaries)];
    dataset_of(files.chain(organizations).chain(sources).chain(fixed))
}

/// A filter as a parameter and as a predicate on a served Feature.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Facet(&'static str, &'static str, BTreeSet<&'static str>),
    Box([i32; 4]),
    Words(&'static str),
    Year(i32),
}

fn part() -> impl Strategy<Value = Part> {
    let some = |name: &'static str, property: &'static str, values: Vec<&'static str>| {
        proptest::sample::subsequence(values.clone(), 1..=values.len())
            .prop_map(move |chosen| Part::Facet(name, property, chosen.into_iter().collect()))
    };
    prop_oneof![
        some("mineral", "minerals", MINERALS.iter().map(|mineral| mineral.0).collect()),
        some("operator", "operators", ORGANIZATIONS.iter().map(|organization| organization.0).collect()),
        some("status", "status", STATUSES.to_vec()),
        some("kind", "kind", KINDS.to_vec()),
        some("province", "province", PROVINCES.to_vec()),
        some("source", "sources", vec!["s0", "s1", "s2"]),
        some("evidence", "evidence", vec!["disputed", "corroborated", "single-source"]),
        ((-180..=180_i32), (-90..=0_i32), (-180..=180_i32), (0..=90_i32))
            .prop_map(|(w, s, e, n)| Part::Box([w, s, e, n])),
        proptest::sample::select(vec!["reko", "diq reko", "saindak", "koh dalil", "muslim", "ريكوڈك", "nowhere"])
            .prop_map(Part::Words),
        (2008..2027_i32).prop_map(Part::Year),
    ]
}

impl Part {
    fn parameter(&self) -> (&'static str, String) {
        match self {
            Self::Facet(name, _, values) => (name, values.iter().copied().collect::<Vec<_>>().join(",")),
            Self::Box(corners) => ("bbox", corners.map(|corner| corner.to_string()).join(",")),
            Self::Words(words) => ("q", (*words).to_owned()),
            Self::Year(year) => ("datetime", year.to_string()),
        }
    }

    pub(super) fn holds(&self, feature: &Value) -> bool {
        let properties = &feature["properties"];
        match self {
            Self::Facet(_, property, chosen) => {
                let value = &properties[*property];
                let values: Vec<&str> = match value {
                    Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
                    value => value.as_str().into_iter().collect(),
                };
                let wider = MINERALS.iter().chain(&ORGANIZATIONS);
                let parents = values.iter().filter_map(|value| wider.clone().find(|(id, _)| id == value)?.1);
                values.iter().copied().chain(parents).any(|value| chosen.contains(value))
            }
            Self::Box([west, south, east, north]) => {
                touches(&feature["geometry"], [*west, *south, *east, *north].map(f64::from))
            }
            Self::Words(words) => {
                let plain = |text: &str| {
                    let text = text.to_lowercase().replace('ü', "u").replace('ي', "ی").replace('ك', "ک");
                    text.replace([' ', '-'], "")
                };
                let name = plain(properties["name"].as_str().unwrap());
                words.split(' ').all(|word| name.contains(&plain(word)))
            }
            Self::Year(year) => {
                let claims = properties["claims"].as_array().unwrap();
                let holds = |claim: &Value| {
                    if let Some(from) = claim["from"].as_str() {
                        return from.parse::<i32>().unwrap() <= *year;
                    }
                    let source = claim["cite"][0]["source"].as_str().unwrap();
                    [2020, 2024, 2025][source[1..].parse::<usize>().unwrap()] == *year
                };
                // Sites without a time are selected too.
                claims.is_empty() || claims.iter().any(holds)
            }
        }
    }
}

/// Whether a point, or the right triangle of `Made`, intersects a box, by separating axes.
fn touches(geometry: &Value, [west, south, east, north]: [f64; 4]) -> bool {
    if west > east {
        return touches(geometry, [west, south, 180.0, north]) || touches(geometry, [-180.0, south, east, north]);
    }
    let number = |value: &Value| value.as_f64().unwrap();
    let (x, y, size) = match geometry["type"].as_str() {
        Some("Point") => (number(&geometry["coordinates"][0]), number(&geometry["coordinates"][1]), 0.0),
        Some(_) => (number(&geometry["coordinates"][0][0][0]), number(&geometry["coordinates"][0][0][1]), 4.0),
        // Every box selects Features without a geometry, as OGC API - Features requires.
        None => return true,
    };
    let overlap = x <= east && x + size >= west && y <= north && y + size >= south;
    // The hypotenuse: the corner of the box nearest to the right angle must not lie beyond it.
    overlap && (west.max(x) - x) + (south.max(y) - y) <= size
}

pub(super) fn block<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

pub(super) fn address(base: &str, parts: &[Part]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parts.iter().map(Part::parameter));
    format!("{base}?{}", query.finish())
}

pub(super) fn all_features(service: &Service) -> Vec<Value> {
    block(get(service, "/collections/sites/items?limit=10000")).json()["features"].as_array().unwrap().clone()
}

/// Filters with different parameters, because each parameter can be given once.
pub(super) fn parts() -> impl Strategy<Value = Vec<Part>> {
    proptest::collection::vec(part(), 0..4).prop_map(|mut parts| {
        let mut seen = BTreeSet::new();
        parts.retain(|part| seen.insert(part.parameter().0));
        parts
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn items_match_a_full_scan(sites in proptest::collection::vec(made(), 0..30), parts in parts()) {
        let service = service_over(world(&sites));
        let scanned: Vec<String> = all_features(&service)
            .iter()
            .filter(|feature| parts.iter().all(|part| part.holds(feature)))
            .map(|feature| feature["id"].as_str().unwrap().to_owned())
            .collect();
        let response = block(get(&service, &address("/collections/sites/items", &parts)));
        prop_assert_eq!(response.ids(), scanned, "{:?}: {}", parts, response.text());
    }

    #[test]
    fn facet_counts_match_the_result_of_selecting_the_value(sites in proptest::collection::vec(made(), 0..30), parts in parts()) {
        let service = service_over(world(&sites));
        let facets = block(get(&service, &address("/collections/sites/facets", &parts))).json();
        for facet in ["mineral", "operator", "status", "kind", "province", "source", "evidence"] {
            let others: Vec<Part> = parts.iter().filter(|part| part.parameter().0 != facet).cloned().collect();
            for value in facets["facets"][facet].as_array().unwrap() {
                let mut query = form_urlencoded::Serializer::new(String::new());
                query.extend_pairs(others.iter().map(Part::parameter));
                query.append_pair(facet, value["value"].as_str().unwrap());
                let shown = block(get(&service, &format!("/collections/sites/items?limit=10000&{}", query.finish())));
                prop_assert_eq!(value["count"].as_u64(), Some(shown.ids().len() as u64), "{} {}", facet, value);
            }
        }
    }

    #[test]
    fn sorting_orders_and_loses_no_site(sites in proptest::collection::vec(made(), 0..30)) {
        let service = service_over(world(&sites));
        let sorted = block(get(&service, "/collections/sites/items?limit=10000&sortby=-status,name")).json();
        let keys: Vec<(String, String)> = sorted["features"].as_array().unwrap().iter().map(|feature| {
            let text = |name: &str| feature["properties"][name].as_str().unwrap_or_default().to_lowercase();
            (text("status"), text("name"))
        }).collect();
        prop_assert_eq!(keys.len(), sites.len());
        prop_assert!(keys.windows(2).all(|pair| pair[0].0 > pair[1].0 || (pair[0].0 == pair[1].0 && pair[0].1 <= pair[1].1)), "{:?}", keys);
    }
}

/// Many points, scattered and clustered, so that index nodes contain several.
static MANY: LazyLock<Catalog> = LazyLock::new(|| {
    let spread = |index: u32| {
        [f64::from(index * 7919 % 36_000) / 100.0 - 180.0, f64::from(index * 7727 % 17_000) / 100.0 - 85.0]
    };
    let dense = |index: u32| [f64::from(index % 90) / 20.0 + 64.0, f64::from(index / 90) / 20.0 + 28.0];
    catalog_of((0..12_000).map(|index| if index % 2 == 0 { spread(index) } else { dense(index) }), "Mine")
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn bbox_and_search_match_a_full_scan_of_many_sites(
        (west, south) in (-180.0..180.0_f64, -90.0..90.0_f64),
        (width, height) in (0.0..1.0_f64, 0.0..1.0_f64),
        scale in prop_oneof![Just(2.0), Just(30.0), Just(350.0)],
        near in any::<bool>(),
        word in "[0-9]{1,4}|[site]{1,3}|site-?0[0-9]|mine[0-9]{0,2}|e",
    ) {
        let (west, south) = if near { (64.0 + west / 90.0, 28.0 + south / 20.0) } else { (west, south) };
        let (east, north) = (west + width * scale, (south + height * scale).min(90.0));
        let east = if east > 180.0 { east - 360.0 } else { east };
        let mut filter = Filter::default();
        let bbox = format!("{west},{south},{east},{north}");
        prop_assert!(filter.parse_param(&MANY, "bbox", &bbox).unwrap());
        let in_box = |[x, y]: [f64; 2]| {
            let across = if west <= east { west <= x && x <= east } else { x >= west || x <= east };
            across && south <= y && y <= north
        };
        let columns = &MANY.columns;
        let inside: Vec<usize> =
            (0..columns.len()).filter(|&index| columns.geometries().point(index).is_some_and(in_box)).collect();
        prop_assert_eq!(MANY.select(&filter, &Stop::default()).unwrap().ones().collect::<Vec<_>>(), inside.clone());
        prop_assert!(filter.parse_param(&MANY, "q", &word).unwrap());
        let plain = |text: &str| text.to_lowercase().replace('-', "");
        let holds = |index: &usize| [columns.id(*index), columns.row(*index).name()].into_iter().any(|text| plain(text).contains(&plain(&word)));
        let holding: Vec<usize> = inside.into_iter().filter(holds).collect();
        prop_assert_eq!(MANY.select(&filter, &Stop::default()).unwrap().ones().collect::<Vec<_>>(), holding);
    }
}

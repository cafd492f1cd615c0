//! CQL2 filters: results compared with the `cql2` crate's own evaluator over the served Features, and refused
//! expressions. The abstract test suites of the standards are in [`crate::conformance`].

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use oreatlas::catalog::{BadParameter, Catalog, Filter, Property, Stop, cql2::Cql2, properties::Storage};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    filters::{all_features, block, made, world},
    formats::features,
    support::{Service, TestResponse, dataset_of, embedded, get, service_over, source, today},
};

const ITEMS: &str = "/collections/sites/items";
const QUERYABLES: &str = "/collections/sites/queryables";

fn address(base: &str, parameters: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters).append_pair("limit", "10000");
    format!("{base}?{}", query.finish())
}

fn request_items(service: &Service, parameters: &[(&str, &str)]) -> TestResponse {
    block(get(service, &address(ITEMS, parameters)))
}

/// The ids of the sites that a filter selects.
fn passing(service: &Service, filter: &str) -> Vec<String> {
    let response = request_items(service, &[("filter", filter)]);
    assert_eq!(response.status, StatusCode::OK, "{filter}: {}", response.text());
    response.ids()
}

/// The detail of the problem for a refused request.
fn refused(service: &Service, parameters: &[(&str, &str)]) -> String {
    let response = request_items(service, parameters);
    let problem = response.json();
    assert_eq!(response.status, StatusCode::BAD_REQUEST, "{parameters:?}");
    assert_eq!(response.header("content-type"), "application/problem+json", "{parameters:?}");
    assert_eq!(problem["parameter"], parameters.last().unwrap().0, "{problem}");
    problem["detail"].as_str().unwrap().to_owned()
}

/// A Feature as the crate's evaluator expects it: a flat object of properties.
fn row(feature: &Value) -> Value {
    let mut row = feature["properties"].clone();
    row["id"] = feature["id"].clone();
    row["geometry"] = feature["geometry"].clone();
    let is_point = feature["geometry"]["type"] == "Point";
    let axis = |axis: usize| if is_point { feature["geometry"]["coordinates"][axis].clone() } else { Value::Null };
    (row["longitude"], row["latitude"]) = (axis(0), axis(1));
    row
}

fn comparison() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec!["=", "<>", "<", "<=", ">", ">="])
}

fn texts() -> impl Strategy<Value = String> {
    let words =
        ["Reko Diq", "Saindak", "ریکوڈک", "Müslim Bagh", "deposit", "PK-BA", "operating", "site-3", "site-1", "zz"];
    let value = proptest::sample::select(words.to_vec());
    let property = proptest::sample::select(vec!["id", "name", "kind", "status", "country", "province", "evidence"]);
    let pattern = proptest::sample::select(vec!["%", "_%", "", "Reko%", "%in%", "s_te-%", "%B_gh", "%i%i%", "PK-__"]);
    let folded = proptest::sample::select(vec!["CASEI", "ACCENTI"]);
    let not = proptest::sample::select(vec!["", "NOT "]);
    prop_oneof![
        (property.clone(), comparison(), value.clone()).prop_map(|(p, op, v)| format!("{p} {op} '{v}'")),
        (value.clone(), comparison(), property.clone()).prop_map(|(v, op, p)| format!("'{v}' {op} {p}")),
        (property.clone(), comparison(), property.clone()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        (property.clone(), folded.clone(), comparison(), value.clone())
            .prop_map(|(p, f, op, v)| format!("{f}({p}) {op} {f}('{v}')")),
        (property.clone(), comparison(), value.clone())
            .prop_map(|(p, op, v)| format!("CASEI(ACCENTI({p})) {op} CASEI(ACCENTI('{v}'))")),
        (property.clone(), not.clone(), pattern.clone()).prop_map(|(p, not, v)| format!("{p} {not}LIKE '{v}'")),
        (property.clone(), folded, pattern).prop_map(|(p, f, v)| format!("{f}({p}) LIKE {f}('{v}')")),
        (property.clone(), not.clone(), proptest::collection::vec(value.clone(), 1..4))
            .prop_map(|(p, not, words)| format!("{p} {not}IN ('{}')", words.join("', '"))),
        (property.clone(), not.clone(), value.clone(), value)
            .prop_map(|(p, not, a, b)| format!("{p} {not}BETWEEN '{a}' AND '{b}'")),
        (property, not).prop_map(|(p, not)| format!("{p} IS {not}NULL")),
    ]
}

fn numbers() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        proptest::sample::select(vec!["uncertainty_m", "longitude", "latitude"]).prop_map(str::to_owned),
        (1..900_i32).prop_map(|number| number.to_string()),
        (-90..0_i32).prop_map(|number| format!("({number})")),
    ];
    let number = leaf.prop_recursive(2, 6, 2, |inner| {
        // Divisors are never 0; another test covers division by zero.
        let sum = (inner.clone(), proptest::sample::select(vec!["+", "-", "*"]), inner.clone());
        let divided = (inner.clone(), proptest::sample::select(vec!["/", "%", "div"]), 1..40_u32);
        prop_oneof![
            sum.prop_map(|(a, op, b)| format!("({a} {op} {b})")),
            divided.prop_map(|(a, op, b)| format!("({a} {op} {b})")),
            (inner, 0..3_u32).prop_map(|(a, b)| format!("({a} ^ {b})")),
        ]
    });
    let not = proptest::sample::select(vec!["", "NOT "]);
    prop_oneof![
        (number.clone(), comparison(), number.clone()).prop_map(|(a, op, b)| format!("{a} {op} {b}")),
        (number.clone(), not.clone(), number.clone(), number.clone())
            .prop_map(|(a, not, b, c)| format!("{a} {not}BETWEEN {b} AND {c}")),
        (not.clone(), number.clone()).prop_map(|(not, a)| format!("{a} IS {not}NULL")),
        (not, proptest::collection::vec(1..9_u32, 1..4)).prop_map(|(not, hundreds)| {
            let metres: Vec<String> = hundreds.iter().map(|hundreds| format!("{}", hundreds * 100)).collect();
            format!("uncertainty_m {not}IN ({})", metres.join(","))
        }),
    ]
}

fn lists() -> impl Strategy<Value = String> {
    let relation = || proptest::sample::select(vec!["A_CONTAINS", "A_CONTAINEDBY", "A_EQUALS", "A_OVERLAPS"]);
    let names: Vec<&str> = Property::ALL
        .iter()
        .filter(|property| matches!(property.definition().storage, Storage::List(_)))
        .map(|property| property.as_str())
        .collect();
    let property = || proptest::sample::select(names.clone());
    let words = vec!["copper", "gold", "ree", "neodymium", "fwo", "dew", "mcc", "s1", "s2", "nothing"];
    let literal = proptest::sample::subsequence(words, 1..4).prop_map(|words| format!("('{}')", words.join("','")));
    prop_oneof![
        (relation(), property(), literal.clone()).prop_map(|(r, p, l)| format!("{r}({p}, {l})")),
        (relation(), literal, property()).prop_map(|(r, l, p)| format!("{r}({l}, {p})")),
        (relation(), property(), property()).prop_map(|(r, a, b)| format!("{r}({a}, {b})")),
    ]
}

fn geometries() -> impl Strategy<Value = String> {
    let relation = proptest::sample::select(vec![
        "S_INTERSECTS",
        "S_DISJOINT",
        "S_EQUALS",
        "S_TOUCHES",
        "S_WITHIN",
        "S_CONTAINS",
        "S_OVERLAPS",
        "S_CROSSES",
    ]);
    let literal = (-170..160_i32, -70..60_i32, 1..20_i32, 0..7_u8).prop_map(|(x, y, n, kind)| {
        let (x2, y2) = (x + n, y + n);
        match kind {
            0 => format!("POINT({x} {y})"),
            1 => format!("MULTIPOINT(({x} {y}), ({x2} {y2}))"),
            2 => format!("LINESTRING({x} {y}, {x2} {y2}, {x2} {y})"),
            3 => format!("POLYGON(({x} {y}, {x2} {y}, {x2} {y2}, {x} {y2}, {x} {y}))"),
            4 => format!("BBOX({x}, {y}, {}, {})", (x + 8 * n).min(180), y + n),
            5 => {
                // On the other side of the world: overlapping polygons would be an invalid geometry.
                let far = if x < 0 { 100 } else { -118 };
                let ring = |by: i32| {
                    let (west, east) = (far + by, far + 18 - by);
                    format!(
                        "({west} {west0}, {east} {west0}, {east} {east0}, {west} {east0}, {west} {west0})",
                        west0 = by - 9,
                        east0 = 9 - by
                    )
                };
                format!("MULTIPOLYGON((({x} {y}, {x2} {y}, {x2} {y2}, {x} {y})), ({}, {}))", ring(0), ring(4))
            }
            _ => format!("MULTILINESTRING(({x} {y}, {x2} {y2}), ({x2} {y2}, {x2} {y}), ({x2} {y2}, {x} {y2}))"),
        }
    });
    (relation, literal, any::<bool>()).prop_map(|(relation, literal, first)| {
        if first { format!("{relation}(geometry, {literal})") } else { format!("{relation}({literal}, geometry)") }
    })
}

fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![4 => texts(), 3 => numbers(), 2 => lists(), 2 => geometries(), 1 => Just("true".to_owned())];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) AND ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} OR {b}")),
            inner.clone().prop_map(|a| format!("NOT ({a})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn results_match_the_reference_evaluator(
        sites in proptest::collection::vec(made(), 0..80),
        texts in proptest::collection::vec(expression(), 16),
    ) {
        let catalog = Catalog::new(world(&sites), today());
        let rows: Vec<Value> = features(&catalog).iter().map(row).collect();
        for text in texts {
            let expr = cql2::parse_text(&text).unwrap();
            // The evaluator does not support nulls; tests below cover them.
            let judged: Vec<(&str, bool)> = rows
                .iter()
                .filter_map(|row| Some((row["id"].as_str().unwrap(), expr.clone().matches(Some(row)).ok()?)))
                .collect();
            let json = expr.to_json().unwrap();
            for (language, expression) in [("cql2-text", &text), ("cql2-json", &json)] {
                let mut filter = Filter::default();
                prop_assert_eq!(filter.parse_param(&catalog, "filter-lang", language), Ok(true));
                prop_assert_eq!(filter.parse_param(&catalog, "filter", expression), Ok(true), "{}", expression);
                let passing: Vec<&str> = catalog.select(&filter, &Stop::default()).unwrap().ones().map(|index| catalog.columns.id(index)).collect();
                for (id, passes) in &judged {
                    prop_assert_eq!(passing.contains(id), *passes, "{}: {}", id, expression);
                }
            }
        }
    }
}

/// Sites with one dated claim each.
fn dated() -> Service {
    let site = |id: &str, from: Option<&str>, until: Option<&str>| {
        let mut claim = json!({"about": "status", "status": "operating", "cite": [{"source": "undated"}]});
        if let Some(from) = from {
            claim["from"] = from.into();
        }
        if let Some(until) = until {
            claim["until"] = until.into();
        }
        let record = json!({"type": "Feature", "id": id, "geometry": null, "properties": {
            "name": id, "kind": "deposit", "country": "PK", "claims": [claim]}});
        (format!("sites/pk/{id}.geojson"), record)
    };
    service_over(dataset_of([
        source("undated", None, &[]),
        site("always", None, None),
        site("day", Some("2022-04-16"), Some("2022-04-16")),
        site("early", Some("2020-01-01"), Some("2021-06-30")),
        site("late", Some("2023-01-01"), None),
        site("long", None, Some("2022-12-31")),
        site("year", Some("2022-01-01"), Some("2022-12-31")),
    ]))
}

/// The time of the claim of each site of [`dated`]; none if it is unknown.
const SPANS: [(&str, Option<[&str; 2]>); 6] = [
    ("always", None),
    ("day", Some(["2022-04-16", "2022-04-16"])),
    ("early", Some(["2020-01-01", "2021-06-30"])),
    ("late", Some(["2023-01-01", ".."])),
    ("long", Some(["..", "2022-12-31"])),
    ("year", Some(["2022-01-01", "2022-12-31"])),
];

/// Compares with the crate's own relations, which treat dates as instants; days are indivisible too.
#[test]
fn temporal_functions_match_the_reference_evaluator() {
    let service = dated();
    let days = ["2020-01-01", "2021-06-30", "2022-01-01", "2022-04-16", "2022-12-31", "2023-01-01", "..", "2024-02-29"];
    let interval = |[first, last]: [&str; 2]| cql2::parse_text(&format!("INTERVAL('{first}', '{last}')")).unwrap();
    for op in cql2::TEMPORALOPS {
        for [first, last] in days.iter().flat_map(|first| days.map(|last| [*first, last])) {
            if first != ".." && last != ".." && first > last {
                refused(&service, &[("filter", &format!("{op}(datetime, INTERVAL('{first}', '{last}'))"))]);
                continue;
            }
            let judged: Vec<&str> = SPANS
                .iter()
                .filter(|(_, span)| {
                    let holds =
                        span.map(|span| cql2::temporal_op(interval(span), interval([first, last]), op).unwrap());
                    holds == Some(cql2::Expr::Bool(true))
                })
                .map(|(id, _)| *id)
                .collect();
            let text = format!("{op}(datetime, INTERVAL('{first}', '{last}'))");
            assert_eq!(passing(&service, &text), judged, "{text}");
            if first == last && first != ".." {
                for literal in [format!("DATE('{first}')"), format!("TIMESTAMP('{first}T12:30:00Z')")] {
                    let text = format!("{op}(datetime, {literal})");
                    assert_eq!(passing(&service, &text), judged, "{text}");
                }
            }
        }
    }
}

#[test]
fn comparisons_of_instants_and_their_negations_are_disjoint() {
    let service = dated();
    for (filter, ids) in [
        ("datetime = DATE('2022-04-16')", &["day"][..]),
        ("datetime <> DATE('2022-04-16')", &["early", "late", "long", "year"]),
        ("datetime < TIMESTAMP('2022-04-16T10:00:00Z')", &["early"]),
        ("datetime >= DATE('2022-04-16')", &["day", "late", "long", "year"]),
        ("datetime > DATE('2022-04-16')", &["late"]),
        ("datetime <= '2022-04-16'", &["day", "early", "long", "year"]),
        ("DATE('2022-04-16') < datetime", &["late"]),
        ("datetime IN ('2022-04-16', '2022-04-15')", &["day"]),
        ("datetime BETWEEN DATE('2022-01-01') AND DATE('2022-12-31')", &["day", "long", "year"]),
        ("datetime IS NULL", &["always"]),
        ("datetime IS NOT NULL", &["day", "early", "late", "long", "year"]),
        ("NOT T_INTERSECTS(datetime, DATE('2022-04-16'))", &["early", "late"]),
    ] {
        assert_eq!(passing(&service, filter), ids, "{filter}");
    }
}

/// A relation holds for a site if it holds for any of its claims, and `T_DISJOINT` if `T_INTERSECTS` holds for none.
#[test]
fn a_temporal_filter_matches_any_claim() {
    let service = service_over(embedded());
    for day in ["2008-06-30", "2025-09-08", "1999-01-01"] {
        let by_parameter = request_items(&service, &[("datetime", day)]).ids();
        let meets = passing(&service, &format!("T_INTERSECTS(datetime, DATE('{day}'))"));
        // The parameter also selects sites without a time, as the standard requires.
        let or_never = passing(&service, &format!("T_INTERSECTS(datetime, DATE('{day}')) OR datetime IS NULL"));
        assert_eq!(or_never, by_parameter, "{day}");
        let apart = passing(&service, &format!("T_DISJOINT(datetime, DATE('{day}'))"));
        let known = passing(&service, "datetime IS NOT NULL");
        assert_eq!(meets.len() + apart.len(), known.len(), "{day}");
    }
}

fn queryables(service: &Service) -> Vec<(String, Value)> {
    let schema = block(get(service, QUERYABLES)).json();
    schema["properties"].as_object().unwrap().clone().into_iter().collect()
}

#[test]
fn the_served_sites_follow_the_schema_of_queryables() {
    let service = service_over(embedded());
    let response = block(get(&service, QUERYABLES));
    assert_eq!((response.status, response.header("content-type")), (StatusCode::OK, "application/schema+json"));
    let schema = response.json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["$id"], format!("https://atlas.example{QUERYABLES}"));
    assert_eq!(schema["type"], "object");
    let collection = block(get(&service, "/collections/sites")).json();
    let links = collection["links"].as_array().unwrap();
    let link = links.iter().find(|link| link["rel"] == "http://www.opengis.net/def/rel/ogc/1.0/queryables").unwrap();
    assert_eq!((&link["href"], &link["type"]), (&schema["$id"], &json!("application/schema+json")));

    let validator = jsonschema::validator_for(&schema).unwrap();
    for feature in all_features(&service) {
        let mut row = row(&feature);
        let properties = row.as_object_mut().unwrap();
        // Nulls are unknown values, and properties that are not queryable have no schema.
        properties.retain(|name, value| !value.is_null() && schema["properties"][name].is_object());
        let problems: Vec<String> =
            validator.iter_errors(&row).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(problems.is_empty(), "{}: {problems:?}", feature["id"]);
    }
    for (name, described) in queryables(&service) {
        assert!(described["type"].is_string() || described["format"] == "geometry-any", "{name}");
        assert!(
            passing(&service, &format!("{name} IS NULL OR {name} IS NOT NULL")).len() == all_features(&service).len()
        );
    }
}

#[test]
fn case_and_accents_fold_on_both_sides() {
    let site = |id: &str, name: &str| {
        let record = json!({"type": "Feature", "id": id, "geometry": null,
            "properties": {"name": name, "kind": "deposit", "country": "PK", "claims": []}});
        (format!("sites/pk/{id}.geojson"), record)
    };
    let service =
        service_over(dataset_of([site("a", "Äöüéáí"), site("b", "Straße"), site("c", "STRASSE"), site("d", "aoueai")]));
    for (filter, ids) in [
        ("name = 'straße'", &[][..]),
        ("CASEI(name) = casei('strasse')", &["b", "c"]),
        ("CASEI(name) LIKE casei('STRASS%')", &["b", "c"]),
        ("CASEI(name) IN (casei('STRAẞE'), casei('nowhere'))", &["b", "c"]),
        ("ACCENTI(name) = accenti('Äoueai')", &["a"]),
        ("ACCENTI(CASEI(name)) = accenti(casei('AÖÜÉÁÍ'))", &["a", "d"]),
        ("CASEI(ACCENTI(name)) LIKE casei(accenti('ä%'))", &["a", "d"]),
        ("CASEI(name) = 'STRASSE'", &[]),
        ("casei(kind) = casei('DEPOSIT') AND id < 'c'", &["a", "b"]),
    ] {
        assert_eq!(passing(&service, filter), ids, "{filter}");
    }
}

#[test]
fn filter_parameters_can_come_in_any_order() {
    let service = service_over(embedded());
    let text = passing(&service, "kind = 'region'");
    assert!(!text.is_empty());
    let json = r#"{"op":"=","args":[{"property":"kind"},"region"]}"#;
    let crs = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    for parameters in [
        &[("filter", "kind = 'region'"), ("filter-lang", "cql2-text")][..],
        &[("filter-lang", "cql2-json"), ("filter", json)],
        &[("filter", json), ("filter-crs", crs), ("filter-lang", "cql2-json")],
    ] {
        assert_eq!(request_items(&service, parameters).ids(), text, "{parameters:?}");
    }
    for filter in ["THIS IS NOT A FILTER", "this_is_not_a_queryable IS NULL"] {
        refused(&service, &[("filter-lang", "cql2-text"), ("filter", filter)]);
        refused(&service, &[("filter", filter)]);
    }
    assert!(refused(&service, &[("filter-lang", "xpath")]).contains("cql2-text"));
    assert!(refused(&service, &[("filter-crs", "EPSG:4326")]).contains("http://www.opengis.net/def/crs/EPSG/0/4326"));
}

#[test]
fn filter_crs_sets_the_reference_system_of_coordinates() {
    let service = service_over(embedded());
    // The parameter also selects sites without a geometry, as the standard requires.
    let within = request_items(&service, &[("bbox", "62,28.5,66,30")]).json()["features"].as_array().unwrap().clone();
    let within: Vec<String> = within
        .iter()
        .filter(|feature| !feature["geometry"].is_null())
        .map(|feature| feature["id"].as_str().unwrap().to_owned())
        .collect();
    assert!(within.contains(&"reko-diq".to_owned()));
    let (lat_lon, metres) =
        ("http://www.opengis.net/def/crs/EPSG/0/4326", "http://www.opengis.net/def/crs/EPSG/0/3857");
    // Metres from PROJ.
    let box_3857 = "BBOX(6901808.43, 3314771.17, 7347086.39, 3503549.84)";
    for (filter, crs) in [
        ("S_INTERSECTS(geometry, BBOX(62,28.5,66,30))".to_owned(), None),
        ("S_INTERSECTS(geometry, BBOX(28.5,62,30,66))".to_owned(), Some(lat_lon)),
        ("S_INTERSECTS(POLYGON((28.5 62, 28.5 66, 30 66, 30 62, 28.5 62)), geometry)".to_owned(), Some(lat_lon)),
        (format!("S_INTERSECTS(geometry, {box_3857})"), Some(metres)),
    ] {
        let mut parameters = vec![("filter", &*filter)];
        parameters.extend(crs.map(|crs| ("filter-crs", crs)));
        assert_eq!(request_items(&service, &parameters).ids(), within, "{parameters:?}");
    }
    let located = passing(&service, "geometry IS NOT NULL");
    assert_eq!(passing(&service, "S_INTERSECTS(geometry,BBOX(-180,-90,180,90))"), located);
    // Across the antimeridian: everything except what lies between 80 and 100 degrees east.
    assert!(passing(&service, "S_INTERSECTS(geometry, BBOX(100,-90,80,90))").contains(&"reko-diq".to_owned()));
    assert!(passing(&service, "S_INTERSECTS(geometry, BBOX(170,-60,-170,60))").is_empty());
    for filter in [
        "S_INTERSECTS(geometry, BBOX(1000000,1000000,2000000,2000000))",
        "S_INTERSECTS(geometry, POINT(90 180))",
        "S_INTERSECTS(geometry, MULTIPOINT(7.02 49.92, 90 180))",
    ] {
        assert!(refused(&service, &[("filter", filter)]).contains("is not a position"), "{filter}");
    }
}

/// Parses an expression without a server, and checks that it does not take long: the parser backtracks, and without the
/// guard twenty nested parentheses take minutes.
fn read(expression: &str, language: &str) -> Result<(), BadParameter> {
    let start = Instant::now();
    let mut cql2 = Cql2::default();
    cql2.parse_param("filter-lang", language)?;
    let outcome = cql2.parse_param("filter", expression).map(drop);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}: {expression}");
    if let Err(bad) = &outcome {
        assert_eq!(bad.parameter, "filter", "{expression}");
        assert!(!bad.problem.is_empty() && !bad.hint.is_empty(), "{bad:?}");
    }
    outcome
}

#[test]
fn errors_name_the_position() {
    let service = service_over(embedded());
    for (filter, expected) in [
        ("kind = = 'deposit'", "character 8"),
        ("kind = 'deposit' AND", "character 21, at its end"),
        ("name = 'ریکوڈک' AND (kind = 'a' OR kind == 'b')", "character 42"),
        ("(((((((((((((((((((((((kind == 'b')))))))))))))))))))))))", "character 30"),
        ("kind = 'deposit", "quote is opened and not closed at character 8"),
        ("(kind = 'deposit'", "opened and not closed at character 1,"),
        ("kind = 'deposit')", "closed that was not opened at character 17"),
        ("kind IN ()", "nothing between the parentheses at character 9"),
        ("", "character 1, at its end"),
        ("S_INTERSECTS(geometry, POLYGON((1 1, 2 x)))", "character 40"),
        ("kid = 'deposit'", "kind"),
        ("minreals = 'x'", "minerals"),
        ("uncertainty_m > '500'", "compare a number with a number"),
        ("name = 5", "compare a number with a number"),
        ("minerals = 'copper'", "A_CONTAINS"),
        ("geometry = 'x'", "S_INTERSECTS"),
        ("S_INTERSECTS(name, POINT(1 1))", "name, a text, is given"),
        ("S_INTERSECTS(geometry, 'POINT(1 1)')", "it takes geometries"),
        ("T_AFTER(datetime, 'soon')", "neither a date nor a time"),
        ("T_AFTER(datetime, INTERVAL('2024-01-01', '2023-01-01'))", "ends before it begins"),
        ("T_AFTER(name, DATE('2024-01-01'))", "it takes times"),
        ("A_CONTAINS(kind, ('a'))", "it takes lists"),
        ("CASEI(uncertainty_m) = 'x'", "it takes a text"),
        ("name + 1 = 2", "+ takes numbers"),
        ("name LIKE kind", "is not a pattern"),
        ("uncertainty_m LIKE '5%'", "it takes a text"),
        ("s_intersect(geometry, POINT(1 1))", "s_intersects"),
        ("T_NOW(datetime, datetime)", "there is no function"),
        ("name", "is not a condition"),
        ("'x'", "is not a condition"),
        ("kind = 'a' AND 5", "is not a condition"),
        ("kind = true", "values of one type"),
        ("S_INTERSECTS(geometry, POLYGON((0 0, 2 2, 2 0, 0 2, 0 0)))", "not valid"),
        ("S_INTERSECTS(geometry, POLYGON EMPTY)", "geometry is empty"),
        ("S_INTERSECTS(geometry, BBOX(1,2,3))", "4 numbers"),
        ("casei('a', 'b') = 'a'", "takes 1 operand"),
        (r#"{"op":"=","args":[{"property":"kind"}"#, "not valid JSON"),
        (r#"{"op":"and","args":[true,{"op":"=","args":[{"prop":"kind"},"x"]}]}"#, "character 44"),
        (r#"{"op":"=","args":[{"property":"kid"},"x"]}"#, "kind"),
        (r#"{"op":"between","args":[{"property":"uncertainty_m"},1]}"#, "takes 3 operands"),
        (r#"{"op":"not"}"#, "has no \"args\""),
        (r#"{"op":"and","args":[]}"#, "2 operands or more"),
        (r#"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[1]}]}"#, "character"),
        (
            r#"{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[]}]}"#,
            "geometry is empty",
        ),
    ] {
        let detail = refused(&service, &[("filter", filter)]);
        assert!(detail.contains(expected), "{filter}: {detail}");
    }
}

/// A predicate on a null is neither true nor false, and neither is its negation.
#[test]
fn unknown_values_do_not_match() {
    let service = service_over(embedded());
    let known = passing(&service, "uncertainty_m IS NOT NULL").len();
    assert!(known > 0 && known < all_features(&service).len());
    assert_eq!(passing(&service, "uncertainty_m > 10 OR NOT (uncertainty_m > 10)").len(), known);
    for filter in [
        "uncertainty_m / 0 > 1",
        "NOT (uncertainty_m / 0 > 1)",
        "uncertainty_m div 0 = 1",
        "uncertainty_m % 0 <> 1",
        "name = NULL",
        "NOT (name = NULL)",
        "NULL",
    ] {
        assert!(passing(&service, filter).is_empty(), "{filter}");
    }
    let either = passing(&service, "uncertainty_m / 0 > 1 OR kind = 'region'");
    assert_eq!(either, passing(&service, "kind = 'region'"));
    assert_eq!(passing(&service, "(uncertainty_m > 10) IS NOT NULL").len(), known);
}

/// List items can be properties of the site.
#[test]
fn list_literals_can_contain_properties() {
    let service = service_over(embedded());
    let features = all_features(&service);
    let ids = |holds: &dyn Fn(&Value) -> bool| -> Vec<String> {
        let passing = features.iter().filter(|feature| holds(&feature["properties"]));
        passing.map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
    };
    let in_part = |facts: &Value| facts["part_of"] == json!(["chaghi-belt"]);
    assert_eq!(
        passing(&service, "A_CONTAINEDBY((kind, 'mine'), ('mine', 'mine'))"),
        ids(&|facts| facts["kind"] == "mine")
    );
    assert_eq!(
        passing(&service, "A_OVERLAPS((kind, status), ('mine', 'operating'))"),
        ids(&|facts| { !facts["status"].is_null() && (facts["kind"] == "mine" || facts["status"] == "operating") })
    );
    assert!(passing(&service, "A_OVERLAPS(sources, (kind))").is_empty());
    assert_eq!(passing(&service, "A_EQUALS((kind, 'chaghi-belt'), (kind, 'chaghi-belt'))").len(), features.len());
    let json = r#"{"op":"a_equals","args":[{"property":"part_of"},["chaghi-belt"]]}"#;
    assert_eq!(passing(&service, json), ids(&in_part));
}

/// A property with one value per site is also a parameter, with the meaning of the same expression.
#[test]
fn single_properties_are_parameters() {
    let service = service_over(embedded());
    for (name, value, filter) in [
        ("id", "reko-diq", "id = 'reko-diq'"),
        ("name", "Reko Diq", "name = 'Reko Diq'"),
        ("name", "no such name, though", "name = 'no such name, though'"),
        ("uncertainty_m", "1000", "uncertainty_m = 1000"),
        ("longitude", "62.061", "longitude = 62.061"),
    ] {
        let ids = request_items(&service, &[(name, value)]).ids();
        assert_eq!(ids, passing(&service, filter), "{name}");
        assert_eq!(ids.is_empty(), value.starts_with("no "), "{name}");
        let both =
            request_items(&service, &[(name, value), ("filter", "NOT (kind = 'region')"), ("kind", "deposit")]).ids();
        assert_eq!(both, passing(&service, &format!("{filter} AND kind = 'deposit'")), "{name}");
    }
    for value in ["", "x", "1e999", "NaN"] {
        assert!(refused(&service, &[("uncertainty_m", value)]).contains("not a number"), "{value}");
    }
    let style =
        block(get(&service, &address("/collections/sites/facets", &[("id", "reko-diq")]).replace("&limit=10000", "")));
    assert_eq!(style.json()["numberMatched"], 1);
}

/// Every resource with filters accepts `filter`.
#[test]
fn facets_downloads_and_bibliographies_accept_filters() {
    let service = service_over(embedded());
    let filter =
        [("filter", "A_CONTAINS(minerals, ('copper')) AND uncertainty_m < 5000"), ("kind", "deposit,prospect")];
    let query = |base: &str| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        format!("{base}?{}", query.extend_pairs(filter).finish())
    };
    let ids = request_items(&service, &filter).ids();
    assert!(!ids.is_empty());
    assert_eq!(block(get(&service, &query("/collections/sites/download.geojson"))).ids(), ids);
    let facets = block(get(&service, &query("/collections/sites/facets"))).json();
    assert_eq!(facets["numberMatched"], ids.len());
    for value in facets["facets"]["kind"].as_array().unwrap() {
        let shown = request_items(&service, &[filter[0], ("kind", value["value"].as_str().unwrap())]).ids();
        assert_eq!(value["count"], shown.len(), "{value}");
    }
    let sources = block(get(&service, &query("/bibliography.json"))).json();
    assert!(!sources.as_array().unwrap().is_empty());
}

#[test]
fn deeply_nested_expressions_are_refused_before_parsing() {
    let service = service_over(embedded());
    let leaf = "kind = 'deposit'";
    let json = r#"{"op":"=","args":[{"property":"kind"},"deposit"]}"#;
    let deep = |n: usize| {
        [
            (format!("{}{leaf}{}", "(".repeat(n), ")".repeat(n)), "cql2-text"),
            (format!("{}{leaf}", "NOT ".repeat(n)), "cql2-text"),
            (format!("longitude > {}1", "-".repeat(n)), "cql2-text"),
            (format!("longitude > 1{}", "+1".repeat(n)), "cql2-text"),
            (format!("{}name{} = 'x'", "CASEI(".repeat(n), ")".repeat(n)), "cql2-text"),
            (format!("{}{json}{}", r#"{"op":"not","args":["#.repeat(n), "]}".repeat(n)), "cql2-json"),
            (format!("{}{json}{}", r#"{"op":"and","args":["#.repeat(n), ",true]}".repeat(n)), "cql2-json"),
        ]
    };
    for (expression, language) in deep(64) {
        assert_eq!(read(&expression, language), Ok(()), "{expression}");
        let response = request_items(&service, &[("filter-lang", language), ("filter", &expression)]);
        assert_eq!(response.status, StatusCode::OK, "{}", response.text());
    }
    for n in [65, 500, 4000] {
        for (expression, language) in deep(n) {
            let bad = read(&expression, language).unwrap_err();
            let expected = if expression.len() > 8192 { "bytes long" } else { "deeper than 64" };
            assert!(bad.problem.contains(expected), "{bad}: {expression}");
        }
        let (parentheses, _) = &deep(n.min(500))[0];
        assert!(refused(&service, &[("filter", parentheses)]).contains("deeper than 64"));
    }
    // Long expressions are fine if they are not deep, and parentheses in quotes do not count.
    for shallow in [
        vec![leaf; 400].join(" OR "),
        format!("name = '{}'", "(".repeat(4000)),
        format!("kind IN ({}'x')", "'x',".repeat(1500)),
        format!(
            "S_INTERSECTS(geometry, LINESTRING(0 0, {}))",
            (0..700).map(|n| format!("{} 1", n % 170)).collect::<Vec<_>>().join(", ")
        ),
    ] {
        assert_eq!(read(&shallow, "cql2-text"), Ok(()), "{shallow}");
    }
    for endless in [
        format!("{}kind == 1{}", "(".repeat(60), ")".repeat(60)),
        format!("kind IN {}1, 2{}", "(".repeat(60), ", 3)".repeat(60)),
        format!("POLYGON{}1 x{}", "(".repeat(60), ")".repeat(60)),
        format!("{}POINT(1 x){}", "GEOMETRYCOLLECTION(".repeat(60), ")".repeat(60)),
        format!("{}1 x{}", "f(((".repeat(20), ")))".repeat(20)),
        vec!["a"; 2600].join("OR"),
        vec!["kind"; 1000].join(" = "),
        "(".repeat(8000),
        "[".repeat(8000),
    ] {
        for language in ["cql2-text", "cql2-json"] {
            assert!(read(&endless, language).is_err(), "{endless}");
        }
    }
}

/// The corpus: valid, broken, deeply nested and odd expressions, one per file.
fn corpus() -> Vec<String> {
    let files = std::fs::read_dir("tests/fuzz/cql2").unwrap();
    let read = |file: std::fs::DirEntry| String::from_utf8_lossy(&std::fs::read(file.path()).unwrap()).into_owned();
    let texts: Vec<String> = files.map(|file| read(file.unwrap())).collect();
    assert!(texts.len() >= 40);
    texts
}

#[test]
fn every_expression_of_the_corpus_gets_a_response() {
    for text in corpus() {
        for language in ["cql2-text", "cql2-json", "cql-text"] {
            let _ = read(&text, language);
        }
    }
    let valid = std::fs::read_dir("tests/fuzz/cql2").unwrap().map(|file| file.unwrap().path());
    for path in valid.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("valid-")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let language = if text.starts_with('{') { "cql2-json" } else { "cql2-text" };
        assert_eq!(read(text.trim_end(), language), Ok(()), "{}", path.display());
    }
}

/// A mutation of a text: a part is removed, doubled or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let fragments = vec![
        "(",
        ")",
        "'",
        "\"",
        ",",
        " NOT ",
        " AND ",
        "-",
        "+",
        "=",
        "<>",
        "POINT(",
        "INTERVAL(",
        "[",
        "]",
        "{",
        "}",
        "1e400",
        "0x",
        "\\",
        "%",
        "ß",
        "ک",
        "\u{0}",
        "\u{301}",
        "null",
        "IN",
        "BETWEEN",
        "IS",
        "EMPTY",
        "\"op\":",
        "..",
        ":",
    ];
    let change = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8, prop::sample::select(fragments));
    (prop::sample::select(corpus()), proptest::collection::vec(change, 1..5)).prop_map(|(text, changes)| {
        let mut letters: Vec<char> = text.chars().take(2000).collect();
        for (a, b, kind, fragment) in changes {
            let (a, b) = (a.index(letters.len() + 1), b.index(letters.len() + 1));
            let (start, end) = (a.min(b), a.max(b));
            match kind {
                0 => drop(letters.drain(start..end)),
                1 => {
                    let doubled = letters[start..end].to_vec();
                    letters.splice(end..end, doubled);
                }
                2 => drop(letters.splice(start..end, fragment.chars())),
                _ => drop(letters.splice(start..start, fragment.chars())),
            }
        }
        letters.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn arbitrary_text_gets_a_response(text in ".{0,60}", tokens in "([()',=<>+*/^%-]|NOT |AND |OR |IN |IS NULL|kind|name|1|'x'|POINT|CASEI|  ){0,40}") {
        for language in ["cql2-text", "cql2-json", "cql-text"] {
            let _ = read(&text, language);
            let _ = read(&tokens, language);
        }
    }

    #[test]
    fn mutations_of_the_corpus_get_a_response(text in mutated()) {
        for language in ["cql2-text", "cql2-json", "cql-text"] {
            let _ = read(&text, language);
        }
    }
}

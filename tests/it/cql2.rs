//! CQL2 filters: what they let through against the `cql2` crate's own evaluator over the served Features, what is
//! refused, and the methods of the abstract test suites of CQL2 (OGC 21-065r2) and of OGC API - Features Part 3
//! (OGC 19-079r2) that need no dataset of theirs.
//!
//! A line `Proves: CLASS TEST` in a test's comment names what it proves.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use oreatlas::{
    catalog::{BadParameter, cql2::Cql2},
    dataset::Dataset,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{
    filters::{all_features, block, made, world},
    support::{Answered, Service, dataset_of, embedded, get, service_over, source},
};

const ITEMS: &str = "/collections/sites/items";
const QUERYABLES: &str = "/collections/sites/queryables";

fn address(base: &str, parameters: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters).append_pair("limit", "10000");
    format!("{base}?{}", query.finish())
}

fn asked(service: &Service, parameters: &[(&str, &str)]) -> Answered {
    block(get(service, &address(ITEMS, parameters)))
}

/// The ids of the sites that pass.
fn passing(service: &Service, filter: &str) -> Vec<String> {
    let answer = asked(service, &[("filter", filter)]);
    assert_eq!(answer.status, StatusCode::OK, "{filter}: {}", answer.text());
    answer.ids()
}

/// What is said against it.
fn refused(service: &Service, parameters: &[(&str, &str)]) -> String {
    let answer = asked(service, parameters);
    let problem = answer.json();
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{parameters:?}");
    assert_eq!(answer.header("content-type"), "application/problem+json", "{parameters:?}");
    assert_eq!(problem["parameter"], parameters.last().unwrap().0, "{problem}");
    problem["detail"].as_str().unwrap().to_owned()
}

/// A Feature as the crate's evaluator is to see it: names beside one another.
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
        // What is divided by is never 0: what that makes is asked elsewhere.
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
    let property =
        || proptest::sample::select(vec!["minerals", "operators", "licensees", "owners", "part_of", "sources"]);
    let words = vec!["copper", "gold", "ree", "neodymium", "fwo", "dew", "mcc", "s1", "s2", "nothing"];
    let literal = proptest::sample::subsequence(words, 1..4).prop_map(|words| format!("('{}')", words.join("','")));
    prop_oneof![
        (relation(), property(), literal.clone()).prop_map(|(r, p, l)| format!("{r}({p}, {l})")),
        (relation(), literal, property()).prop_map(|(r, l, p)| format!("{r}({l}, {p})")),
        (relation(), property(), property()).prop_map(|(r, a, b)| format!("{r}({a}, {b})")),
    ]
}

fn places() -> impl Strategy<Value = String> {
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
            4 => format!("BBOX({x}, {y}, {}, {})", x + 8 * n, y + n),
            5 => format!("MULTIPOLYGON((({x} {y}, {x2} {y}, {x2} {y2}, {x} {y})), ((-9 -9, 9 -9, 9 9, -9 9, -9 -9), (-5 -5, -5 5, 5 5, 5 -5, -5 -5)))"),
            _ => format!("MULTILINESTRING(({x} {y}, {x2} {y2}), ({x2} {y2}, {x2} {y}), ({x2} {y2}, {x} {y2}))"),
        }
    });
    (relation, literal, any::<bool>()).prop_map(|(relation, literal, first)| {
        if first { format!("{relation}(geometry, {literal})") } else { format!("{relation}({literal}, geometry)") }
    })
}

fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![4 => texts(), 3 => numbers(), 2 => lists(), 2 => places(), 1 => Just("true".to_owned())];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) AND ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} OR {b}")),
            inner.clone().prop_map(|a| format!("NOT ({a})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Proves: http://www.opengis.net/spec/cql2/1.0/conf/cql2-text /conf/cql2-text/validate
    /// Proves: http://www.opengis.net/spec/cql2/1.0/conf/cql2-json /conf/cql2-json/validate
    /// Proves: http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2 /conf/basic-cql2/logical
    /// Proves: http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators /conf/advanced-comparison-operators/logical
    /// Proves: http://www.opengis.net/spec/cql2/1.0/conf/property-property /conf/property-property/logical
    /// Proves: http://www.opengis.net/spec/cql2/1.0/conf/arithmetic /conf/arithmetic/logical
    /// Proves: http://www.opengis.net/spec/cql2/1.0/conf/array-functions /conf/array-functions/logical
    /// Proves: http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions /conf/spatial-functions/logical
    #[test]
    fn what_passes_is_what_the_evaluator_says(sites in proptest::collection::vec(made(), 0..80), text in expression()) {
        let service = service_over(world(&sites));
        let expr = cql2::parse_text(&text).unwrap();
        let judged: Vec<String> = all_features(&service)
            .iter()
            .filter(|feature| expr.clone().matches(Some(&row(feature))).unwrap())
            .map(|feature| feature["id"].as_str().unwrap().to_owned())
            .collect();
        let answer = asked(&service, &[("filter", &text)]);
        prop_assert_eq!(answer.status, StatusCode::OK, "{}: {}", &text, answer.text());
        prop_assert_eq!(answer.ids(), judged.clone(), "{}", &text);
        let json = expr.to_json().unwrap();
        let answer = asked(&service, &[("filter", &json), ("filter-lang", "cql2-json")]);
        prop_assert_eq!(answer.status, StatusCode::OK, "{}: {}", &json, answer.text());
        prop_assert_eq!(answer.ids(), judged, "{}", &json);
    }
}

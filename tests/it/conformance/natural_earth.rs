//! The test dataset of CQL2's abstract test suite, Natural Earth, mapped to the properties of sites:
//!
//! | test suite | site |
//! | --- | --- |
//! | name (NAME), nameascii | name, province |
//! | `pop_other` (`POP_EST`) | `uncertainty_m` |
//! | `pop_min` and `pop_max` | longitude and latitude, in millions (the source `populations`) |
//! | geom | geometry |
//! | date | datetime |
//! | start | datetime (`starts`): instants become days in the same order |
//! | start and end | the ends of datetime (`spans`), in the same way |
//!
//! Three counts in the table "ACCENTI" are wrong for the suite's own data; [`WRONG`] has the right ones.
//!
//! This covers 248 of the suite's 274 predicates and 47 of its 77 combinations. The others need types that sites do not
//! have: booleans, lines (the rivers), and two times to compare.

use std::{collections::BTreeMap, fs::File};

use oreatlas::{
    catalog::{Catalog, Filter, Stop},
    dataset::Dataset,
};
use serde_json::{Value, json};

use crate::support::{dataset_of, source, today};

const FOLDER: &str = "tests/fixtures/natural-earth";

/// The three cities with times: the day for `date`, and those for `start` and `end`.
const TIMES: [(&str, &str, [&str; 2]); 3] = [
    ("København", "2021-04-16", ["2001-01-04", "2001-01-13"]),
    ("Berlin", "2023-04-16", ["2001-01-10", "2001-01-20"]),
    ("Athens", "2022-04-16", ["2001-01-12", "2001-01-16"]),
];

/// The predicates for which the standard expects 2 matches, each with the unaccented prefix of the names that match:
/// "Ch" matches three (Chengdu, Chicago and Chișinău), "Chis" one.
const WRONG: [(&str, &str); 3] = [
    ("ACCENTI(name) LIKE accenti('Ch%')", "Ch"),
    ("ACCENTI(CASEI(name)) LIKE accenti(casei('Chiș%'))", "Chis"),
    ("ACCENTI(CASEI(name)) LIKE accenti(casei('cHis%'))", "Chis"),
];

/// A predicate and its number of matches in a source.
pub(super) struct Predicate {
    pub class: String,
    pub source: String,
    pub text: String,
    pub matches: usize,
}

fn rows(file: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(format!("{FOLDER}/{file}")).unwrap().records().map(Result::unwrap).collect()
}

pub(super) fn predicates() -> Vec<Predicate> {
    let predicate = |row: csv::StringRecord| Predicate {
        class: row[0].to_owned(),
        source: row[1].to_owned(),
        text: row[2].to_owned(),
        matches: row[3].parse().unwrap(),
    };
    rows("predicates.csv").into_iter().map(predicate).collect()
}

/// Combinations of four predicates, and their number of matches in the source `starts`.
pub(super) fn combinations() -> Vec<([String; 4], usize)> {
    let combination =
        |row: csv::StringRecord| ([0, 1, 2, 3].map(|index| row[index].to_owned()), row[4].parse().unwrap());
    rows("combinations.csv").into_iter().map(combination).collect()
}

fn site(
    index: usize,
    name: &str,
    province: Option<&str>,
    metres: u64,
    geometry: &Value,
    time: Value,
) -> (String, Value) {
    let id = format!("ne-{index:03}");
    let cite = json!([{"source": "natural-earth"}]);
    let mut location = json!({"about": "location", "uncertainty_m": metres, "cite": cite});
    let is_point = geometry["type"] == "Point";
    location[if is_point { "coordinates" } else { "outline" }] =
        if is_point { geometry["coordinates"].clone() } else { geometry.clone() };
    let mut claims = vec![location];
    if let Value::Object(mut status) = time {
        status.extend([("about".to_owned(), "status".into()), ("status".to_owned(), "operating".into())]);
        status.insert("cite".to_owned(), cite);
        claims.push(status.into());
    }
    let record = json!({"type": "Feature", "id": id, "geometry": geometry, "properties": {
        "name": name, "kind": "deposit", "country": "PK", "province": province, "claims": claims}});
    (format!("sites/pk/{id}.geojson"), record)
}

fn dataset(sites: impl Iterator<Item = (String, Value)>) -> Dataset {
    dataset_of(sites.chain([source("natural-earth", None, &[])]))
}

/// The populated places as sites. `position` and `time` compute the location and the time of a row's claim.
fn places(position: impl Fn(&[f64; 4]) -> [f64; 2], time: impl Fn(&str, [&str; 2]) -> Value) -> Dataset {
    dataset(rows("places.csv").into_iter().enumerate().map(|(index, row)| {
        let number = |column: usize| row[column].parse::<f64>().unwrap();
        let at = json!({"type": "Point", "coordinates": position(&[number(2), number(3), number(5), number(6)])});
        let time =
            TIMES.iter().find(|(name, ..)| *name == &row[0]).map_or(Value::Null, |(_, day, ends)| time(day, *ends));
        site(index, &row[0], Some(&row[1]), row[4].parse().unwrap(), &at, time)
    }))
}

/// The populated places at their positions and dates.
pub(super) fn populated_places() -> Dataset {
    places(|row| [row[2], row[3]], |day, _| json!({"as_of": day}))
}

/// Every data source by name.
pub(super) fn sources() -> BTreeMap<&'static str, Dataset> {
    let countries = flate2::read::GzDecoder::new(File::open(format!("{FOLDER}/countries.json.gz")).unwrap());
    let countries: Vec<Value> = serde_json::from_reader(countries).unwrap();
    let countries = countries.iter().enumerate().map(|(index, country)| {
        let population = country["population"].as_u64().unwrap();
        site(index, country["name"].as_str().unwrap(), None, population, &country["geometry"], Value::Null)
    });
    BTreeMap::from([
        ("countries", dataset(countries)),
        ("places", populated_places()),
        ("starts", places(|row| [row[2], row[3]], |_, [start, _]| json!({"as_of": start}))),
        ("spans", places(|row| [row[2], row[3]], |_, [start, end]| json!({"from": start, "until": end}))),
        ("populations", places(|row| [row[0] / 1e6, row[1] / 1e6], |_, _| Value::Null)),
    ])
}

pub(super) fn catalogs() -> BTreeMap<&'static str, Catalog> {
    sources().into_iter().map(|(name, dataset)| (name, Catalog::new(dataset, today()))).collect()
}

/// The sites that match an expression, which is sent in both encodings.
pub(super) fn passing(catalog: &Catalog, text: &str) -> Vec<usize> {
    let json = cql2::parse_text(text).unwrap().to_json().unwrap();
    let [by_text, by_json] = [("cql2-text", text), ("cql2-json", &*json)].map(|(language, expression)| {
        let mut filter = Filter::default();
        for (name, value) in [("filter-lang", language), ("filter", expression)] {
            assert_eq!(filter.parse_param(catalog, name, value), Ok(true), "{expression}");
        }
        catalog.select(&filter, &Stop::default()).unwrap().ones().collect::<Vec<_>>()
    });
    assert_eq!(by_text, by_json, "{text}");
    by_text
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2> /conf/basic-cql2/test-data
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators> /conf/advanced-comparison-operators/test-data
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison> /conf/case-insensitive-comparison/test-data
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison> /conf/accent-insensitive-comparison/test-data
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions> /conf/basic-spatial-functions/test-data
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus> /conf/basic-spatial-functions-plus/test-data
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions> /conf/spatial-functions/test-data
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions> /conf/temporal-functions/test-data
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/property-property> /conf/property-property/test-data
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/arithmetic> /conf/arithmetic/test-data
#[test]
fn predicates_match_as_many_features_as_the_standard_says() {
    let catalogs = catalogs();
    let mut wrong = Vec::new();
    let predicates = predicates();
    let plain: Vec<String> = rows("places.csv").iter().map(|row| row[1].to_owned()).collect();
    for Predicate { source, text, matches, .. } in &predicates {
        let corrected = WRONG.iter().find(|(predicate, _)| predicate == text);
        let counted = corrected.map(|(_, start)| plain.iter().filter(|name| name.starts_with(start)).count());
        let matches = counted.as_ref().unwrap_or(matches);
        let found = passing(&catalogs[source.as_str()], text).len();
        if found != *matches {
            wrong.push(format!("{source}: {text}: {found} instead of {matches}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(predicates.len(), 248);
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2> /conf/basic-cql2/logical
#[test]
fn combinations_match_as_the_standard_says() {
    let starts = &catalogs()["starts"];
    let mut wrong = Vec::new();
    for ([p1, p2, p3, p4], matches) in combinations() {
        let text = format!("(NOT ({p2}) AND {p1}) OR ({p3} and {p4}) or not ({p1} OR {p4})");
        let found = passing(starts, &text).len();
        if found != matches {
            wrong.push(format!("{text}: {found} instead of {matches}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

//! CQL2 (21-065r2), annex A. Every predicate is sent as CQL2 text and as CQL2 JSON, with the same result.
//!
//! The predicates for each queryable run over the real sites, over generated ones, whose properties have many values, and
//! over agreements. Those for the suite's own test dataset are in [`super::natural_earth`]. The class `functions` is not
//! declared, because there are no custom functions.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use axum::http::StatusCode;
use proptest::{strategy::Strategy, strategy::ValueTree, test_runner::TestRunner};
use serde_json::json;

use super::natural_earth::{self, predicates};
use crate::{
    filters::{block, made, world},
    support::{Service, TestResponse, dataset_of, embedded, get, service_over},
};

/// The type of a queryable, from its schema. There are no booleans, and times are whole days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Type {
    Text,
    Number,
    Date,
    List,
    Place,
}

/// The ids that each predicate found.
type Stored = BTreeMap<String, BTreeSet<String>>;

/// A collection with its queryables and the predicates sent so far.
struct Source {
    service: Service,
    collection: &'static str,
    queryables: Vec<(String, Type)>,
    stored: RefCell<Stored>,
}

impl Source {
    fn new(service: Service, collection: &'static str) -> Self {
        let schema = block(get(&service, &format!("/collections/{collection}/queryables"))).json();
        let queryables = schema["properties"].as_object().unwrap().iter().map(|(name, described)| {
            let kind = match (described["type"].as_str(), described["format"].as_str()) {
                (Some("string"), None) => Type::Text,
                (Some("string"), Some("date")) => Type::Date,
                (Some("number"), _) => Type::Number,
                (Some("array"), _) => Type::List,
                (None, Some("geometry-any")) => Type::Place,
                other => panic!("{name}: {other:?}"),
            };
            (name.clone(), kind)
        });
        Self { queryables: queryables.collect(), service, collection, stored: RefCell::default() }
    }

    fn ask(&self, language: &str, expression: &str) -> TestResponse {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs([("limit", "10000"), ("filter-lang", language), ("filter", expression)]);
        if self.collection == "sites" {
            // Only ids are compared.
            query.append_pair("properties", "kind");
        }
        block(get(&self.service, &format!("/collections/{}/items?{}", self.collection, query.finish())))
    }

    /// Sends a predicate and stores its result.
    fn passing(&self, text: &str) -> BTreeSet<String> {
        if let Some(found) = self.stored.borrow().get(text) {
            return found.clone();
        }
        let json = cql2::parse_text(text).unwrap().to_json().unwrap();
        let [by_text, by_json] = [("cql2-text", text), ("cql2-json", &*json)].map(|(language, expression)| {
            let response = self.ask(language, expression);
            assert_eq!(response.status, StatusCode::OK, "{} {expression}: {}", self.collection, response.text());
            response.ids().into_iter().collect::<BTreeSet<_>>()
        });
        assert_eq!(by_text, by_json, "{text}");
        self.stored.borrow_mut().insert(text.to_owned(), by_text.clone());
        by_text
    }

    fn refused(&self, text: &str) {
        let json = cql2::parse_text(text).unwrap().to_json().unwrap();
        for (language, expression) in [("cql2-text", text), ("cql2-json", &*json)] {
            assert_eq!(self.ask(language, expression).status, StatusCode::BAD_REQUEST, "{expression}");
        }
    }

    fn apart(&self, a: &str, b: &str) {
        assert!(self.passing(a).is_disjoint(&self.passing(b)), "{}: {a} and {b}", self.collection);
    }

    fn same(&self, a: &str, b: &str) {
        assert_eq!(self.passing(a), self.passing(b), "{}: {a} and {b}", self.collection);
    }

    /// The names of the queryables of some types.
    fn named(&self, types: &[Type]) -> impl Iterator<Item = &(String, Type)> {
        self.queryables.iter().filter(move |(_, kind)| types.contains(kind))
    }
}

fn sources() -> Vec<Source> {
    let mut runner = TestRunner::deterministic();
    let sites: Vec<_> = (0..40).map(|_| made().new_tree(&mut runner).unwrap().current()).collect();
    let real = service_over(embedded());
    let mut sources: Vec<Source> =
        ["sites", "agreements"].map(|collection| Source::new(real.clone(), collection)).into();
    sources.push(Source::new(service_over(world(&sites)), "sites"));
    sources
}

/// A value to compare a queryable with.
fn value(kind: Type) -> &'static str {
    match kind {
        Type::Number => "3.14",
        Type::Date => "DATE('2022-04-14')",
        _ => "'foo'",
    }
}

const SCALAR: [Type; 3] = [Type::Text, Type::Number, Type::Date];
const EVERYWHERE: [&str; 2] = ["BBOX(-180,-90,180,90)", "POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))"];
const LINE: &str = "LINESTRING(7 50,10 51)";
const PAIR: &str = "MULTIPOINT(7 50,10 51)";
const POINT: &str = "POINT(7.02 49.92)";
const NOWHERE: &str = "POINT(90 180)";

/// Compares combinations of stored predicates with the same combinations of their results, in three-valued logic.
fn combined(source: &Source) {
    let stored: Vec<String> = source.stored.borrow().keys().cloned().collect();
    let mut runner = TestRunner::deterministic();
    for _ in 0..10 {
        let picked = proptest::array::uniform4(0..stored.len()).new_tree(&mut runner).unwrap().current();
        let [p1, p2, p3, p4] = picked.map(|index| stored[index].as_str());
        let yes = |p: &str| source.passing(p);
        let no = |p: &str| source.passing(&format!("NOT ({p})"));
        let mut expected: BTreeSet<String> = no(p1).intersection(&yes(p2)).cloned().collect();
        expected.extend(yes(p3).intersection(&no(p4)).cloned());
        expected.extend(no(p1));
        expected.extend(no(p4));
        let text = format!("((NOT ({p1}) AND ({p2})) OR (({p3}) and NOT ({p4})) or not (({p1}) AND ({p4})))");
        assert_eq!(source.passing(&text), expected, "{text}");
    }
}

/// Combines the predicates of the test dataset for these classes in the same way.
fn combined_test_data(classes: &[&str]) {
    let catalogs = natural_earth::catalogs();
    for (source, catalog) in &catalogs {
        let of_classes = predicates().into_iter().filter(|predicate| classes.contains(&predicate.class.as_str()));
        let stored: Vec<String> =
            of_classes.filter(|predicate| predicate.source == *source).map(|predicate| predicate.text).collect();
        let mut runner = TestRunner::deterministic();
        for _ in 0..if stored.is_empty() { 0 } else { 10 } {
            let picked = proptest::array::uniform4(0..stored.len()).new_tree(&mut runner).unwrap().current();
            let [p1, p2, p3, p4] = picked.map(|index| stored[index].as_str());
            let find = |text: &str| -> BTreeSet<usize> { natural_earth::passing(catalog, text).into_iter().collect() };
            let no = |p: &str| find(&format!("NOT ({p})"));
            let mut expected: BTreeSet<usize> = no(p1).intersection(&find(p2)).copied().collect();
            expected.extend(find(p3).intersection(&no(p4)));
            expected.extend(no(p1));
            expected.extend(no(p4));
            let text = format!("((NOT ({p1}) AND ({p2})) OR (({p3}) and NOT ({p4})) or not (({p1}) AND ({p4})))");
            assert_eq!(find(&text), expected, "{source}: {text}");
        }
    }
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2> /conf/basic-cql2/basic-test
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2> /conf/basic-cql2/comparison
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2> /conf/basic-cql2/is-null
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2> /conf/basic-cql2/boolean
#[test]
fn queryables_compare_with_values() {
    for source in sources() {
        assert!(source.named(&SCALAR).count() > 0);
        for (name, kind) in source.named(&SCALAR) {
            let value = value(*kind);
            for (a, b) in [("=", "<>"), (">", "<="), ("<", ">=")] {
                source.apart(&format!("{name} {a} {value}"), &format!("{name} {b} {value}"));
            }
        }
        for (name, _) in &source.queryables {
            source.apart(&format!("{name} IS NULL"), &format!("{name} is not null"));
        }
        assert!(!source.passing("true").is_empty());
        assert!(source.passing("false").is_empty());
        combined(&source);
    }
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators> /conf/advanced-comparison-operators/like
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators> /conf/advanced-comparison-operators/between
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators> /conf/advanced-comparison-operators/in
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators> /conf/advanced-comparison-operators/logical
#[test]
fn queryables_work_with_like_between_and_in() {
    for source in sources() {
        for (name, _) in source.named(&[Type::Text]) {
            source.apart(&format!("{name} like '_%'"), &format!("{name} like ''"));
            source.same(&format!("{name} LIKE '%'"), &format!("{name} like '%%'"));
            // A double escape in text is not a wildcard; JSON has the two backslashes as they are.
            assert_eq!(source.ask("cql2-text", &format!(r"{name} like '\\%\\_'")).status, StatusCode::OK);
            source.passing(&format!("{name} in ('foo', 'bar')"));
        }
        for (name, _) in source.named(&[Type::Number]) {
            source.passing(&format!("{name} BETWEEN 0 AND 100"));
            assert!(source.passing(&format!("{name} between 100.0 and 1.0")).is_empty());
            source.passing(&format!("{name} IN (1, 2, 3)"));
        }
        for (name, _) in source.named(&[Type::Date]) {
            source.passing(&format!("{name} in ('2022-04-14', '2022-04-15')"));
        }
        combined(&source);
    }
    combined_test_data(&["basic-cql2", "advanced-comparison-operators"]);
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison> /conf/case-insensitive-comparison/casei
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison> /conf/case-insensitive-comparison/casei-like
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison> /conf/case-insensitive-comparison/logical
#[test]
fn casei_ignores_case() {
    for source in sources() {
        for (name, _) in source.named(&[Type::Text]) {
            source.apart(&format!("CASEI({name}) = casei('foo')"), &format!("CASEI({name}) <> casei('FOO')"));
            source.same(&format!("CASEI({name}) LIKE casei('foo%')"), &format!("CASEI({name}) LIKE casei('FOO%')"));
            // These letters occur in the data.
            source.same(&format!("CASEI({name}) LIKE casei('r%')"), &format!("CASEI({name}) LIKE casei('R%')"));
        }
        combined(&source);
    }
    combined_test_data(&["basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison"]);
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison> /conf/accent-insensitive-comparison/accenti
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison> /conf/accent-insensitive-comparison/accenti-like
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison> /conf/accent-insensitive-comparison/accenti-casei
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison> /conf/accent-insensitive-comparison/accenti-casei-like
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison> /conf/accent-insensitive-comparison/logical
#[test]
fn accenti_ignores_accents() {
    for source in sources() {
        for (name, _) in source.named(&[Type::Text]) {
            source.apart(
                &format!("ACCENTI({name}) = accenti('äöüéáí')"),
                &format!("ACCENTI({name}) <> accenti('aoueai')"),
            );
            source.same(&format!("ACCENTI({name}) LIKE accenti('Ä%')"), &format!("ACCENTI({name}) LIKE accenti('A%')"));
            let both = format!("ACCENTI(CASEI({name}))");
            source.same(&format!("{both} = accenti(casei('ÄÉ'))"), &format!("{both} = accenti(casei('ae'))"));
            source.same(&format!("{both} LIKE accenti(casei('Ä%'))"), &format!("{both} LIKE accenti(casei('a%'))"));
        }
        combined(&source);
    }
    let before = ["basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison"];
    combined_test_data(&[&before[..], &["accent-insensitive-comparison"]].concat());
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions> /conf/basic-spatial-functions/s_intersects
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions> /conf/basic-spatial-functions/logical
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus> /conf/basic-spatial-functions-plus/s_intersects
#[test]
fn geometries_intersect_literals_of_every_type() {
    let hole = "(-180 -90, -90 -90, -90 90, -180 90, -180 -90), (-120 -50, -100 -50, -100 -40, -120 -40, -120 -50)";
    let square = "(0 0, 10 0, 10 10, 0 10, 0 0)";
    for source in sources() {
        for (name, _) in source.named(&[Type::Place]) {
            for place in [
                "BBOX(-180,-90,180,90)",
                POINT,
                "LINESTRING(-180 -45, 0 -45)",
                "MULTILINESTRING((-180 -45, 0 -45), (0 45, 180 45))",
                &format!("POLYGON({hole})"),
                &format!("MULTIPOLYGON(({hole}),({square}))"),
                &format!("GEOMETRYCOLLECTION({POINT}, POLYGON({square}))"),
            ] {
                source.passing(&format!("S_INTERSECTS({name},{place})"));
            }
            let (west, east) = ("BBOX(-180,-90,-90,90)", "BBOX(90,-90,180,90)");
            source.passing(&format!("S_INTERSECTS({name},{west}) AND S_INTERSECTS({name},{east})"));
            source.refused(&format!("S_INTERSECTS({name},{NOWHERE})"));
            source.refused(&format!("S_INTERSECTS({name},MULTIPOINT(7.02 49.92, 90 180))"));
        }
        combined_places(&source);
    }
    combined_test_data(&["basic-cql2", "basic-spatial-functions"]);
}

/// Combines spatial predicates; agreements have no geometries.
fn combined_places(source: &Source) {
    let placed = source.named(&[Type::Place]).count();
    assert!(placed == 1 || source.collection == "agreements");
    if placed > 0 {
        combined(source);
    }
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions> /conf/spatial-functions/s_intersects
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions> /conf/spatial-functions/s_disjoint
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions> /conf/spatial-functions/s_equals
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions> /conf/spatial-functions/s_touches
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions> /conf/spatial-functions/s_crosses
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions> /conf/spatial-functions/s_within
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions> /conf/spatial-functions/s_contains
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions> /conf/spatial-functions/s_overlaps
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions> /conf/spatial-functions/logical
#[test]
fn every_spatial_function_is_supported() {
    for source in sources() {
        for (name, _) in source.named(&[Type::Place]) {
            let asks = |relation: &str, place: &str| format!("{relation}({name},{place})");
            for relation in ["S_INTERSECTS", "S_WITHIN", "S_CONTAINS", "S_EQUALS", "S_TOUCHES", "S_CROSSES"] {
                source.same(&asks(relation, EVERYWHERE[0]), &asks(relation, EVERYWHERE[1]));
                source.passing(&asks(relation, LINE));
            }
            source.same(&asks("S_EQUALS", EVERYWHERE[1]), &asks("S_EQUALS", LINE));
            for place in EVERYWHERE {
                assert!(source.passing(&asks("S_DISJOINT", place)).is_empty());
            }
            for place in [LINE, POINT] {
                source.apart(&asks("S_DISJOINT", place), &asks("S_INTERSECTS", place));
            }
            for place in [EVERYWHERE[0], EVERYWHERE[1], LINE, PAIR] {
                source.apart(&asks("S_CONTAINS", place), &asks("S_WITHIN", place));
            }
            for place in [PAIR, LINE, EVERYWHERE[1]] {
                source.passing(&asks("S_OVERLAPS", place));
            }
            source.passing(&asks("S_EQUALS", POINT));
            source.refused(&asks("S_INTERSECTS", NOWHERE));
            source.refused(&asks("S_DISJOINT", NOWHERE));
        }
        combined_places(&source);
    }
    let before = ["basic-cql2", "basic-spatial-functions", "basic-spatial-functions-plus"];
    combined_test_data(&[&before[..], &["spatial-functions"]].concat());
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions> /conf/temporal-functions/temporal-functions-1
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions> /conf/temporal-functions/temporal-functions-2
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions> /conf/temporal-functions/logical
#[test]
fn every_temporal_function_is_supported() {
    for source in sources() {
        let dates: Vec<&String> = source.named(&[Type::Date]).map(|(name, _)| name).collect();
        assert!(!dates.is_empty());
        for first in &dates {
            for relation in ["T_AFTER", "T_BEFORE", "T_DISJOINT", "T_EQUALS", "T_INTERSECTS"] {
                source.passing(&format!("{relation}({first},DATE('2022-04-24'))"));
                source.passing(&format!("{relation}({first},INTERVAL('2021-01-01','2021-12-31'))"));
            }
            for last in &dates {
                for relation in cql2::TEMPORALOPS {
                    source
                        .passing(&format!("{relation}(INTERVAL({first},{last}),INTERVAL('2021-01-01','2021-12-31'))"));
                }
            }
        }
        combined(&source);
    }
    combined_test_data(&["basic-cql2", "temporal-functions"]);
}

/// The suite puts array items in double quotes, which CQL2 text uses for names.
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/array-functions> /conf/array-functions/array-predicates
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/array-functions> /conf/array-functions/logical
#[test]
fn every_array_function_is_supported() {
    for source in sources() {
        let mut lists = 0;
        for (name, _) in source.named(&[Type::List]) {
            for relation in ["A_CONTAINS", "A_CONTAINEDBY", "A_EQUALS", "A_OVERLAPS"] {
                source.passing(&format!("{relation}({name},('foo','bar'))"));
            }
            lists += 1;
        }
        assert!(lists > 0);
        combined(&source);
    }
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/property-property> /conf/property-property/comparison-value-property
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/property-property> /conf/property-property/comparison-property-property
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/property-property> /conf/property-property/comparison-value-value
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/property-property> /conf/property-property/logical
#[test]
fn values_and_queryables_are_allowed_on_both_sides() {
    for source in sources() {
        let values = ["'foo'", "true", "3.14", "1", "TIMESTAMP('2022-04-14T14:48:46Z')", "DATE('2022-04-14')"];
        let alike = source.named(&SCALAR).map(|(name, _)| name.as_str()).chain(values);
        for name in alike {
            for op in ["<>", "<", ">"] {
                assert!(source.passing(&format!("{name} {op} {name}")).is_empty(), "{name} {op} {name}");
            }
            source.same(&format!("{name} = {name}"), &format!("{name} >= {name}"));
            source.same(&format!("{name} = {name}"), &format!("{name} <= {name}"));
        }
        for (name, kind) in source.named(&SCALAR) {
            let value = value(*kind);
            for (a, b) in [("=", "<>"), (">", "<="), ("<", ">=")] {
                source.apart(&format!("{value} {a} {name}"), &format!("{value} {b} {name}"));
            }
        }
        combined(&source);
    }
    let before = ["advanced-comparison-operators", "basic-spatial-functions", "spatial-functions"];
    combined_test_data(&[&before[..], &["basic-cql2", "temporal-functions", "property-property"]].concat());
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/arithmetic> /conf/arithmetic/arithmetic
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/arithmetic> /conf/arithmetic/logical
#[test]
fn arithmetic_is_supported() {
    for source in sources() {
        for (name, _) in source.named(&[Type::Number]) {
            source.same(&format!("{name}>1038290-21 div 10"), &format!("{name}>1038288"));
            source.same(&format!("{name}<20-2*2^0"), &format!("{name}<18"));
            source.same(&format!("{name} between 4000/4 and (3*(900+100))"), &format!("{name} BETWEEN 1000 AND 3000"));
            source.same(&format!("{name}>10-5%2"), &format!("9<{name}"));
            source.same(&format!("{name}*2 = {name}+{name}"), &format!("{name} IS NOT NULL"));
            source.apart(&format!("{name}/2 > 30"), &format!("{name} <= 60"));
        }
        if !source.stored.borrow().is_empty() {
            combined(&source);
        }
    }
    combined_test_data(&["basic-cql2", "advanced-comparison-operators", "property-property", "arithmetic"]);
}

/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/cql2-text> /conf/cql2-text/escaping
#[test]
fn escapes_in_character_literals_are_parsed() {
    let names = ["it's", "bell\u{7}", "\u{8}back", "a\tb", "a\nb", "a\u{b}b", "a\u{c}b", "a\rb", r"a\b", "50%", "5x"];
    let sites = names.iter().enumerate().map(|(index, name)| {
        let id = format!("site-{index:02}");
        let record = json!({"type": "Feature", "id": id, "geometry": null,
            "properties": {"name": name, "kind": "deposit", "country": "PK", "claims": []}});
        (format!("sites/pk/{id}.geojson"), record)
    });
    let source = Source::new(service_over(dataset_of(sites)), "sites");
    for (filter, name) in [
        (r"name = 'it\'s'", "it's"),
        ("name = 'it''s'", "it's"),
        (r"name = 'bell\a'", "bell\u{7}"),
        (r"name = '\bback'", "\u{8}back"),
        (r"name = 'a\tb'", "a\tb"),
        (r"name = 'a\nb'", "a\nb"),
        (r"name = 'a\vb'", "a\u{b}b"),
        (r"name = 'a\fb'", "a\u{c}b"),
        (r"name = 'a\rb'", "a\rb"),
        (r"name = 'a\\b'", r"a\b"),
        (r"name LIKE '_0\%'", "50%"),
        (r"name LIKE '_0\\%'", "50%"),
        (r"name IN ('x\\', 'it\'s', '\'')", "it's"),
        (r"CASEI(name) = casei('IT\'S')", "it's"),
    ] {
        let response = source.ask("cql2-text", filter);
        assert_eq!(response.status, StatusCode::OK, "{filter}: {}", response.text());
        let index = names.iter().position(|known| *known == name).unwrap();
        assert_eq!(response.ids(), [format!("site-{index:02}")], "{filter}");
    }
    // An escaped quote does not close the literal.
    assert_eq!(source.ask("cql2-text", r"name = 'a\'").status, StatusCode::BAD_REQUEST);
}

/// Every predicate of this file and of `natural_earth` is sent in both encodings; this test looks at the responses.
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/cql2-text> /conf/cql2-text/validate
/// Proves: <http://www.opengis.net/spec/cql2/1.0/conf/cql2-json> /conf/cql2-json/validate
#[test]
fn text_and_json_are_accepted() {
    let places = Source::new(service_over(natural_earth::populated_places()), "sites");
    for predicate in predicates().into_iter().filter(|predicate| predicate.source == "places").step_by(7) {
        assert_eq!(places.passing(&predicate.text).len(), predicate.matches, "{}", predicate.text);
    }
}

//! Every rule on its fixtures: `tests/fixtures/rules/<rule>/pass` and `/fail` are overlaid on `/base`, a small correct
//! dataset, whose files of the same path they replace.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use oreatlas::{
    catalog::{Catalog, Filter, Stop},
    curate::{Problem, Report, Severity, check, rules},
    dataset::{self, Dataset, File, Tree, folder},
    evidence::weigh,
    model::claim::LocationBasis,
};
use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};

use crate::support::{embedded, today};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules")
}

fn report(overlay: Option<&Path>) -> Report {
    check(&tree(overlay), today())
}

fn tree(overlay: Option<&Path>) -> Tree {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    for folder_of_files in [Some(fixtures().join("base")).as_deref(), overlay].into_iter().flatten() {
        for file in folder(folder_of_files).unwrap() {
            files.insert(file.path.clone(), file);
        }
    }
    Tree::new(files.into_values().collect())
}

#[test]
fn the_catalog_survives_every_mistake_in_the_data() {
    for rule in rules::ALL {
        let dataset = Dataset::new(tree(Some(&fixtures().join(rule.name).join("fail"))));
        let sites = dataset.sites.len();
        assert_eq!(
            Catalog::new(dataset, today()).select(&Filter::default(), &Stop::default()).unwrap().len(),
            sites,
            "{}",
            rule.name
        );
    }
}

#[test]
fn a_whole_owner_beside_others_is_more_than_the_whole() {
    let mut files = dataset::embedded();
    for file in files.iter_mut().filter(|file| file.path == "sites/pk/saindak.geojson") {
        let mut site: Value = serde_json::from_slice(&file.bytes).unwrap();
        for claim in site["properties"]["claims"].as_array_mut().unwrap() {
            if claim["about"] == "owner" {
                claim.as_object_mut().unwrap().remove("judgement");
            }
        }
        file.bytes = site.to_string().into_bytes();
    }
    let report = check(&Tree::new(files), today());
    let sums: Vec<_> = report.problems.iter().filter(|problem| problem.rule == "stakes-sum").collect();
    assert!(matches!(sums[..], [sum] if sum.path == "sites/pk/saindak.geojson"), "{sums:?}");
}

#[test]
fn the_base_has_no_problems() {
    assert_eq!(report(None).to_string(), "no problems in 7 files\n");
}

#[test]
fn every_rule_accepts_correct_data() {
    for rule in rules::ALL {
        let report = report(Some(&fixtures().join(rule.name).join("pass")));
        let of_rule: Vec<_> = report.problems.iter().filter(|problem| problem.rule == rule.name).collect();
        assert!(of_rule.is_empty() && !report.has_failures(), "{}:\n{report}", rule.name);
    }
}

#[test]
fn every_rule_finds_its_mistakes() {
    for rule in rules::ALL {
        let report = report(Some(&fixtures().join(rule.name).join("fail")));
        let of_rule: Vec<_> = report.problems.iter().filter(|problem| problem.rule == rule.name).collect();
        assert!(!of_rule.is_empty(), "{} finds nothing:\n{report}", rule.name);
        for problem in of_rule {
            assert_eq!(problem.severity, rule.severity, "{problem}");
            assert!(problem.line.is_some_and(|line| line > 0), "{problem}");
            assert!(!problem.path.is_empty() && !problem.problem.is_empty() && !problem.hint.is_empty(), "{problem}");
        }
        // What the fixtures of one rule lack in the eyes of others is their business.
        let own = |problem: &Problem| problem.rule == rule.name || problem.severity != Severity::Warning;
        let report = Report::new(report.files, report.problems.into_iter().filter(own).collect());
        insta::assert_snapshot!(format!("rule-{}", rule.name), report);
    }
}

#[test]
fn every_rule_has_a_file_and_fixtures() {
    let names: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(names.len(), rules::ALL.len(), "a name twice");
    let entries = |folder: &Path| -> BTreeSet<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    let mut folders = entries(&fixtures());
    assert!(folders.remove("base"));
    assert_eq!(folders, names);
    let mut files = entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/curate/rules"));
    assert!(files.remove("mod.rs"));
    assert_eq!(files, names.iter().map(|name| format!("{}.rs", name.replace('-', "_"))).collect());
}

#[test]
fn the_readme_lists_the_rules() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/README.md")).unwrap();
    let listed: Vec<&str> = readme.lines().filter(|line| line.contains("(../src/curate/rules/")).collect();
    let expected: Vec<String> = rules::ALL
        .iter()
        .map(|rule| {
            let file = rule.name.replace('-', "_");
            format!("| [{}](../src/curate/rules/{file}.rs) | {} | {} |", rule.name, rule.severity, rule.about)
        })
        .collect();
    assert_eq!(listed, expected, "the table in data/README.md should read:\n{}", expected.join("\n"));
}

#[test]
fn warnings_alone_do_not_fail_the_check() {
    let report = report(Some(&fixtures().join("source-unused/fail")));
    assert_eq!(report.count(Severity::Warning), report.problems.len());
    assert!(!report.has_failures());
}

/// The rule warns exactly about the sites whose accepted location has one lineage, or was inferred.
#[test]
fn locations_with_one_lineage_are_reported() {
    let files = oreatlas::dataset::embedded();
    let warned: BTreeSet<String> = check(&Tree::new(files), today())
        .problems
        .into_iter()
        .filter(|problem| problem.rule == "location-single-source")
        .map(|problem| problem.path)
        .collect();
    let dataset = embedded();
    let alone: BTreeSet<String> = dataset
        .sites
        .iter()
        .filter(|site| {
            let evidence = weigh(&dataset.sources, &site.properties.claims, today());
            // An inferred location has no witness.
            site.properties.accepted_location().is_some_and(|(index, location)| {
                location.basis == Some(LocationBasis::Inferred) || evidence[index].lineages == 1
            })
        })
        .map(|site| format!("sites/{}/{}.geojson", site.properties.country.to_lowercase(), site.id))
        .collect();
    assert!(!alone.is_empty());
    assert_eq!(warned, alone);
}

/// What the pages call a site in each of their languages is the name of no other site.
#[test]
fn no_two_sites_are_shown_under_one_name() {
    let mut holders: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for site in &embedded().sites {
        let shown = site.properties.names.iter().filter(|(language, _)| *language != "en");
        let shown = shown.filter_map(|(language, names)| Some((language.clone(), names.first()?.text().to_owned())));
        for name in shown.chain([("en".to_owned(), site.properties.name.clone())]) {
            holders.entry(name).or_default().push(site.id.clone());
        }
    }
    assert!(holders.keys().any(|(language, _)| language == "ur"));
    holders.retain(|_, sites| sites.len() > 1);
    assert_eq!(holders, BTreeMap::new());
}

/// The pointers to every value of a record.
fn pointers(value: &Value, below: &str, found: &mut Vec<String>) {
    found.push(below.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| pointers(item, &format!("{below}/{index}"), found));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| pointers(value, &format!("{below}/{key}"), found));
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a file contains, the check ends with a report.
    #[test]
    fn the_check_survives_any_value(file in any::<Index>(), places in prop::collection::vec((any::<Index>(), 0..11_usize), 1..4)) {
        let ring = json!([[61, 29], [62, 29], [62, 30], [61, 29]]);
        let odd = [
            json!(null), json!(0), json!(-1.5), json!(1e300), json!(""), json!("hill"), json!([]), json!({}), json!([[]]),
            json!({"type": "Polygon", "coordinates": []}), json!({"type": "Polygon", "coordinates": [ring, []]}),
        ];
        let mut files = folder(&fixtures().join("base")).unwrap();
        let file = file.get_mut(&mut files);
        let mut value: Value = serde_json::from_slice(&file.bytes).unwrap();
        for (place, index) in places {
            let mut found = Vec::new();
            pointers(&value, "", &mut found);
            *value.pointer_mut(place.get(found.as_slice()).as_str()).unwrap() = odd[index].clone();
        }
        file.bytes = serde_json::to_vec_pretty(&value).unwrap();
        let report = check(&Tree::new(files), today());
        for problem in &report.problems {
            prop_assert!(problem.line.is_some_and(|line| line > 0), "{}", problem);
        }
    }

    /// However a file is truncated, the check ends with a report.
    #[test]
    fn the_check_survives_truncated_files(file in any::<Index>(), cut in any::<Index>(), length in 1..40_usize) {
        let mut files = folder(&fixtures().join("base")).unwrap();
        let file = file.get_mut(&mut files);
        let from = cut.index(file.bytes.len());
        file.bytes.drain(from..(from + length).min(file.bytes.len()));
        prop_assert!(!check(&Tree::new(files), today()).to_string().is_empty());
    }
}

//! `new`: a skeleton is valid except for what a curator must fill in, and no file is overwritten.

use std::{fs, path::Path, process::Command};

use oreatlas::{
    curate::{NewRecord, check, skeleton},
    dataset::{File, Tree, folder},
};

use crate::support::today;

fn base() -> Vec<File> {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules/base")).unwrap()
}

#[test]
fn a_skeleton_lacks_only_what_a_curator_must_fill_in() {
    for (&kind, path) in NewRecord::ALL.iter().zip([
        "sites/pk/new-one.geojson",
        "sources/new-one.json",
        "organizations/new-one.json",
        "agreements/new-one.json",
    ]) {
        let begun = skeleton(&Tree::new(base()), kind, "new-one", Some("pk")).unwrap();
        assert_eq!(begun.path, path);
        let checked = |text: String| {
            let mut files = base();
            files.push(File { path: path.to_owned(), bytes: text.into_bytes() });
            check(&Tree::new(files), today())
        };
        let report = checked(begun.text.clone());
        let failures: Vec<_> = report.problems.iter().filter(|problem| problem.path != path).collect();
        assert!(failures.is_empty(), "{report}");
        let errors: Vec<&str> = report
            .problems
            .iter()
            .filter(|p| p.rule != "source-unused" && p.rule != "source-address" && p.rule != "operator-missing")
            .map(|problem| problem.problem.as_str())
            .collect();
        let missing = if kind == NewRecord::Source { "title" } else { "name" };
        assert_eq!(errors, [format!("no {missing}")], "{report}");
        assert!(begun.to_fill.iter().any(|(key, _)| *key == missing), "it says so: {:?}", begun.to_fill);
        let filled = begun.text.replace(&format!("\"{missing}\": \"\""), &format!("\"{missing}\": \"New\""));
        assert!(!checked(filled).has_failures());
    }
}

#[test]
fn the_only_country_is_the_default() {
    let country = |code: &str| File {
        path: format!("countries/{}.json", code.to_lowercase()),
        bytes: format!(r#"{{"id": "{code}", "name": "{code}", "claims": []}}"#).into_bytes(),
    };
    let begun = |countries: &[&str], chosen: Option<&str>| {
        let mut files = base();
        files.extend(countries.iter().map(|code| country(code)));
        skeleton(&Tree::new(files), NewRecord::Site, "x", chosen)
            .map(|begun| begun.path)
            .map_err(|error| error.to_string())
    };
    assert_eq!(begun(&["PK"], None).unwrap(), "sites/pk/x.geojson");
    assert_eq!(begun(&["PK"], Some("Cl")).unwrap(), "sites/cl/x.geojson");
    assert!(begun(&["CL", "PK"], None).unwrap_err().contains("cl, pk"));
    assert!(begun(&[], None).unwrap_err().contains("--country"));
    assert!(begun(&[], Some("Pakistan")).unwrap_err().contains("ISO 3166-1"));
}

#[test]
fn an_id_must_be_valid_and_free() {
    let refused = |kind, id: &str| skeleton(&Tree::new(base()), kind, id, Some("pk")).unwrap_err().to_string();
    for id in ["", "Hill", "hill_2", "../hill", "hill/2", "-hill", "پہاڑ"] {
        assert!(refused(NewRecord::Site, id).contains("is not a valid id"), "{id}");
    }
    assert!(refused(NewRecord::Site, "hill").contains("sites/pk/hill.geojson"));
    assert!(refused(NewRecord::Agreement, "hill").contains("sites/pk/hill.geojson"), "records with claims share ids");
    assert!(skeleton(&Tree::new(base()), NewRecord::Source, "hill", None).is_ok(), "sources have their own");
}

#[test]
fn a_file_is_never_overwritten() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().join("sites/pk/torn.geojson");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "{").unwrap();
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_oreatlas"))
            .args(arguments)
            .arg("--data")
            .arg(root.path())
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (done, _, error) = run(&["new", "site", "torn", "--country", "pk"]);
    assert!(!done && error.contains("torn.geojson"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "{");
    let (done, output, error) = run(&["new", "organization", "digger"]);
    assert!(
        done && output.contains("organizations/digger.json") && output.contains("oreatlas check"),
        "{output}{error}"
    );
    let (done, _, error) = run(&["new", "organization", "digger"]);
    assert!(!done && error.contains("already exists"), "{error}");
    let (done, output, error) = run(&["cite", "tests/fixtures/cite/chagai.ris", "--id", "chagai-belt-2008"]);
    assert!(done && output.contains("sources/chagai-belt-2008.json") && error.contains("KW: gold"), "{output}{error}");
    let written = fs::read_to_string(root.path().join("sources/chagai-belt-2008.json")).unwrap();
    assert!(written.starts_with("{\n  \"id\": \"chagai-belt-2008\",\n"), "{written}");
    let (done, _, error) = run(&["cite", "tests/fixtures/cite/chagai.bib", "--id", "chagai-belt-2008"]);
    assert!(!done && error.contains("already exists"), "{error}");
}

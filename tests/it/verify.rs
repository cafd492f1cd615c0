//! `verify`: cited passages are looked up in the available texts.

use std::{fmt::Write as _, fs, path::Path};

use oreatlas::{
    curate::{VerifyError, verify},
    dataset::{File, Tree, folder},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const TEXT: &str =
    "Copper found\n\nA hill  of copper lies in\u{a0}the west, and a hill of sand in the east.\n \nThe end.\n";

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

/// A tree whose only site has a claim with these citations; the gazette's text is `TEXT`, the herald's is not available.
fn tree(cite: &Value) -> Tree {
    let source = |id: &str, hash: &str| json!({"id": id, "type": "article", "title": id, "custom": {"kind": "newspaper", "text_sha256": hash}});
    let site = json!({"type": "Feature", "id": "hill", "geometry": null, "properties": {
        "name": "Hill", "kind": "deposit", "country": "PK",
        "claims": [{"about": "mineral", "mineral": "copper", "rank": "primary", "cite": cite}],
    }});
    let file =
        |path: &str, value: Value| File { path: path.to_owned(), bytes: serde_json::to_vec_pretty(&value).unwrap() };
    Tree::new(vec![
        file("sites/pk/hill.geojson", site),
        file("sources/gazette.json", source("gazette", &sha256(TEXT))),
        file("sources/herald.json", source("herald", &sha256("another text"))),
    ])
}

fn texts() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("any-name.txt"), TEXT).unwrap();
    fs::write(folder.path().join("unknown.txt"), "not the text of a source").unwrap();
    folder
}

fn cite(paragraph: u32, start: &str, end: &str, passage: &str) -> Value {
    let passage = json!({"start": start, "end": end, "sha256": sha256(passage)});
    json!({"source": "gazette", "at": {"paragraph": paragraph}, "passage": passage})
}

#[test]
fn found_passages_are_counted() {
    let whole = "A hill of copper lies in the west, and a hill of sand";
    let cite = json!([
        cite(2, "A hill of", "in the west,", "A hill of copper lies in the west,"),
        cite(2, "A hill", "of sand", whole),
        cite(2, "a hill", "hill of sand", "a hill of sand"),
        {"source": "gazette", "at": {"paragraph": 3}},
        {"source": "gazette", "passage": {"start": "the east.", "end": "The end.", "sha256": sha256("the east. The end.")}},
        {"source": "herald", "at": {"paragraph": 99}},
    ]);
    let verified = verify(&tree(&cite), texts().path()).unwrap();
    assert_eq!(
        verified.to_string(),
        "not held: the text of herald\n4 passages and 1 paragraph in 1 text: all as cited\n"
    );
    assert_eq!((verified.passages, verified.paragraphs), (4, 1));
    assert_eq!((verified.held, verified.not_held), (vec!["gazette".to_owned()], vec!["herald".to_owned()]));
}

#[test]
fn a_missing_passage_is_reported_with_path_and_line() {
    let cite = json!([
        cite(1, "A hill", "copper", "A hill of copper"),
        cite(2, "A hill", "of gold", "A hill of gold"),
        cite(2, "A hill", "of copper", "A hill of copper!"),
        cite(2, "of sand", "A hill", "A hill"),
        {"source": "gazette", "at": {"paragraph": 4}},
        {"source": "gazette", "at": {"paragraph": 0}},
    ]);
    let verified = verify(&tree(&cite), texts().path()).unwrap();
    assert!(verified.report.has_failures());
    assert!(verified.report.problems.iter().all(|problem| problem.rule == "passage-verified"));
    insta::assert_snapshot!("verify-problems", verified);
}

#[test]
fn a_folder_without_matching_texts_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("unknown.txt"), "not the text of a source").unwrap();
    let error = verify(&tree(&json!([])), folder.path()).unwrap_err();
    assert!(matches!(error, VerifyError::NothingMatched { files: 1, .. }), "{error}");
    let error = verify(&tree(&json!([])), &folder.path().join("nowhere")).unwrap_err();
    assert!(matches!(error, VerifyError::Unreadable { .. }), "{error}");
}

#[test]
fn citations_of_names_and_judgements_are_verified() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules/base");
    let mut files = folder(&base).unwrap();
    let edit = |file: &mut File, from: &str, to: &str| {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        assert!(text.contains(from), "{from}");
        file.bytes = text.replace(from, to).into_bytes();
    };
    for file in &mut files {
        match file.path.as_str() {
            "sources/gazette.json" => edit(file, &sha256("x"), &sha256(TEXT)),
            "organizations/miner.json" => {
                let cite = cite(3, "The", "beginning", "The beginning");
                let names = json!({"ur": [{"name": "x", "cite": [cite]}]});
                edit(file, "\"name\": \"Miner\"", &format!("\"name\": \"Miner\", \"names\": {names}"));
            }
            _ => {}
        }
    }
    let verified = verify(&Tree::new(files), texts().path()).unwrap();
    assert_eq!((verified.passages, verified.report.problems.len()), (1, 1), "{verified}");
    assert_eq!(verified.report.problems[0].path, "organizations/miner.json");
}

//! What the README says is true: its commands work, its numbers are right, its links lead somewhere.

use std::{fs, path::Path, process::Command};

use oreatlas::{
    curate::DatasetSummary,
    dataset::{self, Tree},
};

use crate::support::{embedded, get, service_over};

#[tokio::test]
async fn the_example_requests_find_something() {
    let readme = fs::read_to_string("README.md").unwrap();
    let addresses: Vec<&str> =
        readme.split("'http://127.0.0.1:8080").skip(1).map(|rest| rest.split('\'').next().unwrap()).collect();
    assert!(addresses.len() >= 3, "{addresses:?}");
    let service = service_over(embedded());
    for address in addresses {
        let response = get(&service, address).await;
        assert_eq!(response.status.as_u16(), 200, "{address}: {}", response.text());
        let lines = response.text().lines().count();
        assert!(response.text().contains("\"numberMatched\"") || lines > 1, "{address} finds nothing");
        assert!(!response.text().contains("\"numberMatched\":0"), "{address} finds nothing");
    }
}

/// A count as the README writes it: `1,120`.
fn count(number: usize) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", number / 1000, number % 1000) }
}

#[tokio::test]
async fn the_numbers_are_those_that_the_program_counts() {
    let readme = fs::read_to_string("README.md").unwrap();
    let summary = DatasetSummary::new(&Tree::new(dataset::embedded()));
    let facets = get(&service_over(embedded()), "/collections/sites/facets").await.json();
    let with_evidence = |level: &str| {
        let levels = facets["facets"]["evidence"].as_array().unwrap();
        levels.iter().find(|entry| entry["value"] == level).map_or(0, |entry| entry["count"].as_u64().unwrap())
    };
    for expected in [
        format!(
            "{} sites: {} located by a point, {} by an outline, {} not located",
            summary.sites(),
            summary.points,
            summary.outlines,
            summary.unlocated
        ),
        format!(
            "{} sites are corroborated by independent sources, {} rest on a single source, {} are disputed",
            with_evidence("corroborated"),
            with_evidence("single-source"),
            with_evidence("disputed")
        ),
        format!(
            "{} claims, each citing a source: {} cite a place in it, such as a paragraph; {} cite the passage itself; {} \
             cite a passage whose address is known",
            count(summary.claims),
            summary.share(summary.with_place),
            summary.share(summary.with_passage),
            summary.share(summary.with_address)
        ),
    ] {
        assert!(readme.contains(&expected), "README.md should say: {expected}");
    }
}

#[test]
fn the_citation_names_the_version() {
    let citation = fs::read_to_string("CITATION.cff").unwrap();
    let expected = format!("\nversion: {}\n", env!("CARGO_PKG_VERSION"));
    assert!(citation.contains(&expected), "CITATION.cff should say:{expected}");
}

#[test]
fn links_lead_to_files() {
    for (file, folder) in [
        ("README.md", "."),
        ("CONTRIBUTING.md", "."),
        ("CHANGELOG.md", "."),
        ("SECURITY.md", "."),
        ("data/README.md", "data"),
    ] {
        let text = fs::read_to_string(file).unwrap();
        for link in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            if !link.contains("://") && !link.starts_with('#') {
                let path = Path::new(folder).join(link.split('#').next().unwrap());
                assert!(path.exists(), "{file}: {link}");
            }
        }
    }
}

#[test]
fn the_example_import_works() {
    let readme = fs::read_to_string("README.md").unwrap();
    let line = readme.lines().find_map(|line| line.strip_prefix("cargo run --release -- import ")).unwrap();
    let (arguments, out) = line.split_once(" --out ").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_oreatlas"))
        .arg("import")
        .args(arguments.split(' '))
        .arg("--out")
        .arg(folder.path().join(out))
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(folder.path().join(out).exists() && readme.contains(&format!("serve --data {out}")));
}

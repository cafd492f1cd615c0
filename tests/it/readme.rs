//! What the README tells to type works.

use std::{fs, path::Path, process::Command};

use oreatlas::{
    curate::DatasetSummary,
    dataset::{self, Tree},
};

use crate::support::{embedded, get, service_over};

#[tokio::test]
async fn the_examples_answer_with_something() {
    let readme = fs::read_to_string("README.md").unwrap();
    let addresses: Vec<&str> =
        readme.split("'http://127.0.0.1:8080").skip(1).map(|rest| rest.split('\'').next().unwrap()).collect();
    assert!(addresses.len() >= 3, "{addresses:?}");
    let service = service_over(embedded());
    for address in addresses {
        let answer = get(&service, address).await;
        assert_eq!(answer.status.as_u16(), 200, "{address}: {}", answer.text());
        let lines = answer.text().lines().count();
        assert!(answer.text().contains("\"numberMatched\"") || lines > 1, "{address} finds nothing");
        assert!(!answer.text().contains("\"numberMatched\":0"), "{address} finds nothing");
    }
}

#[test]
fn its_numbers_are_those_that_check_counted() {
    let readme = fs::read_to_string("README.md").unwrap();
    let summary = DatasetSummary::new(&Tree::new(dataset::embedded()));
    assert!(readme.contains(&format!("{} sites, {} of them at a point", summary.sites(), summary.points)), "{summary}");
}

#[test]
fn its_links_lead_somewhere() {
    for (file, folder) in [("README.md", "."), ("data/README.md", "data")] {
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
fn its_import_is_one() {
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

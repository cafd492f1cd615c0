//! CONTRIBUTING.md names files that exist, and no more of them than a change may cost.

use std::{fs, path::Path};

/// The table "To add something": each row's name, and the paths in its columns Rust, TypeScript and other.
fn rows(text: &str) -> Vec<(String, [Vec<String>; 3])> {
    let (_, section) = text.split_once("\n## To add something\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let table = section.lines().filter(|line| line.starts_with("| ")).skip(2);
    table
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [name, rust, typescript, other] = cells[..] else { panic!("a row has four cells: {line}") };
            (name.to_owned(), [rust, typescript, other].map(paths))
        })
        .collect()
}

/// The texts in backticks.
fn paths(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_files_to_change_exist() {
    let rows = rows(&fs::read_to_string("CONTRIBUTING.md").unwrap());
    assert_eq!(rows.len(), 6, "{rows:?}");
    for (name, columns) in rows {
        assert!(columns.iter().any(|paths| !paths.is_empty()), "{name} names no file");
        for path in columns.iter().flatten() {
            // A new file is named by its folder: `src/formats/<name>.rs`.
            let known = path.split_once('<').map_or(path.as_str(), |(folder, _)| folder);
            assert!(Path::new(known).exists(), "{name}: {path} does not exist");
        }
    }
}

#[test]
fn a_facet_and_a_claim_kind_cost_few_files() {
    let rows = rows(&fs::read_to_string("CONTRIBUTING.md").unwrap());
    for (name, rust, typescript) in [("a facet", 3, 2), ("a claim kind", 5, 3)] {
        let (_, [rust_paths, typescript_paths, _]) = rows.iter().find(|(row, _)| row == name).unwrap();
        assert!((1..=rust).contains(&rust_paths.len()), "{name} changes {rust_paths:?}");
        assert!((1..=typescript).contains(&typescript_paths.len()), "{name} changes {typescript_paths:?}");
    }
}

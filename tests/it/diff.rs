//! `diff`: the description of what changed between two versions of the data, and the changelog.

use std::path::Path;

use jiff::civil::date;
use oreatlas::{
    curate::{diff, with_section},
    dataset::{File, Tree, folder},
};
use serde_json::{Value, json};

fn base() -> Vec<File> {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules/base")).unwrap()
}

/// An edit of the record at a path.
type Edit = (&'static str, fn(&mut Value));

/// The base with records edited, added (from null) and removed (to null).
fn edited(edits: &[Edit]) -> Tree {
    let mut files = base();
    for (path, edit) in edits {
        let old = files.iter().position(|file| file.path == *path);
        let mut value = old.map_or(Value::Null, |index| serde_json::from_slice(&files.remove(index).bytes).unwrap());
        edit(&mut value);
        if !value.is_null() {
            files.push(File { path: (*path).to_owned(), bytes: serde_json::to_vec(&value).unwrap() });
        }
    }
    let tree = Tree::new(files);
    for file in &tree.files {
        assert!(file.record.is_ok(), "{}: {:?}", file.path, file.record);
    }
    tree
}

const HILL: &str = "sites/pk/hill.geojson";

fn said(edits: &[Edit]) -> String {
    diff(&edited(&[]), &edited(edits)).to_string()
}

fn claims(site: &mut Value) -> &mut Vec<Value> {
    site["properties"]["claims"].as_array_mut().unwrap()
}

#[test]
fn equal_trees_have_no_changes() {
    assert_eq!(said(&[]), "no changes\n");
    let rewritten: fn(&mut Value) = |site| claims(site).reverse();
    assert_eq!(said(&[(HILL, rewritten)]), "no changes\n", "the order of claims says nothing");
}

#[test]
fn a_moved_location_states_the_distance() {
    let said = said(&[(HILL, |site| {
        // One minute of latitude is a nautical mile.
        site["geometry"]["coordinates"] = json!([62.061, 29.130 + 1.0 / 60.0]);
        claims(site)[0]["coordinates"] = json!([62.061, 29.130 + 1.0 / 60.0]);
    })]);
    assert!(
        said.contains("- Copper Hill (`hill`):\n  - location moved by 1.9 km: 29.13° N 62.061° E → 29.146"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 4, "and is reported once: {said}");
}

#[test]
fn a_location_can_become_unestablished() {
    let gone = said(&[(HILL, |site| {
        site["geometry"] = Value::Null;
        claims(site).remove(0);
    })]);
    assert!(gone.contains("location no longer established; it was 29.13° N 62.061° E"), "{gone}");
    assert!(
        gone.contains("claim removed: location 29.13° N 62.061° E, ± 3000 m, compiled, says `survey`, `gazette`"),
        "{gone}"
    );
}

#[test]
fn a_later_status_supersedes() {
    let status = |status: &str, day: &str| json!({"about": "status", "id": format!("status-{day}"), "status": status, "as_of": day, "cite": [{"source": "gazette"}]});
    let with = |statuses: Vec<Value>| {
        let mut files = base();
        let hill = files.iter_mut().find(|file| file.path == HILL).unwrap();
        let mut site: Value = serde_json::from_slice(&hill.bytes).unwrap();
        claims(&mut site).extend(statuses);
        hill.bytes = serde_json::to_vec(&site).unwrap();
        Tree::new(files)
    };
    let (old, new) = (status("exploration", "2019"), status("operating", "2026-03"));
    let before = with(vec![old.clone()]);
    let later = diff(&before, &with(vec![old.clone(), new.clone()])).to_string();
    assert!(
        later.contains("- status superseded: exploration (2019) by operating (2026-03), says `gazette`"),
        "{later}"
    );
    let earlier = diff(&before, &with(vec![old, status("closed", "2001")])).to_string();
    assert!(earlier.contains("- claim added: status closed, as of 2001, says `gazette`"), "{earlier}");
    let mut corrected = new;
    corrected["id"] = json!("status-2019");
    let instead = diff(&before, &with(vec![corrected])).to_string();
    assert!(
        instead.contains("- claim changed: status exploration, as of 2019 → status operating, as of 2026-03"),
        "{instead}"
    );
}

#[test]
fn claims_are_added_removed_and_changed() {
    let said = said(&[(HILL, |site| {
        let claims = claims(site);
        claims[1]["rank"] = json!("secondary");
        claims[1]["cite"] = json!([{"source": "survey"}]);
        claims[2]["judgement"] = json!({"verdict": "rejected", "why": "It left.", "cite": [{"source": "survey"}]});
        claims.push(json!({"about": "owner", "organization": "miner", "interest": "equity", "share_percent": 50.0,
            "from": "2022", "cite": [{"source": "gazette"}]}));
    })]);
    assert_eq!(
        said,
        "### Sites\n\n- Copper Hill (`hill`):\n\
         \x20 - claim changed: mineral copper (primary) → mineral copper (secondary); now also cited from `survey`, no longer cited from `gazette`\n\
         \x20 - claim changed: operator Miner, as of 2025-09; rejected: It left.\n\
         \x20 - claim added: owner Miner, 50 % equity, from 2022, says `gazette`\n"
    );
}

#[test]
fn a_corrected_remark_is_a_change_and_another_remark_is_not() {
    let with = |id: &str, text: &str| {
        let mut files = base();
        let hill = files.iter_mut().find(|file| file.path == HILL).unwrap();
        let mut site: Value = serde_json::from_slice(&hill.bytes).unwrap();
        claims(&mut site).push(json!({"about": "remark", "id": id, "text": text, "cite": [{"source": "gazette"}]}));
        hill.bytes = serde_json::to_vec(&site).unwrap();
        Tree::new(files)
    };
    let before = with("drilled", "The hill was drilled in 1974.");
    let corrected = diff(&before, &with("drilled", "The hill was drilled in 1975.")).to_string();
    let change = "- claim changed: remark “The hill was drilled in 1974.” → remark “The hill was drilled in 1975.”\n";
    assert!(corrected.contains(change), "{corrected}");
    let other = diff(&before, &with("lonely", "Nobody lives near it.")).to_string();
    assert!(other.contains("- claim added: remark “Nobody lives near it.”, says `gazette`"), "{other}");
    assert!(other.contains("- claim removed: remark “The hill was drilled in 1974.”, says `gazette`"), "{other}");
}

#[test]
fn records_are_added_removed_and_renamed() {
    let said = said(&[
        (HILL, |site| {
            site["properties"]["name"] = json!("Hill of Copper");
            site["properties"]["names"] = json!({"en": ["Copper Hill"]});
        }),
        ("sites/pk/ridge.geojson", |site| {
            *site = json!({"type": "Feature", "id": "ridge", "geometry": null,
                "properties": {"name": "Ridge", "kind": "prospect", "country": "PK", "claims": []}});
        }),
        ("agreements/lease.json", |lease| *lease = Value::Null),
        ("sources/gazette.json", |source| source["issued"] = json!({"date-parts": [[2025, 9, 9]]})),
        ("minerals.json", |minerals| minerals["minerals"][0]["name"] = json!("Red metal")),
    ]);
    for line in [
        "- Hill of Copper (`hill`):\n  - name changed: Copper Hill → Hill of Copper\n  - name (en) added: Copper Hill\n",
        "- added: Ridge (`ridge`), location not established\n",
        "- removed: Lease of Copper Hill (`lease`), 2 claims\n",
        "- A hill of copper (`gazette`):\n  - issued changed: 2025-09-08 → 2025-09-09\n",
        "→ Red metal\n",
    ] {
        assert!(said.contains(line), "{line}\nis not in\n{said}");
    }
    let headings: Vec<&str> = said.lines().filter(|line| line.starts_with("###")).collect();
    assert_eq!(headings, ["### Sites", "### Agreements", "### Minerals", "### Sources"]);
}

#[test]
fn the_changelog_has_the_newest_section_first_and_no_duplicates() {
    let change = diff(&edited(&[]), &edited(&[(HILL, |site| site["properties"]["name"] = json!("Hill"))]));
    let one = with_section("", date(2026, 11, 21), &change).unwrap();
    assert!(
        one.starts_with("# Changes of the data\n\n") && one.contains("\n\n## 2026-11-21\n\n### Sites\n\n- Hill"),
        "{one}"
    );
    assert_eq!(with_section(&one, date(2026, 11, 21), &change).unwrap(), one, "the same is said once");
    let two = with_section(&one, date(2026, 11, 22), &change).unwrap();
    let days: Vec<&str> = two.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(days, ["## 2026-11-22", "## 2026-11-21"]);
    assert!(two.ends_with(one.split_once("## 2026-11-21").unwrap().1), "what was there stays");
    let none = diff(&edited(&[]), &edited(&[]));
    assert_eq!(with_section(&two, date(2026, 11, 23), &none).unwrap(), two);
    assert!(with_section("# Read me\n", date(2026, 11, 22), &change).is_err());
}

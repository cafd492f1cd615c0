//! The canonical form: it keeps the meaning, is a fixed point, and is all that `fix` changes.

use std::{collections::BTreeMap, fs, path::Path};

use oreatlas::{
    curate::{canonical_text, check, check_since, fix},
    dataset::{File, Record, Tree, folder},
    model::{Claim, Geometry, Site, claim::claim_ids, geometry::decimals},
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Value, json};

use crate::support::today;

fn read(path: &str, text: &str) -> Record {
    let file = File { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    Tree::new(vec![file]).files.remove(0).record.unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// A position as a source may give it: any number of decimals up to what a double holds exactly enough.
fn position() -> impl Strategy<Value = Value> {
    (-180_000_000_i64..180_000_000, -90_000_000_i64..90_000_000, 0..7_u32).prop_map(|(lon, lat, digits)| {
        let unit = 10_f64.powi(digits.try_into().unwrap());
        let cut = |millionths: i64| {
            #[expect(clippy::cast_precision_loss, reason = "degrees are small")]
            let degrees = millionths as f64 / 1e6;
            (degrees * unit).round() / unit
        };
        json!([cut(lon), cut(lat)])
    })
}

fn date() -> impl Strategy<Value = String> {
    (1990..2030, 1..13, 1..29, 0..3).prop_map(|(year, month, day, precision)| match precision {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    })
}

fn claim() -> impl Strategy<Value = Value> {
    let id = || select(vec!["barite", "chromite", "copper", "gold"]);
    let ids = move || vec(id(), 0..5);
    let amount = (0_u32..100_000_000).prop_map(|cents| f64::from(cents) / 100.0);
    let value = prop_oneof![
        (position(), option::of(1_u32..100_000)).prop_map(|(coordinates, uncertainty)| match uncertainty {
            Some(metres) => json!({"about": "location", "coordinates": coordinates, "uncertainty_m": metres}),
            None => json!({"about": "location", "coordinates": coordinates}),
        }),
        (vec(position(), 4..60), 1_u32..100_000).prop_map(|(ring, metres)| {
            let outline = json!({"type": "Polygon", "coordinates": [ring]});
            json!({"about": "location", "outline": outline, "uncertainty_m": metres})
        }),
        (id(), select(vec!["primary", "secondary", "reported"]))
            .prop_map(|(mineral, rank)| json!({"about": "mineral", "mineral": mineral, "rank": rank})),
        (id(), ids()).prop_map(|(id, ids)| json!({"about": "licence", "organization": id, "minerals": ids})),
        (id(), amount).prop_map(|(id, amount)| json!({
            "about": "estimate", "estimator": id, "category": "inferred", "code": "jorc-code",
            "ore": {"amount": amount, "unit": "Mt"},
        })),
        "\\PC{0,200}".prop_map(|text| json!({"about": "remark", "text": text})),
    ];
    (value, option::of(date()), option::of("\\PC{0,150}"), ids()).prop_map(|(mut claim, as_of, note, derives)| {
        let cite = json!([{"source": "gazette", "at": {"page": "1"}, "derives_from": derives}]);
        claim["cite"] = cite;
        if let Some(as_of) = as_of {
            claim["as_of"] = as_of.into();
        }
        if let Some(note) = note {
            claim["note"] = note.into();
        }
        claim
    })
}

fn site() -> impl Strategy<Value = Value> {
    (vec(claim(), 0..12), vec(select(vec!["belt", "arc", "hill"]), 0..4), option::of(position())).prop_map(
        |(claims, part_of, point)| {
            let geometry = point.map(|coordinates| json!({"type": "Point", "coordinates": coordinates}));
            json!({
                "properties": {
                    "claims": claims, "part_of": part_of, "kind": "deposit", "name": "Ridge “Ωρα”\n\t\\",
                    "names": {"ur": ["ریکوڈک"], "en": ["B", "A"]}, "country": "PK",
                },
                "geometry": geometry, "id": "ridge", "type": "Feature",
            })
        },
    )
}

/// A site without what the canonical form may change: the order of claims and sets, and decimals.
fn gist(mut site: Site) -> (Value, BTreeMap<String, usize>) {
    let places = site.properties.accepted_location().and_then(|(_, location)| decimals(location.uncertainty_m));
    let rounded = |degree: &mut f64, places: Option<usize>| {
        *degree = format!("{degree:.*}", places.unwrap_or(5)).parse::<f64>().unwrap() + 0.0;
    };
    let round = |geometry: &mut Geometry, places| {
        geometry.for_each_position_mut(|position| position.iter_mut().for_each(|degree| rounded(degree, places)));
    };
    site.geometry.iter_mut().for_each(|geometry| round(geometry, places));
    let sort = |set: &mut Vec<String>| {
        set.sort();
        set.dedup();
    };
    sort(&mut site.properties.part_of);
    let mut claims = BTreeMap::new();
    for mut claim in site.properties.claims.drain(..) {
        match &mut claim {
            Claim::Location(location) => {
                let places = decimals(location.uncertainty_m);
                location.coordinates.iter_mut().flatten().for_each(|degree| rounded(degree, places));
                location.outline.iter_mut().for_each(|outline| round(outline, places));
            }
            Claim::Licence(licence) => sort(&mut licence.minerals),
            _ => {}
        }
        let mut claim = serde_json::to_value(&claim).unwrap();
        for sources in claim["cite"].as_array_mut().unwrap().iter_mut().filter_map(|cite| cite.get_mut("derives_from"))
        {
            let mut set: Vec<String> = serde_json::from_value(sources.take()).unwrap();
            sort(&mut set);
            *sources = set.into();
        }
        *claims.entry(claim.to_string()).or_default() += 1;
    }
    (serde_json::to_value(&site).unwrap(), claims)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_canonical_form_is_a_fixed_point_and_keeps_the_meaning(site in site()) {
        let path = "sites/pk/ridge.geojson";
        let record = read(path, &site.to_string());
        let text = canonical_text(&record).unwrap();
        let again = read(path, &text);
        prop_assert_eq!(canonical_text(&again).unwrap(), text.as_str());
        let (Record::Site(mut before), Record::Site(after)) = (record, again) else { panic!("no sites") };
        let ids = claim_ids(&before.properties.claims);
        before.properties.claims.iter_mut().zip(ids).for_each(|(claim, id)| claim.set_id(id));
        prop_assert_eq!(gist(*before), gist(*after));
        prop_assert!(text.ends_with('\n') && !text.contains('\r'), "line ends");
        for line in text.lines().filter(|line| line.chars().count() > 120) {
            // Only a long text may stand out: what could be broken is.
            let value = line.trim_start().trim_end_matches(',');
            prop_assert!(value.starts_with("\"note\": \"") || value.starts_with("\"text\": \""), "{}", line);
        }
    }
}

#[test]
fn records_have_the_layout_that_the_readme_describes() {
    let ring: Vec<[f64; 2]> =
        (0..24).map(|index| f64::from(index) / 7.0).map(|x| [62.0 + x, 29.0 + x]).chain([[62.0, 29.0]]).collect();
    let outline = json!({"type": "Polygon", "coordinates": [ring]});
    let site = json!({
        "type": "Feature", "id": "ridge", "geometry": outline,
        "properties": {"name": "Ridge", "kind": "region", "country": "PK", "part_of": ["hill", "belt"], "claims": [
            {"about": "mineral", "mineral": "gold", "rank": "reported", "cite": [{"source": "gazette"}]},
            {"about": "mineral", "mineral": "copper", "rank": "primary", "cite": [{"source": "gazette"}]},
            {"about": "owner", "organization": "miner", "interest": "equity", "share_percent": 50.0, "cite": []},
            {"about": "estimate", "category": "inferred", "code": "not-stated", "part": " East  ore\tbody",
             "ore": {"unit": "Mt", "bound": "at-least", "amount": 82}, "code_inferred": false, "cite": []},
            {"about": "location", "uncertainty_m": 3000, "outline": outline, "cite": [{"source": "gazette"}]},
        ]},
    });
    let record = read("sites/pk/ridge.geojson", &site.to_string());
    insta::assert_snapshot!("canonical-site", canonical_text(&record).unwrap());
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn tree(root: &Path) -> Tree {
    Tree::new(folder(root).unwrap())
}

/// A copy of the base fixtures in a temporary folder.
fn base() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    for file in folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rules/base")).unwrap() {
        write(copy.path(), &file.path, std::str::from_utf8(&file.bytes).unwrap());
    }
    copy
}

#[test]
fn fix_gives_each_new_claim_an_id_and_keeps_the_others() {
    let root = base();
    let text = fs::read_to_string(root.path().join("sites/pk/hill.geojson")).unwrap();
    let mut hill: Value = serde_json::from_str(&text).unwrap();
    let claims = hill["properties"]["claims"].as_array_mut().unwrap();
    claims[0]["id"] = json!("where-it-is");
    claims[2].as_object_mut().unwrap().remove("id");
    claims.reverse();
    write(root.path(), "sites/pk/hill.geojson", &hill.to_string());
    let report = check(&tree(root.path()), today());
    assert!(report.problems.iter().all(|problem| problem.hint == "run `oreatlas fix`"), "{report}");
    assert_eq!(fix(root.path(), &tree(root.path())).unwrap(), ["sites/pk/hill.geojson"]);
    let fixed = fs::read_to_string(root.path().join("sites/pk/hill.geojson")).unwrap();
    assert_eq!(fixed, text.replace("location-survey", "where-it-is"));
    assert_eq!(check(&tree(root.path()), today()).to_string(), "no problems in 7 files\n");
    assert!(fix(root.path(), &tree(root.path())).unwrap().is_empty(), "nothing left to fix");
}

#[test]
fn a_published_id_keeps_its_meaning() {
    let (old, root) = (base(), base());
    let text = fs::read_to_string(root.path().join("sites/pk/hill.geojson")).unwrap();
    let since = |claims: fn(&mut Vec<Value>)| {
        let mut hill: Value = serde_json::from_str(&text).unwrap();
        claims(hill["properties"]["claims"].as_array_mut().unwrap());
        write(root.path(), "sites/pk/hill.geojson", &hill.to_string());
        check_since(&tree(old.path()), &tree(root.path())).to_string()
    };
    assert_eq!(since(|claims| claims[1]["rank"] = json!("secondary")), "no problems in 7 files\n", "a correction");
    assert_eq!(since(|claims| drop(claims.remove(1))), "no problems in 7 files\n", "a claim withdrawn");
    let other = since(|claims| claims[1]["mineral"] = json!("gold"));
    assert!(
        other.contains("error: claim-ids-permanent: \"mineral-copper\" was the id of another claim: mineral/copper"),
        "{other}"
    );
    let renamed = since(|claims| claims[1]["id"] = json!("copper"));
    assert!(
        renamed.contains(
            "this claim had the id \"mineral-copper\", and links lead to it → write \"mineral-copper\" again"
        ),
        "{renamed}"
    );
}

#[test]
fn fix_rounds_and_skips_files_that_cannot_be_parsed() {
    let root = base();
    let path = "sites/pk/hill.geojson";
    let text = fs::read_to_string(root.path().join(path)).unwrap();
    write(root.path(), path, &text.replace("29.130", "29.1304").replace("62.061", "62.0609"));
    let torn = "{ \"id\": \"torn\",\n";
    let twice = "{\"id\": \"twice\", \"name\": \"Twice\", \"kind\": \"company\", \"identifiers\": {\"a\": \"1\", \"a\": \"2\"}}";
    write(root.path(), "organizations/torn.json", torn);
    write(root.path(), "organizations/twice.json", twice);
    write(root.path(), "README.md", "# Read me");
    assert_eq!(fix(root.path(), &tree(root.path())).unwrap(), [path]);
    let left = |path: &str| fs::read_to_string(root.path().join(path)).unwrap();
    assert_eq!(left(path), text);
    assert_eq!(left("organizations/torn.json"), torn);
    assert_eq!(left("organizations/twice.json"), twice);
    let names: Vec<_> = fs::read_dir(root.path().join("sites/pk")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["hill.geojson"], "no temporary file is left");
}

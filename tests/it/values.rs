//! What an import makes of the values that others write: every part is taken, or the report says what was not.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
};

use oreatlas::{
    dataset::output::Output,
    formats::Atlas,
    import::{self, Field, Options, Report, country_boxes::Doubt, readers::Reason},
    model::{
        Source,
        source::{CslType, SourceKind},
    },
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{get, service_of, today};

const FIXTURES: &str = "tests/fixtures/import";

fn options() -> Options {
    let source = Source::new("s".to_owned(), CslType::Dataset, "S".to_owned(), SourceKind::Dataset);
    Options { source, format: None, map: Vec::new(), profile: None, day: today() }
}

/// The Features of the sites by the ids of their rows, and the report.
fn import(name: &str, text: &str) -> (BTreeMap<String, Value>, Report) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    let (imported, report) = import::import(&path, &options(), &|_| {}).unwrap_or_else(|error| panic!("{error}"));
    let sites = (0..imported.columns.len()).map(|row| {
        let mut text = Vec::new();
        imported.features.read(row, &mut text).unwrap();
        let feature: Value = serde_json::from_slice(&text).unwrap();
        (feature["id"].as_str().unwrap().trim_start_matches("s-").to_owned(), feature)
    });
    (sites.collect(), report)
}

fn fixture(name: &str) -> (BTreeMap<String, Value>, Report) {
    import(name, &fs::read_to_string(format!("{FIXTURES}/{name}")).unwrap())
}

fn words(value: &Value) -> Vec<&str> {
    let mut words: Vec<&str> = value.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    words.sort_unstable();
    words
}

fn remarks(feature: &Value) -> Vec<&str> {
    let claims = feature["properties"]["claims"].as_array().unwrap().iter();
    claims.filter(|claim| claim["about"] == "remark").filter_map(|claim| claim["text"].as_str()).collect()
}

#[test]
fn every_mineral_of_a_compound_is_imported() {
    let (sites, report) = fixture("minerals-hyphen.csv");
    let new: Vec<&str> = report.unmatched[&Field::Minerals].iter().map(|unmatched| unmatched.value.as_str()).collect();
    for (row, expected) in [
        ("1", &["lead", "zinc"][..]),
        ("2", &["copper", "gold"]),
        ("3", &["lead", "silver", "zinc"]),
        ("4", &["plomb", "zinc"]),
        ("5", &["copper", "gold"]),
        ("6", &["gold", "silver"]),
        ("7", &["copper", "gold"]),
        ("8", &["iron"]),
        ("9", &["copper"]),
        ("10", &["copper", "gold", "silver", "zinc"]),
        ("11", &["copper", "gold"]),
        ("12", &["copper", "gold", "molybdenum"]),
        ("13", &["lead", "zinc"]),
        ("14", &["copper"]),
        ("15", &["gravel", "sand"]),
        ("16", &["gold", "silver"]),
        ("17", &["gold", "silver"]),
    ] {
        assert_eq!(words(&sites[row]["properties"]["minerals"]), expected, "row {row}");
    }
    for word in ["plomb", "Sand", "gravel"] {
        assert!(new.contains(&word), "{word} is not in the report: {new:?}");
    }
    // Words that name no mineral in any part stay whole.
    let (sites, _) =
        import("a.csv", "id,lat,lon,minerals\n1,30,66,Lapis-lazuli\n2,30,66,Sand and Gravel\n3,30,66,tin ore\n");
    let minerals: Vec<Vec<&str>> = sites.values().map(|site| words(&site["properties"]["minerals"])).collect();
    assert_eq!(minerals, [["lapis-lazuli"], ["sand-and-gravel"], ["tin-ore"]]);
}

#[test]
fn placeholders_such_as_n_a_are_read_as_no_value() {
    let (sites, report) = fixture("csv-na-words.csv");
    assert_eq!((sites.len(), report.unnamed), (5, 5));
    for (row, site) in &sites {
        let facts = &site["properties"];
        assert_eq!(facts["name"], json!(format!("Unnamed ({row})")));
        assert_eq!((&facts["minerals"], &facts["operators"], &facts["status"]), (&json!([]), &json!([]), &Value::Null));
        assert_eq!(facts["country"], "ZZ");
        assert_eq!(remarks(site), [""; 0], "row {row}");
    }
    assert_eq!(
        report.no_value,
        [("-", 6), ("N/A", 8), ("NULL", 6), ("Unknown", 5), ("nan", 6)]
            .map(|(word, count)| (word.to_owned(), count))
            .into()
    );
    assert_eq!((report.rejections.len(), report.rejections[0].reason), (1, Reason::NoGeometry));
    assert!(report.organizations.made == 0 && report.unmatched.is_empty(), "{:?}", report.unmatched);
    assert!(report.to_string().contains("read as \"no value\": - (6), N/A (8), NULL (6)"), "{report}");
    // Codes that look alike.
    let (sites, report) =
        import("a.csv", "id,lat,lon,country,minerals\n1,-22,17,NA,\"Na; n/a; gold\"\n2,-22,17,n/a,NA\n");
    assert_eq!(
        (&sites["1"]["properties"]["country"], &sites["2"]["properties"]["country"]),
        (&json!("NA"), &json!("ZZ"))
    );
    assert_eq!(words(&sites["1"]["properties"]["minerals"]), ["gold", "sodium"]);
    assert!(report.doubts.is_empty());
}

#[test]
fn positions_that_contradict_their_row_are_reported() {
    let (sites, report) = fixture("csv-null-island.csv");
    assert_eq!(sites.keys().collect::<Vec<_>>(), ["1"]);
    assert_eq!(report.rejected, [(Reason::NoGeometry, 2)].into());
    assert!(report.to_string().contains("2 no-geometry: line 3, line 4 (longitude and latitude are 0"), "{report}");
    let point = |lon: f64, lat: f64| json!({"type": "Point", "coordinates": [lon, lat]});
    let rows = [
        ("right", "Pakistan", point(66.5, 30.1), None),
        ("swapped", "Pakistan", point(30.1, 66.5), Some(Doubt::Swapped)),
        ("west", "Chile", point(70.25, -23.5), Some(Doubt::LongitudeSign)),
        ("south", "Chile", point(-70.25, 23.5), Some(Doubt::LatitudeSign)),
        ("both", "Chile", point(70.25, 23.5), Some(Doubt::BothSigns)),
        ("far", "Chile", point(10.0, 50.0), Some(Doubt::Elsewhere)),
        ("offshore", "Namibia", point(14.1, -28.5), None),
        ("antimeridian", "Russia", point(-172.0, 65.0), None),
        ("overseas", "France", point(-53.0, 4.0), None),
        ("none", "", point(10.0, 50.0), None),
        (
            "outline",
            "US",
            json!({"type": "Polygon", "coordinates": [[[110.0, 40.0], [111.0, 40.0], [111.0, 41.0], [110.0, 40.0]]]}),
            Some(Doubt::LongitudeSign),
        ),
    ];
    let features = rows.iter().map(|(id, country, geometry, _)| {
        json!({"type": "Feature", "id": id, "geometry": geometry, "properties": {"country": country}})
    });
    let collection = json!({"type": "FeatureCollection", "features": features.collect::<Vec<_>>()});
    let (sites, report) = import("a.geojson", &collection.to_string());
    assert_eq!(sites.len(), rows.len());
    let found: BTreeMap<&str, Doubt> = report.doubts.iter().map(|place| (place.id.as_str(), place.likely)).collect();
    let expected = rows.iter().filter_map(|(id, _, _, doubt)| Some((*id, (*doubt)?)));
    assert_eq!(found, expected.collect());
    let summary = report.to_string();
    for line in [
        "6 sites lie outside the country",
        "1 would lie there with latitude and longitude swapped",
        "western longitudes are negative",
    ] {
        assert!(summary.contains(line), "{summary}");
    }
    let (_, report) = import("a.csv", "id,lat,lon\n1,120.5,30\n2,30,66\n");
    assert!(report.to_string().contains("are latitude and longitude swapped?"), "{report}");
}

#[test]
fn long_values_are_cut_and_the_report_says_so() {
    let long = "long ".repeat(600_000);
    let many = (0..2_000).map(|row| format!("mineral {row};")).collect::<Vec<_>>().concat();
    let text = format!("id,name,lat,lon,country,company,minerals,notes\n1,{long},30,66,{long},{long},{many},{long}\n");
    let (sites, report) = import("a.csv", &text);
    let site = &sites["1"];
    let length = |text: &str| text.chars().count();
    assert_eq!(length(site["properties"]["name"].as_str().unwrap()), 201);
    assert_eq!(site["properties"]["minerals"].as_array().unwrap().len(), 100);
    assert!(remarks(site).iter().all(|remark| length(remark) <= 10_001));
    assert!(site.to_string().len() < 60_000, "{}", site.to_string().len());
    for field in [Field::Name, Field::Country, Field::Operator, Field::Listed, Field::Remark] {
        assert!(report.cut.contains_key(&field), "{field} is not in {:?}", report.cut);
    }
    assert!(report.to_string().contains("were cut: name (1), minerals.listed (2), operator (2)"), "{report}");
    // More minerals than a facet can list.
    let row = |row: u32| {
        let minerals: Vec<String> = (0..100).map(|mineral| format!("m{row}x{mineral}")).collect();
        format!("{row},30,66,{}\n", minerals.join(";"))
    };
    let rows = (0..130).map(row).collect::<Vec<_>>().concat();
    let (sites, report) = import("a.csv", &format!("id,lat,lon,minerals\n{rows}"));
    let kept = report.unmatched[&Field::Minerals].len();
    assert_eq!((kept, report.unmatched[&Field::Listed].len()), (10_000, 3_000));
    assert!(remarks(&sites["129"])[0].contains("The source gives the minerals.listed as: m129x"));
}

#[test]
fn an_outline_of_too_many_positions_is_rejected() {
    let outline = |count: u32| {
        let mut ring: Vec<[f64; 2]> = (0..count).map(|step| [60.0 + f64::from(step) * 1e-5, 30.0]).collect();
        ring.extend([[60.0, 31.0], [60.0, 30.0]]);
        json!({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    };
    let features = [outline(3), outline(250_000)];
    let (sites, report) = import("a.geojsonl", &features.map(|feature| format!("{feature}\n")).concat());
    assert_eq!((sites.len(), report.rejections[0].reason), (1, Reason::BadOutline));
    assert!(report.rejections[0].detail.contains("250002 positions"), "{}", report.rejections[0].detail);
}

#[test]
fn printed_text_has_no_control_characters() {
    let folder = TempDir::new().unwrap();
    let evil = "a\u{1b}[2J\u{202e}b\rc";
    let table = format!("id,{evil},lat,lon,minerals,status\n1,x,30,66,\"{evil}\",{evil}\n2,x,x\u{7f},66,,\n");
    let name = format!("{evil}\n.csv");
    fs::write(folder.path().join(&name), table).unwrap();
    fs::copy("tests/fixtures/import/source.json", folder.path().join("source.json")).unwrap();
    fs::create_dir_all(folder.path().join("data/sources")).unwrap();
    fs::write(folder.path().join("data/sources").join(format!("{evil}\n.json")), "{").unwrap();
    let run = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_oreatlas")).args(arguments).current_dir(folder.path()).output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    for (arguments, expected) in [
        (&["import", &name, "--source", "source.json", "--out", "x\u{9b}.atlas"][..], "a\\u{1b}[2J\\u{202e}b\\u{d}c"),
        (&["import", "nothing\u{1b}", "--source", "source.json", "--out", "x.atlas"], "nothing\\u{1b}"),
        (&["check", "data"], "sources/a\\u{1b}[2J\\u{202e}b\\u{d}c\\n.json:1: error"),
        (
            &["serve", "--listen", "127.0.0.1:0", "--data", "data"],
            "sources/a\\u{1b}[2J\\u{202e}b\\u{d}c\\n.json:1: error",
        ),
        (&["serve", "--listen", "127.0.0.1:0", "--data", "da\u{1b}ta"], "da\\u{1b}ta"),
    ] {
        let printed = run(arguments);
        assert!(printed.contains(expected), "{arguments:?}: {printed:?}");
        let hidden = printed.chars().find(|letter| letter.is_control() && *letter != '\n' || *letter == '\u{202e}');
        assert_eq!(hidden, None, "{arguments:?}: {printed:?}");
    }
}

#[tokio::test]
async fn formulas_are_guarded_in_csv_and_come_back() {
    let names = [
        "=HYPERLINK(\"http://x\")",
        "@SUM(1)",
        "+1-2",
        "-2+3",
        "\t=1",
        "'=1",
        "''=1",
        "＝1",
        "-70.25",
        "'quoted",
        "a=b",
    ];
    let features = names.iter().enumerate().map(|(row, name)| {
        let geometry = json!({"type": "Point", "coordinates": [-70.25, -23.5]});
        json!({"type": "Feature", "id": row, "geometry": geometry, "properties": {"name": name, "minerals": [name]}})
    });
    let collection = json!({"type": "FeatureCollection", "features": features.collect::<Vec<_>>()}).to_string();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.geojson");
    fs::write(&path, collection).unwrap();
    let (imported, _) = import::import(&path, &options(), &|_| {}).unwrap();
    let out = folder.path().join("a.atlas");
    imported.write(Output::create(&out, &[]).unwrap()).unwrap();
    let service = service_of(Atlas::open(&out, today()).unwrap());
    let table = get(&service, "/collections/sites/download.csv").await.text();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let cells: Vec<String> =
        reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    let runs = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '＝']) && cell.parse::<f64>().is_err();
    assert_eq!(cells.iter().find(|cell| runs(cell)), None);
    for kept in ["-70.25", "-23.5", "'quoted", "a=b", "'@SUM(1)", "''=1"] {
        assert!(cells.iter().any(|cell| cell == kept), "{kept}: {table}");
    }
    let (sites, _) = import("a.csv", &table);
    let back: BTreeSet<&str> = sites.values().filter_map(|site| site["properties"]["name"].as_str()).collect();
    // A reader of tables trims the tab.
    assert_eq!(back, names.iter().map(|name| name.trim()).collect());
    assert!(sites.values().all(|site| site["geometry"]["coordinates"] == json!([-70.25, -23.5])));
}

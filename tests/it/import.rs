use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{self, Command},
};

use jiff::civil::date;
use oreatlas::{
    curate,
    dataset::{self, File, Terms, Tree, archive::ArchiveError, output::Output},
    formats::{Atlas, Format, atlas::Imported},
    import::{self, Field, ImportError, Options, Profile, Report, readers::Reason},
    model::{
        Source,
        source::{Author, CslDate, CslType, SourceKind},
    },
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Service, get, service_of, today};

const FIXTURES: &str = "tests/fixtures/import";

fn source() -> Source {
    let issued = Some(CslDate { date_parts: [vec![2024, 5]] });
    let source = Source::new("made-sites".to_owned(), CslType::Dataset, "Made sites".to_owned(), SourceKind::Dataset);
    Source { issued, ..source }
}

fn options() -> Options {
    Options { source: source(), format: None, map: Vec::new(), profile: None, day: today() }
}

/// Imports a file, writes the atlas, opens it and serves it.
fn serve(file: &Path, options: &Options) -> (Service, Report) {
    let (imported, report) = import::import(file, options, &|_| {}).unwrap_or_else(|error| panic!("{error}"));
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("sites.atlas");
    imported.write(Output::create(&out, &[]).unwrap()).unwrap();
    (service_of(Atlas::open(&out, today()).unwrap()), report)
}

fn file(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// The fixture's Features, read as plain JSON.
fn rows() -> Vec<Value> {
    let text = fs::read_to_string(format!("{FIXTURES}/sites.geojson")).unwrap();
    let rows: Value = serde_json::from_str(&text).unwrap();
    rows["features"].as_array().unwrap().clone()
}

/// The expected site of a row, written by hand: id, minerals, operator, country, status, kind.
type Expected =
    (&'static str, &'static [&'static str], Option<&'static str>, &'static str, Option<&'static str>, &'static str);

const EXPECTED: [Expected; 4] = [
    ("1", &["copper", "gold", "silver"], Some("frontier-works-organization"), "PK", Some("operating"), "deposit"),
    ("2", &["chromite"], Some("meridian-resources-inc"), "PK", Some("closed"), "deposit"),
    ("7", &["mercury", "euxenite"], Some("meridian-resources-inc"), "ES", None, "occurrence"),
    ("8", &[], None, "ZZ", None, "occurrence"),
];

/// The positions of a geometry as a set: imports may reverse rings, but may not move points.
fn positions(geometry: &Value, into: &mut BTreeSet<String>) {
    match geometry.as_array() {
        Some(items) if items.iter().all(Value::is_number) => {
            let degrees: Vec<f64> = items.iter().filter_map(Value::as_f64).collect();
            into.insert(format!("{degrees:?}"));
        }
        Some(items) => items.iter().for_each(|item| positions(item, into)),
        None => {}
    }
}

fn places(geometry: &Value) -> (Value, BTreeSet<String>) {
    let mut into = BTreeSet::new();
    positions(&geometry["coordinates"], &mut into);
    (geometry["type"].clone(), into)
}

async fn compare(service: &Service, wanted: &[&str]) {
    let response = get(service, "/collections/sites/items?limit=1000").await;
    assert_eq!(response.status.as_u16(), 200, "{}", response.text());
    let mut ids: Vec<String> = wanted.iter().map(|id| format!("made-sites-{id}")).collect();
    ids.sort();
    assert_eq!(response.ids(), ids);
    let rows = rows();
    for feature in response.json()["features"].as_array().unwrap() {
        let properties = &feature["properties"];
        let record = feature["id"].as_str().unwrap().strip_prefix("made-sites-").unwrap();
        let row = rows.iter().find(|row| row["id"] == json!(record.parse::<u64>().unwrap())).unwrap();
        assert_eq!(properties["name"], row["properties"]["name"]);
        assert_eq!(places(&feature["geometry"]), places(&row["geometry"]), "{record}");
        let &(_, minerals, operator, country, status, kind) = EXPECTED.iter().find(|row| row.0 == record).unwrap();
        let mut found: Vec<&str> =
            properties["minerals"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(found.first(), minerals.first(), "the primary mineral of {record}");
        found.sort_unstable();
        let mut wanted = minerals.to_vec();
        wanted.sort_unstable();
        assert_eq!(found, wanted, "{record}");
        assert_eq!(properties["operators"], json!(operator.into_iter().collect::<Vec<_>>()));
        assert_eq!(
            (&properties["country"], &properties["status"], &properties["kind"]),
            (&json!(country), &json!(status), &json!(kind))
        );
        let claims = properties["claims"].as_array().unwrap();
        assert!(
            claims.iter().all(|claim| claim["cite"] == json!([{"source": "made-sites", "at": {"record": record}}]))
        );
        let remarks: Vec<&Value> =
            claims.iter().filter(|claim| claim["about"] == "remark").map(|claim| &claim["text"]).collect();
        if let Some(text) = row["properties"]["description"].as_str() {
            assert!(remarks.contains(&&json!(text)), "{remarks:?}");
        }
    }
}

fn reasons(report: &Report) -> Vec<(Option<u64>, u64, &'static str)> {
    report.rejections.iter().map(|rejected| (rejected.line, rejected.record, rejected.reason.as_str())).collect()
}

#[tokio::test]
async fn claims_of_an_imported_atlas_have_addresses() {
    let (service, _) = serve(&Path::new(FIXTURES).join("sites.geojson"), &options());
    let items = get(&service, "/collections/sites/items").await.json();
    for feature in items["features"].as_array().unwrap() {
        let id = feature["id"].as_str().unwrap();
        let site = get(&service, &format!("/collections/sites/items/{id}")).await.json();
        let location = get(&service, &format!("/claims/{id}/location-made-sites")).await.json();
        let claim = &location["claim"];
        let stated = if claim["outline"].is_null() { claim } else { &claim["outline"] };
        assert_eq!(stated["coordinates"], site["geometry"]["coordinates"], "{id}");
    }
}

#[tokio::test]
async fn geojson_is_imported_row_by_row() {
    let (service, report) = serve(&Path::new(FIXTURES).join("sites.geojson"), &options());
    compare(&service, &["1", "2", "7", "8"]).await;
    // The collection begins on the first line, and each Feature has a line of its own.
    let expected = [
        (Some(4), 3, "no-geometry"),
        (Some(5), 4, "unsupported-geometry"),
        (Some(6), 5, "out-of-range"),
        (Some(7), 6, "duplicate-record"),
    ];
    assert_eq!(reasons(&report), expected);
    assert_eq!((report.rows, report.imported), (8, 4));
    let unmatched = |field: Field| -> BTreeMap<&str, (u64, Option<&str>)> {
        let values = report.unmatched.get(&field).into_iter().flatten();
        values.map(|value| (value.value.as_str(), (value.count, value.kept_as.as_deref()))).collect()
    };
    assert_eq!(
        unmatched(Field::Minerals),
        [("Mercury", (1, Some("mercury"))), ("euxenite", (1, Some("euxenite")))].into()
    );
    assert_eq!(unmatched(Field::Status), [("Plant", (1, None))].into());
    assert_eq!(report.no_value, [("Unknown".to_owned(), 1)].into());
    assert_eq!(unmatched(Field::Country), [("Elbonia", (1, None))].into());
    assert_eq!((report.organizations.known, report.organizations.made), (1, 1));
    // Minerals that are not in the vocabulary can be filtered and shown.
    let response = get(&service, "/collections/sites/items?mineral=mercury").await;
    assert_eq!(response.ids(), ["made-sites-7"]);
    let mercury = get(&service, "/minerals/mercury").await.json();
    assert_eq!((&mercury["name"], &mercury["symbol"]), (&json!("Mercury"), &json!("Hg")));
    let response = get(&service, "/collections/sites/items/made-sites-7").await.text();
    assert!(response.contains("The source gives the status as: Plant"), "{response}");
}

#[tokio::test]
async fn geojson_sequences_are_imported_with_separators_or_lines() {
    let folder = TempDir::new().unwrap();
    let lines: String = rows().iter().flat_map(|row| [row.to_string(), "\n".to_owned()]).collect();
    let separated: String = rows().iter().flat_map(|row| ["\u{1e}".to_owned(), format!("{row:#}\n")]).collect();
    for (name, text, second) in [
        ("sites.geojsonl", &lines, 3),
        (
            "sites.geojsons",
            &separated,
            separated.split('\u{1e}').take(3).map(|text| text.matches('\n').count() as u64).sum::<u64>() + 1,
        ),
    ] {
        let (service, report) = serve(&file(&folder, name, text), &options());
        compare(&service, &["1", "2", "7", "8"]).await;
        assert_eq!(reasons(&report)[0], (Some(second), 3, "no-geometry"), "{name}");
    }
}

#[tokio::test]
async fn csv_columns_are_detected_or_mapped() {
    let folder = TempDir::new().unwrap();
    let names = ["name", "commodities", "mineral", "operator", "country", "status", "description"];
    let table = |longitude: &str, delimiter: u8| {
        let mut table = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        table.write_record(names.iter().copied().chain(["site no", longitude, "lat"])).unwrap();
        for row in rows().iter().filter(|row| {
            row["geometry"]["type"] != "LineString"
                && row["geometry"]["type"] != "Polygon"
                && row["geometry"]["type"] != "MultiPolygon"
        }) {
            let text = |value: &Value| {
                value
                    .as_str()
                    .map_or_else(|| if value.is_null() { String::new() } else { value.to_string() }, str::to_owned)
            };
            let fields = names.iter().map(|name| text(&row["properties"][name])).chain([text(&row["id"])]);
            let place = [0, 1].map(|index| text(&row["geometry"]["coordinates"][index]));
            table.write_record(fields.chain(place)).unwrap();
        }
        table.into_inner().unwrap()
    };
    let map = vec![("site no".to_owned(), Field::Id), ("easting".to_owned(), Field::Longitude)];
    for (longitude, delimiter) in [("easting", b','), ("easting", b';'), ("easting", b'\t')] {
        let mapped = Options { map: map.clone(), ..options() };
        let (service, report) = serve(&file(&folder, "sites.csv", table(longitude, delimiter)), &mapped);
        compare(&service, &["1", "7"]).await;
        assert_eq!(
            reasons(&report),
            [(Some(3), 2, "no-geometry"), (Some(4), 3, "out-of-range"), (Some(5), 4, "duplicate-record")]
        );
        assert!(report.missing.is_empty());
    }
    // Detected without a mapping. A record without an id is identified by its row.
    let (_, report) = serve(
        &file(&folder, "sites.csv", table("lon", b',')),
        &Options { map: vec![("nowhere".to_owned(), Field::Name)], ..options() },
    );
    assert_eq!((report.imported, report.missing), (3, vec!["nowhere".to_owned()]));
    let left: Vec<&str> =
        report.fields.iter().filter(|field| field.meaning.is_none()).map(|field| field.field.as_str()).collect();
    assert_eq!(left, ["site no"]);
}

#[tokio::test]
async fn files_written_by_gdal_are_imported() {
    for (name, rejected) in [
        ("sites.gpkg", &["no-geometry", "unsupported-geometry", "out-of-range", "duplicate-record"][..]),
        // GDAL does not write Features without a geometry to FlatGeobuf.
        ("sites.fgb", &["unsupported-geometry", "out-of-range", "duplicate-record"]),
    ] {
        let (service, report) = serve(&Path::new(FIXTURES).join(name), &options());
        compare(&service, &["1", "2", "7", "8"]).await;
        let found: Vec<&str> = report.rejections.iter().map(|rejected| rejected.reason.as_str()).collect();
        assert_eq!(found, rejected, "{name}");
        assert!(report.rejections.iter().all(|rejected| rejected.line.is_none()));
    }
}

#[tokio::test]
async fn mrds_is_imported_by_its_profile() {
    let options = Options { profile: Some(Profile::Mrds), ..options() };
    let (service, report) = serve(&Path::new(FIXTURES).join("mrds.csv"), &options);
    assert_eq!(report.imported, 3);
    assert_eq!(
        reasons(&report),
        [(Some(5), 4, "no-geometry"), (Some(6), 5, "duplicate-record"), (Some(7), 6, "out-of-range")]
    );
    let site = get(&service, "/collections/sites/items/made-sites-10000001").await.json();
    let properties = &site["properties"];
    assert_eq!(site["geometry"]["coordinates"], json!([-116.8, 39.1]));
    assert_eq!(
        (&properties["status"], &properties["kind"], &properties["country"]),
        (&json!("closed"), &json!("deposit"), &json!("US"))
    );
    let claims = properties["claims"].as_array().unwrap();
    let ranks: BTreeMap<&str, &str> = claims
        .iter()
        .filter(|claim| claim["about"] == "mineral")
        .map(|claim| (claim["mineral"].as_str().unwrap(), claim["rank"].as_str().unwrap()))
        .collect();
    let expected = [
        ("gold", "primary"),
        ("silver", "primary"),
        ("copper", "secondary"),
        ("mercury", "reported"),
        ("iron", "reported"),
    ];
    assert_eq!(ranks, expected.into());
    assert_eq!(claims[0]["cite"][0]["at"]["record"], "10000001");
    // A qualified name is one mineral, and either part of an MRDS pair is found.
    let gravel = get(&service, "/collections/sites/items/made-sites-10000002").await.json();
    assert_eq!(gravel["properties"]["minerals"], json!(["sand-and-gravel-construction"]));
    let chrome = get(&service, "/collections/sites/items/made-sites-10000003").await.json();
    assert_eq!(
        (&chrome["properties"]["minerals"][0], &chrome["properties"]["province"]),
        (&json!("chromite"), &json!("PK-BA"))
    );
    let left: Vec<&str> = report
        .fields
        .iter()
        .filter(|field| field.meaning.is_none() && field.left > 0)
        .map(|field| field.field.as_str())
        .collect();
    assert!(left.contains(&"ore") && left.contains(&"gangue") && left.contains(&"oper_type"), "{left:?}");
}

/// The imported records as the files of a dataset, with the boundaries of the built-in one.
fn tree(imported: &Imported) -> Tree {
    let Imported { dataset, columns, features, .. } = imported;
    let json = |path: String, record: Value| File { path, bytes: record.to_string().into_bytes() };
    let mut files = dataset::embedded();
    files.retain(|file| file.path.starts_with("boundaries/"));
    assert!(!files.is_empty());
    for index in 0..columns.len() {
        let mut text = Vec::new();
        features.read(index, &mut text).unwrap();
        let mut feature: Value = serde_json::from_slice(&text).unwrap();
        let properties = feature["properties"].as_object_mut().unwrap();
        // Records have neither computed nor unknown values.
        properties.retain(|name, value| {
            let recorded =
                ["name", "names", "kind", "country", "province", "part_of", "identifiers", "searched", "claims"];
            recorded.contains(&&**name) && !value.is_null()
        });
        for claim in properties["claims"].as_array_mut().unwrap() {
            claim.as_object_mut().unwrap().remove("evidence").unwrap();
        }
        let country = properties["country"].as_str().unwrap().to_lowercase();
        files.push(json(format!("sites/{country}/{}.geojson", feature["id"].as_str().unwrap()), feature));
    }
    files.extend(dataset.sources.iter().map(|(id, source)| json(format!("sources/{id}.json"), json!(source))));
    files.extend(dataset.organizations.iter().map(|(id, made)| json(format!("organizations/{id}.json"), json!(made))));
    let countries = dataset.countries.iter();
    files.extend(countries.map(|(id, country)| json(format!("countries/{}.json", id.to_lowercase()), json!(country))));
    let minerals: Vec<Value> = dataset.minerals.values().map(|mineral| json!(mineral)).collect();
    files.push(json("minerals.json".to_owned(), json!({"minerals": minerals})));
    Tree::new(files)
}

/// Rules that imports cannot satisfy: they ask for a second source, for a search, or for canonical form.
const NOT_FOR_IMPORTS: [&str; 5] =
    ["canonical", "location-single-source", "operator-missing", "source-address", "status-old"];

#[test]
fn imported_records_follow_the_rules_of_the_dataset() {
    for (name, profile) in
        [("sites.geojson", None), ("sites.gpkg", None), ("sites.fgb", None), ("mrds.csv", Some(Profile::Mrds))]
    {
        let options = Options { profile, ..options() };
        let (imported, report) = import::import(&Path::new(FIXTURES).join(name), &options, &|_| {}).unwrap();
        let checked = curate::check(&tree(&imported), today());
        let broken: Vec<String> = checked
            .problems
            .iter()
            .filter(|problem| !NOT_FOR_IMPORTS.contains(&problem.rule))
            .map(ToString::to_string)
            .collect();
        assert!(report.imported >= 3 && checked.files > report.imported);
        assert!(broken.is_empty(), "{name}: {broken:#?}");
    }
}

#[tokio::test]
async fn a_mineral_is_one_whether_named_by_its_name_or_symbol() {
    let folder = TempDir::new().unwrap();
    let minerals =
        ["Tin", "Sn", "Sn-W", "Cu)", "-Au", "Copper\u{2010}Gold", "Copper\u{2212}Gold", "N/R", "n/d", "\\N", "Nd"];
    let rows = minerals.iter().enumerate().map(|(row, mineral)| format!("s{row},Site {row},70,30,{mineral}\n"));
    let table = format!("id,name,lon,lat,commodity\n{}", rows.collect::<String>());
    let (service, report) = serve(&file(&folder, "sites.csv", table), &options());
    let sites = get(&service, "/collections/sites/items?limit=100&properties=minerals&sortby=name").await.json();
    let found: std::collections::BTreeMap<&str, &Value> = sites["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|site| (site["id"].as_str().unwrap().rsplit('s').next().unwrap(), &site["properties"]["minerals"]))
        .collect();
    let expected = [
        json!(["tin"]),
        json!(["tin"]),
        json!(["tin", "tungsten"]),
        json!(["copper"]),
        json!(["gold"]),
        json!(["copper", "gold"]),
        json!(["copper", "gold"]),
        json!([]),
        json!([]),
        json!([]),
        json!(["neodymium"]),
    ];
    for (row, (mineral, expected)) in minerals.iter().zip(&expected).enumerate() {
        assert_eq!(found.get(row.to_string().as_str()).copied(), Some(expected), "{mineral}: {sites}");
    }
    assert_eq!(report.no_value.len(), 3, "{:?}", report.no_value);
}

#[test]
fn provinces_are_found_by_former_names_within_their_country() {
    let folder = TempDir::new().unwrap();
    let rows = [
        ("Pakistan", "Baluchistan", "PK-BA"),
        ("Pakistan", "Northwest Frontier Province", "PK-KP"),
        ("Pakistan", "North-West Frontier Province", "PK-KP"),
        ("Pakistan", "N.W.F.P.", "PK-KP"),
        ("Pakistan", "Sind", "PK-SD"),
        ("Pakistan", "punjab", "PK-PB"),
        ("India", "Punjab", ""),
    ];
    let lines: Vec<String> = rows
        .iter()
        .enumerate()
        .map(|(index, (country, state, _))| format!("{index},67,30,{country},{state}\n"))
        .collect();
    let table = file(&folder, "sites.csv", format!("id,lon,lat,country,state\n{}", lines.concat()));
    let (imported, report) = import::import(&table, &options(), &|_| {}).unwrap();
    let province = |index| imported.columns.row(index).text(oreatlas::catalog::Property::Province).unwrap_or_default();
    let found: Vec<&str> = (0..rows.len()).map(province).collect();
    assert_eq!(found, rows.map(|(.., code)| code));
    let unmatched: Vec<&str> = report.unmatched[&Field::Province].iter().map(|word| word.value.as_str()).collect();
    assert_eq!(unmatched, ["Punjab"]);
}

/// The message of an import that must fail.
fn fails(path: &Path) -> String {
    match import::import(path, &options(), &|_| {}) {
        Err(ImportError::File { fault, .. }) => fault.to_string(),
        Err(error) => panic!("{error}"),
        Ok((_, report)) => panic!("{}: {report}", path.display()),
    }
}

#[test]
fn unreadable_files_are_refused_with_the_problem_and_the_line() {
    let folder = TempDir::new().unwrap();
    let whole = fs::read(format!("{FIXTURES}/sites.geojson")).unwrap();
    let utf16: Vec<u8> = "\u{feff}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gpkg = fs::read(format!("{FIXTURES}/sites.gpkg")).unwrap();
    let fgb = fs::read(format!("{FIXTURES}/sites.fgb")).unwrap();
    for (name, bytes, expected) in [
        ("cut.geojson", &whole[..whole.len() / 2], "line 5: the file ends too early"),
        ("end.geojson", &whole[..whole.len() - 3], "the file ends too early"),
        ("empty.geojson", b"", "the file is empty"),
        ("wide.geojson", &utf16, "UTF-16"),
        ("other.geojson", b"hello", "the content is not geojson"),
        ("one.geojson", br#"{"type":"Feature","geometry":null}"#, "the type is \"Feature\"; only a FeatureCollection"),
        ("none.geojson", br#"{"type":"FeatureCollection"}"#, "no `features`"),
        ("twice.geojson", br#"{"features":[],"features":[]}"#, "a second time"),
        ("after.geojson", br#"{"features":[]} {}"#, "after the end"),
        (
            "metres.geojson",
            br#"{"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[]}"#,
            "-t_srs EPSG:4326",
        ),
        (
            "cut.geojsonl",
            b"{\"type\":\"Feature\",\"geometry\":null}\n{\"type\":\"Feat",
            "line 2: the file ends too early",
        ),
        ("cut.csv", b"id,name,lon,lat\n1,a,2,3\n2,\"b,3,4\n3,c,4,5\n", "line 3: the last row has 2 fields"),
        ("twice.csv", b"id,id\n1,2\n", "the column \"id\" twice"),
        ("cut.gpkg", &gpkg[..gpkg.len() / 2], "truncated"),
        ("cut.fgb", &fgb[..fgb.len() - 10], "truncated"),
        ("head.fgb", &fgb[..40], "truncated"),
    ] {
        let error = fails(&file(&folder, name, bytes));
        assert!(error.contains(expected), "{name}: {error}");
    }
    let future = Options { day: date(2020, 1, 1), ..options() };
    let error = import::import(&file(&folder, "a.geojson", &whole), &future, &|_| {}).err().unwrap().to_string();
    assert!(error.contains("dated in the future"), "{error}");
}

#[test]
fn a_row_in_another_encoding_is_rejected_with_its_line() {
    let folder = TempDir::new().unwrap();
    let text = fs::read_to_string(format!("{FIXTURES}/sites.geojson")).unwrap();
    let latin: Vec<u8> = text
        .chars()
        .flat_map(|letter| match u32::from(letter) {
            code @ 0x80..=0xff => vec![u8::try_from(code).unwrap()],
            _ => letter.to_string().into_bytes(),
        })
        .collect();
    let (_, report) = import::import(&file(&folder, "latin.geojson", &latin), &options(), &|_| {}).unwrap();
    let bad: Vec<_> = report.rejections.iter().filter(|rejected| rejected.reason == Reason::BadEncoding).collect();
    assert_eq!((bad.len(), bad[0].line), (1, Some(8)));
    assert!(bad[0].detail.contains("Almad"), "{}", bad[0].detail);
    let table = b"id,name,lon,lat\n1,ok,2,3\n2,Almad\xe9n,3,4\n3,c,4\n4,d,5,6\n";
    let windows = table.split_inclusive(|&byte| byte == b'\n').map(|line| [&line[..line.len() - 1], b"\r\n"].concat());
    for table in [&table[..], &windows.collect::<Vec<_>>().concat()] {
        let (_, report) = import::import(&file(&folder, "latin.csv", table), &options(), &|_| {}).unwrap();
        assert_eq!(reasons(&report), [(Some(3), 2, "bad-encoding"), (Some(4), 3, "malformed")]);
        assert_eq!(report.imported, 2);
    }
}

#[test]
fn a_damaged_atlas_is_refused() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("sites.atlas");
    let (imported, _) = import::import(&Path::new(FIXTURES).join("sites.geojson"), &options(), &|_| {}).unwrap();
    imported.write(Output::create(&out, &[]).unwrap()).unwrap();
    let whole = fs::read(&out).unwrap();
    assert!(Atlas::open(&out, today()).is_ok());
    for index in (0..whole.len()).step_by(97).chain(0..60) {
        let mut flipped = whole.clone();
        flipped[index] ^= 0x10;
        let error = Atlas::open(&file(&folder, "flipped", &flipped), today())
            .err()
            .unwrap_or_else(|| panic!("byte {index} is not checked"));
        match error {
            ArchiveError::Magic(_) => assert!(index < 8),
            ArchiveError::Version { .. } => assert!((8..12).contains(&index)),
            ArchiveError::Length { .. } => assert!((12..20).contains(&index)),
            ArchiveError::Hash(_) => assert!(index >= 20),
            error => panic!("byte {index}: {error}"),
        }
        let cut = Atlas::open(&file(&folder, "cut", &whole[..index]), today());
        assert!(matches!(cut, Err(ArchiveError::Magic(_) | ArchiveError::Length { .. })), "{index}");
    }
    let longer = [&whole[..], b"!"].concat();
    assert!(matches!(Atlas::open(&file(&folder, "longer", longer), today()), Err(ArchiveError::Length { .. })));
    assert!(matches!(Atlas::open(&Path::new(FIXTURES).join("mrds.csv"), today()), Err(ArchiveError::Magic(_))));
}

#[tokio::test]
async fn an_imported_atlas_refuses_days_before_its_source() {
    let (service, _) = serve(&Path::new(FIXTURES).join("sites.geojson"), &options());
    let now = get(&service, "/collections/sites/items?limit=10").await.json();
    let then = get(&service, "/collections/sites/items?limit=10&as_of=2024-05-01").await.json();
    assert_eq!(now["features"], then["features"]);
    for address in [
        "/collections/sites/items?as_of=2024-04-30",
        "/collections/sites/facets?as_of=2020",
        "/collections/sites/items/made-sites-1?as_of=2020",
        "/collections/sites/download.csv?as_of=2020",
    ] {
        let response = get(&service, address).await;
        assert_eq!(response.status.as_u16(), 400, "{address}");
        assert!(response.text().contains("as_of") && response.text().contains("2024-05-01"), "{}", response.text());
    }
}

#[tokio::test]
async fn an_imported_atlas_has_the_licence_and_credit_of_its_source() {
    let with = |source: Source| Options { source, ..options() };
    let licensed: Source = serde_json::from_slice(&fs::read(format!("{FIXTURES}/licence.json")).unwrap()).unwrap();
    let url = "https://open.canada.ca/en/open-government-licence-canada";
    let table = Path::new(FIXTURES).join("minerals-hyphen.csv");
    let (licensed, _) = serve(&table, &with(licensed));
    let (unlicensed, _) = serve(&table, &options());
    let addresses = Format::ALL.iter().map(|format| format!("/collections/sites/download.{format}")).chain(
        [
            "/?f=json",
            "/api",
            "/collections/sites?f=html",
            "/collections/sites/items",
            "/collections/agreements/items",
            "/collections/sites/items?f=html",
            "/collections/sites/items/nrc-1?f=html",
            "/collections/sites/items/made-sites-1?f=html",
            "/collections/sites/tiles/WebMercatorQuad",
            "/collections/sites/tiles/WebMercatorQuad?f=tilejson",
            "/styles/sites",
        ]
        .map(str::to_owned),
    );
    for address in addresses {
        for (service, title, license) in [(&licensed, "Canadian mines", Some(url)), (&unlicensed, "Made sites", None)] {
            let response = get(service, &address).await;
            let headers: String = response.headers.values().map(|value| value.to_str().unwrap()).collect();
            let text = [&headers, &*response.text()].concat();
            for ours in ["Oreatlas contributors", "CC-BY", "CC BY 4.0", "creativecommons"] {
                assert!(!text.contains(ours), "{address} has {ours}");
            }
            let is_table = ["csv", "geojsonl"].iter().any(|ending| address.ends_with(ending));
            // A workbook is compressed; a problem page and the style do not credit the data.
            if response.status != 200 || address.ends_with("xlsx") || address == "/styles/sites" {
                continue;
            }
            if !is_table && !address.starts_with("/?") && address != "/api" {
                assert!(text.contains(title), "{address} does not credit {title}");
            }
            match license {
                Some(license) if !address.ends_with("tilejson") => assert!(text.contains(license), "{address}"),
                _ => assert!(!headers.contains("rel=\"license\""), "{address}"),
            }
        }
    }
    let items = get(&licensed, "/collections/sites/items").await.json();
    assert_eq!((&items["license"], &items["attribution"]), (&json!(url), &json!("Canadian mines")));
    let items = get(&unlicensed, "/collections/sites/items").await.json();
    assert_eq!((items.get("license"), &items["attribution"]), (None, &json!("Made sites")));
    // Licences of Creative Commons have an address.
    for (license, name, url) in [
        ("CC-BY-SA-4.0", "CC BY-SA 4.0", Some("https://creativecommons.org/licenses/by-sa/4.0/")),
        ("CC BY 3.0", "CC BY 3.0", Some("https://creativecommons.org/licenses/by/3.0/")),
        ("CC0-1.0", "CC0-1.0", Some("https://creativecommons.org/publicdomain/zero/1.0/")),
        ("Public domain", "Public domain", None),
        ("https://x.example/<a>\r\nx: y", "https://x.example/<a>\r\nx: y", None),
    ] {
        let author = Author { given: Some("A.".to_owned()), family: Some("Geologist".to_owned()), literal: None };
        let source = Source { license: Some(license.to_owned()), author: vec![author], ..source() };
        let terms = Terms::of(&source);
        assert_eq!((terms.license_name().as_deref(), terms.license_url().as_deref()), (Some(name), url));
        assert_eq!(terms.attribution, "A. Geologist, Made sites");
    }
}

fn program(arguments: &[&str]) -> process::Output {
    Command::new(env!("CARGO_BIN_EXE_oreatlas")).args(arguments).output().unwrap()
}

#[test]
fn the_program_imports_exports_and_refuses_a_file_as_a_folder() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let source = file(&folder, "s.json", serde_json::to_vec(&source()).unwrap());
    let run =
        |input: &str| program(&["import", input, "--source", source.to_str().unwrap(), "--out", &path("sites.atlas")]);
    let output = run(&format!("{FIXTURES}/sites.geojson"));
    let summary = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{summary}");
    assert!(summary.contains("8 rows") && summary.contains("1 no-geometry: line 4"), "{summary}");
    let report: Value = serde_json::from_slice(&fs::read(path("sites.atlas.report.json")).unwrap()).unwrap();
    assert_eq!((&report["imported"], &report["rejections"][0]["line"]), (&json!(4), &json!(4)));
    let export = program(&["export", "--format", "geojson", "--data", &path("sites.atlas"), "mineral=copper"]);
    let export: Value = serde_json::from_slice(&export.stdout).unwrap();
    assert_eq!(export["features"][0]["id"], "made-sites-1");
    for arguments in [
        &["check", &path("sites.atlas")][..],
        &["fix", &path("sites.atlas")],
        &["verify", "--texts", FIXTURES, &path("sites.atlas")],
    ] {
        let output = program(arguments);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && error.contains("is a file"), "{arguments:?}: {error}");
    }
    // With nothing to import, the existing atlas is kept.
    let before = fs::read(path("sites.atlas")).unwrap();
    let none = file(
        &folder,
        "none.geojson",
        r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{}}]}"#,
    );
    let output = run(none.to_str().unwrap());
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-geometry"));
    assert_eq!(fs::read(path("sites.atlas")).unwrap(), before);
}

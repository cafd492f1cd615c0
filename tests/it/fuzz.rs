//! The corpus of `tests/fuzz`, and mutations of it.

use std::{collections::BTreeMap, fs, path::Path};

use oreatlas::{
    catalog::Catalog,
    curate::{self, rules},
    dataset::{self, Dataset, File, Tree, output::Output},
    formats::{Atlas, atlas::Imported},
};
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{get, service_of, today};

#[path = "../fuzz/readers.rs"]
mod readers;

/// Requests that together read everything in an atlas.
const ADDRESSES: [&str; 12] = [
    "/collections/sites",
    "/collections/sites/items?limit=100",
    "/collections/sites/items?f=html",
    "/collections/sites/items?bbox=-180,-90,180,90&q=gold&sortby=-name",
    "/collections/sites/items?crs=http://www.opengis.net/def/crs/EPSG/0/3857",
    "/collections/sites/items?properties=name,claims",
    "/collections/sites/items?datetime=2024&filter=S_DISJOINT(geometry,POINT(1%201))%20OR%20name='x'",
    "/collections/sites/facets?mineral=copper",
    "/collections/sites/tiles/WebMercatorQuad/0/0/0",
    "/collections/sites/download.csv",
    "/bibliography.json",
    "/minerals?f=html",
];

/// The files in a folder, with their names.
fn corpus(folder: &str) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let corpus: Vec<_> = files
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()))
        .collect();
    assert!(corpus.len() >= 5, "{folder}: {}", corpus.len());
    corpus
}

/// The content of a fixture; the GeoJSON sequence is made from the collection.
fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new("tests/fixtures/import");
    if name != "sites.geojsonl" {
        return fs::read(path.join(name)).unwrap();
    }
    let collection: Value = serde_json::from_slice(&fs::read(path.join("sites.geojson")).unwrap()).unwrap();
    let features = collection["features"].as_array().unwrap();
    features.iter().flat_map(|feature| format!("\u{1e}{feature}\n").into_bytes()).collect()
}

#[test]
fn broken_imports_never_panic() {
    for (_, bytes) in corpus("tests/fuzz/import").into_iter().chain(corpus("tests/fixtures/import")) {
        readers::import(&bytes);
    }
}

#[test]
fn inputs_that_the_fuzzer_found_never_panic() {
    let replay = |target: &str, read: fn(&[u8])| {
        for (_, bytes) in corpus(&format!("tests/fuzz/corpus/{target}")) {
            read(&bytes);
        }
    };
    replay("query", readers::query);
    replay("atlas", readers::atlas);
    replay("import", readers::import);
    replay("bibliography", readers::bibliography);
}

#[test]
fn broken_records_are_reported() {
    for (name, bytes) in corpus("tests/fuzz/dataset") {
        for path in [
            "sites/pk/x.geojson",
            "sources/x.json",
            "organizations/x.json",
            "agreements/x.json",
            "countries/x.json",
            "minerals.json",
            "boundaries/x.geojson",
        ] {
            let tree = Tree::new(vec![File { path: path.to_owned(), bytes: bytes.clone() }]);
            let report = curate::check(&tree, today()).to_string();
            assert!(!report.is_empty(), "{name}");
            let _ = Catalog::new(Dataset::new(tree), today());
        }
    }
}

/// Opens a file: it is refused, or responds to every request.
fn open(path: &Path) {
    let Some(atlas) = readers::opened(path) else { return };
    let ids: Vec<String> = atlas.catalog.columns.ids().iter().take(2).map(str::to_owned).collect();
    let service = service_of(atlas);
    let items = ids.iter().flat_map(|id| {
        let address: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
        ["", "?f=html", "?properties=name"].map(|query| format!("/collections/sites/items/{address}{query}"))
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for address in ADDRESSES.into_iter().map(str::to_owned).chain(items) {
        let response = runtime.block_on(get(&service, &address));
        assert!(!response.body.is_empty(), "{address}: {}", response.status);
    }
}

/// The files of a correct dataset: the base of the rules' fixtures under the `pass` of one rule.
fn correct(rule: &str) -> Vec<File> {
    let fixtures = Path::new("tests/fixtures/rules");
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    for folder in [fixtures.join("base"), fixtures.join(rule).join("pass")] {
        files.extend(dataset::folder(&folder).unwrap().into_iter().map(|file| (file.path.clone(), file)));
    }
    files.into_values().collect()
}

/// Values that a careless or hostile editor might write anywhere.
fn odd_values() -> Vec<Value> {
    let deep = (0..100).fold(json!([]), |inner, _| json!([inner]));
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1e308),
        json!(u64::MAX),
        json!(""),
        json!(" "),
        json!("x".repeat(5000)),
        json!("\u{202e}\u{0}\n<script>"),
        json!("PK"),
        json!("hill"),
        json!("2025-02-30"),
        json!("9999-12-31"),
        json!("-0001"),
        json!([]),
        json!([[], [null]]),
        json!({}),
        json!({"": {}}),
        deep,
    ]
}

/// The JSON pointers of every value in a document.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), all);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                pointers(member, &format!("{at}/{}", name.replace('~', "~0").replace('/', "~1")), all);
            }
        }
        _ => {}
    }
}

/// Changes one value of a file: writes another in its place, removes it, or doubles it.
fn change(file: &mut File, at: Index, action: usize, with: &Value) {
    let mut document: Value = serde_json::from_slice(&file.bytes).unwrap();
    let mut all = Vec::new();
    pointers(&document, "", &mut all);
    let pointer = at.get(&all).clone();
    let Some((parent, last)) = pointer.rsplit_once('/') else {
        file.bytes = serde_json::to_vec(with).unwrap();
        return;
    };
    match (action, document.pointer_mut(parent).unwrap()) {
        (1, Value::Object(members)) => drop(members.remove(last)),
        (1, Value::Array(items)) => drop(items.remove(last.parse().unwrap())),
        (2, Value::Array(items)) => {
            let item = items[last.parse::<usize>().unwrap()].clone();
            items.push(item);
        }
        _ => *document.pointer_mut(&pointer).unwrap() = with.clone(),
    }
    file.bytes = serde_json::to_vec(&document).unwrap();
}

/// Columns with one wrong value under a correct hash: indices of missing words, texts that end beyond their buffer,
/// positions off the globe. The corpus has the changes only, so it survives changes of the file format.
#[test]
fn crafted_columns_are_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("crafted.atlas");
    for (name, bytes) in corpus("tests/fuzz/atlas") {
        let change: Value = serde_json::from_slice(&bytes).unwrap();
        let imported = readers::imported();
        let mut columns = serde_json::to_value(&imported.columns).unwrap();
        *columns.pointer_mut(change["at"].as_str().unwrap()).unwrap_or_else(|| panic!("{name}")) = change["is"].clone();
        let columns = serde_json::from_value(columns).unwrap_or_else(|error| panic!("{name}: {error}"));
        Imported { columns, ..imported }.write(Output::create(&path, &[]).unwrap()).unwrap();
        let error = Atlas::open(&path, today()).err().unwrap_or_else(|| panic!("{name} was opened")).to_string();
        let column = format!("the column {} ", change["column"].as_str().unwrap());
        assert!(error.contains(&column) && error.contains("import again"), "{name}: {error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Records with values changed, removed and doubled: what `check` accepts is served.
    #[test]
    fn changed_records_never_panic(
        rule in prop::sample::select(rules::ALL.iter().map(|rule| rule.name).collect::<Vec<_>>()),
        changes in vec((any::<Index>(), any::<Index>(), 0..3_usize, prop::sample::select(odd_values())), 1..4),
    ) {
        let mut files = correct(rule);
        for (file, at, action, with) in changes {
            let file = file.index(files.len());
            change(&mut files[file], at, action, &with);
        }
        let report = curate::check(&Tree::new(files.clone()), today());
        let text = report.to_string();
        prop_assert!(!text.contains('\u{202e}') && !text.contains('\u{0}'), "{text}");
        let dataset = Dataset::new(Tree::new(files));
        let catalog = Catalog::new(dataset, today());
        if report.has_errors() {
            return Ok(());
        }
        let organizations = catalog.dataset.organizations.keys().map(|id| format!("/organizations/{id}?f=html"));
        let sources = catalog.dataset.sources.keys().map(|id| format!("/sources/{id}?f=html"));
        let records: Vec<String> = organizations.chain(sources).collect();
        let service = service_of(Atlas::new(catalog).unwrap());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for address in ADDRESSES.into_iter().map(str::to_owned).chain(records) {
            let response = runtime.block_on(get(&service, &address));
            prop_assert!(response.status.as_u16() < 500, "{address}: {}", response.text());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Changed sections with a correct hash.
    #[test]
    fn crafted_atlases_never_panic(changes in vec((0..4_usize, any::<Index>(), any::<u8>()), 1..4)) {
        let mut sections = readers::sections();
        for (section, index, byte) in changes {
            let section = &mut sections[section];
            let index = index.index(section.len());
            section[index] = byte;
        }
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("crafted.atlas");
        readers::write(&path, &sections);
        open(&path);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// Files written by GDAL, with bytes changed, removed and doubled.
    #[test]
    fn damaged_files_never_panic(name in prop::sample::select(vec!["sites.geojson", "sites.geojsonl", "sites.fgb", "sites.gpkg", "mrds.csv"]), cut in 0.0..1.0, changes in vec((0.0..1.0, any::<u8>()), 0..6)) {
        let mut bytes = fixture(name);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in the file")]
        let place = |share: f64, length: usize| (share * length as f64) as usize;
        for (share, byte) in changes {
            let index = place(share, bytes.len());
            bytes[index] = byte;
        }
        if cut > 0.5 {
            bytes.truncate(place(cut, bytes.len()));
        }
        readers::import(&bytes);
    }
}

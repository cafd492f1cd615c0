//! The corpus of `tests/fuzz`, and what small changes make of it.

use std::{fs, path::Path, time::Instant};

use oreatlas::{
    catalog::Catalog,
    curate,
    dataset::{Dataset, File, Tree},
    formats::Atlas,
    import::{self, Options, readers::Format},
    model::{
        Source,
        source::{CslType, SourceKind},
    },
};
use proptest::{collection::vec, prelude::*};
use tempfile::TempDir;

use crate::support::today;

/// Every file of a folder, with its name.
fn corpus(folder: &str) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let corpus: Vec<_> = files
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()))
        .collect();
    assert!(corpus.len() >= 5, "{folder}: {}", corpus.len());
    corpus
}

/// Reads bytes as every format in turn: an atlas or an error that names a cause.
fn take(bytes: &[u8]) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("input");
    fs::write(&path, bytes).unwrap();
    let source = Source::new("fuzz".to_owned(), CslType::Dataset, "Fuzz".to_owned(), SourceKind::Dataset);
    for format in Format::ALL.iter().map(|&format| Some(format)).chain([None]) {
        let options = Options { source: source.clone(), format, map: Vec::new(), profile: None, day: today() };
        match import::import(&path, &options, &|_| {}) {
            Ok((imported, report)) => {
                assert_eq!(report.rows, imported.columns.len() as u64 + report.rejections.len() as u64);
                assert_eq!(imported.features.len(), imported.columns.len());
            }
            Err(error) => assert!(error.to_string().contains(": "), "{error}"),
        }
    }
    assert!(Atlas::open(&path, today()).is_err());
}

#[test]
fn broken_imports_end_in_an_answer() {
    let began = Instant::now();
    for (_, bytes) in corpus("tests/fuzz/import").into_iter().chain(corpus("tests/fixtures/import")) {
        take(&bytes);
    }
    assert!(began.elapsed().as_secs() < 120);
}

#[test]
fn broken_records_end_in_a_report() {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Bytes of what GDAL wrote, changed, cut and doubled anywhere.
    #[test]
    fn torn_files_end_in_an_answer(name in prop::sample::select(vec!["sites.geojson", "sites.fgb", "sites.gpkg", "mrds.csv"]), cut in 0.0..1.0, changes in vec((0.0..1.0, any::<u8>()), 0..6)) {
        let mut bytes = fs::read(Path::new("tests/fixtures/import").join(name)).unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in the file")]
        let place = |share: f64, length: usize| (share * length as f64) as usize;
        for (share, byte) in changes {
            let nth = place(share, bytes.len());
            bytes[nth] = byte;
        }
        if cut > 0.5 {
            bytes.truncate(place(cut, bytes.len()));
        }
        take(&bytes);
    }
}

//! The readers of bytes from outside, each as a function that the fuzzer calls with its inputs and that `tests/it/fuzz.rs`
//! calls with the corpus. They panic when a reader breaks its promise.

use std::{fs, path::Path, sync::LazyLock};

use jiff::civil::{Date, date};
use oreatlas::{
    catalog::{Catalog, Filter, Stop},
    curate::{Cited, cite},
    dataset::{
        self, Dataset, Tree,
        archive::{self, Archive},
        output::Output,
    },
    formats::{Atlas, atlas::Imported},
    import::{self, Options, Profile, readers::Format},
    model::{
        Source,
        source::{CslType, SourceKind},
    },
};
use tempfile::TempDir;

const DAY: Date = date(2026, 11, 22);

/// The sections of an imported atlas.
pub const SECTIONS: [&str; 4] = ["records.json", "columns.postcard", "features.postcard", "features"];

/// A filter expression, as text and as JSON, evaluated over the sites inside the program.
pub fn query(bytes: &[u8]) {
    static CATALOG: LazyLock<Catalog> =
        LazyLock::new(|| Catalog::new(Dataset::new(Tree::new(dataset::embedded())), DAY));
    let text = String::from_utf8_lossy(bytes);
    for language in ["cql2-text", "cql2-json"] {
        let mut filter = Filter::default();
        filter.parse_param(&CATALOG, "filter-lang", language).unwrap();
        match filter.parse_param(&CATALOG, "filter", &text) {
            Ok(_) => drop(CATALOG.select(&filter, &Stop::default()).unwrap()),
            Err(bad) => {
                assert!(bad.parameter == "filter" && !bad.problem.is_empty() && !bad.hint.is_empty(), "{bad:?}");
            }
        }
    }
}

/// A file to import, as each format in turn: the result is an atlas, or an error with a cause.
pub fn import(bytes: &[u8]) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("input");
    fs::write(&path, bytes).unwrap();
    let formats = Format::ALL.iter().map(|&format| (Some(format), None));
    for (format, profile) in formats.chain([(None, None), (None, Some(Profile::Mrds))]) {
        match import::import(&path, &options(format, profile), &|_| {}) {
            Ok((imported, report)) => {
                assert_eq!(report.rows, imported.columns.len() as u64 + report.rejections.len() as u64);
                assert_eq!(imported.features.len(), imported.columns.len());
            }
            Err(error) => assert!(error.to_string().contains(": "), "{error}"),
        }
    }
    assert!(Atlas::open(&path, DAY).is_err());
}

/// The options of an import of a made-up source.
pub fn options(format: Option<Format>, profile: Option<Profile>) -> Options {
    let source = Source::new("fuzz".to_owned(), CslType::Dataset, "Fuzz".to_owned(), SourceKind::Dataset);
    Options { source, format, map: Vec::new(), profile, day: DAY }
}

/// An imported atlas with some bytes changed, under a correct hash. Every four bytes of the input are a change: the section,
/// two bytes of the position in it, and the new byte. The file is refused with the name of a section, or every column of it
/// can be read.
pub fn atlas(bytes: &[u8]) {
    let mut sections = sections();
    let (changes, _) = bytes.as_chunks::<4>();
    for &[section, high, low, byte] in changes {
        let section = &mut sections[usize::from(section) % SECTIONS.len()];
        let position = usize::from(u16::from_be_bytes([high, low])) % section.len();
        section[position] = byte;
    }
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("changed.atlas");
    write(&path, &sections);
    if let Some(atlas) = opened(&path) {
        atlas.catalog.select(&Filter::default(), &Stop::default()).unwrap();
    }
}

/// The atlas in a file, unless it is refused, which must be with the name of a section.
pub fn opened(path: &Path) -> Option<Atlas> {
    match Atlas::open(path, DAY) {
        Ok(atlas) => Some(atlas),
        Err(error) => {
            assert!(SECTIONS.iter().any(|section| error.to_string().contains(section)), "{error}");
            None
        }
    }
}

/// The import of a fixture.
pub fn imported() -> Imported {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find(|folder| folder.join("data").is_dir()).unwrap();
    let fixture = root.join("tests/fixtures/import/sites.geojson");
    import::import(&fixture, &options(None, None), &|_| {}).unwrap().0
}

/// The sections of its file.
pub fn sections() -> [Vec<u8>; 4] {
    static SECTIONS_OF_FIXTURE: LazyLock<[Vec<u8>; 4]> = LazyLock::new(|| {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("whole.atlas");
        imported().write(Output::create(&path, &[]).unwrap()).unwrap();
        let mut archive = Archive::read(&path).unwrap();
        SECTIONS.map(|section| archive.take(section).unwrap())
    });
    SECTIONS_OF_FIXTURE.clone()
}

/// Writes an atlas of these sections.
pub fn write(path: &Path, sections: &[Vec<u8>; 4]) {
    let sections: Vec<(&str, &[u8])> = SECTIONS.into_iter().zip(sections.iter().map(Vec::as_slice)).collect();
    archive::write(Output::create(path, &[]).unwrap(), &sections).unwrap();
}

/// References in CSL-JSON, RIS or BibTeX: an id is the reference's key in lower case, or left open.
pub fn bibliography(bytes: &[u8]) {
    match cite(&String::from_utf8_lossy(bytes)) {
        Ok(references) => {
            for Cited { source, key, .. } in references {
                assert!(source.id.is_empty() || source.id.eq_ignore_ascii_case(&key), "{}: {key}", source.id);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

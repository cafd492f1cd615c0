//! A data tree read file by file: records, and what stands in the way of reading them.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{files::File, lines::line_of};
use crate::{
    evidence::Sources,
    model::{Agreement, Claim, Country, Geometry, Id, Organization, RecordKind, Site, Source, Vocabulary},
};

/// Every file of a data tree, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: Vec<TreeFile>,
}

/// A file and what was read from it.
#[derive(Clone, Debug)]
pub struct TreeFile {
    /// Its path below the root.
    pub path: String,
    /// Its text; empty where it is not UTF-8.
    pub text: String,
    /// Its record.
    pub record: Result<Record, SyntaxError>,
}

/// What a file holds, told by its place in the tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// `sites/<cc>/<id>.geojson`
    Site(Box<Site>),
    /// `sources/<id>.json`
    Source(Box<Source>),
    /// `organizations/<id>.json`
    Organization(Box<Organization>),
    /// `agreements/<id>.json`
    Agreement(Box<Agreement>),
    /// `countries/<cc>.json`
    Country(Country),
    /// `minerals.json`
    Minerals(Vocabulary),
    /// `boundaries/*.geojson`
    Boundaries(Boundaries),
    /// A README, a licence, a schema.
    Other,
}

/// Why a file is not the record that its place promises.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct SyntaxError {
    /// The line to look at, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// Outlines to check against, from outside the atlas.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Boundaries {
    /// The outlines.
    pub features: Vec<Boundary>,
}

/// The outline of a province.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Boundary {
    /// Whose it is.
    pub properties: BoundaryProperties,
    /// A Polygon or `MultiPolygon`.
    pub geometry: Geometry,
}

/// Whose outline it is.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BoundaryProperties {
    /// ISO 3166-2.
    pub id: Id,
    /// The name in English.
    pub name: String,
}

impl Tree {
    /// Reads every file; what cannot be read stays in the tree as its [`SyntaxError`].
    #[must_use]
    pub fn new(files: Vec<File>) -> Self {
        Self { files: files.into_iter().map(TreeFile::new).collect() }
    }

    /// Every file that holds a record, with it.
    pub fn records(&self) -> impl Iterator<Item = (&TreeFile, &Record)> {
        self.files.iter().filter_map(|file| file.record.as_ref().ok().map(|record| (file, record)))
    }

    /// Every source, by id.
    #[must_use]
    pub fn sources(&self) -> Sources {
        let sources = self.records().filter_map(|(_, record)| match record {
            Record::Source(source) => Some((source.id.clone(), source.as_ref().clone())),
            _ => None,
        });
        sources.collect()
    }
}

impl TreeFile {
    fn new(file: File) -> Self {
        let File { path, bytes } = file;
        match String::from_utf8(bytes) {
            Ok(text) => Self { record: read(&path, &text), path, text },
            Err(error) => {
                let readable = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
                let line = 1 + readable.matches('\n').count();
                let what = "not UTF-8 text".to_owned();
                Self { path, text: String::new(), record: Err(SyntaxError { line, what }) }
            }
        }
    }

    /// The line of what `pointer` names.
    #[must_use]
    pub fn line_of(&self, pointer: &str) -> usize {
        line_of(&self.text, pointer)
    }
}

impl Record {
    /// Its id; a vocabulary, boundaries and other files have none.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Site(site) => Some(&site.id),
            Self::Source(source) => Some(&source.id),
            Self::Organization(organization) => Some(&organization.id),
            Self::Agreement(agreement) => Some(&agreement.id),
            Self::Country(country) => Some(&country.id),
            Self::Minerals(_) | Self::Boundaries(_) | Self::Other => None,
        }
    }

    /// Its kind; a vocabulary holds several records, boundaries and other files none.
    #[must_use]
    pub fn kind(&self) -> Option<RecordKind> {
        match self {
            Self::Site(_) => Some(RecordKind::Site),
            Self::Source(_) => Some(RecordKind::Source),
            Self::Organization(_) => Some(RecordKind::Organization),
            Self::Agreement(_) => Some(RecordKind::Agreement),
            Self::Country(_) => Some(RecordKind::Country),
            Self::Minerals(_) | Self::Boundaries(_) | Self::Other => None,
        }
    }

    /// Its claims, and the JSON Pointer to their list.
    #[must_use]
    pub fn claims(&self) -> (&'static str, &[Claim]) {
        match self {
            Self::Site(site) => ("/properties/claims", &site.properties.claims),
            Self::Agreement(agreement) => ("/properties/claims", &agreement.properties.claims),
            Self::Organization(organization) => ("/claims", &organization.claims),
            Self::Country(country) => ("/claims", &country.claims),
            Self::Source(_) | Self::Minerals(_) | Self::Boundaries(_) | Self::Other => ("/claims", &[]),
        }
    }
}

fn read(path: &str, text: &str) -> Result<Record, SyntaxError> {
    let parts: Vec<&str> = path.split('/').collect();
    let ending = |ending: &str, name: &str| {
        let right = name.ends_with(ending);
        right.then_some(()).ok_or_else(|| SyntaxError { line: 1, what: format!("a file here is called <id>{ending}") })
    };
    match parts.as_slice() {
        ["sites", _, name] => ending(".geojson", name).and_then(|()| parse(text)).map(Record::Site),
        ["sources", name] => ending(".json", name).and_then(|()| parse(text)).map(Record::Source),
        ["organizations", name] => ending(".json", name).and_then(|()| parse(text)).map(Record::Organization),
        ["agreements", name] => ending(".json", name).and_then(|()| parse(text)).map(Record::Agreement),
        ["countries", name] => ending(".json", name).and_then(|()| parse(text)).map(Record::Country),
        ["minerals.json"] => parse(text).map(Record::Minerals),
        ["boundaries", name] if name.ends_with(".geojson") => parse(text).map(Record::Boundaries),
        ["LICENSE" | "README.md" | "CHANGELOG.md"] | ["schema" | "boundaries", _] => Ok(Record::Other),
        _ => Err(SyntaxError {
            line: 1,
            what:
                "no place for a file: records lie in sites/<cc>/, sources/, organizations/, agreements/ and countries/"
                    .to_owned(),
        }),
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, SyntaxError> {
    serde_json::from_str(text).map_err(|error| {
        // A claim is read whole before its kind is known, so its error points behind it: look again, claim by claim.
        first_bad_claim(text)
            .unwrap_or_else(|| SyntaxError { line: error.line().max(1), what: without_position(&error) })
    })
}

fn first_bad_claim(text: &str) -> Option<SyntaxError> {
    let record: Value = serde_json::from_str(text).ok()?;
    ["/properties/claims", "/claims"].into_iter().find_map(|list| {
        record.pointer(list)?.as_array()?.iter().enumerate().find_map(|(index, claim)| {
            let error = serde_json::from_value::<Claim>(claim.clone()).err()?;
            Some(SyntaxError {
                line: line_of(text, &format!("{list}/{index}")),
                what: format!("in this claim: {}", without_position(&error)),
            })
        })
    })
}

fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

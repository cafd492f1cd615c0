//! A data tree: every file with its record, or with the reason why it could not be parsed.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{files::File, lines::line_of};
use crate::{
    evidence::Sources,
    model::{Agreement, Claim, Country, Geometry, Id, Organization, RecordKind, Site, Source, Vocabulary},
};

/// Every file of a data tree, sorted by path.
///
/// ```
/// use oreatlas::dataset::{File, Tree};
///
/// let file = File { path: "sources/dawn.json".to_owned(), bytes: b"{".to_vec() };
/// let tree = Tree::new(vec![file]);
/// assert!(tree.files[0].record.is_err(), "kept with the reason why it cannot be parsed");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: Vec<TreeFile>,
}

/// A file and its record.
#[derive(Clone, Debug)]
pub struct TreeFile {
    /// The path relative to the root, with `/` as separator.
    pub path: String,
    /// The text; empty if the file is not UTF-8.
    pub text: String,
    /// The record.
    pub record: Result<Record, SyntaxError>,
}

/// The content of a file, as its path implies.
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
    /// A README, a licence or a schema.
    Other,
}

/// Why a file is not the record that its path implies.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct SyntaxError {
    /// The line of the error, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// The outlines of provinces, against which locations are checked.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Boundaries {
    /// The outlines.
    pub features: Vec<Boundary>,
}

/// The outline of a province.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Boundary {
    /// The province.
    pub properties: BoundaryProperties,
    /// A Polygon or `MultiPolygon`.
    pub geometry: Geometry,
}

/// The province of an outline.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BoundaryProperties {
    /// ISO 3166-2.
    pub id: Id,
    /// The name in English.
    pub name: String,
}

impl Tree {
    /// Parses every file; a file that cannot be parsed is kept with its [`SyntaxError`].
    #[must_use]
    pub fn new(files: Vec<File>) -> Self {
        Self { files: files.into_iter().map(TreeFile::new).collect() }
    }

    /// Every file that has a record, with the record.
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

    /// The line, from 1, of the value at `pointer` (RFC 6901).
    #[must_use]
    pub fn line_of(&self, pointer: &str) -> usize {
        line_of(&self.text, pointer)
    }
}

impl Record {
    /// The id; a vocabulary, boundaries and other files have none.
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

    /// The kind of record; a vocabulary, boundaries and other files have none.
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

    /// The JSON Pointer to the list of claims, and the claims.
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
        right
            .then_some(())
            .ok_or_else(|| SyntaxError { line: 1, what: format!("a file here must be named <id>{ending}") })
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
            what: "no records belong here: they go in sites/<cc>/, sources/, organizations/, agreements/ or countries/"
                .to_owned(),
        }),
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, SyntaxError> {
    serde_json::from_str(text).map_err(|error| {
        // serde reads a whole claim before it knows the kind, so its error points after the claim: parse claim by claim.
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

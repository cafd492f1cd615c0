//! Readers, one file per format. Each holds one row at a time.

mod csv;
mod flatgeobuf;
pub(super) mod geo_types;
mod geojson;
mod geojson_seq;
mod geopackage;
mod scan;

use std::{
    fmt,
    io::{self, BufReader, Read},
    path::Path,
};

use serde_json::{Map, Value};

use crate::{
    dataset::input,
    model::{Geometry, vocabulary::vocabulary},
};

/// The most bytes a row may have; a longer one means that a quote or bracket is not closed.
pub(crate) const MAX_ROW: usize = 16 << 20;

vocabulary! {
    /// A format that can be imported, named by its file extension.
    pub enum Format {
        GeoJson = "geojson",
        GeoJsonSeq = "geojsonl",
        Csv = "csv",
        GeoPackage = "gpkg",
        FlatGeobuf = "fgb",
    }
}

vocabulary! {
    /// Why a row is rejected.
    pub enum Reason {
        NoGeometry = "no-geometry",
        UnsupportedGeometry = "unsupported-geometry",
        BadOutline = "bad-outline",
        OutOfRange = "out-of-range",
        BadEncoding = "bad-encoding",
        Malformed = "malformed",
        NotAFeature = "not-a-feature",
        DuplicateRecord = "duplicate-record",
        BadValue = "bad-value",
    }
}

/// Where a row is in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowLocation {
    /// The row's number, from 1.
    pub record: u64,
    /// The line on which it begins, from 1, in text formats.
    pub line: Option<u64>,
}

/// One row, with the values as they are in the file.
#[derive(Debug)]
pub struct Row {
    /// Where it is in the file.
    pub location: RowLocation,
    /// The id that the format gives it, such as a Feature's `id`.
    pub id: Option<String>,
    /// Its fields.
    pub properties: Map<String, Value>,
    /// Its geometry (WGS 84); `None` if the row has none, or its coordinates are in fields.
    pub geometry: Option<Geometry>,
}

/// A rejected row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Where it is in the file.
    pub location: RowLocation,
    /// The source's id of the row, where it could be read.
    pub id: Option<String>,
    /// The category of the problem.
    pub reason: Reason,
    /// The problem in detail.
    pub detail: String,
}

/// What a reader finds next.
#[derive(Debug)]
pub enum Entry {
    /// A row.
    Row(Row),
    /// Something that is not a valid row.
    Rejected(Rejection),
}

/// A problem of the file as a whole.
#[derive(Debug)]
pub struct Fault {
    /// The line, in text formats.
    pub line: Option<u64>,
    /// What is wrong, and how to fix it.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.what)
    }
}

impl Fault {
    fn new(what: impl Into<String>) -> Self {
        Self { line: None, what: what.into() }
    }

    fn at(line: u64, what: impl Into<String>) -> Self {
        Self { line: Some(line), what: what.into() }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::new(format!("the file cannot be read: {error}"))
    }
}

/// Receives the entries in the order of the file.
pub type Each<'a> = &'a mut dyn FnMut(Entry);

/// The problem of a file that ends too early.
const TRUNCATED: &str = "the file ends too early: it is truncated; download or copy it again";

/// The problem of a geometry of a type that sites do not have.
fn unsupported(kind: &str) -> String {
    format!("a {kind}; a site is a Point, a Polygon or a MultiPolygon")
}

impl Format {
    /// Detects the format of a file from its first bytes, then from its extension.
    ///
    /// # Errors
    /// The outer error: the file cannot be read. The inner: its format is not supported.
    pub fn detect(path: &Path) -> io::Result<Result<Self, Fault>> {
        let mut head = Vec::new();
        input::open(path)?.take(4096).read_to_end(&mut head)?;
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
        Ok(Ok(match ending.as_str() {
            _ if head.is_empty() => return Ok(Err(Fault::new("the file is empty"))),
            _ if head.starts_with(b"\xff\xfe")
                || head.starts_with(b"\xfe\xff")
                || head.contains(&0) && text.first().is_some_and(|&first| matches!(first, b'{' | b'[')) =>
            {
                return Ok(Err(Fault::at(
                    1,
                    "the text is UTF-16 or UTF-32; save it as UTF-8, which RFC 7946 requires",
                )));
            }
            _ if head.starts_with(b"SQLite format 3\0") => Self::GeoPackage,
            _ if head.starts_with(b"fgb") => Self::FlatGeobuf,
            "geojsonl" | "geojsons" | "geojsonseq" | "ndjson" | "jsonl" | "ndgeojson" => Self::GeoJsonSeq,
            _ if head.starts_with(b"\x1e") => Self::GeoJsonSeq,
            "csv" | "tsv" | "txt" => Self::Csv,
            _ if text.starts_with(b"{") => Self::GeoJson,
            ending => {
                let known: Vec<&str> = Self::ALL.iter().map(|format| format.as_str()).collect();
                return Ok(Err(Fault::new(if known.contains(&ending) {
                    format!("the content is not {ending}; correct the file's extension, or give --format")
                } else {
                    format!("the format is not supported; give a file in one of {}", known.join(", "))
                })));
            }
        }))
    }
}

/// Reads a file row by row. `progress` receives the number of bytes read so far.
///
/// # Errors
/// When the file does not follow its format; `each` has then received the rows before the problem.
pub fn read(path: &Path, format: Format, progress: &dyn Fn(u64), each: Each<'_>) -> Result<(), Fault> {
    let file = input::open(path)?;
    let bytes = file.metadata()?.len();
    let reader = BufReader::with_capacity(1 << 20, Counted { reader: file, bytes: 0, progress });
    match format {
        Format::GeoJson => geojson::read(reader, each),
        Format::GeoJsonSeq => geojson_seq::read(reader, each),
        Format::Csv => csv::read(reader, each),
        Format::GeoPackage => geopackage::read(path, bytes, progress, each),
        Format::FlatGeobuf => flatgeobuf::read(reader, each),
    }
}

/// Reports the number of bytes read.
struct Counted<'a, R> {
    reader: R,
    bytes: u64,
    progress: &'a dyn Fn(u64),
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.bytes += read as u64;
        (self.progress)(self.bytes);
        Ok(read)
    }
}

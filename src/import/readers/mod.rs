//! Files taken apart row by row: one file a format. Each holds one row at a time.

mod csv;
mod flatgeobuf;
mod geojson;
mod geopackage;
mod scan;
mod seq;
pub(super) mod shape;

use std::{
    fmt,
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use serde_json::{Map, Value};

use crate::model::{Geometry, vocabulary::vocabulary};

/// A row's bytes at most: a larger one is a file that never ends it.
pub(crate) const MAX_ROW: usize = 16 << 20;

vocabulary! {
    /// A format that can be imported, named as its file's ending.
    pub enum Format {
        GeoJson = "geojson",
        GeoJsonSeq = "geojsonl",
        Csv = "csv",
        GeoPackage = "gpkg",
        FlatGeobuf = "fgb",
    }
}

vocabulary! {
    /// Why a row is not taken.
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

/// Where a row stands in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which row it is, from 1.
    pub record: u64,
    /// The line on which it begins, from 1, in a format that has lines.
    pub line: Option<u64>,
}

/// One row, its values not yet understood.
#[derive(Debug)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// The id that the format itself gives it.
    pub id: Option<String>,
    /// Its fields.
    pub properties: Map<String, Value>,
    /// Its geometry, WGS 84; none where the format keeps it in fields, or it has none.
    pub geometry: Option<Geometry>,
}

/// A row that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Where it stands.
    pub place: Place,
    /// The source's id of it, where that could be read.
    pub id: Option<String>,
    /// Why.
    pub reason: Reason,
    /// What exactly.
    pub detail: String,
}

/// What a reader finds next.
#[derive(Debug)]
pub enum Entry {
    /// A row.
    Row(Row),
    /// What stands where a row should.
    Rejected(Rejection),
}

/// What is wrong with a file as a whole.
#[derive(Debug)]
pub struct Fault {
    /// The line it shows on, where there are lines.
    pub line: Option<u64>,
    /// What it is, and how to mend it.
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
        Self::new(format!("cannot be read: {error}"))
    }
}

/// Takes what a reader finds, in the file's order.
pub type Each<'a> = &'a mut dyn FnMut(Entry);

/// What every format says of a file that ends before it should.
const CUT: &str = "the file ends in the middle: it was cut short; load or copy it again";

impl Format {
    /// The format of a file, by its first bytes, else by its name.
    ///
    /// # Errors
    /// When it cannot be read; inside, when it is of no known format.
    pub fn of(path: &Path) -> io::Result<Result<Self, Fault>> {
        let mut head = Vec::new();
        File::open(path)?.take(4096).read_to_end(&mut head)?;
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
        Ok(Ok(match ending.as_str() {
            _ if head.is_empty() => return Ok(Err(Fault::new("the file is empty"))),
            _ if head.starts_with(b"\xff\xfe")
                || head.starts_with(b"\xfe\xff")
                || head.contains(&0) && text.first().is_some_and(|&first| matches!(first, b'{' | b'[')) =>
            {
                return Ok(Err(Fault::at(1, "UTF-16 or UTF-32 text; save it as UTF-8, as RFC 7946 asks for")));
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
                    format!("not the {ending} file that its name promises")
                } else {
                    format!("of no format that can be imported; give one of {}", known.join(", "))
                })));
            }
        }))
    }
}

/// Reads a file row by row; `progress` is told how many bytes were read.
///
/// # Errors
/// When the file as a whole is not what its format asks for; the rows before that were handed to `each`.
pub fn read(path: &Path, format: Format, progress: &dyn Fn(u64), each: Each<'_>) -> Result<(), Fault> {
    let file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let reader = BufReader::with_capacity(1 << 20, Counted { reader: file, bytes: 0, progress });
    match format {
        Format::GeoJson => geojson::read(reader, each),
        Format::GeoJsonSeq => seq::read(reader, each),
        Format::Csv => csv::read(reader, each),
        Format::GeoPackage => geopackage::read(path, bytes, progress, each),
        Format::FlatGeobuf => flatgeobuf::read(reader, each),
    }
}

/// Tells how many bytes went through.
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

//! Other people's data: from a file of another making to one file that `serve` opens.
//!
//! What happens to a row, in reading order:
//!
//! 1. [`readers`] take the file apart, row by row, whatever its format; a row that is none is rejected by its place.
//! 2. [`fields`] says which of its fields means which of ours: by `--map`, by a profile, by the usual names.
//! 3. [`resolve`] finds the minerals, organizations, countries and words of status that it names among those that are
//!    known; what is not known is kept, and counted.
//! 4. [`record`] makes a [`crate::model::Site`] of it, every claim cited to the source's record.
//! 5. [`collect`] computes its facts and writes it out, as the server will answer it.
//! 6. [`report`] says what became of every field, value and row.
//!
//! No more than a batch of rows is held as records at a time: what grows with the file is what the server will hold.

mod collect;
pub mod fields;
mod outline;
pub mod readers;
mod record;
pub mod report;
mod resolve;

use std::path::{Path, PathBuf};

use jiff::civil;

use self::{collect::Collector, fields::Fields, readers::Entry, record::Maker};
pub use self::{
    fields::{Field, Profile},
    report::Report,
};
use crate::{
    formats::atlas::Imported,
    model::{Id, Source},
};

/// What an import is told beside its file.
#[derive(Clone, Debug)]
pub struct Options {
    /// Who says all this.
    pub source: Source,
    /// The file's format; told by the file where it is not given.
    pub format: Option<readers::Format>,
    /// Fields of the file and what they mean.
    pub map: Vec<(String, Field)>,
    /// Fields and words of a known publisher.
    pub profile: Option<Profile>,
    /// Today.
    pub day: civil::Date,
}

/// Why nothing can be imported: the fault is the whole file's, not a row's.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be read.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not what its format asks for, from some place on.
    #[error("{path}: {fault}", path = path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What, where, and how to mend it.
        fault: readers::Fault,
    },
    /// The source appeared after today, so nothing of it holds yet.
    #[error("the source {0} is dated later than today; mend its `issued`")]
    Future(String),
    /// A site could not be written, which its types rule out.
    #[error("the site {id} has no JSON form: {source}; this is our fault, please report it with the row")]
    Site {
        /// Its id.
        id: Id,
        /// Why.
        source: serde_json::Error,
    },
}

/// Takes a file in. `progress` is told how many bytes of it were read.
///
/// # Errors
/// When the file as a whole cannot be read: cut short, of another format, in another encoding; or when a site cannot be
/// written. Rows that cannot be taken are no error: the report lists them.
pub fn import(file: &Path, options: &Options, progress: &dyn Fn(u64)) -> Result<(Imported, Report), ImportError> {
    let source = &options.source;
    let since = source.issued.as_ref().and_then(|issued| issued.date()).map(|date| date.first());
    if since.is_some_and(|since| since > options.day) {
        return Err(ImportError::Future(source.id.clone()));
    }
    let fault = |fault| ImportError::File { path: file.to_owned(), fault };
    let io = |source| ImportError::Io { path: file.to_owned(), source };
    let format = match options.format.or(options.profile.map(Profile::format)) {
        Some(format) => format,
        None => readers::Format::of(file).map_err(io)?.map_err(fault)?,
    };
    let mut report = Report::new(file, format, &source.id);
    let mut maker = Maker::new(source, Fields::new(&options.map, options.profile));
    let mut collector = Collector::new(source.clone(), options.day);
    readers::read(file, format, progress, &mut |entry| {
        report.rows += 1;
        let made = match entry {
            Entry::Row(row) => maker.site(row),
            Entry::Rejected(rejection) => Err(rejection),
        };
        match made {
            Ok(site) => collector.push(site),
            Err(rejection) => report.reject(rejection),
        }
    })
    .map_err(fault)?;
    report.imported = collector.len();
    let records = maker.finish(&mut report);
    Ok((collector.finish(records, since)?, report))
}

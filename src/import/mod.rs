//! Imports: one file of another publisher becomes one file that `serve` opens.
//!
//! Each row passes through these steps:
//!
//! 1. [`readers`] read the file row by row, whatever its format, and reject what is not a row, with its position.
//! 2. [`fields`] maps the file's fields to ours, from `--map`, from a profile, or from common names.
//! 3. [`resolve`] looks up the minerals, organizations, countries and statuses that the row names. Minerals and
//!    organizations that are not found become new records; other unknown words stay in remarks, and are counted.
//! 4. [`site_builder`] builds a [`crate::model::Site`], each of whose claims cites the source's record; [`country_boxes`] finds
//!    positions outside the row's country.
//! 5. [`atlas_builder`] computes the site's facts and writes its Feature, as the server will return it.
//! 6. [`report`] counts how every field, value and row was used.
//!
//! Sites are held as records only until a batch is full, so memory grows with what the server will hold, not with the
//! file.

mod atlas_builder;
pub mod country_boxes;
pub mod fields;
mod normalize;
pub mod readers;
pub mod report;
mod resolve;
mod site_builder;

use std::path::{Path, PathBuf};

use jiff::civil;

use self::{atlas_builder::AtlasBuilder, fields::Fields, readers::Entry, site_builder::SiteBuilder};
pub use self::{
    fields::{Field, Profile},
    report::Report,
};
use crate::{
    formats::atlas::Imported,
    model::{Id, Source},
};

/// How to import a file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The source that every claim cites.
    pub source: Source,
    /// The file's format; detected from the file when absent.
    pub format: Option<readers::Format>,
    /// Names of the file's fields, each with its meaning.
    pub map: Vec<(String, Field)>,
    /// A publisher whose fields and words are known.
    pub profile: Option<Profile>,
    /// Today.
    pub day: civil::Date,
}

/// Why a whole file cannot be imported. Bad rows are not errors; [`Report`] lists them.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("cannot read {path}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// The file does not follow its format.
    #[error("{path}: {fault}", path = path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong, where, and how to fix it.
        fault: readers::Fault,
    },
    /// The source was issued after today, so none of its claims hold yet.
    #[error("the source {0} is dated in the future; correct `issued` in its record")]
    Future(String),
    /// A site cannot be serialized, which its types should make impossible.
    #[error("the site {id} cannot be written as JSON; this is a bug in oreatlas: please report it with the row")]
    Site {
        /// The site's id.
        id: Id,
        /// The cause.
        source: serde_json::Error,
    },
}

/// Imports a file. `progress` receives the number of bytes read so far.
///
/// # Errors
/// When the file as a whole cannot be read (truncated, in another format or encoding), or a site cannot be serialized.
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
        None => readers::Format::detect(file).map_err(io)?.map_err(fault)?,
    };
    let mut report = Report::new(file, format, &source.id);
    let mut sites = SiteBuilder::new(source, Fields::new(&options.map, options.profile), options.profile);
    let mut atlas = AtlasBuilder::new(source.clone(), options.day);
    readers::read(file, format, progress, &mut |entry| {
        report.rows += 1;
        let built = match entry {
            Entry::Row(row) => sites.build(row),
            Entry::Rejected(rejection) => Err(rejection),
        };
        match built {
            Ok(site) => atlas.push(site),
            Err(rejection) => report.reject(rejection),
        }
    })
    .map_err(fault)?;
    report.imported = atlas.len();
    let records = sites.finish(&mut report);
    Ok((atlas.finish(records, since)?, report))
}

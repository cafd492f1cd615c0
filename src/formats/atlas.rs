//! An atlas that is ready to serve: the catalog, and every site as a Feature. An imported atlas is one file, which opens
//! without the records of its sites.

use std::{path::Path, sync::Arc};

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::{WriteError, features::Features, text_store::TextStore};
use crate::{
    catalog::{Catalog, Columns},
    dataset::{
        Dataset,
        archive::{self, Archive, ArchiveError},
        output::Output,
    },
};

/// What is served.
pub struct Atlas {
    /// The facts that filters, facets and tiles read.
    pub catalog: Catalog,
    /// The Features that responses contain.
    pub features: Arc<Features>,
}

/// What an import puts in a file.
pub struct Imported {
    /// The records behind the sites; it has no sites itself.
    pub dataset: Dataset,
    /// The sites' flat facts, in the order of ids.
    pub columns: Columns,
    /// The sites as GeoJSON, in the same order.
    pub features: TextStore,
    /// The first day for which the facts are valid: the day on which the source published them.
    pub since: Option<civil::Date>,
    /// The day of the import.
    pub day: civil::Date,
}

/// The records that are not sites, with the days of the import.
#[derive(Serialize, Deserialize)]
struct Records<D> {
    #[serde(flatten)]
    dataset: D,
    since: Option<civil::Date>,
    day: civil::Date,
}

/// JSON: it holds types that only a format with names can read back, and is small.
const RECORDS: &str = "records.json";
/// Postcard.
const COLUMNS: &str = "columns.postcard";
/// Postcard: the ends of the compressed texts, and their dictionary.
const INDEX: &str = "features.postcard";
/// The compressed texts, as they are held in memory.
const FEATURES: &str = "features";

impl Atlas {
    /// An atlas of a catalog that has the records of its sites.
    ///
    /// # Errors
    /// When a record cannot be written as JSON, which its type should make impossible.
    pub fn new(catalog: Catalog) -> Result<Self, WriteError> {
        Ok(Self { features: Arc::new(Features::new(&catalog)?), catalog })
    }

    /// The same data as of another day.
    ///
    /// # Errors
    /// When a record cannot be written as JSON, which its type should make impossible.
    pub fn on(&self, day: civil::Date) -> Result<Self, WriteError> {
        let catalog = self.catalog.on(day);
        if catalog.evidence.is_empty() {
            return Ok(Self { features: Arc::clone(&self.features), catalog });
        }
        Self::new(catalog)
    }

    /// Opens a file that an import wrote, as of `day`.
    ///
    /// # Errors
    /// When it cannot be read, is not an atlas file, or is damaged.
    pub fn open(path: &Path, day: civil::Date) -> Result<Self, ArchiveError> {
        let imported = Imported::read(path)?;
        let features = Features::of(&imported.dataset, imported.features).map_err(unfit(path, RECORDS))?;
        let mut catalog = Catalog::of(Arc::new(imported.dataset), imported.columns, day);
        catalog.since = imported.since;
        Ok(Self { catalog, features: Arc::new(features) })
    }
}

/// Makes the error that a section is invalid.
fn unfit<E: ToString>(path: &Path, section: &'static str) -> impl Fn(E) -> ArchiveError {
    move |error| ArchiveError::Section { path: path.to_owned(), section, problem: error.to_string() }
}

impl Imported {
    /// Reads a file back.
    ///
    /// # Errors
    /// When it cannot be read, is not an atlas file, or is damaged.
    pub fn read(path: &Path) -> Result<Self, ArchiveError> {
        let mut archive = Archive::read(path)?;
        let mut take = |name: &'static str| archive.take(name).ok_or("it is missing").map_err(unfit(path, name));
        let records: Records<Dataset> = serde_json::from_slice(&take(RECORDS)?).map_err(unfit(path, RECORDS))?;
        let columns: Columns = postcard::from_bytes(&take(COLUMNS)?).map_err(unfit(path, COLUMNS))?;
        columns.check().map_err(unfit(path, COLUMNS))?;
        let index: TextStore = postcard::from_bytes(&take(INDEX)?).map_err(unfit(path, INDEX))?;
        let features = index.with_bytes(take(FEATURES)?).map_err(unfit(path, FEATURES))?;
        if features.len() != columns.len() {
            let problem = format!("it has {} texts for {} sites", features.len(), columns.len());
            return Err(unfit(path, INDEX)(problem));
        }
        let Records { dataset, since, day } = records;
        Ok(Self { dataset, columns, features, since, day })
    }

    /// Writes it to a file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(self, file: Output) -> Result<(), ArchiveError> {
        let path = file.target();
        self.features.check().map_err(unfit(path, FEATURES))?;
        let records = Records { dataset: &self.dataset, since: self.since, day: self.day };
        let records = serde_json::to_vec(&records).map_err(unfit(path, RECORDS))?;
        let columns = postcard::to_stdvec(&self.columns).map_err(unfit(path, COLUMNS))?;
        let index = postcard::to_stdvec(&self.features).map_err(unfit(path, INDEX))?;
        let sections =
            [(RECORDS, &*records), (COLUMNS, &*columns), (INDEX, &*index), (FEATURES, self.features.bytes())];
        archive::write(file, &sections)
    }
}

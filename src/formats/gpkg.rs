//! `GeoPackage` 1.4: the layer `sites` with its spatial index, the table `sources`, and licence and attribution in the
//! metadata tables.

use std::{cell, fs::File, io, path::Path};

use geopackage::{
    ColumnSpec, DataColumn, GeoPackage, GeometrySpec, MetadataScope, MetadataTarget, NewFeature, NewMetadata,
    OpenOptions, Synchronous, TableSchemaBuilder, Value,
    core::{
        datetime::DateTime,
        types::{ColumnType, GeometryType},
    },
};
use jiff::{civil, tz::TimeZone};
use serde_json::json;

use super::{
    Definition, LAYER, TITLE, WriteError,
    disk::Disk,
    table::{Cell, SOURCE_COLUMNS, fields, readers, source_cells},
    writing::{Selection, Writer},
};

/// The format.
pub(super) const DEFINITION: Definition = Definition::new(
    "application/geopackage+sqlite3",
    "a GeoPackage",
    "The same as a GeoPackage, with the sources in a table of their own",
    Writer::File(file),
);

/// The table of the sources.
const SOURCES: &str = "sources";

/// How many sites are written before the size of the file is noted.
const BATCH: usize = 256;

/// The size of the file while it grows.
struct Size<'a> {
    path: &'a Path,
    disk: Disk<'a>,
    noted: cell::Cell<u64>,
}

impl Size<'_> {
    fn note(&self) -> io::Result<()> {
        self.noted.set(self.disk.note(self.path, self.noted.get())?);
        Ok(())
    }
}

/// Writes a selection to a temporary file.
fn file(selection: &Selection<'_>, disk: Disk<'_>) -> Result<File, WriteError> {
    // The library wants a path; the file lives on without its folder until it is closed.
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("sites.gpkg");
    let package = OpenOptions::new().synchronous(Synchronous::Off).create(&path)?;
    // The same selection gives the same bytes. Otherwise a row that moves would leave the current time behind.
    package.connection().pragma_update(None, "secure_delete", true).map_err(geopackage::Error::from)?;
    let size = Size { path: &path, disk, noted: cell::Cell::new(0) };
    sites(&package, selection, &size)?;
    sources(&package, selection)?;
    metadata(&package, selection)?;
    let day = format!("{}T00:00:00.000Z", selection.catalog.day);
    let changed = package.connection().execute("UPDATE gpkg_contents SET last_change = ?1", [day]);
    changed.map_err(geopackage::Error::from)?;
    package.close()?;
    size.note()?;
    Ok(File::open(path)?)
}

fn sites(package: &GeoPackage, selection: &Selection<'_>, size: &Size<'_>) -> Result<(), WriteError> {
    let mut table = TableSchemaBuilder::new(LAYER)
        .identifier(TITLE)
        .description(&selection.terms().attribution)
        .geometry(GeometrySpec::new(GeometryType::Geometry, 4326));
    let fields = fields();
    for field in &fields {
        let kind = if field.is_number { ColumnType::Integer } else { ColumnType::Text(None) };
        table = table.column(ColumnSpec::new(field.name, kind));
    }
    let layer = package.create_layer(&table)?;
    for field in &fields {
        let described = DataColumn {
            column_name: field.name.to_owned(),
            name: None,
            title: None,
            description: Some(field.description.to_owned()),
            mime_type: None,
            constraint_name: None,
        };
        package.set_data_column(LAYER, &described)?;
    }
    let columns = &selection.catalog.columns;
    let readers = readers(&fields, columns);
    let mut stopped = Ok(());
    let mut may_go_on = |number: usize| {
        stopped = selection.stop.check().map_err(WriteError::from);
        if stopped.is_ok() && number.is_multiple_of(BATCH) {
            stopped = size.note().map_err(WriteError::from);
        }
        stopped.is_ok()
    };
    let rows = selection.sites.iter().enumerate().take_while(|&(number, _)| may_go_on(number)).map(|(_, row)| {
        let value = |cell| match cell {
            Cell::Text(text) => Value::Text(text.into_owned()),
            Cell::Number(number) => Value::Integer(number.into()),
            Cell::Degrees(degrees) => Value::Float(degrees),
            Cell::Null => Value::Null,
        };
        let values = readers.iter().map(|reader| value(reader.cell(row))).collect();
        match columns.geometries().geometry(row) {
            Some(geometry) => NewFeature::new(geometry.to_geo(), values),
            None => NewFeature::attributes(values),
        }
    });
    layer.write_all(rows, 0)?;
    stopped
}

fn sources(package: &GeoPackage, selection: &Selection<'_>) -> Result<(), WriteError> {
    let mut table = TableSchemaBuilder::new(SOURCES).description("The sources that the sites cite");
    for name in SOURCE_COLUMNS {
        table = table.column(ColumnSpec::new(name, ColumnType::Text(None)));
    }
    let layer = package.create_attributes_table(&table)?;
    let rows = selection.sources().into_iter().map(|(id, item)| {
        let cells = source_cells(&selection.catalog.dataset, id, item);
        NewFeature::<geo::Geometry>::attributes(cells.into_iter().map(Value::Text).collect())
    });
    layer.write_all(rows, 0)?;
    Ok(())
}

/// A description of the dataset by schema.org, which both people and programs read.
fn metadata(package: &GeoPackage, selection: &Selection<'_>) -> Result<(), WriteError> {
    let metadata: serde_json::Map<_, _> =
        selection.metadata().into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
    let document = json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": TITLE,
        "license": selection.terms().license_url().or_else(|| selection.terms().license.clone()),
        "creditText": selection.terms().attribution,
        "temporalCoverage": selection.catalog.day.to_string(),
        "isBasedOn": selection.about.bibliography,
        "additionalProperty": metadata,
    });
    let record = NewMetadata::new(MetadataScope::Dataset, "https://schema.org/Dataset", document.to_string())
        .mime_type("application/ld+json");
    let record = package.add_metadata(&record)?;
    let day = midnight(selection.catalog.day)?;
    package.add_metadata_reference(record, &MetadataTarget::GeoPackage, day, None)?;
    package.add_metadata_reference(record, &MetadataTarget::Table { table_name: LAYER.to_owned() }, day, None)?;
    Ok(())
}

/// When a day begins.
fn midnight(day: civil::Date) -> Result<DateTime, WriteError> {
    let time = day.to_zoned(TimeZone::UTC).map_err(io::Error::other)?.timestamp();
    Ok(DateTime::from_micros_since_epoch(time.as_microsecond()).map_err(io::Error::other)?)
}

//! `FlatGeobuf` 3: one layer with a packed Hilbert R-tree, so that a program can read a part of it over HTTP.
//!
//! Its index cannot hold a site without a location, so such sites are left out. Licence, attribution and sources are in the
//! header's metadata, as texts by name, which GDAL reads.

use std::{
    fs::File,
    io::{BufWriter, IntoInnerError},
};

use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geozero::{ColumnValue, PropertyProcessor};
use serde_json::{Map, Value};

use super::{
    Definition, LAYER, WriteError,
    disk::Disk,
    table::{Cell, fields, readers},
    writing::{Selection, Writer},
};

/// The format.
pub(super) const DEFINITION: Definition = Definition {
    has_null_geometry: false,
    ..Definition::new(
        "application/vnd.flatgeobuf",
        "FlatGeobuf",
        "The same as FlatGeobuf; sites without a geometry are left out",
        Writer::File(file),
    )
};

/// The bytes of a position.
const POSITION: usize = 16;

/// About the bytes of a feature beside its values and positions.
const OVERHEAD: usize = 120;

/// Writes a selection to a temporary file.
fn file(selection: &Selection<'_>, disk: Disk<'_>) -> Result<File, WriteError> {
    let metadata = selection.metadata();
    let description: Vec<String> = metadata.iter().map(|(name, text)| format!("{name}: {text}")).collect();
    let mut metadata: Map<String, Value> =
        metadata.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
    metadata.insert("sources".to_owned(), selection.bibliography().into());
    let options = FgbWriterOptions {
        // The library cannot write an empty index.
        write_index: selection.without_location() < selection.sites.count(),
        detect_type: false,
        promote_to_multi: false,
        crs: FgbCrs { org: Some("EPSG"), code: 4326, name: Some("WGS 84"), ..FgbCrs::default() },
        title: Some(super::TITLE),
        description: Some(&description.join("\n")),
        metadata: Some(&serde_json::to_string(&metadata)?),
        ..FgbWriterOptions::default()
    };
    let mut writer = FgbWriter::create_with_options(LAYER, GeometryType::Unknown, options)?;
    let fields = fields();
    for field in &fields {
        let kind = if field.is_number { ColumnType::UInt } else { ColumnType::String };
        writer.add_column(field.name, kind, |texts, described| {
            described.description = Some(texts.create_string(field.description));
        });
    }
    let columns = &selection.catalog.columns;
    let readers = readers(&fields, columns);
    selection.each(|row| {
        let Some(geometry) = columns.geometries().geometry(row) else { return Ok(()) };
        let cells: Vec<Cell<'_>> = readers.iter().map(|reader| reader.cell(row)).collect();
        // The library keeps the features in a temporary file until all of them are there.
        let positions = geometry.positions().count();
        disk.grow(cells.iter().map(Cell::size).sum::<usize>() + positions * POSITION + OVERHEAD)?;
        let mut failed = Ok(());
        writer.add_feature_geom(geometry.to_geo(), |feature| {
            failed = fields.iter().zip(&cells).enumerate().try_for_each(|(position, (field, cell))| {
                let value = match cell {
                    Cell::Text(text) => ColumnValue::String(text),
                    Cell::Number(number) => ColumnValue::UInt(*number),
                    Cell::Degrees(degrees) => ColumnValue::Double(*degrees),
                    Cell::Null => return Ok(()),
                };
                feature.property(position, field.name, &value).map(drop)
            });
        })?;
        Ok(failed?)
    })?;
    let mut out = BufWriter::new(disk.file()?);
    writer.write(&mut out)?;
    Ok(out.into_inner().map_err(IntoInnerError::into_error)?.into_file())
}

//! `GeoParquet` 1.1: geometries as WKB with the `bbox` column that covers them, so that a program reads only the rows
//! near what it looks at. Licence, attribution and sources are in the file's key-value metadata.

use std::{
    fs::File,
    io::{BufWriter, IntoInnerError},
    sync::Arc,
};

use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{StringBuilder, UInt32Builder},
};
use arrow_schema::{DataType, Field, Schema};
use geoarrow_array::{GeoArrowArray, builder::WkbBuilder};
use geoarrow_schema::WkbType;
use geoparquet::writer::{GeoParquetRecordBatchEncoder, GeoParquetWriterOptionsBuilder};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    file::{metadata::KeyValue, properties::WriterProperties},
};

use super::{
    Definition, WriteError,
    disk::Disk,
    table::{Cell, Field as TableField, fields},
    writing::{Selection, Writer},
};
use crate::catalog::Columns;

/// The format.
pub(super) const DEFINITION: Definition = Definition::new(
    "application/vnd.apache.parquet",
    "GeoParquet",
    "The same as GeoParquet, with geometries as WKB and their bounding boxes",
    Writer::File(file),
);

/// Sites that are written at once.
const BATCH: usize = 4096;

/// Rows in a group: what is held in memory before it is written, and what a reader can skip.
const GROUP: usize = 16 * 1024;

const GEOMETRY: &str = "geometry";

/// Writes a selection to a temporary file.
fn file(selection: &Selection<'_>, disk: Disk<'_>) -> Result<File, WriteError> {
    let schema = schema();
    let options = GeoParquetWriterOptionsBuilder::default()
        .set_primary_column(GEOMETRY.to_owned())
        .set_generate_covering(true)
        .build();
    let mut encoder = GeoParquetRecordBatchEncoder::try_new(&schema, &options)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP))
        .build();
    let out = BufWriter::new(disk.file()?);
    let mut writer = ArrowWriter::try_new(out, encoder.target_schema(), Some(properties))?;
    let mut batch = Vec::with_capacity(BATCH);
    let mut write = |batch: &mut Vec<usize>| -> Result<(), WriteError> {
        let rows = rows(&schema, &selection.catalog.columns, batch)?;
        batch.clear();
        Ok(writer.write(&encoder.encode_record_batch(&rows)?)?)
    };
    selection.each(|row| {
        batch.push(row);
        if batch.len() == BATCH { write(&mut batch) } else { Ok(()) }
    })?;
    write(&mut batch)?;
    let mut geo = encoder.into_geoparquet_metadata();
    for column in geo.columns.values_mut() {
        // Without a located site there is no bounding box, and JSON has no infinity.
        column.bbox = column.bbox.take().filter(|bbox| bbox.iter().all(|bound| bound.is_finite()));
    }
    let mut geo = serde_json::to_value(&geo)?;
    // The library has them in any order, and the same selection gives the same bytes.
    if let Some(types) = geo["columns"][GEOMETRY]["geometry_types"].as_array_mut() {
        types.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
    }
    let mut add = |name: &str, text: String| writer.append_key_value_metadata(KeyValue::new(name.to_owned(), text));
    add("geo", geo.to_string());
    selection.metadata().into_iter().for_each(|(name, text)| add(name, text));
    add("sources", selection.bibliography());
    Ok(writer.into_inner()?.into_inner().map_err(IntoInnerError::into_error)?.into_file())
}

fn schema() -> Arc<Schema> {
    let field = |field: &TableField| {
        let kind = if field.is_number { DataType::UInt32 } else { DataType::Utf8 };
        let about = [("description".to_owned(), field.description.to_owned())];
        Field::new(field.name, kind, true).with_metadata(about.into())
    };
    // A geometry column that names no reference system is in OGC:CRS84.
    let geometry = Field::new(GEOMETRY, DataType::Binary, true).with_extension_type(WkbType::default());
    Arc::new(Schema::new(fields().iter().map(field).chain([geometry]).collect::<Vec<_>>()))
}

fn rows(schema: &Arc<Schema>, columns: &Columns, sites: &[usize]) -> Result<RecordBatch, WriteError> {
    let mut arrays: Vec<ArrayRef> = fields().iter().map(|field| array(field, columns, sites)).collect();
    let mut geometries = WkbBuilder::<i32>::new(WkbType::default());
    for &row in sites {
        geometries.push_geometry(columns.geometries().geometry(row).map(|geometry| geometry.to_geo()).as_ref())?;
    }
    arrays.push(geometries.finish().to_array_ref());
    Ok(RecordBatch::try_new(Arc::clone(schema), arrays)?)
}

fn array(field: &TableField, columns: &Columns, sites: &[usize]) -> ArrayRef {
    let reader = field.reader(columns);
    let cells = sites.iter().map(|&row| reader.cell(row));
    if field.is_number {
        let mut numbers = UInt32Builder::with_capacity(sites.len());
        numbers.extend(cells.map(|cell| if let Cell::Number(number) = cell { Some(number) } else { None }));
        return Arc::new(numbers.finish());
    }
    let mut texts = StringBuilder::with_capacity(sites.len(), sites.len() * 16);
    texts.extend(cells.map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None }));
    Arc::new(texts.finish())
}

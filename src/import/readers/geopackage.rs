//! OGC `GeoPackage` with one layer of features.

use std::{error::Error, iter, path::Path, str::Utf8Error};

use geo_traits::to_geo::ToGeoGeometry;
use geopackage::{Feature, GeoPackage, Layer, ValueRef};
use serde_json::{Map, Value};

use super::{Each, Entry, Fault, Reason, Rejection, Row, RowLocation, geo_types};
use crate::{dataset::input, model::Geometry};

/// Reads the layer. `progress` receives the share of `bytes` that corresponds to the rows read so far.
pub(super) fn read(path: &Path, bytes: u64, progress: &dyn Fn(u64), each: Each<'_>) -> Result<(), Fault> {
    for suffix in ["-journal", "-wal"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(suffix);
        // SQLite reads it too, and would wait for a pipe.
        if Path::new(&beside).exists() {
            input::open(Path::new(&beside))?;
        }
    }
    let file = GeoPackage::open_read_only_lenient(path).map_err(|error| fault(&error))?;
    refuse_view(&file, |view| view.to_ascii_lowercase().starts_with("gpkg_"))?;
    let layers = file.layers().map_err(|error| fault(&error))?;
    let [layer] = layers.as_slice() else {
        let names: Vec<&str> = layers.iter().map(Layer::table_name).collect();
        let fix = "extract one of them: ogr2ogr one.gpkg FILE LAYER";
        return Err(Fault::new(format!("the file has {} feature layers ({}); {fix}", names.len(), names.join(", "))));
    };
    refuse_view(&file, |view| view.eq_ignore_ascii_case(layer.table_name()))?;
    check_crs(&file, layer)?;
    let rows = layer.count().map_err(|error| fault(&error))?.max(1);
    let id = layer.primary_key_column().unwrap_or("fid").to_owned();
    let mut cursor = layer.cursor().map_err(|error| fault(&error))?;
    for (record, feature) in (1..).zip(cursor.features().map_err(|error| fault(&error))?) {
        let location = RowLocation { record, line: None };
        match feature {
            Ok(feature) => each(entry(&feature, &id, location)),
            Err(error) if is_encoding(&error) => {
                let detail = format!("a text is not UTF-8: {error}; write the layer in UTF-8");
                each(Entry::Rejected(Rejection { location, id: None, reason: Reason::BadEncoding, detail }));
            }
            // The database itself is damaged, not just one value.
            Err(error @ geopackage::Error::Sqlite(_)) => return Err(fault(&error)),
            Err(error) => {
                each(Entry::Rejected(Rejection {
                    location,
                    id: None,
                    reason: Reason::BadValue,
                    detail: error.to_string(),
                }));
            }
        }
        if record % 256 == 0 {
            progress(bytes / rows * record);
        }
    }
    Ok(())
}

/// Refuses a view: it computes its rows, and may do so without end.
fn refuse_view(file: &GeoPackage, is_read: impl Fn(&str) -> bool) -> Result<(), Fault> {
    let views = || {
        let mut views = file.connection().prepare("SELECT name FROM sqlite_master WHERE type = 'view'")?;
        views.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()
    };
    match views().map_err(|error| fault(&error.into()))?.into_iter().find(|view| is_read(view)) {
        None => Ok(()),
        Some(view) => Err(Fault::new(format!(
            "{view} is a view, which may never end; write it as a table: ogr2ogr table.gpkg FILE {view}"
        ))),
    }
}

fn fault(error: &geopackage::Error) -> Fault {
    Fault::new(format!(
        "the file cannot be read as a GeoPackage: {error}; if it is truncated, download or copy it again"
    ))
}

/// Whether the error is only an invalid encoding, after which reading can go on.
fn is_encoding(error: &geopackage::Error) -> bool {
    let mut causes = iter::successors(Some(error as &(dyn Error + 'static)), |cause| (*cause).source());
    causes.any(|cause| cause.is::<Utf8Error>())
}

fn check_crs(file: &GeoPackage, layer: &Layer<'_>) -> Result<(), Fault> {
    let Some(column) = layer.geometry_column() else { return Ok(()) };
    let crs = file.srs(column.srs_id).map_err(|error| fault(&error))?;
    match crs {
        Some(crs) if crs.organization.eq_ignore_ascii_case("EPSG") && crs.organization_coordsys_id == 4326 => Ok(()),
        crs => {
            let name = crs.map_or_else(|| column.srs_id.to_string(), |crs| crs.name);
            Err(Fault::new(format!(
                "the coordinates are in {name}; convert the file to WGS 84: ogr2ogr -t_srs EPSG:4326"
            )))
        }
    }
}

fn entry(feature: &Feature, id: &str, location: RowLocation) -> Entry {
    let mut properties = Map::new();
    for (name, value) in feature.iter() {
        let value = match value {
            ValueRef::Boolean(value) => value.into(),
            ValueRef::Integer(value) => value.into(),
            ValueRef::Float(value) => value.into(),
            ValueRef::Text(value) => value.into(),
            ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()).into(),
            ValueRef::Date(date) => date.to_string().into(),
            ValueRef::DateTime(time) => time.to_string().into(),
            // Null, or a type that a later version of the library adds.
            _ => continue,
        };
        properties.insert(name.to_owned(), value);
    }
    // A fallback: an id in the source's own columns takes precedence.
    properties.entry(id).or_insert_with(|| Value::from(feature.fid()));
    match geometry(feature) {
        Ok(geometry) => Entry::Row(Row { location, id: None, properties, geometry }),
        Err((reason, detail)) => {
            Entry::Rejected(Rejection { location, id: Some(feature.fid().to_string()), reason, detail })
        }
    }
}

fn geometry(feature: &Feature) -> Result<Option<Geometry>, (Reason, String)> {
    let stored = feature.geometry().map_err(|error| (Reason::UnsupportedGeometry, error.to_string()))?;
    stored.and_then(|stored| stored.try_to_geometry()).map_or(Ok(None), geo_types::geometry)
}

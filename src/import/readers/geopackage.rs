//! OGC `GeoPackage`: the features of its one layer, row by row.

use std::{error::Error, iter, path::Path, str::Utf8Error};

use geo_traits::to_geo::ToGeoGeometry;
use geopackage::{Feature, GeoPackage, Layer, ValueRef};
use serde_json::{Map, Value};

use super::{Each, Entry, Fault, Place, Reason, Rejection, Row, shape};
use crate::model::Geometry;

/// Reads the layer; `progress` is told the share of `bytes` that its rows read so far are.
pub(super) fn read(path: &Path, bytes: u64, progress: &dyn Fn(u64), each: Each<'_>) -> Result<(), Fault> {
    let file = GeoPackage::open_read_only_lenient(path).map_err(|error| fault(&error))?;
    let layers = file.layers().map_err(|error| fault(&error))?;
    let [layer] = layers.as_slice() else {
        let names: Vec<&str> = layers.iter().map(Layer::table_name).collect();
        let what = "give a file of one: ogr2ogr one.gpkg FILE LAYER";
        return Err(Fault::new(format!("it has {} layers of features ({}); {what}", names.len(), names.join(", "))));
    };
    check_crs(&file, layer)?;
    let rows = layer.count().map_err(|error| fault(&error))?.max(1);
    let id = layer.primary_key_column().unwrap_or("fid").to_owned();
    let mut cursor = layer.cursor().map_err(|error| fault(&error))?;
    for (record, feature) in (1..).zip(cursor.features().map_err(|error| fault(&error))?) {
        let place = Place { record, line: None };
        match feature {
            Ok(feature) => each(entry(&feature, &id, place)),
            Err(error) if is_encoding(&error) => {
                let detail = format!("a text in it is not UTF-8: {error}; write the layer in UTF-8");
                each(Entry::Rejected(Rejection { place, id: None, reason: Reason::BadEncoding, detail }));
            }
            // The database itself is damaged, not one value in it.
            Err(error @ geopackage::Error::Sqlite(_)) => return Err(fault(&error)),
            Err(error) => {
                each(Entry::Rejected(Rejection {
                    place,
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

fn fault(error: &geopackage::Error) -> Fault {
    Fault::new(format!("cannot be read as a GeoPackage: {error}; was it cut short?"))
}

/// Whether a text's bytes are what is wrong: the row can be read, and the next one too.
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
            Err(Fault::new(format!("its coordinates are in {name}; write it in WGS 84: ogr2ogr -t_srs EPSG:4326")))
        }
    }
}

fn entry(feature: &Feature, id: &str, place: Place) -> Entry {
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
            // A null; the library leaves room for kinds to come.
            _ => continue,
        };
        properties.insert(name.to_owned(), value);
    }
    // The least of ids: any that the source's own columns give comes before it.
    properties.entry(id).or_insert_with(|| Value::from(feature.fid()));
    match geometry(feature) {
        Ok(geometry) => Entry::Row(Row { place, id: None, properties, geometry }),
        Err((reason, detail)) => {
            Entry::Rejected(Rejection { place, id: Some(feature.fid().to_string()), reason, detail })
        }
    }
}

fn geometry(feature: &Feature) -> Result<Option<Geometry>, (Reason, String)> {
    let stored = feature.geometry().map_err(|error| (Reason::UnsupportedGeometry, error.to_string()))?;
    stored.and_then(|stored| stored.try_to_geometry()).map_or(Ok(None), shape::of)
}

//! `FlatGeobuf`: a sequence of features, each validated before it is read.
//!
//! The library's readers of properties and rings trust the lengths in the file and panic where one is wrong, so this
//! module reads them and checks every length.

use std::io::{BufRead, Read};

use flatgeobuf::{ColumnType, FgbReader, GeometryType, packed_r_tree::PackedRTree, size_prefixed_root_as_feature};
use serde_json::{Map, Value};

use super::{Each, Entry, Fault, MAX_ROW, Reason, Rejection, Row, RowLocation};
use crate::model::{Geometry, Position};

/// More features than any file holds; a damaged header may claim more.
const MAX_FEATURES: u64 = 1 << 40;

/// A column of the header.
struct Column {
    name: String,
    kind: ColumnType,
}

pub(super) fn read(mut reader: impl BufRead, each: Each<'_>) -> Result<(), Fault> {
    let opened = FgbReader::open(&mut reader).map_err(|error| {
        Fault::new(format!("the header cannot be read: {error}; if the file is truncated, download or copy it again"))
    })?;
    let header = opened.header();
    let crs = header.crs().map(|crs| (crs.code(), crs.name().unwrap_or("another reference system").to_owned()));
    if let Some((_, name)) = crs.filter(|&(code, _)| code != 4326 && code != 0) {
        return Err(Fault::new(format!(
            "the coordinates are in {name}; convert the file to WGS 84: ogr2ogr -t_srs EPSG:4326"
        )));
    }
    let columns: Vec<Column> = header
        .columns()
        .into_iter()
        .flatten()
        .map(|column| Column { name: column.name().to_owned(), kind: column.type_() })
        .collect();
    let (kind, count, node) = (header.geometry_type(), header.features_count(), header.index_node_size());
    drop(opened);
    if count > MAX_FEATURES || node == 1 {
        return Err(Fault::new("the header is damaged; download or copy the file again"));
    }
    if count > 0 && node > 0 {
        let features = usize::try_from(count)
            .map_err(|_| Fault::new("the file has more features than this machine can address"))?;
        let index = PackedRTree::index_size(features, node) as u64;
        if std::io::copy(&mut Read::by_ref(&mut reader).take(index), &mut std::io::sink())? < index {
            return Err(Fault::new(super::TRUNCATED));
        }
    }
    let mut feature = Vec::new();
    for record in 1.. {
        if reader.fill_buf()?.is_empty() {
            // A count of 0 means that the number of features is unknown.
            let complete = count == 0 || record > count;
            return if complete {
                Ok(())
            } else {
                Err(Fault::new(format!("the file has {} of {count} features: {}", record - 1, super::TRUNCATED)))
            };
        }
        let mut size = [0; 4];
        reader.read_exact(&mut size).map_err(|_| Fault::new(super::TRUNCATED))?;
        let length = u32::from_le_bytes(size) as usize;
        if length > MAX_ROW {
            return Err(Fault::new(format!(
                "feature {record} claims a length of {length} bytes: the file is damaged; download or copy it again"
            )));
        }
        feature.clear();
        feature.extend_from_slice(&size);
        feature.resize(4 + length, 0);
        reader.read_exact(&mut feature[4..]).map_err(|_| Fault::new(super::TRUNCATED))?;
        each(entry(&feature, &columns, kind, RowLocation { record, line: None }));
    }
    Ok(())
}

fn entry(bytes: &[u8], columns: &[Column], kind: GeometryType, location: RowLocation) -> Entry {
    let reject = |reason, detail: String| Entry::Rejected(Rejection { location, id: None, reason, detail });
    let feature = match size_prefixed_root_as_feature(bytes) {
        Ok(feature) => feature,
        Err(error) => return reject(Reason::Malformed, error.to_string()),
    };
    let properties = feature.properties().map_or_else(|| Ok(Map::new()), |stored| properties(stored.bytes(), columns));
    let properties = match properties {
        Ok(properties) => properties,
        Err((reason, detail)) => return reject(reason, detail),
    };
    match feature.geometry().map_or(Ok(None), |stored| geometry(&stored, kind)) {
        Ok(geometry) => Entry::Row(Row { location, id: None, properties, geometry }),
        Err((reason, detail)) => reject(reason, detail),
    }
}

/// Reads pairs of a column number and a value.
fn properties(mut bytes: &[u8], columns: &[Column]) -> Result<Map<String, Value>, (Reason, String)> {
    let truncated = || (Reason::Malformed, "the properties end too early".to_owned());
    let mut properties = Map::new();
    while !bytes.is_empty() {
        let number = u16::from_le_bytes(take(&mut bytes).ok_or_else(truncated)?);
        let Some(column) = columns.get(usize::from(number)) else {
            return Err((
                Reason::Malformed,
                format!("a property refers to column {number}, which the header does not have"),
            ));
        };
        let value = value(&mut bytes, column)?.ok_or_else(truncated)?;
        properties.insert(column.name.clone(), value);
    }
    Ok(properties)
}

/// A value; `None` if the bytes end before it is complete.
fn value(bytes: &mut &[u8], column: &Column) -> Result<Option<Value>, (Reason, String)> {
    Ok(match column.kind {
        ColumnType::Byte => take(bytes).map(|value| i8::from_le_bytes(value).into()),
        ColumnType::UByte => take(bytes).map(|value| u8::from_le_bytes(value).into()),
        ColumnType::Bool => take(bytes).map(|[value]| (value != 0).into()),
        ColumnType::Short => take(bytes).map(|value| i16::from_le_bytes(value).into()),
        ColumnType::UShort => take(bytes).map(|value| u16::from_le_bytes(value).into()),
        ColumnType::Int => take(bytes).map(|value| i32::from_le_bytes(value).into()),
        ColumnType::UInt => take(bytes).map(|value| u32::from_le_bytes(value).into()),
        ColumnType::Long => take(bytes).map(|value| i64::from_le_bytes(value).into()),
        ColumnType::ULong => take(bytes).map(|value| u64::from_le_bytes(value).into()),
        ColumnType::Float => take(bytes).map(|value| f32::from_le_bytes(value).into()),
        ColumnType::Double => take(bytes).map(|value| f64::from_le_bytes(value).into()),
        kind => {
            let Some(length) = take(bytes).map(|length| u32::from_le_bytes(length) as usize) else { return Ok(None) };
            let Some((text, rest)) = bytes.split_at_checked(length) else { return Ok(None) };
            *bytes = rest;
            if kind == ColumnType::Binary {
                return Ok(Some(format!("{length} bytes").into()));
            }
            let Ok(text) = std::str::from_utf8(text) else {
                return Err((Reason::BadEncoding, format!("{} is not UTF-8; write the file in UTF-8", column.name)));
            };
            let json = (kind == ColumnType::Json).then(|| serde_json::from_str(text).ok()).flatten();
            Some(json.unwrap_or_else(|| text.into()))
        }
    })
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (&first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(first)
}

fn geometry(stored: &flatgeobuf::Geometry<'_>, common: GeometryType) -> Result<Option<Geometry>, (Reason, String)> {
    let kind = if common == GeometryType::Unknown { stored.type_() } else { common };
    let positions = |stored: &flatgeobuf::Geometry<'_>| -> Vec<Position> {
        let degrees: Vec<f64> = stored.xy().into_iter().flatten().collect();
        degrees.as_chunks().0.to_vec()
    };
    let rings = |stored: &flatgeobuf::Geometry<'_>| {
        let positions = positions(stored);
        let ends: Vec<usize> = match stored.ends() {
            Some(ends) if !ends.is_empty() => ends.iter().map(|end| end as usize).collect(),
            _ => vec![positions.len()],
        };
        let mut start = 0;
        ends.into_iter()
            .map(|end| {
                let ring = positions.get(start..end).map(<[Position]>::to_vec);
                start = end;
                ring.ok_or_else(|| (Reason::BadOutline, "the rings are longer than the geometry".to_owned()))
            })
            .collect::<Result<Vec<_>, _>>()
    };
    match kind {
        GeometryType::Point | GeometryType::MultiPoint => match positions(stored).as_slice() {
            [] => Ok(None),
            &[coordinates] if coordinates.iter().all(|degree| degree.is_nan()) => Ok(None),
            &[coordinates] => Ok(Some(Geometry::Point { coordinates })),
            several => Err((
                Reason::UnsupportedGeometry,
                super::unsupported(&format!("MultiPoint of {} points", several.len())),
            )),
        },
        GeometryType::Polygon => Ok(Some(Geometry::Polygon { coordinates: rings(stored)? })),
        GeometryType::MultiPolygon => {
            let parts = stored.parts().into_iter().flatten();
            Ok(Some(Geometry::MultiPolygon { coordinates: parts.map(|part| rings(&part)).collect::<Result<_, _>>()? }))
        }
        kind => {
            let name = kind.variant_name().unwrap_or("geometry of an unknown kind");
            Err((Reason::UnsupportedGeometry, super::unsupported(name)))
        }
    }
}

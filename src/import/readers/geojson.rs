//! GeoJSON (RFC 7946): a `FeatureCollection`, read Feature by Feature.

use std::io::BufRead;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Each, Entry, Fault, Reason, Rejection, Row, RowLocation, scan::Scan};
use crate::model::Geometry;

pub(super) fn read(reader: impl BufRead, each: Each<'_>) -> Result<(), Fault> {
    let mut collection = Collection::new(reader)?;
    while let Some(entry) = collection.advance()? {
        each(entry);
    }
    Ok(())
}

/// The Features of a collection.
struct Collection<R> {
    scan: Scan<R>,
    feature: Vec<u8>,
    record: u64,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    /// A Feature or the list's end comes next.
    First,
    /// A comma or the list's end comes next.
    Further,
    Ended,
}

impl<R: BufRead> Collection<R> {
    /// Reads up to the first Feature.
    fn new(reader: R) -> Result<Self, Fault> {
        let mut collection = Self { scan: Scan::new(reader), feature: Vec::new(), record: 0, state: State::First };
        collection.scan.skip_byte_order_mark()?;
        collection.scan.take(b'{')?;
        if !collection.members()? {
            return Err(collection.scan.fault("the file has no `features`; only a FeatureCollection can be imported"));
        }
        Ok(collection)
    }

    /// Reads members of the collection up to its `features`, or to its end.
    fn members(&mut self) -> Result<bool, Fault> {
        let Self { scan, feature: value, .. } = self;
        let mut first = self.state == State::First;
        loop {
            if scan.takes(b'}')? {
                return Ok(false);
            }
            if !first {
                scan.take(b',')?;
            }
            first = false;
            scan.value(value)?;
            let Ok(key) = serde_json::from_slice::<String>(value) else {
                return Err(scan.fault("a member name in quotes is expected here"));
            };
            scan.take(b':')?;
            if key == "features" {
                scan.take(b'[')?;
                return Ok(true);
            }
            scan.value(value)?;
            let Ok(value) = serde_json::from_slice::<Value>(value) else {
                return Err(scan.fault(&format!("the value of {key:?} is not valid JSON")));
            };
            check_member(&key, &value).map_err(|what| scan.fault(&what))?;
        }
    }

    fn advance(&mut self) -> Result<Option<Entry>, Fault> {
        if self.state == State::Ended {
            return Ok(None);
        }
        if self.scan.takes(b']')? {
            // `members` expects a comma before the next member.
            self.state = State::Ended;
            if self.members()? {
                return Err(self.scan.fault("`features` occurs a second time here; keep one list"));
            }
            return match self.scan.token()? {
                None => Ok(None),
                Some(_) => Err(self.scan.fault("there is text after the end of the collection; remove it")),
            };
        }
        if self.state == State::Further {
            self.scan.take(b',')?;
        }
        self.state = State::Further;
        self.scan.token()?;
        self.record += 1;
        let location = RowLocation { record: self.record, line: Some(self.scan.line) };
        self.scan.value(&mut self.feature)?;
        Ok(Some(feature(&self.feature, location)))
    }
}

/// Checks the members of the collection other than `features`.
fn check_member(key: &str, value: &Value) -> Result<(), String> {
    match key {
        "type" if value != "FeatureCollection" => {
            Err(format!("the type is {value}; only a FeatureCollection can be imported"))
        }
        // GeoJSON had this member before RFC 7946.
        "crs" => {
            let name = value["properties"]["name"].as_str().unwrap_or_default();
            let is_wgs84 = value.is_null() || name.ends_with("CRS84") || name.ends_with("4326");
            let fix = "convert the file to WGS 84, as RFC 7946 requires: ogr2ogr -t_srs EPSG:4326";
            if is_wgs84 { Ok(()) } else { Err(format!("the coordinates are in {name:?}; {fix}")) }
        }
        _ => Ok(()),
    }
}

/// The members of a Feature that an import reads.
#[derive(Deserialize)]
struct Feature {
    #[serde(rename = "type", default)]
    kind: Value,
    #[serde(default)]
    id: Value,
    #[serde(default)]
    geometry: Value,
    #[serde(default)]
    properties: Value,
}

/// A Feature from its bytes.
pub(super) fn feature(bytes: &[u8], location: RowLocation) -> Entry {
    let reject = |id: Option<String>, reason: Reason, detail: String| {
        Entry::Rejected(Rejection { location, id, reason, detail })
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            let lines = before.matches('\n').count() as u64;
            let near: String = before.chars().rev().take(30).collect::<Vec<_>>().into_iter().rev().collect();
            let location = RowLocation { line: location.line.map(|line| line + lines), ..location };
            let detail = format!("not UTF-8 after {near:?}; save the file as UTF-8");
            return Entry::Rejected(Rejection { location, id: None, reason: Reason::BadEncoding, detail });
        }
    };
    let feature: Feature = match serde_json::from_str(text) {
        Ok(feature) => feature,
        Err(error) => return reject(None, Reason::Malformed, error.to_string()),
    };
    let id = match &feature.id {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    };
    if feature.kind != "Feature" {
        return reject(id, Reason::NotAFeature, format!("the type is {}, not \"Feature\"", feature.kind));
    }
    let properties = match feature.properties {
        Value::Object(properties) => properties,
        Value::Null => Map::new(),
        other => {
            return reject(id, Reason::NotAFeature, format!("the properties are not an object: {}", short(&other)));
        }
    };
    match geometry(feature.geometry) {
        Ok(geometry) => Entry::Row(Row { location, id, properties, geometry }),
        Err((reason, detail)) => reject(id, reason, detail),
    }
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(60).collect()
}

/// A geometry of a type that sites have. Heights are dropped.
fn geometry(value: Value) -> Result<Option<Geometry>, (Reason, String)> {
    let Value::Object(mut geometry) = value else {
        return if value.is_null() {
            Ok(None)
        } else {
            Err((Reason::Malformed, format!("the geometry is not an object: {}", short(&value))))
        };
    };
    let kind = geometry.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    let coordinates = geometry.remove("coordinates").unwrap_or_default();
    // An empty geometry has empty coordinates.
    if coordinates.as_array().is_some_and(Vec::is_empty) {
        return Ok(None);
    }
    let malformed = |_| (Reason::Malformed, format!("the coordinates of the {kind} do not follow RFC 7946"));
    let flat = |positions: Vec<Vec<Vec<f64>>>| {
        let position = |position: Vec<f64>| match position.as_slice() {
            &[lon, lat, ..] => Ok([lon, lat]),
            _ => Err((Reason::Malformed, "a position has fewer than two numbers".to_owned())),
        };
        positions.into_iter().map(|ring| ring.into_iter().map(position).collect()).collect::<Result<Vec<Vec<_>>, _>>()
    };
    let read = serde_json::from_value;
    match kind.as_str() {
        "Point" => {
            let position: Vec<f64> = serde_json::from_value(coordinates).map_err(malformed)?;
            let first = flat(vec![vec![position]])?.into_iter().flatten().next();
            Ok(first.map(|coordinates| Geometry::Point { coordinates }))
        }
        "MultiPoint" => {
            let points: Vec<Vec<f64>> = serde_json::from_value(coordinates).map_err(malformed)?;
            match flat(vec![points])?.concat().as_slice() {
                &[coordinates] => Ok(Some(Geometry::Point { coordinates })),
                several => Err((
                    Reason::UnsupportedGeometry,
                    super::unsupported(&format!("MultiPoint of {} points", several.len())),
                )),
            }
        }
        "Polygon" => Ok(Some(Geometry::Polygon { coordinates: flat(read(coordinates).map_err(malformed)?)? })),
        "MultiPolygon" => {
            let polygons: Vec<Vec<Vec<Vec<f64>>>> = serde_json::from_value(coordinates).map_err(malformed)?;
            let coordinates = polygons.into_iter().map(flat).collect::<Result<_, _>>()?;
            Ok(Some(Geometry::MultiPolygon { coordinates }))
        }
        _ => Err((Reason::UnsupportedGeometry, super::unsupported(&kind))),
    }
}

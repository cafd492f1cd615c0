//! The geometries of a record, with JSON Pointers to them.

use std::borrow::Cow;

use crate::{
    dataset::Record,
    model::{Claim, Geometry, claim::Location, geometry::Ring},
};

/// A geometry in a record.
pub(super) struct RecordGeometry<'a> {
    /// The pointer to the coordinates.
    pub coordinates: String,
    /// The geometry.
    pub geometry: Cow<'a, Geometry>,
    /// The uncertainty in metres of the location claim that it is from.
    pub uncertainty_m: Option<u32>,
}

impl RecordGeometry<'_> {
    /// Every ring with the pointer to it, and whether it is an exterior ring.
    pub fn rings(&self) -> Vec<(String, bool, &Ring)> {
        match self.geometry.as_ref() {
            Geometry::Point { .. } => Vec::new(),
            Geometry::Polygon { coordinates } => rings(&self.coordinates, coordinates).collect(),
            Geometry::MultiPolygon { coordinates } => coordinates
                .iter()
                .enumerate()
                .flat_map(|(index, polygon)| {
                    rings(&format!("{}/{index}", self.coordinates), polygon).collect::<Vec<_>>()
                })
                .collect(),
        }
    }
}

fn rings<'a>(pointer: &str, polygon: &'a [Ring]) -> impl Iterator<Item = (String, bool, &'a Ring)> {
    polygon.iter().enumerate().map(move |(index, ring)| (format!("{pointer}/{index}"), index == 0, ring))
}

/// The location claims of a record with the pointers to them.
pub(super) fn locations(record: &Record) -> impl Iterator<Item = (String, &Location)> {
    super::claims::claims(record).filter_map(|(pointer, claim)| match claim {
        Claim::Location(location) => Some((pointer, location)),
        _ => None,
    })
}

/// Every geometry of a record: its own and those of its claims.
pub(super) fn geometries(record: &Record) -> Vec<RecordGeometry<'_>> {
    let mut geometries = Vec::new();
    match record {
        Record::Site(site) => {
            let uncertainty_m = site.properties.uncertainty_m();
            geometries.extend(site.geometry.iter().map(|geometry| borrowed("/geometry", geometry, uncertainty_m)));
        }
        Record::Boundaries(boundaries) => {
            geometries.extend(
                boundaries
                    .features
                    .iter()
                    .enumerate()
                    .map(|(index, feature)| borrowed(&format!("/features/{index}/geometry"), &feature.geometry, None)),
            );
        }
        _ => {}
    }
    for (pointer, location) in locations(record) {
        if let Some(coordinates) = location.coordinates {
            geometries.push(RecordGeometry {
                coordinates: format!("{pointer}/coordinates"),
                geometry: Cow::Owned(Geometry::Point { coordinates }),
                uncertainty_m: location.uncertainty_m,
            });
        }
        if let Some(outline) = &location.outline {
            geometries.push(borrowed(&format!("{pointer}/outline"), outline, location.uncertainty_m));
        }
    }
    geometries
}

fn borrowed<'a>(pointer: &str, geometry: &'a Geometry, uncertainty_m: Option<u32>) -> RecordGeometry<'a> {
    RecordGeometry { coordinates: format!("{pointer}/coordinates"), geometry: Cow::Borrowed(geometry), uncertainty_m }
}

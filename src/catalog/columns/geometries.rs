//! The locations of sites: most are points, some outlines, and some are not established.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Geometry, Position};

/// A type of geometry that sites have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One position.
    Point,
    /// An outline of one or more polygons.
    Area,
}

/// One location per row, in WGS 84.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Geometries {
    points: Vec<Option<Position>>,
    /// Polygons and multi-polygons.
    outlines: BTreeMap<u32, Outline>,
}

/// An outline as the rings of its polygons: postcard cannot read tagged enums back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Outline {
    many: bool,
    polygons: Vec<Vec<Vec<Position>>>,
}

impl Geometries {
    /// Longitude and latitude of a row that is a point.
    pub fn point(&self, row: usize) -> Option<Position> {
        self.points[row]
    }

    /// The points, row by row.
    pub fn points(&self) -> &[Option<Position>] {
        &self.points
    }

    /// The geometry of a row; `None` if no location is established.
    pub fn geometry(&self, row: usize) -> Option<Geometry> {
        if let Some(coordinates) = self.points[row] {
            return Some(Geometry::Point { coordinates });
        }
        u32::try_from(row).ok().and_then(|row| self.outlines.get(&row)).map(Outline::geometry)
    }

    /// The type of a row's geometry; `None` if no location is established.
    pub fn shape(&self, row: usize) -> Option<Shape> {
        let is_outline = || u32::try_from(row).is_ok_and(|row| self.outlines.contains_key(&row));
        if self.points[row].is_some() { Some(Shape::Point) } else { is_outline().then_some(Shape::Area) }
    }

    /// Whether a row has a geometry.
    pub fn is_located(&self, row: usize) -> bool {
        self.shape(row).is_some()
    }

    /// The rows that have an outline, ascending, with their outlines.
    pub fn outlines(&self) -> impl Iterator<Item = (usize, Geometry)> {
        self.outlines.iter().map(|(&row, outline)| (row as usize, outline.geometry()))
    }

    pub(super) fn push(&mut self, geometry: Option<&Geometry>) {
        let row = u32::try_from(self.points.len()).unwrap_or(u32::MAX);
        self.points.push(match geometry {
            Some(&Geometry::Point { coordinates }) => Some(coordinates),
            _ => None,
        });
        let (many, polygons) = match geometry {
            Some(Geometry::Polygon { coordinates }) => (false, vec![coordinates.clone()]),
            Some(Geometry::MultiPolygon { coordinates }) => (true, coordinates.clone()),
            Some(Geometry::Point { .. }) | None => return,
        };
        self.outlines.insert(row, Outline { many, polygons });
    }

    pub(super) fn gather(&self, order: &[u32]) -> Self {
        let outline = |(new, old): (u32, &u32)| Some((new, self.outlines.get(old)?.clone()));
        Self {
            points: super::gather(&self.points, order),
            outlines: if self.outlines.is_empty() {
                BTreeMap::new()
            } else {
                (0..).zip(order).filter_map(outline).collect()
            },
        }
    }
}

impl Outline {
    fn geometry(&self) -> Geometry {
        match self.polygons.as_slice() {
            [only] if !self.many => Geometry::Polygon { coordinates: only.clone() },
            _ => Geometry::MultiPolygon { coordinates: self.polygons.clone() },
        }
    }
}

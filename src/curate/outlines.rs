//! The outlines of provinces and countries, against which locations are checked.

use std::collections::BTreeMap;

use geo::{
    Area, BoundingRect, Distance, Euclidean, InteriorPoint, Intersects, LineString, MapCoords, MultiPolygon, Point,
    Rect,
};

use crate::{
    dataset::{Record, Tree},
    model::{Geometry, Position},
};

/// The length of one degree of latitude on the mean sphere, in metres.
const DEGREE_M: f64 = 111_195.0;

/// The margin around the bounding box of a country, in degrees: for coastal waters and coarse outlines.
const ROOM: f64 = 1.0;

/// The outlines of provinces, by ISO 3166-2 code.
pub(super) struct Outlines<'a>(BTreeMap<&'a str, Outline<'a>>);

/// The outline of a province.
pub(super) struct Outline<'a> {
    /// The English name.
    pub name: &'a str,
    shape: MultiPolygon,
    area: Rect,
}

impl<'a> Outlines<'a> {
    pub fn new(tree: &'a Tree) -> Self {
        let mut outlines = BTreeMap::new();
        for (_, record) in tree.records() {
            let Record::Boundaries(boundaries) = record else { continue };
            for feature in &boundaries.features {
                let shape = feature.geometry.to_multi_polygon();
                if let Some(area) = shape.bounding_rect() {
                    let name = feature.properties.name.as_str();
                    outlines.insert(feature.properties.id.as_str(), Outline { name, shape, area });
                }
            }
        }
        Self(outlines)
    }

    pub fn get(&self, province: &str) -> Option<&Outline<'a>> {
        self.0.get(province)
    }

    /// The codes of the provinces of a country.
    pub fn provinces<'o>(&'o self, country: &'o str) -> impl Iterator<Item = &'a str> + 'o {
        self.0.keys().copied().filter(move |code| code.strip_prefix(country).is_some_and(|rest| rest.starts_with('-')))
    }

    /// The province that contains a position.
    pub fn around(&self, position: Position) -> Option<(&'a str, &Outline<'a>)> {
        self.0.iter().find(|(_, outline)| outline.holds(position)).map(|(code, outline)| (*code, outline))
    }

    /// The bounding box of a country, with a margin.
    pub fn country(&self, country: &str) -> Option<Rect> {
        let areas = self.provinces(country).filter_map(|code| self.get(code)).map(|outline| outline.area);
        let area = areas.flat_map(|area| [area.min(), area.max()]).collect::<LineString>().bounding_rect()?;
        let room = geo::coord! { x: ROOM, y: ROOM };
        Some(Rect::new(area.min() - room, area.max() + room))
    }
}

impl Outline<'_> {
    /// Whether a position is inside or on the edge.
    pub fn holds(&self, position: Position) -> bool {
        let point = Point::from(position);
        self.area.intersects(&point) && self.shape.intersects(&point)
    }

    /// The distance of a position from the province in metres, computed on a tangent plane: accurate to one percent at
    /// the distances that uncertainties have.
    pub fn metres_to(&self, position: Position) -> f64 {
        if self.holds(position) {
            return 0.0;
        }
        let [lon, lat] = position;
        let flat = self.shape.map_coords(|at| {
            geo::coord! {
                x: (at.x - lon) * lat.to_radians().cos() * DEGREE_M,
                y: (at.y - lat) * DEGREE_M,
            }
        });
        Euclidean.distance(&Point::new(0.0, 0.0), &flat)
    }
}

/// A position that represents a geometry: the point, or one inside the largest polygon.
pub(super) fn representative(geometry: &Geometry) -> Option<Position> {
    if let Geometry::Point { coordinates } = geometry {
        return Some(*coordinates);
    }
    let largest =
        geometry.to_multi_polygon().into_iter().max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
    largest.interior_point().map(|point| [point.x(), point.y()])
}

//! The geometries of records: RFC 7946 Point, Polygon and `MultiPolygon`, in WGS 84.

use geo::{Closest, Distance, Haversine, HaversineClosestPoint, Intersects};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Longitude and latitude in decimal degrees, WGS 84 (RFC 7946, section 3.1.1).
pub type Position = [f64; 2];

/// A closed ring: the last position repeats the first (RFC 7946, section 3.1.6).
pub type Ring = Vec<Position>;

/// A point, or an outline of one or more polygons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", deny_unknown_fields)]
pub enum Geometry {
    /// One position.
    Point {
        /// Longitude, latitude.
        coordinates: Position,
    },
    /// An exterior ring, counter-clockwise, and holes, clockwise.
    Polygon {
        /// The rings.
        coordinates: Vec<Ring>,
    },
    /// Several polygons.
    MultiPolygon {
        /// The polygons' rings.
        coordinates: Vec<Vec<Ring>>,
    },
}

impl Geometry {
    /// Every ring, with whether it is an exterior ring. A point has none.
    pub fn rings(&self) -> impl Iterator<Item = (bool, &Ring)> {
        let polygons: &[Vec<Ring>] = match self {
            Self::Point { .. } => &[],
            Self::Polygon { coordinates } => std::slice::from_ref(coordinates),
            Self::MultiPolygon { coordinates } => coordinates,
        };
        polygons.iter().flat_map(|rings| rings.iter().enumerate().map(|(index, ring)| (index == 0, ring)))
    }

    /// Every position.
    pub fn positions(&self) -> impl Iterator<Item = &Position> {
        let point = match self {
            Self::Point { coordinates } => Some(coordinates),
            _ => None,
        };
        point.into_iter().chain(self.rings().flat_map(|(_, ring)| ring))
    }

    /// Applies `change` to every position.
    pub fn for_each_position_mut(&mut self, mut change: impl FnMut(&mut Position)) {
        match self {
            Self::Point { coordinates } => change(coordinates),
            Self::Polygon { coordinates } => coordinates.iter_mut().flatten().for_each(change),
            Self::MultiPolygon { coordinates } => {
                coordinates.iter_mut().flatten().flatten().for_each(change);
            }
        }
    }

    /// The great-circle distance to another geometry in metres, 0 if they touch. Between two outlines it is measured from
    /// the vertices, so it is an upper bound.
    pub fn distance_m(&self, other: &Self) -> f64 {
        let (a, b) = (self.to_geo(), other.to_geo());
        if a.intersects(&b) {
            return 0.0;
        }
        let from = |positions: &Self, to: &geo::Geometry| {
            positions
                .positions()
                .map(|&position| {
                    let point = geo::Point::from(position);
                    match to.haversine_closest_point(&point) {
                        Closest::Intersection(closest) | Closest::SinglePoint(closest) => {
                            Haversine.distance(point, closest)
                        }
                        Closest::Indeterminate => f64::INFINITY,
                    }
                })
                .fold(f64::INFINITY, f64::min)
        };
        from(self, &b).min(from(other, &a))
    }

    /// The same geometry as a type of the `geo` crate.
    pub fn to_geo(&self) -> geo::Geometry {
        match self {
            Self::Point { coordinates } => geo::Geometry::Point((*coordinates).into()),
            Self::Polygon { coordinates } => geo::Geometry::Polygon(polygon(coordinates)),
            Self::MultiPolygon { .. } => geo::Geometry::MultiPolygon(self.to_multi_polygon()),
        }
    }

    /// The polygons of an outline as a type of the `geo` crate. A point has none.
    pub fn to_multi_polygon(&self) -> geo::MultiPolygon {
        match self {
            Self::Point { .. } => geo::MultiPolygon::new(Vec::new()),
            Self::Polygon { coordinates } => polygon(coordinates).into(),
            Self::MultiPolygon { coordinates } => coordinates.iter().map(|rings| polygon(rings)).collect(),
        }
    }
}

fn polygon(rings: &[Ring]) -> geo::Polygon {
    let mut lines =
        rings.iter().map(|ring| ring.iter().map(|&[x, y]| geo::coord! { x: x, y: y }).collect::<geo::LineString>());
    let exterior = lines.next().unwrap_or_else(|| geo::LineString::new(Vec::new()));
    geo::Polygon::new(exterior, lines.collect())
}

/// The number of decimals of a degree with which a position is written: the smallest d with
/// 111 km / 10^d <= uncertainty / 10. None if the uncertainty is unknown.
pub fn decimals(uncertainty_m: Option<u32>) -> Option<usize> {
    // Seven decimals are about a centimetre.
    uncertainty_m.map(|metres| (0..7).find(|&d| u64::from(metres) * 10_u64.pow(d) >= 1_110_000).unwrap_or(7) as usize)
}

#[cfg(test)]
mod tests {
    use super::decimals;

    #[test]
    fn decimals_follow_from_the_uncertainty() {
        for (metres, expected) in
            [(50_000, 2), (20_000, 2), (5000, 3), (3000, 3), (1110, 3), (1000, 4), (300, 4), (1, 7), (2_000_000, 0)]
        {
            assert_eq!(decimals(Some(metres)), Some(expected), "{metres} m");
        }
        assert_eq!(decimals(None), None);
    }
}

//! The reference systems that an expression's coordinates may be in.

use super::super::{BadParameter, filter::nearest};
use crate::model::vocabulary::vocabulary;

/// The radius of the sphere of EPSG:3857 in metres.
const RADIUS: f64 = 6_378_137.0;

vocabulary! {
    /// A reference system, by its URI.
    pub enum Crs {
        Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        Epsg4326 = "http://www.opengis.net/def/crs/EPSG/0/4326",
        Epsg3857 = "http://www.opengis.net/def/crs/EPSG/0/3857",
    }
}

#[expect(clippy::derivable_impls, reason = "the list of words has no place for the attribute")]
impl Default for Crs {
    fn default() -> Self {
        Self::Crs84
    }
}

impl Crs {
    /// The reference system of this URI.
    ///
    /// # Errors
    /// When it is not offered.
    pub fn parse(parameter: &str, uri: &str) -> Result<Self, BadParameter> {
        Self::ALL.iter().find(|crs| crs.as_str() == uri).copied().ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|crs| crs.as_str()).collect();
            BadParameter::new(parameter, format!("{uri:?} is not offered"), nearest(&known, uri))
        })
    }

    /// Longitude and latitude in degrees of a position in this system, its axes in their order; none where there is no
    /// such place.
    pub(super) fn to_degrees(self, position: geo::Coord) -> Option<geo::Coord> {
        let geo::Coord { x, y } = match self {
            Self::Crs84 => position,
            Self::Epsg4326 => geo::Coord { x: position.y, y: position.x },
            Self::Epsg3857 => geo::Coord {
                x: (position.x / RADIUS).to_degrees(),
                y: (position.y / RADIUS).sinh().atan().to_degrees(),
            },
        };
        // A rounding error beyond the edge of the world is its edge.
        let within = |degrees: f64, edge: f64| (degrees.abs() <= edge + 1e-9).then(|| degrees.clamp(-edge, edge));
        Some(geo::Coord { x: within(x, 180.0)?, y: within(y, 90.0)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_and_metres() {
        let at = |crs: Crs, x: f64, y: f64| crs.to_degrees(geo::coord! { x: x, y: y });
        assert_eq!(at(Crs::Crs84, 62.0, 29.0), Some(geo::coord! { x: 62.0, y: 29.0 }));
        assert_eq!(at(Crs::Epsg4326, 29.0, 62.0), Some(geo::coord! { x: 62.0, y: 29.0 }));
        assert_eq!(at(Crs::Crs84, 1e6, 1e6), None);
        assert_eq!(at(Crs::Crs84, f64::INFINITY, 0.0), None);
        // The corner of the world, as EPSG's record of 3857 gives it.
        let corner = at(Crs::Epsg3857, 20_037_508.342_789_244, 20_037_508.342_789_244).unwrap();
        assert!((corner.x - 180.0).abs() < 1e-9 && (corner.y - 85.051_128_779_806_6).abs() < 1e-9, "{corner:?}");
        assert_eq!(at(Crs::Epsg3857, 2.1e7, 0.0), None);
    }
}

//! The reference systems that an expression's coordinates may be in.

use super::super::{BadParameter, filter::nearest};
use crate::model::{Position, vocabulary::vocabulary};

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

    /// Its URI.
    #[must_use]
    pub fn uri(self) -> &'static str {
        self.as_str()
    }

    /// The longitude and latitude of a position, its axes in their order; none where it lies outside the earth's.
    #[must_use]
    pub fn to_wgs84(self, [first, second]: Position) -> Option<Position> {
        let [lon, lat] = match self {
            Self::Crs84 => [first, second],
            Self::Epsg4326 => [second, first],
            Self::Epsg3857 => [(first / RADIUS).to_degrees(), (second / RADIUS).sinh().atan().to_degrees()],
        };
        // A rounding error beyond the edge of the world is its edge.
        let within = |degrees: f64, edge: f64| (degrees.abs() <= edge + 1e-9).then(|| degrees.clamp(-edge, edge));
        Some([within(lon, 180.0)?, within(lat, 90.0)?])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_and_metres() {
        assert_eq!(Crs::Crs84.to_wgs84([62.0, 29.0]), Some([62.0, 29.0]));
        assert_eq!(Crs::Epsg4326.to_wgs84([29.0, 62.0]), Some([62.0, 29.0]));
        assert_eq!(Crs::Crs84.to_wgs84([1e6, 1e6]), None);
        assert_eq!(Crs::Crs84.to_wgs84([f64::INFINITY, 0.0]), None);
        // The corner of the world, as EPSG's record of 3857 gives it.
        let [lon, lat] = Crs::Epsg3857.to_wgs84([20_037_508.342_789_244, 20_037_508.342_789_244]).unwrap();
        assert!((lon - 180.0).abs() < 1e-9 && (lat - 85.051_128_779_806_6).abs() < 1e-9, "{lon} {lat}");
        assert_eq!(Crs::Epsg3857.to_wgs84([2.1e7, 0.0]), None);
    }
}

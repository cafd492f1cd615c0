//! The coordinate reference systems of requests and responses (OGC API - Features Part 2, 18-058r1).

use std::sync::LazyLock;

use proj4rs::{Proj, transform::transform};

use super::BadParameter;
use crate::model::Position;

/// A reference system. Its positions have their axes in its own order, in degrees or metres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Crs {
    /// WGS 84, longitude before latitude, as in `GeoJSON` and in the records. The default.
    #[default]
    Crs84,
    /// WGS 84, latitude before longitude.
    Epsg4326,
    /// WGS 84 / Pseudo-Mercator, metres east and north.
    Epsg3857,
}

/// Pseudo-Mercator and the degrees it is computed from. With `+over`, positions beyond the edge are not wrapped around the
/// world, so that they can be refused.
static MERCATOR: LazyLock<Option<(Proj, Proj)>> = LazyLock::new(|| {
    let degrees = Proj::from_proj_string("+proj=longlat +datum=WGS84 +over +no_defs");
    let metres = Proj::from_proj_string("+proj=merc +a=6378137 +b=6378137 +units=m +nadgrids=@null +over +no_defs");
    degrees.ok().zip(metres.ok())
});

impl Crs {
    /// The greatest easting of Pseudo-Mercator in metres: half the equator.
    pub const EDGE_M: f64 = 20_037_508.342_789_244;

    /// Every supported reference system, the default first.
    pub const ALL: [Self; 3] = [Self::Crs84, Self::Epsg4326, Self::Epsg3857];

    /// Their URIs.
    pub const URIS: [&'static str; 3] = [Self::Crs84.uri(), Self::Epsg4326.uri(), Self::Epsg3857.uri()];

    /// The URI, as in the description of a collection.
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Crs84 => "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            Self::Epsg4326 => "http://www.opengis.net/def/crs/EPSG/0/4326",
            Self::Epsg3857 => "http://www.opengis.net/def/crs/EPSG/0/3857",
        }
    }

    /// Parses the URI in the value of `parameter`. Shorter names are refused, because every value that the collection does
    /// not list must be (`/req/crs/fc-crs-valid-value`).
    ///
    /// # Errors
    /// When it is not the URI of a supported reference system.
    pub fn parse(parameter: &str, value: &str) -> Result<Self, BadParameter> {
        Self::ALL.into_iter().find(|crs| crs.uri() == value).ok_or_else(|| {
            let problem = format!("the reference system {value:?} is not offered");
            BadParameter::new(parameter, problem, format!("offered are {}", Self::URIS.join(", ")))
        })
    }

    /// Converts a longitude and latitude; `None` if the system has no such position, as Pseudo-Mercator has no poles.
    pub fn from_wgs84(self, position: Position) -> Option<Position> {
        let [lon, lat] = on_earth(position)?;
        match self {
            Self::Crs84 => Some([lon, lat]),
            Self::Epsg4326 => Some([lat, lon]),
            Self::Epsg3857 => {
                let (degrees, metres) = MERCATOR.as_ref()?;
                let mut point = (lon.to_radians(), lat.to_radians());
                transform(degrees, metres, &mut point).ok()?;
                (lat.abs() < 90.0).then_some([point.0, point.1])
            }
        }
    }

    /// Converts to longitude and latitude; `None` if these are out of range.
    pub fn to_wgs84(self, [first, second]: Position) -> Option<Position> {
        match self {
            Self::Crs84 => on_earth([first, second]),
            Self::Epsg4326 => on_earth([second, first]),
            Self::Epsg3857 => {
                // Clients round the edge up, so up to a metre beyond it counts as the edge.
                let within = first.abs() <= Self::EDGE_M + 1.0 && second.is_finite();
                let (degrees, metres) = MERCATOR.as_ref().filter(|_| within)?;
                let mut point = (first.clamp(-Self::EDGE_M, Self::EDGE_M), second);
                transform(metres, degrees, &mut point).ok()?;
                on_earth([point.0.to_degrees().clamp(-180.0, 180.0), point.1.to_degrees()])
            }
        }
    }

    /// The position for a response, rounded to the millimetre if it is in metres.
    pub fn shown(self, position: Position) -> Option<Position> {
        let shown = self.from_wgs84(position)?;
        Some(if self == Self::Epsg3857 { shown.map(|metres| (metres * 1000.0).round() / 1000.0) } else { shown })
    }
}

fn on_earth([lon, lat]: Position) -> Option<Position> {
    (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some([lon, lat])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compared with the formula for the sphere, and converted there and back.
    #[test]
    fn positions_survive_a_round_trip() {
        for lon in [-180.0, -179.999_999, -62.5, 0.0, 62.061, 180.0] {
            for lat in [-85.06, -29.13, 0.0, 29.13, 60.0, 89.9] {
                let [x, y] = Crs::Epsg3857.from_wgs84([lon, lat]).unwrap();
                let radius = 6_378_137.0;
                let north = radius * (std::f64::consts::FRAC_PI_4 + f64::to_radians(lat) / 2.0).tan().ln();
                assert!((x - radius * f64::to_radians(lon)).abs() < 1e-6, "{lon} {x}");
                assert!((y - north).abs() < 1e-6, "{lat} {y} {north}");
                for crs in Crs::ALL {
                    let [back_lon, back_lat] = crs.to_wgs84(crs.from_wgs84([lon, lat]).unwrap()).unwrap();
                    assert!((back_lon - lon).abs() < 1e-9 && (back_lat - lat).abs() < 1e-9, "{crs:?} {lon} {lat}");
                }
            }
        }
        assert_eq!(Crs::Epsg4326.from_wgs84([62.061, 29.13]), Some([29.13, 62.061]));
    }

    #[test]
    fn what_lies_nowhere_has_no_place() {
        assert_eq!(Crs::Epsg3857.from_wgs84([0.0, 90.0]), None);
        assert_eq!(Crs::Epsg3857.to_wgs84([20_037_510.0, 0.0]), None);
        assert_eq!(Crs::Epsg3857.to_wgs84([f64::NAN, 0.0]), None);
        assert_eq!(Crs::Epsg3857.to_wgs84([0.0, f64::INFINITY]), None);
        assert_eq!(Crs::Epsg3857.to_wgs84([20_037_508.35, 0.0]).map(|[lon, _]| lon), Some(180.0));
        assert_eq!(Crs::Epsg4326.to_wgs84([62.061, 129.13]), Some([129.13, 62.061]));
        assert_eq!(Crs::Epsg4326.to_wgs84([129.13, 62.061]), None);
    }

    #[test]
    fn names() {
        assert_eq!(Crs::parse("crs", "http://www.opengis.net/def/crs/EPSG/0/3857"), Ok(Crs::Epsg3857));
        assert!(Crs::parse("crs", "EPSG:3857").is_err());
        let bad = Crs::parse("crs", "http://www.opengis.net/def/crs/EPSG/0/28992").unwrap_err();
        assert!(Crs::URIS.iter().all(|uri| bad.hint.contains(uri)), "{bad}");
    }
}

//! A place of another making in the form that a site's place has.

use geo::{Orient, orient::Direction};

use super::readers::{Reason, shape::rings};
use crate::model::Geometry;

/// As many decimals of a degree as a position has whose uncertainty is unknown: about a metre.
const MOST_DECIMALS: usize = 5;

/// The geometry with positions rounded to `decimals` and rings turned as RFC 7946 asks for.
///
/// # Errors
/// When it is not on the globe, or a ring is none.
pub(super) fn straighten(mut geometry: Geometry, decimals: Option<usize>) -> Result<Geometry, (Reason, String)> {
    for &[lon, lat] in geometry.positions() {
        // A NaN is in no range.
        if !((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)) {
            let swapped = (-180.0..=180.0).contains(&lat) && (-90.0..=90.0).contains(&lon);
            let hint = if swapped { "; is it latitude first?" } else { "" };
            return Err((Reason::OutOfRange, format!("longitude {lon}, latitude {lat}{hint}")));
        }
    }
    for (_, ring) in geometry.rings() {
        if ring.len() < 4 || ring.first() != ring.last() {
            let detail =
                format!("a ring of {} positions that is not closed or too short (RFC 7946, 3.1.6)", ring.len());
            return Err((Reason::BadOutline, detail));
        }
    }
    let scale = 10_f64.powi(decimals.unwrap_or(MOST_DECIMALS).try_into().unwrap_or(7));
    geometry.for_each_position_mut(|position| *position = position.map(|degree| rounded(degree, scale)));
    Ok(match geometry.to_geo() {
        geo::Geometry::Polygon(polygon) => {
            Geometry::Polygon { coordinates: rings(&polygon.orient(Direction::Default)) }
        }
        geo::Geometry::MultiPolygon(polygons) => {
            Geometry::MultiPolygon { coordinates: polygons.orient(Direction::Default).iter().map(rings).collect() }
        }
        _ => geometry,
    })
}

fn rounded(degree: f64, scale: f64) -> f64 {
    // Adding zero makes a negative zero a plain one.
    (degree * scale).round() / scale + 0.0
}

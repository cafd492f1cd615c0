//! Imported geometries in the form that the dataset requires.

use geo::{Orient, orient::Direction};

use super::readers::{Reason, geo_types::rings};
use crate::model::Geometry;

/// Decimals of a degree where the uncertainty is unknown: about a metre.
const DEFAULT_DECIMALS: usize = 5;

/// The maximum number of positions of an outline: its Feature, which has each twice, then fits in a text store.
const MAX_POSITIONS: usize = 250_000;

/// Rounds positions to `decimals` and winds rings as RFC 7946 requires.
///
/// # Errors
/// When a position is off the globe, a ring is not closed, or there are too many positions.
pub(super) fn normalize(mut geometry: Geometry, decimals: Option<usize>) -> Result<Geometry, (Reason, String)> {
    let count = geometry.positions().count();
    if count > MAX_POSITIONS {
        let detail = format!("the outline has {count} positions, and at most {MAX_POSITIONS} are read; simplify it");
        return Err((Reason::BadOutline, detail));
    }
    for &[lon, lat] in geometry.positions() {
        // NaN fails this test too.
        if !((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)) {
            let swapped = (-180.0..=180.0).contains(&lat) && (-90.0..=90.0).contains(&lon);
            let hint = if swapped { "; are latitude and longitude swapped?" } else { "" };
            return Err((Reason::OutOfRange, format!("longitude {lon}, latitude {lat}{hint}")));
        }
    }
    for (_, ring) in geometry.rings() {
        if ring.len() < 4 || ring.first() != ring.last() {
            let detail =
                format!("a ring of {} positions is too short or not closed (RFC 7946, section 3.1.6)", ring.len());
            return Err((Reason::BadOutline, detail));
        }
    }
    let scale = 10_f64.powi(decimals.unwrap_or(DEFAULT_DECIMALS).try_into().unwrap_or(7));
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
    // Adding zero turns -0 into 0.
    (degree * scale).round() / scale + 0.0
}

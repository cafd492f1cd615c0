//! Geometries of other libraries as those that a site may have.

use super::Reason;
use crate::model::{Geometry, Position};

/// A point, a polygon or several; none where it is empty.
///
/// # Errors
/// When it is anything else.
pub(super) fn of(geometry: geo::Geometry) -> Result<Option<Geometry>, (Reason, String)> {
    let unsupported =
        |kind: &str| Err((Reason::UnsupportedGeometry, format!("a {kind}; a site is a point, a polygon or several")));
    Ok(Some(match geometry {
        geo::Geometry::Point(point) if point.x().is_nan() && point.y().is_nan() => return Ok(None),
        geo::Geometry::Point(point) => Geometry::Point { coordinates: [point.x(), point.y()] },
        geo::Geometry::MultiPoint(points) => match points.0.as_slice() {
            [] => return Ok(None),
            [point] => Geometry::Point { coordinates: [point.x(), point.y()] },
            _ => return unsupported("MultiPoint of several points"),
        },
        geo::Geometry::Polygon(polygon) if polygon.exterior().0.is_empty() => return Ok(None),
        geo::Geometry::Polygon(polygon) => Geometry::Polygon { coordinates: rings(&polygon) },
        geo::Geometry::MultiPolygon(polygons) if polygons.0.is_empty() => return Ok(None),
        geo::Geometry::MultiPolygon(polygons) => {
            Geometry::MultiPolygon { coordinates: polygons.iter().map(rings).collect() }
        }
        geo::Geometry::LineString(_) | geo::Geometry::Line(_) => return unsupported("LineString"),
        geo::Geometry::MultiLineString(_) => return unsupported("MultiLineString"),
        _ => return unsupported("GeometryCollection"),
    }))
}

/// The rings of a polygon as RFC 7946 has them.
pub(in super::super) fn rings(polygon: &geo::Polygon) -> Vec<Vec<Position>> {
    std::iter::once(polygon.exterior())
        .chain(polygon.interiors())
        .map(|ring| ring.coords().map(|position| [position.x, position.y]).collect())
        .collect()
}

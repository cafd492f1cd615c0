//! Geometries of the `geo-types` crate as geometries of a site.

use super::Reason;
use crate::model::{Geometry, Position};

/// A point, a polygon or a multi-polygon; `None` if it is empty.
///
/// # Errors
/// When it is of another type.
pub(super) fn geometry(geometry: geo::Geometry) -> Result<Option<Geometry>, (Reason, String)> {
    let unsupported = |kind: &str| Err((Reason::UnsupportedGeometry, super::unsupported(kind)));
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

/// The rings of a polygon, the outer one first (RFC 7946, section 3.1.6).
pub(in super::super) fn rings(polygon: &geo::Polygon) -> Vec<Vec<Position>> {
    std::iter::once(polygon.exterior())
        .chain(polygon.interiors())
        .map(|ring| ring.coords().map(|position| [position.x, position.y]).collect())
        .collect()
}

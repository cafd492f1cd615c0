//! Spatial literals and relations.

use cql2::{Expr, Geometry as Written};
use geo::{
    BoundingRect, CoordinatePosition, Intersects, MapCoords, PreparedGeometry, Relate, Validation,
    coordinate_position::CoordPos, relate::IntersectionMatrix,
};
use wkt::TryFromWkt;

use crate::{catalog::Crs, model::vocabulary::vocabulary};

vocabulary! {
    /// A relation of two geometries (OGC Simple Features, section 6.1.15), named as its operator.
    pub enum Relation {
        Contains = "s_contains",
        Crosses = "s_crosses",
        Disjoint = "s_disjoint",
        Equals = "s_equals",
        Intersects = "s_intersects",
        Overlaps = "s_overlaps",
        Touches = "s_touches",
        Within = "s_within",
    }
}

impl Relation {
    /// The relation with its operands swapped.
    pub(super) fn flipped(self) -> Self {
        match self {
            Self::Contains => Self::Within,
            Self::Within => Self::Contains,
            same => same,
        }
    }

    pub(super) fn holds(self, matrix: &IntersectionMatrix) -> bool {
        match self {
            Self::Contains => matrix.is_contains(),
            Self::Crosses => matrix.is_crosses(),
            Self::Disjoint => matrix.is_disjoint(),
            Self::Equals => matrix.is_equal_topo(),
            Self::Intersects => matrix.is_intersects(),
            Self::Overlaps => matrix.is_overlaps(),
            Self::Touches => matrix.is_touches(),
            Self::Within => matrix.is_within(),
        }
    }

    /// Whether it holds between a geometry and itself.
    pub(super) fn holds_of_itself(self) -> bool {
        matches!(self, Self::Contains | Self::Equals | Self::Intersects | Self::Within)
    }
}

/// The geometry of a literal or a box, in degrees; `None` if the expression is neither.
pub(super) fn literal(expr: &Expr, crs: Crs) -> Option<Result<geo::Geometry, String>> {
    let read: Result<geo::Geometry, String> = match expr {
        Expr::BBox { bbox } => return Some(boxed(bbox, crs)),
        Expr::Geometry(Written::Wkt(text)) => geo::Geometry::try_from_wkt_str(text).map_err(|error| error.to_string()),
        Expr::Geometry(Written::GeoJSON(geometry)) => {
            geo::Geometry::try_from(geometry.clone()).map_err(|error| error.to_string())
        }
        _ => return None,
    };
    Some(read.and_then(|geometry| {
        let geometry = geometry.try_map_coords(|position| degrees(position, crs))?;
        if geometry.bounding_rect().is_none() {
            return Err("the geometry is empty".to_owned());
        }
        geometry.check_validation().map_err(|error| format!("the geometry is not valid: {error}"))?;
        Ok(geometry)
    }))
}

fn degrees(position: geo::Coord, crs: Crs) -> Result<geo::Coord, String> {
    crs.to_wgs84(position.into()).map(geo::Coord::from).ok_or_else(|| {
        let axes =
            if crs == Crs::Epsg4326 { "latitude comes first" } else { "filter-crs says how coordinates are read" };
        format!("{} {} is not a position in {}: {axes}", position.x, position.y, crs.uri())
    })
}

/// A box as one polygon, or as two if it crosses the antimeridian, where its west is greater than its east.
fn boxed(corners: &[Box<Expr>], crs: Crs) -> Result<geo::Geometry, String> {
    let number = |corner: &Expr| match corner {
        Expr::Float(number) => Ok(*number),
        _ => Err("the corners of a BBOX are numbers".to_owned()),
    };
    let numbers = corners.iter().map(|corner| number(corner)).collect::<Result<Vec<f64>, String>>()?;
    let (&[x1, y1, x2, y2] | &[x1, y1, _, x2, y2, _]) = numbers.as_slice() else {
        return Err(format!("a BBOX has 4 numbers (6 with heights), not {}", numbers.len()));
    };
    let (min, max) = (degrees(geo::coord! { x: x1, y: y1 }, crs)?, degrees(geo::coord! { x: x2, y: y2 }, crs)?);
    if min.y > max.y {
        return Err("the south of a BBOX is north of its north".to_owned());
    }
    let rect = |west: f64, east: f64| {
        let (min, max) = (geo::coord! { x: west, y: min.y }, geo::coord! { x: east, y: max.y });
        match (min.x < max.x, min.y < max.y) {
            (true, true) => geo::Geometry::Polygon(geo::Rect::new(min, max).to_polygon()),
            (false, false) => geo::Geometry::Point(min.into()),
            _ => geo::Geometry::LineString(geo::LineString::new(vec![min, max])),
        }
    };
    if min.x <= max.x {
        return Ok(rect(min.x, max.x));
    }
    let halves = [rect(min.x, 180.0), rect(-180.0, max.x)];
    Ok(match halves {
        [geo::Geometry::Polygon(east), geo::Geometry::Polygon(west)] => geo::MultiPolygon::new(vec![east, west]).into(),
        halves => geo::Geometry::GeometryCollection(halves.into_iter().collect()),
    })
}

/// A geometry prepared for comparison with many locations.
pub(super) struct QueryGeometry<'a> {
    geometry: &'a geo::Geometry,
    prepared: PreparedGeometry<'a, &'a geo::Geometry>,
    envelope: Option<geo::Rect>,
}

impl<'a> QueryGeometry<'a> {
    pub(super) fn new(geometry: &'a geo::Geometry) -> Self {
        Self { geometry, prepared: PreparedGeometry::from(geometry), envelope: geometry.bounding_rect() }
    }

    /// Whether a relation holds between a point and this geometry.
    pub(super) fn point(&self, relation: Relation, [x, y]: [f64; 2]) -> bool {
        let point = geo::coord! { x: x, y: y };
        if !self.envelope.is_some_and(|envelope| envelope.intersects(&point)) {
            return relation == Relation::Disjoint;
        }
        let position = self.geometry.coordinate_position(&point);
        if position != CoordPos::Outside && matches!(self.geometry, geo::Geometry::GeometryCollection(_)) {
            // A point on the boundary of several members can be inside the collection, so all members decide together.
            return relation.flipped().holds(&self.prepared.relate(&geo::Point::from(point)));
        }
        match relation {
            Relation::Intersects => position != CoordPos::Outside,
            Relation::Disjoint => position == CoordPos::Outside,
            Relation::Within => position == CoordPos::Inside,
            Relation::Touches => position == CoordPos::OnBoundary,
            Relation::Contains | Relation::Equals => match self.geometry {
                geo::Geometry::Point(own) => own.0 == point,
                geo::Geometry::MultiPoint(points) => points.iter().all(|own| own.0 == point),
                _ => false,
            },
            // A point cannot be partly inside another geometry.
            Relation::Crosses | Relation::Overlaps => false,
        }
    }

    /// Whether a relation holds between an outline and this geometry.
    pub(super) fn outline(&self, relation: Relation, outline: &geo::Geometry) -> bool {
        let near = self.envelope.zip(outline.bounding_rect()).is_some_and(|(own, other)| own.intersects(&other));
        if near { relation.flipped().holds(&self.prepared.relate(outline)) } else { relation == Relation::Disjoint }
    }
}

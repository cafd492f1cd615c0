//! Scans that compare the geometries of sites with a geometry of the filter, or with themselves.

use super::{
    super::spatial::{QueryGeometry, Relation},
    Scan, ScanContext, by_row,
};
use crate::catalog::columns::Geometries;

pub(super) fn with_itself(relation: Relation, context: ScanContext<'_>) -> Scan<'_> {
    let geometries = context.source.geometries();
    by_row(move |row| geometries?.is_located(row).then(|| relation.holds_of_itself()))
}

pub(super) fn compared<'a>(relation: Relation, geometry: &'a geo::Geometry, context: ScanContext<'a>) -> Scan<'a> {
    let geometry = QueryGeometry::new(geometry);
    let points = context.source.geometries().map(Geometries::points);
    by_row(move |row| {
        if let Some(point) = points?[row] {
            return Some(geometry.point(relation, point));
        }
        let outline = context.outlines.get(&u32::try_from(row).ok()?)?;
        Some(geometry.outline(relation, outline))
    })
}

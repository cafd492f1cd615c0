//! Geometries.

use super::{
    super::spatial::{Place, Relation},
    Scan, ScanContext, by_row,
};
use crate::catalog::columns::Geometries;

pub(super) fn with_itself(relation: Relation, context: ScanContext<'_>) -> Scan<'_> {
    let geometries = context.source.geometries();
    by_row(move |row| geometries?.is_placed(row).then(|| relation.holds_of_itself()))
}

pub(super) fn compared<'a>(relation: Relation, place: &'a geo::Geometry, context: ScanContext<'a>) -> Scan<'a> {
    let place = Place::new(place);
    let points = context.source.geometries().map(Geometries::points);
    by_row(move |row| {
        if let Some(point) = points?[row] {
            return Some(place.point(relation, point));
        }
        let outline = context.outlines.get(&u32::try_from(row).ok()?)?;
        Some(place.outline(relation, outline))
    })
}

//! Geometries.

use super::{
    super::spatial::{Place, Relation},
    Scan, ScanContext, by_site,
};
use crate::catalog::columns::Geometries;

pub(super) fn missing(on: ScanContext<'_>) -> Scan<'_> {
    let geometries = on.source.geometries();
    by_site(move |row| Some(!geometries.is_some_and(|geometries| geometries.is_placed(row))))
}

pub(super) fn with_itself(relation: Relation, on: ScanContext<'_>) -> Scan<'_> {
    let geometries = on.source.geometries();
    by_site(move |row| geometries?.is_placed(row).then(|| relation.holds_of_itself()))
}

pub(super) fn compared<'a>(relation: Relation, place: &'a geo::Geometry, on: ScanContext<'a>) -> Scan<'a> {
    let place = Place::new(place);
    let points = on.source.geometries().map(Geometries::points);
    by_site(move |row| {
        if let Some(point) = points?[row] {
            return Some(place.point(relation, point));
        }
        let outline = on.outlines.get(&u32::try_from(row).ok()?)?;
        Some(place.outline(relation, outline))
    })
}

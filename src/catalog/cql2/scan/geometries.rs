//! Locations.

use super::{
    super::spatial::{Place, Relation},
    Scan, ScanContext, by_site,
};

pub(super) fn missing(on: ScanContext<'_>) -> Scan<'_> {
    by_site(move |row| Some(!on.columns.geometries.is_placed(row)))
}

pub(super) fn with_itself(relation: Relation, on: ScanContext<'_>) -> Scan<'_> {
    by_site(move |row| on.columns.geometries.is_placed(row).then(|| relation.holds_of_itself()))
}

pub(super) fn compared<'a>(relation: Relation, place: &'a geo::Geometry, on: ScanContext<'a>) -> Scan<'a> {
    let place = Place::new(place);
    let points = on.columns.geometries.points();
    by_site(move |row| {
        if let Some(point) = points[row] {
            return Some(place.point(relation, point));
        }
        let outline = on.outlines.get(&u32::try_from(row).ok()?)?;
        Some(place.outline(relation, outline))
    })
}

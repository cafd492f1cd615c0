//! Locations.

use super::{
    super::spatial::{Place, Relation},
    Ground, Scan, by_site,
};

pub(super) fn missing(on: Ground<'_>) -> Scan<'_> {
    by_site(move |nth| Some(!on.columns.places.is_placed(nth)))
}

pub(super) fn with_itself(relation: Relation, on: Ground<'_>) -> Scan<'_> {
    by_site(move |nth| on.columns.places.is_placed(nth).then(|| relation.holds_of_itself()))
}

pub(super) fn compared<'a>(relation: Relation, place: &'a geo::Geometry, on: Ground<'a>) -> Scan<'a> {
    let place = Place::new(place);
    let points = on.columns.places.points();
    by_site(move |nth| {
        if let Some(point) = points[nth] {
            return Some(place.point(relation, point));
        }
        let outline = on.outlines.get(&u32::try_from(nth).ok()?)?;
        Some(place.outline(relation, outline))
    })
}

//! The estimate by which a filter is refused before it is evaluated, compared with the time that it takes.

use std::{
    iter,
    time::{Duration, Instant},
};

use oreatlas::catalog::{Catalog, Filter, Stop};

use crate::support::catalog_of;

const SITES: u32 = 80_000;

fn catalog() -> Catalog {
    let place = |index: u32| [60.0 + f64::from(index % 1000) / 100.0, 25.0 + f64::from(index / 1000) / 20.0];
    catalog_of((0..SITES).map(place), "Long name of a mine in the north of the range number ")
}

/// The same condition several times.
fn any(times: u32, condition: impl Fn(u32) -> String) -> String {
    (0..times).map(condition).collect::<Vec<_>>().join(" OR ")
}

/// The time that a filter takes, or `None` if it is refused as taking longer than `longest`.
fn evaluated(catalog: &Catalog, expression: &str, longest: Option<Duration>) -> Option<Duration> {
    let mut filter = Filter::default();
    assert!(filter.parse_param(catalog, "filter", expression).unwrap());
    let stop = longest.map_or_else(Stop::default, |longest| Stop::after(Duration::MAX, longest));
    let begin = Instant::now();
    let result = catalog.select(&filter, &stop);
    assert_eq!(result.is_err(), stop.is_hopeless(), "nobody gives the signal");
    result.ok().map(|_| begin.elapsed())
}

#[test]
fn a_filter_is_refused_only_where_it_takes_far_longer_than_allowed() {
    let catalog = catalog();
    let pattern = |n: u32| format!("name LIKE '%{n:02}%i%t%e%_%_%_%_%_%_%_%_%_%_%'");
    let line = |_| "S_EQUALS(geometry, GEOMETRYCOLLECTION(LINESTRING(-179 -89, 179 89)))".to_owned();
    let ring = |n: u32| {
        let turn = |step: f64| (65.0 + 5.0 * step.cos(), 27.0 + (1.0 + f64::from(n) / 10.0) * step.sin());
        let corners = (0..60).map(|step| turn(f64::from(step) * std::f64::consts::TAU / 60.0));
        let corners: Vec<String> =
            corners.chain(iter::once(turn(0.0))).map(|(x, y)| format!("{x:.4} {y:.4}")).collect();
        format!("S_WITHIN(geometry, POLYGON(({})))", corners.join(", "))
    };
    // Whether every row takes about as long as any other: then the estimate is close.
    for (what, expression, is_even) in [
        ("texts", any(8, pattern), true),
        ("lines", any(8, line), true),
        ("polygons", any(6, ring), false),
        ("decided by its first condition", format!("name LIKE 'Long%' OR {}", any(8, pattern)), false),
        ("numbers", any(20, |n| format!("uncertainty_m * {n} + 2 > 7")), false),
    ] {
        let took = evaluated(&catalog, &expression, None).unwrap();
        eprintln!("{what}: {took:?}");
        let allowed = took.mul_f64(1.5) + Duration::from_millis(1);
        assert!(evaluated(&catalog, &expression, Some(allowed)).is_some(), "{what}: it took {took:?}");
        if is_even {
            assert_eq!(evaluated(&catalog, &expression, Some(took / 10)), None, "{what}: it took {took:?}");
        }
    }
}

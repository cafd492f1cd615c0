//! What `/conformance` names: the conformance classes of which every abstract test is proven by a test of ours.
//!
//! `tests/it/conformance` holds the ids of each class's abstract tests, and compares.

/// The classes' URIs.
pub(super) const CLASSES: &[&str] = &[
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
];

//! CSV (RFC 4180): the flat facts, a row a site, values of an array with `;` between them.

use csv::{Terminator, WriterBuilder};
use wkt::ToWkt;

use crate::{catalog::Catalog, model::Geometry};

const COLUMNS: [&str; 19] = [
    "id",
    "name",
    "names_en",
    "names_ur",
    "kind",
    "status",
    "minerals",
    "operators",
    "licensees",
    "owners",
    "country",
    "province",
    "part_of",
    "longitude",
    "latitude",
    "uncertainty_m",
    "evidence",
    "sources",
    "wkt",
];

/// The sites as CSV. Longitude and latitude are empty for a region, whose outline stands in `wkt` (OGC
/// Simple Features); all three are empty where no location is established.
///
/// # Errors
/// When the writer fails, which memory does not.
pub fn table(catalog: &Catalog, sites: &[usize]) -> csv::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for &nth in sites {
        writer.write_record(row(catalog, nth))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn row(catalog: &Catalog, nth: usize) -> [String; COLUMNS.len()] {
    let (site, facts) = (&catalog.dataset.sites[nth], &catalog.facts[nth]);
    let properties = &site.properties;
    let names = |language: &str| {
        let names = properties.names.get(language).map_or(&[][..], Vec::as_slice);
        names.iter().map(|name| name.text()).collect::<Vec<_>>().join(";")
    };
    let point = match &site.geometry {
        Some(Geometry::Point { coordinates }) => Some(coordinates),
        _ => None,
    };
    let ordinate = |axis: usize| point.map_or_else(String::new, |position| position[axis].to_string());
    [
        site.id.clone(),
        properties.name.clone(),
        names("en"),
        names("ur"),
        properties.kind.to_string(),
        facts.status.map_or_else(String::new, |status| status.to_string()),
        facts.minerals.join(";"),
        facts.operators.join(";"),
        facts.licensees.join(";"),
        facts.owners.join(";"),
        properties.country.clone(),
        properties.province.clone().unwrap_or_default(),
        properties.part_of.join(";"),
        ordinate(0),
        ordinate(1),
        facts.uncertainty_m.map_or_else(String::new, |metres| metres.to_string()),
        facts.reasons.grade().to_string(),
        facts.sources.iter().map(String::as_str).collect::<Vec<_>>().join(";"),
        site.geometry.as_ref().map_or_else(String::new, |geometry| geometry.to_geo().wkt_string()),
    ]
}

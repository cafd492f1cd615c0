//! CSV (RFC 4180): the flat facts, a row a site, values of an array with `;` between them.

use std::io::Write;

use csv::{Terminator, WriterBuilder};
use wkt::ToWkt;

use super::WriteError;
use crate::catalog::{Catalog, Columns};

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
/// When `out` takes no more.
pub fn table(catalog: &Catalog, sites: impl Iterator<Item = usize>, out: impl Write) -> Result<(), WriteError> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    writer.write_record(COLUMNS)?;
    for nth in sites {
        writer.write_record(row(&catalog.columns, nth))?;
    }
    Ok(writer.flush()?)
}

fn row(columns: &Columns, nth: usize) -> [String; COLUMNS.len()] {
    let point = columns.places.point(nth);
    let ordinate = |axis: usize| point.map_or_else(String::new, |position| position[axis].to_string());
    [
        columns.id(nth).to_owned(),
        columns.names.get(nth).to_owned(),
        columns.other_names(nth, "en").join(";"),
        columns.other_names(nth, "ur").join(";"),
        columns.kinds[nth].to_string(),
        columns.statuses[nth].map_or_else(String::new, |status| status.to_string()),
        columns.minerals.joined(nth, ";"),
        columns.operators.joined(nth, ";"),
        columns.licensees.joined(nth, ";"),
        columns.owners.joined(nth, ";"),
        columns.countries.get(nth).to_owned(),
        columns.provinces.get(nth).to_owned(),
        columns.part_of.joined(nth, ";"),
        ordinate(0),
        ordinate(1),
        columns.uncertainties[nth].map_or_else(String::new, |metres| metres.to_string()),
        columns.grades[nth].to_string(),
        columns.sources.joined(nth, ";"),
        columns.places.geometry(nth).map_or_else(String::new, |geometry| geometry.to_geo().wkt_string()),
    ]
}

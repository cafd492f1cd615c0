//! JSON-FG 1.0 (OGC 21-045r1): the GeoJSON collection, with the feature type, the reference system and the time of
//! each site.

use jiff::civil;
use serde_json::json;

use super::{
    Definition, WriteError, geojson,
    writing::{Selection, TextFormat, Writer},
};
use crate::catalog::Columns;

/// The format.
pub(super) const DEFINITION: Definition = Definition::new(
    "application/vnd.ogc.fg+json",
    "JSON-FG",
    "The same as JSON-FG, with the time that the claims span",
    Writer::Text(|| Box::new(Collection::default())),
);

const CONFORMS_TO: [&str; 2] = [
    "http://www.opengis.net/spec/json-fg-1/1.0/conf/core",
    "http://www.opengis.net/spec/json-fg-1/1.0/conf/types-schemas",
];

const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

/// A selection as a JSON-FG feature collection.
#[derive(Default)]
struct Collection {
    sites: geojson::Commas,
    site: Vec<u8>,
}

impl TextFormat for Collection {
    fn begin(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        let mut head = serde_json::to_value(selection.head())?;
        head["conformsTo"] = json!(CONFORMS_TO);
        head["featureType"] = "Site".into();
        head["coordRefSys"] = CRS84.into();
        geojson::begin(&serde_json::to_vec(&head)?, out);
        Ok(())
    }

    fn sites(&mut self, selection: &Selection<'_>, sites: &[usize], out: &mut Vec<u8>) -> Result<(), WriteError> {
        for &row in sites {
            self.site.clear();
            selection.features.site(row, &mut self.site)?;
            self.sites.next(out);
            // The coordinates are WGS 84, so they are in `geometry`, and `place` is null (clause 7.5).
            out.extend_from_slice(b"{\"time\":");
            out.extend_from_slice(time(&selection.catalog.columns, row).as_bytes());
            out.extend_from_slice(b",\"place\":null,");
            out.extend_from_slice(self.site.get(1..).unwrap_or_default());
        }
        Ok(())
    }

    fn end(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        geojson::end(&selection.sources(), out);
        Ok(())
    }
}

/// From the first day on which a claim holds to the last: what the parameter `datetime` filters by.
fn time(columns: &Columns, row: usize) -> String {
    let times = columns.times();
    let Some(spans) = times.sets().get_index(times.numbers()[row] as usize).filter(|spans| !spans.is_empty()) else {
        return "null".to_owned();
    };
    // An open end lies before or after every day.
    let first = spans.iter().map(|span| span.0).min().flatten();
    let last =
        if spans.iter().any(|span| span.1.is_none()) { None } else { spans.iter().filter_map(|span| span.1).max() };
    match (first, last) {
        (Some(first), Some(last)) if first == last => json!({"date": first.to_string()}),
        _ => {
            let end = |day: Option<civil::Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
            json!({"interval": [end(first), end(last)]})
        }
    }
    .to_string()
}

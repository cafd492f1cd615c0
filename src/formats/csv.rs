//! CSV (RFC 4180): the flat facts, a row a site, values of an array with `;` between them.
//!
//! Longitude and latitude are empty for a region, whose outline stands in `wkt` (OGC Simple Features); all three are
//! empty where no location is established. A table has no place for what is said of all: licence and bibliography
//! travel in the answer's `Link` header.

use std::io::Write;

use csv::{Terminator, Writer, WriterBuilder};
use wkt::ToWkt;

use super::{
    WriteError,
    table::{BEFORE_PLACE, COLUMNS, Cell, Column},
    writing::{Selection, Text},
};
use crate::catalog::Columns;

/// A selection as rows.
pub struct Table;

impl Text for Table {
    fn begin(&mut self, _: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        let names = |columns: &'static [Column]| columns.iter().map(|column| column.name);
        let (before, after) = COLUMNS.split_at(BEFORE_PLACE);
        let mut writer = writer(out);
        writer.write_record(names(before).chain(["longitude", "latitude"]).chain(names(after)).chain(["wkt"]))?;
        Ok(writer.flush()?)
    }

    fn sites(&mut self, selection: &Selection<'_>, sites: &[usize], out: &mut Vec<u8>) -> Result<(), WriteError> {
        let mut writer = writer(out);
        for &site in sites {
            row(&mut writer, &selection.catalog.columns, site)?;
        }
        Ok(writer.flush()?)
    }

    fn end(&mut self, _: &Selection<'_>, _: &mut Vec<u8>) -> Result<(), WriteError> {
        Ok(())
    }
}

fn writer(out: &mut Vec<u8>) -> Writer<&mut Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

fn row(writer: &mut Writer<impl Write>, columns: &Columns, site: usize) -> Result<(), WriteError> {
    let (before, after) = COLUMNS.split_at(BEFORE_PLACE);
    for column in before {
        field(writer, column, columns, site)?;
    }
    let point = columns.geometries.point(site);
    for axis in 0..2 {
        writer.write_field(point.map_or_else(String::new, |position| position[axis].to_string()))?;
    }
    for column in after {
        field(writer, column, columns, site)?;
    }
    let geometry = columns.geometries.geometry(site);
    writer.write_field(geometry.map_or_else(String::new, |geometry| geometry.to_geo().wkt_string()))?;
    Ok(writer.write_record(None::<&[u8]>)?)
}

fn field(writer: &mut Writer<impl Write>, column: &Column, columns: &Columns, site: usize) -> csv::Result<()> {
    match column.cell(columns, site) {
        Cell::Text(text) => writer.write_field(&*text),
        Cell::Whole(number) => writer.write_field(number.to_string()),
        Cell::Unknown => writer.write_field(""),
    }
}

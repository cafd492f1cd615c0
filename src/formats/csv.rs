//! CSV (RFC 4180): a row for each site, lists joined by `;`.
//!
//! Longitude and latitude are empty for a region, whose outline is in `wkt` (OGC Simple Features); all three are empty
//! where no location is established. A table cannot describe itself: licence and bibliography are in the response's
//! `Link` header. A text that a spreadsheet would run as a formula has an apostrophe before it, as OWASP recommends.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

use super::{
    Definition, WriteError,
    table::{Cell, located_fields, readers},
    writing::{self, Selection, TextFormat},
};

/// The format.
pub(super) const DEFINITION: Definition = Definition {
    has_licence: false,
    ..Definition::new(
        "text/csv; charset=utf-8; header=present",
        "CSV",
        "All sites that match the filters, as a table",
        writing::Writer::Text(|| Box::new(Table)),
    )
};

/// A selection as rows.
struct Table;

impl TextFormat for Table {
    fn begin(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        if selection.about.byte_order_mark {
            out.extend_from_slice("\u{feff}".as_bytes());
        }
        let mut writer = writer(out);
        writer.write_record(located_fields().iter().map(|field| field.name))?;
        Ok(writer.flush()?)
    }

    fn sites(&mut self, selection: &Selection<'_>, sites: &[usize], out: &mut Vec<u8>) -> Result<(), WriteError> {
        let readers = readers(&located_fields(), &selection.catalog.columns);
        let mut writer = writer(out);
        for &row in sites {
            readers.iter().try_for_each(|reader| write(&mut writer, &reader.cell(row)))?;
            writer.write_record(None::<&[u8]>)?;
        }
        Ok(writer.flush()?)
    }
}

fn writer(out: &mut Vec<u8>) -> Writer<&mut Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

fn write(writer: &mut Writer<&mut Vec<u8>>, cell: &Cell<'_>) -> csv::Result<()> {
    match cell {
        Cell::Text(text) => writer.write_field(&*guarded(text)),
        Cell::Number(number) => writer.write_field(number.to_string()),
        Cell::Degrees(degrees) => writer.write_field(degrees.to_string()),
        Cell::Null => writer.write_field(""),
    }
}

/// The first characters that make a spreadsheet run a cell as a formula.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text for a cell. An apostrophe precedes a text that a spreadsheet would run as a formula; a number is not one.
fn guarded(text: &str) -> Cow<'_, str> {
    let is_number = || text.parse::<f64>().is_ok_and(f64::is_finite);
    // Apostrophes before such a character in the text itself get another one, so that `unguarded` restores the text.
    if text.trim_start_matches('\'').starts_with(FORMULA) && !is_number() {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text of a cell, without the apostrophe of [`guarded`].
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if text.trim_start_matches('\'').starts_with(FORMULA) => text,
        _ => cell,
    }
}

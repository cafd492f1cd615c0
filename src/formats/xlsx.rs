//! Excel (Office Open XML, ISO/IEC 29500): the sheets `sites`, `sources` and `about`. Rows go to a temporary file as
//! they come, so a sheet of any length takes little memory.

use std::{fs::File, io::BufWriter};

use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};
use wkt::ToWkt;

use super::{
    Definition, LAYER, TITLE, WriteError,
    table::{Cell, Field, Reader, SOURCE_COLUMNS, around_location, fields, source_cells},
    writing::{Selection, Writer},
};
use crate::catalog::Row;

/// The format.
pub(super) const DEFINITION: Definition = Definition {
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    title: "an Excel workbook",
    summary: "The same as an Excel workbook: sites, sources, and a description",
    has_null_geometry: true,
    has_licence: true,
    capacity: MAX_SITES,
    writer: Writer::File(file),
};

/// How many sites a sheet holds, below its head.
pub const MAX_SITES: usize = 1_048_575;

/// The most characters (UTF-16 units) that a cell holds.
const MAX_CELL: usize = 32_767;

/// What stands in a cell for a text that is longer.
const TOO_LONG: &str = "too long for a cell: see another format";

/// Writes a selection to a temporary file.
///
/// # Errors
/// When the file cannot be written, or there are more than [`MAX_SITES`].
pub fn file(selection: &Selection<'_>) -> Result<File, WriteError> {
    let mut book = Workbook::new();
    let terms = selection.terms();
    let license = terms.license_url.as_ref().or(terms.license.as_ref()).map_or("", String::as_str);
    let properties = DocProperties::new().set_title(TITLE).set_author(&terms.attribution).set_comment(license);
    book.set_properties(&properties);
    sites(book.add_worksheet_with_constant_memory()?, selection)?;
    sources(book.add_worksheet_with_constant_memory()?, selection)?;
    about(book.add_worksheet_with_constant_memory()?, selection)?;
    let file = tempfile::tempfile()?;
    book.save_to_writer(BufWriter::new(&file))?;
    Ok(file)
}

fn sites(sheet: &mut Worksheet, selection: &Selection<'_>) -> Result<(), WriteError> {
    let (before, after) = around_location();
    let name = |field: &Field| field.name;
    let names = before.iter().map(name).chain(["longitude", "latitude"]).chain(after.iter().map(name)).chain(["wkt"]);
    head(sheet, LAYER, names)?;
    let columns = &selection.catalog.columns;
    let readers = |fields: Vec<Field>| fields.iter().map(|field| field.reader(columns)).collect::<Vec<Reader<'_>>>();
    let around = (readers(before), readers(after));
    let mut row = 0;
    selection.each(|site| {
        row += 1;
        Ok(write_site(sheet, row, &around, columns.row(site), site)?)
    })
}

fn write_site(
    sheet: &mut Worksheet,
    row: u32,
    (before, after): &(Vec<Reader<'_>>, Vec<Reader<'_>>),
    site: Row<'_>,
    index: usize,
) -> Result<(), XlsxError> {
    let mut place = 0..;
    let mut next = || place.next().unwrap_or(u16::MAX);
    for reader in before {
        cell(sheet, row, next(), &reader.cell(index))?;
    }
    for axis in 0..2 {
        let at = next();
        if let Some(position) = site.point() {
            sheet.write_number(row, at, position[axis])?;
        }
    }
    for reader in after {
        cell(sheet, row, next(), &reader.cell(index))?;
    }
    match site.geometry() {
        Some(geometry) => text(sheet, row, next(), &geometry.to_geo().wkt_string()),
        None => Ok(()),
    }
}

fn cell(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(value) => text(sheet, row, at, value),
        Cell::Number(number) => sheet.write_number(row, at, *number).map(drop),
        Cell::Null => Ok(()),
    }
}

fn text(sheet: &mut Worksheet, row: u32, at: u16, text: &str) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    let fits = text.len() <= MAX_CELL || text.encode_utf16().count() <= MAX_CELL;
    sheet.write_string(row, at, if fits { text } else { TOO_LONG }).map(drop)
}

fn sources(sheet: &mut Worksheet, selection: &Selection<'_>) -> Result<(), WriteError> {
    head(sheet, "sources", SOURCE_COLUMNS)?;
    for (row, (id, item)) in (1..).zip(selection.sources()) {
        let cells = source_cells(&selection.catalog.dataset, id, item);
        (0..).zip(&cells).try_for_each(|(at, value)| text(sheet, row, at, value))?;
    }
    Ok(())
}

fn about(sheet: &mut Worksheet, selection: &Selection<'_>) -> Result<(), WriteError> {
    head(sheet, "about", ["what", "value"])?;
    let columns = fields().into_iter().map(|field| (field.name, field.description.to_owned()));
    for (row, (name, value)) in (1..).zip(selection.metadata().into_iter().chain(columns)) {
        text(sheet, row, 0, name)?;
        text(sheet, row, 1, &value)?;
    }
    Ok(())
}

/// Names a sheet and writes its first row, which stays in sight.
fn head(sheet: &mut Worksheet, name: &str, names: impl IntoIterator<Item = &'static str>) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, name) in (0..).zip(names) {
        sheet.set_column_width(at, 18)?;
        sheet.write_string_with_format(0, at, name, &bold)?;
    }
    Ok(())
}

//! Excel (Office Open XML, ISO/IEC 29500): the sheets `sites`, `sources` and `about`. Rows go to a temporary file as
//! they come, so a sheet of any length takes little memory.
//!
//! Each sheet ends with a column of row numbers. GDAL and QGIS take the first row for the names of the columns only where
//! all its cells are texts and a cell of the second row is not.

use std::{
    fs::File,
    io::{BufWriter, IntoInnerError},
};

use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};

use super::{
    Definition, LAYER, TITLE, WriteError,
    disk::Disk,
    table::{Cell, SOURCE_COLUMNS, fields, located_fields, readers, source_cells},
    writing::{Selection, Writer},
};

/// The format.
pub(super) const DEFINITION: Definition = Definition {
    capacity: MAX_SITES,
    ..Definition::new(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "an Excel workbook",
        "The same as an Excel workbook: sites, sources, and a description",
        Writer::File(file),
    )
};

/// How many sites a sheet holds, below its head.
const MAX_SITES: usize = 1_048_575;

/// The most characters (UTF-16 units) that a cell holds.
const MAX_CELL: usize = 32_767;

/// About the bytes of a cell beside its value, in the XML of a sheet.
const OVERHEAD: usize = 45;

/// What a cell contains instead of a text that is longer.
const TOO_LONG: &str = "too long for a cell: see another format";

/// The last column of each sheet.
const ROW_NUMBER: &str = "row_number";

/// Writes a selection to a temporary file.
fn file(selection: &Selection<'_>, disk: Disk<'_>) -> Result<File, WriteError> {
    let mut book = Workbook::new();
    let terms = selection.terms();
    let license = terms.license_url().or_else(|| terms.license.clone()).unwrap_or_default();
    let properties = DocProperties::new().set_title(TITLE).set_author(&terms.attribution).set_comment(&license);
    // Not the time of writing: the same selection gives the same bytes.
    let properties = properties.set_creation_datetime(&selection.catalog.day);
    book.set_properties(&properties);
    sites(book.add_worksheet_with_constant_memory()?, selection, disk)?;
    sources(book.add_worksheet_with_constant_memory()?, selection)?;
    about(book.add_worksheet_with_constant_memory()?, selection)?;
    let mut out = BufWriter::new(disk.file()?);
    book.save_to_writer(&mut out)?;
    Ok(out.into_inner().map_err(IntoInnerError::into_error)?.into_file())
}

fn sites(sheet: &mut Worksheet, selection: &Selection<'_>, disk: Disk<'_>) -> Result<(), WriteError> {
    let fields = located_fields();
    head(sheet, LAYER, fields.iter().map(|field| field.name))?;
    let readers = readers(&fields, &selection.catalog.columns);
    let mut row = 0;
    selection.each(|site| {
        row += 1;
        for (at, reader) in (0..).zip(&readers) {
            let value = reader.cell(site);
            // The library keeps the rows in a temporary file until it packs them.
            disk.grow(value.size() + OVERHEAD)?;
            cell(sheet, row, at, &value)?;
        }
        Ok(row_number(sheet, row, readers.len())?)
    })
}

fn cell(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(value) => text(sheet, row, at, value),
        Cell::Number(number) => sheet.write_number(row, at, *number).map(drop),
        Cell::Degrees(degrees) => sheet.write_number(row, at, *degrees).map(drop),
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
        row_number(sheet, row, SOURCE_COLUMNS.len())?;
    }
    Ok(())
}

fn about(sheet: &mut Worksheet, selection: &Selection<'_>) -> Result<(), WriteError> {
    head(sheet, "about", ["what", "value"])?;
    let columns = fields().into_iter().map(|field| (field.name, field.description.to_owned()));
    for (row, (name, value)) in (1..).zip(selection.metadata().into_iter().chain(columns)) {
        text(sheet, row, 0, name)?;
        text(sheet, row, 1, &value)?;
        row_number(sheet, row, 2)?;
    }
    Ok(())
}

/// Fills the column [`ROW_NUMBER`] in a row that has `columns` before it.
fn row_number(sheet: &mut Worksheet, row: u32, columns: usize) -> Result<(), XlsxError> {
    let at = u16::try_from(columns).map_err(|_| XlsxError::RowColumnLimitError)?;
    sheet.write_number(row, at, row).map(drop)
}

/// Names a sheet and writes its first row, which stays in sight.
fn head(sheet: &mut Worksheet, name: &str, names: impl IntoIterator<Item = &'static str>) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, name) in (0..).zip(names.into_iter().chain([ROW_NUMBER])) {
        sheet.set_column_width(at, 18)?;
        sheet.write_string_with_format(0, at, name, &bold)?;
    }
    Ok(())
}

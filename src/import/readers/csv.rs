//! CSV (RFC 4180) with a header, separated by commas, semicolons or tabs; coordinates are in two of its columns.

use std::{
    cell::Cell,
    collections::HashSet,
    io::{self, BufRead, Read},
    rc::Rc,
};

use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use serde_json::{Map, Value};

use crate::formats::csv::unguarded;

use super::{Each, Entry, Fault, MAX_ROW, Reason, Rejection, Row, RowLocation};

pub(super) fn read(mut reader: impl BufRead, each: Each<'_>) -> Result<(), Fault> {
    let start = reader.fill_buf()?;
    let delimiter = delimiter(start);
    // After a line end of CR LF, the library reports a row's line one too low.
    let correction = u64::from(memchr::memchr(b'\n', start).is_some_and(|end| start[..end].ends_with(b"\r")));
    let left = Rc::new(Cell::new(MAX_ROW));
    let limited = LimitedRow { reader, left: Rc::clone(&left) };
    let mut table = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(limited);
    let names = header(table.byte_headers().map_err(|error| fault(&error))?)?;
    let mut fields = ByteRecord::new();
    // A row with a wrong number of fields. The next row decides: if there is none, the file may be truncated.
    let mut pending: Option<(usize, Rejection)> = None;
    let mut record = 0;
    loop {
        left.set(MAX_ROW);
        if !table.read_byte_record(&mut fields).map_err(|error| fault(&error))? {
            break;
        }
        if let Some((_, rejection)) = pending.take() {
            each(Entry::Rejected(rejection));
        }
        record += 1;
        let location = RowLocation { record, line: fields.position().map(|position| position.line() + correction) };
        if fields.len() == names.len() {
            each(row(&names, &fields, location));
        } else {
            let detail = format!("{} fields, but the header has {}", fields.len(), names.len());
            pending = Some((fields.len(), Rejection { location, id: None, reason: Reason::Malformed, detail }));
        }
    }
    match pending {
        Some((had, Rejection { location, detail, .. })) if had < names.len() => {
            let what = format!("the last row has {detail}: the file is truncated, or a quote is not closed");
            Err(Fault { line: location.line, what })
        }
        further => {
            if let Some((_, rejection)) = further {
                each(Entry::Rejected(rejection));
            }
            Ok(())
        }
    }
}

fn row(names: &[String], fields: &ByteRecord, location: RowLocation) -> Entry {
    let mut properties = Map::new();
    for (name, field) in names.iter().zip(fields) {
        let Ok(text) = std::str::from_utf8(field) else {
            let near = String::from_utf8_lossy(field);
            let detail = format!("{name} is not UTF-8: {near:?}; save the file as UTF-8");
            return Entry::Rejected(Rejection { location, id: None, reason: Reason::BadEncoding, detail });
        };
        if !text.is_empty() {
            properties.insert(name.clone(), Value::String(unguarded(text).to_owned()));
        }
    }
    Entry::Row(Row { location, id: None, properties, geometry: None })
}

fn header(header: &ByteRecord) -> Result<Vec<String>, Fault> {
    let mut names = Vec::with_capacity(header.len());
    let mut seen = HashSet::new();
    for (row, name) in header.iter().enumerate() {
        let name = if row == 0 { name.strip_prefix(b"\xef\xbb\xbf").unwrap_or(name) } else { name };
        let Ok(name) = std::str::from_utf8(name) else {
            return Err(Fault::at(1, "the header is not UTF-8; save the file as UTF-8"));
        };
        if !seen.insert(name) {
            return Err(Fault::at(1, format!("the header has the column {name:?} twice; rename one")));
        }
        names.push(unguarded(name.trim()).to_owned());
    }
    if names.len() < 2 {
        return Err(Fault::at(
            1,
            "the first line is not a header of several columns, separated by commas, semicolons or tabs",
        ));
    }
    Ok(names)
}

/// The separator that occurs most often in the first line.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| memchr::memchr_iter(delimiter, line).count();
    // On a tie the last one wins: the comma.
    *b";\t,".iter().max_by_key(|&&delimiter| count(delimiter)).unwrap_or(&b',')
}

fn fault(error: &csv::Error) -> Fault {
    let line = error.position().map(csv::Position::line);
    let what = match error.kind() {
        ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    };
    Fault { line, what }
}

/// Limits the length of a row, which an unclosed quote would make endless.
struct LimitedRow<R> {
    reader: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for LimitedRow<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let left = self.left.get().checked_sub(read);
        let what = || format!("a row is longer than {} MB: a quote is not closed", MAX_ROW >> 20);
        self.left.set(left.ok_or_else(|| io::Error::other(what()))?);
        Ok(read)
    }
}

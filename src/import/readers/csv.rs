//! CSV (RFC 4180) with a header, parted by commas, semicolons or tabs; places are in two of its columns.

use std::{
    cell::Cell,
    collections::HashSet,
    io::{self, BufRead, Read},
    rc::Rc,
};

use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use serde_json::{Map, Value};

use super::{Each, Entry, Fault, MAX_ROW, Place, Reason, Rejection, Row};

pub(super) fn read(mut reader: impl BufRead, each: Each<'_>) -> Result<(), Fault> {
    let start = reader.fill_buf()?;
    let delimiter = delimiter(start);
    // Of a line end of two bytes the library counts the second to the next row, and so a line too few.
    let behind = u64::from(memchr::memchr(b'\n', start).is_some_and(|end| start[..end].ends_with(b"\r")));
    let left = Rc::new(Cell::new(MAX_ROW));
    let leash = Leash { reader, left: Rc::clone(&left) };
    let mut table = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(leash);
    let names = header(table.byte_headers().map_err(|error| fault(&error))?)?;
    let mut fields = ByteRecord::new();
    // A row of another length, with how many fields it has: known for what it is when another follows, or none.
    let mut waiting: Option<(usize, Rejection)> = None;
    let mut record = 0;
    loop {
        left.set(MAX_ROW);
        if !table.read_byte_record(&mut fields).map_err(|error| fault(&error))? {
            break;
        }
        if let Some((_, rejection)) = waiting.take() {
            each(Entry::Rejected(rejection));
        }
        record += 1;
        let place = Place { record, line: fields.position().map(|position| position.line() + behind) };
        if fields.len() == names.len() {
            each(row(&names, &fields, place));
        } else {
            let detail = format!("{} fields where the header has {}", fields.len(), names.len());
            waiting = Some((fields.len(), Rejection { place, id: None, reason: Reason::Malformed, detail }));
        }
    }
    match waiting {
        Some((had, Rejection { place, detail, .. })) if had < names.len() => {
            let what = format!("the last row has {detail}: the file was cut short, or a quote is never closed");
            Err(Fault { line: place.line, what })
        }
        further => {
            if let Some((_, rejection)) = further {
                each(Entry::Rejected(rejection));
            }
            Ok(())
        }
    }
}

fn row(names: &[String], fields: &ByteRecord, place: Place) -> Entry {
    let mut properties = Map::new();
    for (name, field) in names.iter().zip(fields) {
        let Ok(text) = std::str::from_utf8(field) else {
            let near = String::from_utf8_lossy(field);
            let detail = format!("{name} is not UTF-8: {near:?}; save the file as UTF-8");
            return Entry::Rejected(Rejection { place, id: None, reason: Reason::BadEncoding, detail });
        };
        if !text.is_empty() {
            properties.insert(name.clone(), Value::String(text.to_owned()));
        }
    }
    Entry::Row(Row { place, id: None, properties, geometry: None })
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
            return Err(Fault::at(1, format!("the column {name:?} stands twice in the header; rename one")));
        }
        names.push(name.trim().to_owned());
    }
    if names.len() < 2 {
        return Err(Fault::at(1, "no header of several columns, parted by commas, semicolons or tabs"));
    }
    Ok(names)
}

/// What parts the columns of the first line most often.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| memchr::memchr_iter(delimiter, line).count();
    // Of equals the last is taken, and a comma is the rule.
    *b";\t,".iter().max_by_key(|&&delimiter| count(delimiter)).unwrap_or(&b',')
}

fn fault(error: &csv::Error) -> Fault {
    let line = error.position().map(csv::Position::line);
    match error.kind() {
        ErrorKind::Io(error) => Fault { line, what: error.to_string() },
        _ => Fault { line, what: error.to_string() },
    }
}

/// Lets no row grow without end, which a quote that is never closed would make.
struct Leash<R> {
    reader: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Leash<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let left = self.left.get().checked_sub(read);
        let what = || format!("a row of more than {} MB: a quote is never closed", MAX_ROW >> 20);
        self.left.set(left.ok_or_else(|| io::Error::other(what()))?);
        Ok(read)
    }
}

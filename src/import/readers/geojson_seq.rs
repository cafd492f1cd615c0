//! GeoJSON text sequences: Features after record separators (RFC 8142), or one per line.

use std::io::{BufRead, Read};

use serde::de::IgnoredAny;

use super::{Each, Fault, MAX_ROW, RowLocation, geojson::feature};

/// Precedes each text of a sequence (RFC 8142).
const SEPARATOR: u8 = 0x1e;

pub(super) fn read(mut reader: impl BufRead, each: Each<'_>) -> Result<(), Fault> {
    if reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
        reader.consume(3);
    }
    let end = if reader.fill_buf()?.first() == Some(&SEPARATOR) { SEPARATOR } else { b'\n' };
    let (mut text, mut line, mut record) = (Vec::new(), 1, 0);
    loop {
        text.clear();
        if Read::by_ref(&mut reader).take(MAX_ROW as u64 + 1).read_until(end, &mut text)? == 0 {
            return Ok(());
        }
        if text.len() > MAX_ROW {
            return Err(Fault::at(
                line,
                format!("a text is longer than {} MB; write one Feature per line", MAX_ROW >> 20),
            ));
        }
        let is_last = text.last() != Some(&end);
        let lines = memchr::memchr_iter(b'\n', &text).count() as u64;
        let blank = text.iter().take_while(|byte| byte.is_ascii_whitespace()).filter(|&&byte| byte == b'\n').count();
        let began = line + blank as u64;
        line += lines;
        let value = text.strip_suffix(&[end]).unwrap_or(&text).trim_ascii();
        if value.is_empty() {
            continue;
        }
        record += 1;
        let parsed = serde_json::from_slice::<IgnoredAny>(value);
        if is_last && parsed.is_err_and(|error| error.is_eof()) {
            return Err(Fault::at(began, super::TRUNCATED));
        }
        each(feature(value, RowLocation { record, line: Some(began) }));
    }
}

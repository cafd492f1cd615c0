//! GeoJSON text sequence (RFC 8142): Features, each between a record separator and a line feed.
//!
//! A sequence has no place for what is said of all: licence and bibliography travel in the answer's `Link` header.

use super::{
    WriteError,
    writing::{Selection, Text},
};

/// The record separator of RFC 7464, which begins each text.
const RECORD_SEPARATOR: u8 = 0x1E;

/// The Features of a selection, one after another.
pub struct Sequence;

impl Text for Sequence {
    fn begin(&mut self, _: &Selection<'_>, _: &mut Vec<u8>) -> Result<(), WriteError> {
        Ok(())
    }

    fn sites(&mut self, selection: &Selection<'_>, sites: &[usize], out: &mut Vec<u8>) -> Result<(), WriteError> {
        for &row in sites {
            out.push(RECORD_SEPARATOR);
            selection.features.site(row, out)?;
            out.push(b'\n');
        }
        Ok(())
    }

    fn end(&mut self, _: &Selection<'_>, _: &mut Vec<u8>) -> Result<(), WriteError> {
        Ok(())
    }
}

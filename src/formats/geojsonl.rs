//! GeoJSON text sequence (RFC 8142): Features, each between a record separator and a line feed.
//!
//! A sequence cannot describe itself: licence and bibliography are in the response's `Link` header.

use super::{
    Definition, WriteError,
    writing::{Selection, TextFormat, Writer},
};

/// The format.
pub(super) const DEFINITION: Definition = Definition {
    has_licence: false,
    ..Definition::new(
        "application/geo+json-seq",
        "a GeoJSON text sequence",
        "The same as a GeoJSON text sequence (RFC 8142)",
        Writer::Text(|| Box::new(Sequence)),
    )
};

/// The record separator of RFC 7464, which precedes each text.
const RECORD_SEPARATOR: u8 = 0x1E;

/// The Features of a selection, one after another.
struct Sequence;

impl TextFormat for Sequence {
    fn sites(&mut self, selection: &Selection<'_>, sites: &[usize], out: &mut Vec<u8>) -> Result<(), WriteError> {
        for &row in sites {
            out.push(RECORD_SEPARATOR);
            selection.features.site(row, out)?;
            out.push(b'\n');
        }
        Ok(())
    }
}

//! Splits JSON into values without parsing them, so that a broken Feature affects no other and memory holds one at a
//! time.

use std::io::BufRead;

use super::{Fault, MAX_ROW};

/// The bytes of a JSON text, with the current line.
pub(super) struct Scan<R> {
    reader: R,
    /// From 1.
    pub(super) line: u64,
}

impl<R: BufRead> Scan<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, line: 1 }
    }

    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        Ok(self.reader.fill_buf()?.first().copied())
    }

    fn advance(&mut self, byte: u8) {
        self.reader.consume(1);
        self.line += u64::from(byte == b'\n');
    }

    /// Skips white space and returns the next byte without consuming it; `None` at the end.
    pub(super) fn token(&mut self) -> Result<Option<u8>, Fault> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.advance(byte);
        }
        Ok(None)
    }

    /// Consumes `wanted`, which must be the next byte after white space.
    pub(super) fn take(&mut self, wanted: u8) -> Result<(), Fault> {
        match self.token()? {
            Some(byte) if byte == wanted => {
                self.advance(byte);
                Ok(())
            }
            Some(byte) => Err(self.fault(&format!(
                "found `{}` where `{}` is expected; correct the JSON here",
                char::from(byte).escape_default(),
                char::from(wanted)
            ))),
            None => Err(self.truncated()),
        }
    }

    /// Consumes `wanted` if it is the next byte after white space.
    pub(super) fn takes(&mut self, wanted: u8) -> Result<bool, Fault> {
        let is = self.token()? == Some(wanted);
        if is {
            self.advance(wanted);
        }
        Ok(is)
    }

    /// Skips a UTF-8 byte order mark.
    pub(super) fn skip_byte_order_mark(&mut self) -> Result<(), Fault> {
        if self.reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            self.reader.consume(3);
        }
        Ok(())
    }

    /// Copies one whole value to `out`, without checking its syntax.
    pub(super) fn value(&mut self, out: &mut Vec<u8>) -> Result<(), Fault> {
        out.clear();
        let Some(first) = self.token()? else {
            return Err(self.truncated());
        };
        let began = self.line;
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        loop {
            let Some(byte) = self.peek()? else {
                // A number may end with the text.
                return if depth == 0 && !quoted && !out.is_empty() { Ok(()) } else { Err(self.truncated()) };
            };
            if depth == 0 && !quoted && !out.is_empty() && (byte.is_ascii_whitespace() || b",]}:".contains(&byte)) {
                return Ok(());
            }
            if out.len() == MAX_ROW {
                let what = format!("a value is longer than {} MB: a bracket or a quote is not closed", MAX_ROW >> 20);
                return Err(Fault::at(began, what));
            }
            out.push(byte);
            self.advance(byte);
            if quoted {
                quoted = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
                if !quoted && depth == 0 {
                    return Ok(());
                }
                continue;
            }
            match byte {
                b'"' => quoted = true,
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth == 0 => {
                    return Err(self
                        .fault(&format!("found `{}` where a value is expected", char::from(first).escape_default())));
                }
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn fault(&self, what: &str) -> Fault {
        Fault::at(self.line, what)
    }

    pub(super) fn truncated(&self) -> Fault {
        self.fault(super::TRUNCATED)
    }
}

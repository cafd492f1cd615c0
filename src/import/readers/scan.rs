//! Cuts JSON into its values without parsing them: so one broken Feature costs no more than itself, and each is held
//! alone.

use std::io::BufRead;

use super::{Fault, MAX_ROW};

/// Bytes of a JSON text, with the line they stand on.
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

    /// The next byte that is no white space, which stays where it is; none at the end.
    pub(super) fn token(&mut self) -> Result<Option<u8>, Fault> {
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_whitespace() {
                return Ok(Some(byte));
            }
            self.advance(byte);
        }
        Ok(None)
    }

    /// Takes `wanted`, which must be the next byte that is no white space.
    pub(super) fn take(&mut self, wanted: u8) -> Result<(), Fault> {
        match self.token()? {
            Some(byte) if byte == wanted => {
                self.advance(byte);
                Ok(())
            }
            Some(byte) => Err(self.fault(&format!(
                "`{}` where `{}` should be; mend the JSON here",
                char::from(byte).escape_default(),
                char::from(wanted)
            ))),
            None => Err(self.cut()),
        }
    }

    /// Takes `wanted` if it is the next byte that is no white space.
    pub(super) fn takes(&mut self, wanted: u8) -> Result<bool, Fault> {
        let is = self.token()? == Some(wanted);
        if is {
            self.advance(wanted);
        }
        Ok(is)
    }

    /// Takes a mark of UTF-8 at the beginning, which some programs write.
    pub(super) fn skip_mark(&mut self) -> Result<(), Fault> {
        if self.reader.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            self.reader.consume(3);
        }
        Ok(())
    }

    /// One value, whole, into `out`; how it is made up is not looked at, only where it ends.
    pub(super) fn value(&mut self, out: &mut Vec<u8>) -> Result<(), Fault> {
        out.clear();
        let Some(first) = self.token()? else {
            return Err(self.cut());
        };
        let began = self.line;
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        loop {
            let Some(byte) = self.peek()? else {
                // A bare number may end where the text does.
                return if depth == 0 && !quoted && !out.is_empty() { Ok(()) } else { Err(self.cut()) };
            };
            if depth == 0 && !quoted && !out.is_empty() && (byte.is_ascii_whitespace() || b",]}:".contains(&byte)) {
                return Ok(());
            }
            if out.len() == MAX_ROW {
                let what = format!("a value of more than {} MB: is a bracket or a quote never closed?", MAX_ROW >> 20);
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
                    return Err(
                        self.fault(&format!("`{}` where a value should be", char::from(first).escape_default()))
                    );
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

    pub(super) fn cut(&self) -> Fault {
        self.fault(super::CUT)
    }
}

//! Reads files that others may have prepared: only regular files, and only as much as expected.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::Path,
};

/// Opens a regular file, or a link to one. Anything else could block (a named pipe) or never end (a device).
///
/// # Errors
/// When it cannot be opened, or is not a regular file.
pub fn open(path: &Path) -> io::Result<File> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::Error::new(ErrorKind::IsADirectory, "this is a folder; give a file"));
    }
    if !metadata.is_file() {
        let what = "this is a device, a pipe or a socket; copy what it holds to a regular file and give that";
        return Err(io::Error::new(ErrorKind::InvalidInput, what));
    }
    File::open(path)
}

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
/// When it cannot be read, is not a regular file, or is larger ([`ErrorKind::FileTooLarge`]).
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_at_most(open(path)?, limit)
}

/// Reads a regular file of at most `limit` bytes as UTF-8.
///
/// # Errors
/// As for [`read`], and when it is not UTF-8.
pub fn read_to_string(path: &Path, limit: u64) -> io::Result<String> {
    to_text(read(path, limit)?)
}

/// Reads all of `reader`, which may have at most `limit` bytes, as UTF-8.
///
/// # Errors
/// When it cannot be read, has more bytes, or is not UTF-8.
pub fn text_at_most(reader: impl Read, limit: u64) -> io::Result<String> {
    to_text(read_at_most(reader, limit)?)
}

fn read_at_most(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // A file may grow while it is read, so its length proves nothing.
    if reader.take(limit + 1).read_to_end(&mut bytes)? as u64 > limit {
        let what = format!("larger than {limit} bytes, the maximum here; give a smaller file");
        return Err(io::Error::new(ErrorKind::FileTooLarge, what));
    }
    Ok(bytes)
}

fn to_text(bytes: Vec<u8>) -> io::Result<String> {
    let not_utf8 = |_| io::Error::new(ErrorKind::InvalidData, "this is not UTF-8 text; save it as UTF-8");
    String::from_utf8(bytes).map_err(not_utf8)
}

//! The space that a file takes on the disk while it is written, temporary files of libraries included.

use std::{
    fs::{self, File},
    io::{self, Seek, SeekFrom, Write},
    path::Path,
};

/// The disk on which a file is written. Every growth is reported to it, and it may refuse one.
#[derive(Clone, Copy)]
pub(crate) struct Disk<'a> {
    grow: &'a (dyn Fn(usize) -> io::Result<()> + Sync),
}

impl<'a> Disk<'a> {
    /// A disk that calls `grow` with the number of bytes before they are written.
    pub(crate) fn new(grow: &'a (dyn Fn(usize) -> io::Result<()> + Sync)) -> Self {
        Self { grow }
    }

    /// A disk with all the space that the system has.
    pub(super) const UNLIMITED: Disk<'static> = Disk { grow: &|_| Ok(()) };

    /// Notes that about this many bytes are going to be written by other means than [`DiskFile`].
    pub(super) fn grow(&self, bytes: usize) -> io::Result<()> {
        (self.grow)(bytes)
    }

    /// A temporary file.
    pub(crate) fn file(self) -> io::Result<DiskFile<'a>> {
        Ok(DiskFile { file: tempfile::tempfile()?, position: 0, length: 0, disk: self })
    }

    /// Notes the size of the file at `path`, of which `noted` bytes have been noted before; returns it.
    pub(super) fn note(&self, path: &Path, noted: u64) -> io::Result<u64> {
        let length = fs::metadata(path)?.len();
        self.grow(usize::try_from(length.saturating_sub(noted)).unwrap_or(usize::MAX))?;
        Ok(length)
    }
}

/// A temporary file, which lasts as long as its handle.
pub(crate) struct DiskFile<'a> {
    file: File,
    position: u64,
    length: u64,
    disk: Disk<'a>,
}

impl DiskFile<'_> {
    pub(crate) fn into_file(self) -> File {
        self.file
    }
}

impl Write for DiskFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let end = self.position + bytes.len() as u64;
        self.disk.grow(usize::try_from(end.saturating_sub(self.length)).unwrap_or(usize::MAX))?;
        self.length = self.length.max(end);
        let written = self.file.write(bytes)?;
        self.position += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for DiskFile<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = self.file.seek(to)?;
        Ok(self.position)
    }
}

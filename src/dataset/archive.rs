//! The container of an imported atlas: one file of named sections with a checksum.
//!
//! Magic bytes, a format version, the length and the SHA-256 of the rest; then the number of sections, the name and
//! length of each, and their bytes. Numbers are little-endian.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use super::{input, output::Output};

/// The magic bytes. The first is not ASCII, and the line endings detect a transfer that changed them.
const MAGIC: [u8; 8] = *b"\x8bORE\r\n\x1a\n";

/// The version of the format, incremented when the form of a section changes.
pub const VERSION: u32 = 4;

/// The bytes of magic, version, length and hash.
const HEADER: usize = MAGIC.len() + 4 + 8 + 32;

/// The maximum number of sections.
const MAX_SECTIONS: u32 = 64;

/// The maximum length of a file, in bytes: room for about five million sites.
const MAX_LENGTH: u64 = 4 << 30;

/// The maximum length of a section's name, in bytes.
const MAX_NAME: u16 = 64;

/// The sections of a file whose checksum is correct.
#[derive(Debug)]
pub struct Archive {
    sections: BTreeMap<String, Vec<u8>>,
}

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file could not be read.
    #[error("cannot read {path}", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The file could not be written.
    #[error("cannot write {path}", path = path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The file does not begin with the magic bytes.
    #[error("{path}: not an imported atlas; make one with `oreatlas import`", path = .0.display())]
    Magic(PathBuf),
    /// The file has another format version.
    #[error(
        "{path}: written in version {version} of the format, and this program reads version {VERSION}; \
         use the program that wrote it, or import again",
        path = path.display()
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// The version of the file.
        version: u32,
    },
    /// The length differs from that in the header.
    #[error("{path}: {is} bytes where its header promises {should}: copied or loaded in part; copy it again", path = path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// The length of the file in bytes.
        is: u64,
        /// The length that the header states.
        should: u64,
    },
    /// The file is longer than any atlas.
    #[error(
        "{path}: {is} bytes, and an atlas has at most {MAX_LENGTH}; copy it again, or import fewer sites",
        path = path.display()
    )]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The length of the file in bytes.
        is: u64,
    },
    /// The checksum is wrong.
    #[error("{path}: damaged: its SHA-256 is not the one in its header; copy it again, or import again", path = .0.display())]
    Hash(PathBuf),
    /// The checksum is correct, but a section is not valid.
    #[error("{path}: the section {section} cannot be read: {problem}; import again", path = path.display())]
    Section {
        /// The file.
        path: PathBuf,
        /// The section.
        section: &'static str,
        /// What is wrong.
        problem: String,
    },
}

impl Archive {
    /// Whether a file begins as an archive does.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_one(path: &Path) -> io::Result<bool> {
        let mut magic = Vec::new();
        input::open(path)?.take(MAGIC.len() as u64).read_to_end(&mut magic)?;
        Ok(magic == MAGIC)
    }

    /// Reads every section of a file and verifies the checksum.
    ///
    /// # Errors
    /// When the file cannot be read, is not an archive, has another version, or is damaged.
    pub fn read(path: &Path) -> Result<Self, ArchiveError> {
        let io = |source| ArchiveError::Read { path: path.to_owned(), source };
        let mut file = input::open(path).map_err(io)?;
        let is = file.metadata().map_err(io)?.len();
        let mut header = Vec::with_capacity(HEADER);
        Read::by_ref(&mut file).take(HEADER as u64).read_to_end(&mut header).map_err(io)?;
        let Some(rest) = header.strip_prefix(&MAGIC) else {
            return Err(ArchiveError::Magic(path.to_owned()));
        };
        let short = || ArchiveError::Length { path: path.to_owned(), is, should: HEADER as u64 };
        let (version, rest) = rest.split_first_chunk::<4>().ok_or_else(short)?;
        let version = u32::from_le_bytes(*version);
        if version != VERSION {
            return Err(ArchiveError::Version { path: path.to_owned(), version });
        }
        let (length, hash) = rest.split_first_chunk::<8>().filter(|(_, hash)| hash.len() == 32).ok_or_else(short)?;
        let should = u64::from_le_bytes(*length).saturating_add(HEADER as u64);
        if is != should {
            return Err(ArchiveError::Length { path: path.to_owned(), is, should });
        }
        if is > MAX_LENGTH {
            return Err(ArchiveError::TooLarge { path: path.to_owned(), is });
        }
        let mut body = Body { file, left: is - HEADER as u64, hasher: Sha256::new() };
        match body.sections() {
            Ok(sections) if body.left == 0 && body.hasher.finalize().as_slice() == hash => Ok(Self { sections }),
            // Inconsistent lengths are damage as well.
            Ok(_) | Err(None) => Err(ArchiveError::Hash(path.to_owned())),
            Err(Some(source)) => Err(ArchiveError::Read { path: path.to_owned(), source }),
        }
    }

    /// Removes and returns a section.
    #[must_use]
    pub fn take(&mut self, name: &str) -> Option<Vec<u8>> {
        self.sections.remove(name)
    }
}

/// The bytes after the header, hashed while they are read.
struct Body {
    file: File,
    left: u64,
    hasher: Sha256,
}

impl Body {
    /// Every section. An error without a cause is an impossible length.
    fn sections(&mut self) -> Result<BTreeMap<String, Vec<u8>>, Option<io::Error>> {
        let count = u32::from_le_bytes(self.array()?);
        if count > MAX_SECTIONS {
            return Err(None);
        }
        let mut table = Vec::new();
        for _ in 0..count {
            let length = u16::from_le_bytes(self.array()?);
            let name = self.bytes(u64::from(length.min(MAX_NAME)))?;
            table.push((String::from_utf8(name).map_err(|_| None)?, u64::from_le_bytes(self.array()?)));
        }
        table.into_iter().map(|(name, length)| Ok((name, self.bytes(length)?))).collect()
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Option<io::Error>> {
        self.bytes(N as u64)?.try_into().map_err(|_| None)
    }

    /// Reads `length` bytes. Never allocates more than the rest of the file, whatever a damaged length says.
    fn bytes(&mut self, length: u64) -> Result<Vec<u8>, Option<io::Error>> {
        self.left = self.left.checked_sub(length).ok_or(None)?;
        let length = usize::try_from(length).map_err(|_| None)?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(length).map_err(|error| Some(error.into()))?;
        bytes.resize(length, 0);
        // In chunks that stay in the CPU cache between reading and hashing.
        for chunk in bytes.chunks_mut(256 << 10) {
            self.file.read_exact(chunk).map_err(Some)?;
            self.hasher.update(chunk);
        }
        Ok(bytes)
    }
}

/// Writes sections to a file, and finishes it.
///
/// # Errors
/// When the file cannot be written.
pub fn write(mut file: Output, sections: &[(&str, &[u8])]) -> Result<(), ArchiveError> {
    let path = file.target().to_owned();
    write_sections(&mut file, sections)
        .and_then(|()| file.finish())
        .map_err(|source| ArchiveError::Write { path, source })
}

fn write_sections(file: &mut Output, sections: &[(&str, &[u8])]) -> io::Result<()> {
    let mut table = u32::try_from(sections.len()).map_err(io::Error::other)?.to_le_bytes().to_vec();
    for (name, bytes) in sections {
        table.extend_from_slice(&u16::try_from(name.len()).map_err(io::Error::other)?.to_le_bytes());
        table.extend_from_slice(name.as_bytes());
        table.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    }
    let (mut length, mut hasher) = (0, Sha256::new());
    let parts = || std::iter::once(table.as_slice()).chain(sections.iter().map(|(_, bytes)| *bytes));
    for part in parts() {
        length += part.len() as u64;
        hasher.update(part);
    }
    file.write_all(&MAGIC)?;
    file.write_all(&VERSION.to_le_bytes())?;
    file.write_all(&length.to_le_bytes())?;
    file.write_all(hasher.finalize().as_slice())?;
    parts().try_for_each(|part| file.write_all(part))
}

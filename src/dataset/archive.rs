//! One file of named sections, told whole from damaged: the container of an imported atlas.
//!
//! Magic bytes, a format version, the length and the SHA-256 of all that follows; then the number of sections, each
//! with its name and length, then their bytes one after another. Numbers are little-endian.

use std::{
    collections::BTreeMap,
    fs::{File, Permissions},
    io::{self, BufWriter, Read, Seek, SeekFrom, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use tempfile::Builder;

/// What the file begins with. The first byte is no text, and the line ends show a transfer that changed them.
const MAGIC: [u8; 8] = *b"\x8bORE\r\n\x1a\n";

/// The version of the format: raised when a section changes its form.
pub const VERSION: u32 = 2;

/// Magic, version, length, hash.
const HEADER: usize = MAGIC.len() + 4 + 8 + 32;

/// More sections than any version has.
const MAX_SECTIONS: u32 = 64;

/// A name's length at most.
const MAX_NAME: u16 = 64;

/// The sections of a file whose hash was right.
#[derive(Debug)]
pub struct Archive {
    sections: BTreeMap<String, Vec<u8>>,
}

/// Why a file is not opened, or not written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file could not be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It begins with something else.
    #[error("{path}: not an imported atlas; make one with `oreatlas import`", path = .0.display())]
    Magic(PathBuf),
    /// A later program wrote it.
    #[error(
        "{path}: written in version {version} of the format, and this program reads version {VERSION}; \
         use the program that wrote it, or import again",
        path = path.display()
    )]
    Version {
        /// Which.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// It has fewer or more bytes than its header says.
    #[error("{path}: {is} bytes where its header promises {should}: copied or loaded in part; copy it again", path = path.display())]
    Length {
        /// Which.
        path: PathBuf,
        /// How many bytes there are.
        is: u64,
        /// How many there should be.
        should: u64,
    },
    /// Its bytes are not those that were written.
    #[error("{path}: damaged: its SHA-256 is not the one in its header; copy it again, or import again", path = .0.display())]
    Hash(PathBuf),
    /// Its hash is right and its contents are not.
    #[error("{path}: the section {section} cannot be read: {problem}; import again", path = path.display())]
    Section {
        /// Which file.
        path: PathBuf,
        /// Which section.
        section: &'static str,
        /// What is wrong with it.
        problem: String,
    },
}

impl Archive {
    /// Reads every section of a file and compares the hash; the sections are handed out only when it is right.
    ///
    /// # Errors
    /// When the file cannot be read, is no archive, is of a later version, or is not what was written.
    pub fn read(path: &Path) -> Result<Self, ArchiveError> {
        let io = |source| ArchiveError::Io { path: path.to_owned(), source };
        let mut file = File::open(path).map_err(io)?;
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
        let mut body = Body { file, left: is - HEADER as u64, hasher: Sha256::new() };
        match body.sections() {
            Ok(sections) if body.left == 0 && body.hasher.finalize().as_slice() == hash => Ok(Self { sections }),
            // Lengths that do not add up come of damage too.
            Ok(_) | Err(None) => Err(ArchiveError::Hash(path.to_owned())),
            Err(Some(source)) => Err(ArchiveError::Io { path: path.to_owned(), source }),
        }
    }

    /// Takes out a section.
    #[must_use]
    pub fn take(&mut self, name: &str) -> Option<Vec<u8>> {
        self.sections.remove(name)
    }
}

/// What follows the header, hashed as it is read.
struct Body {
    file: File,
    left: u64,
    hasher: Sha256,
}

impl Body {
    /// Every section; an error without a cause is a length that cannot be right.
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

    /// So many bytes. No more than the file has are made room for, whatever a damaged length says.
    fn bytes(&mut self, length: u64) -> Result<Vec<u8>, Option<io::Error>> {
        self.left = self.left.checked_sub(length).ok_or(None)?;
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| None)?];
        // In pieces that stay in the processor's cache between reading and hashing.
        for piece in bytes.chunks_mut(256 << 10) {
            self.file.read_exact(piece).map_err(Some)?;
            self.hasher.update(piece);
        }
        Ok(bytes)
    }
}

/// Writes sections to a file: beside it first, and in its place when all is written.
///
/// # Errors
/// When the file cannot be written.
pub fn write(path: &Path, sections: &[(&str, &[u8])]) -> Result<(), ArchiveError> {
    write_beside(path, sections).map_err(|source| ArchiveError::Io { path: path.to_owned(), source })
}

fn write_beside(path: &Path, sections: &[(&str, &[u8])]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
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
    // Readable by whom the user's mask allows, as any file; a temporary one would be its owner's alone.
    let beside = Builder::new().permissions(Permissions::from_mode(0o666)).tempfile_in(folder)?;
    let mut file = BufWriter::new(beside);
    file.write_all(&MAGIC)?;
    file.write_all(&VERSION.to_le_bytes())?;
    file.write_all(&length.to_le_bytes())?;
    file.write_all(hasher.finalize().as_slice())?;
    for part in parts() {
        file.write_all(part)?;
    }
    let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

//! The files of a data tree: from a folder, or from the copy inside the program.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rust_embed::RustEmbed;

use super::input;

/// The maximum size of a file, in bytes.
const MAX_BYTES: u64 = 8 << 20;

/// The maximum size of all files together, in bytes.
const MAX_TOTAL: u64 = 1 << 30;

/// The maximum depth of nested folders.
const MAX_DEPTH: usize = 8;

/// One file of a data tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path relative to the root of the tree, with `/` as separator.
    pub path: String,
    /// The content; not necessarily UTF-8.
    pub bytes: Vec<u8>,
}

/// Why a data tree could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// A file or folder could not be read.
    #[error("cannot read {path}", path = path.display())]
    Io {
        /// The path.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file is too large to be a record.
    #[error("{path}: larger than {MAX_BYTES} bytes, the maximum for a record; give the folder of a dataset", path = .0.display())]
    TooLarge(PathBuf),
    /// The files together are too large.
    #[error("{path}: the files here have more than {MAX_TOTAL} bytes, the maximum for a dataset; give the folder that holds sites/ and sources/, or make an atlas file with `oreatlas import`", path = .0.display())]
    TooMuch(PathBuf),
    /// Folders are nested too deeply, or in a cycle.
    #[error("{path}: folders are nested more than {MAX_DEPTH} levels deep; give the folder that holds sites/ and sources/", path = .0.display())]
    TooDeep(PathBuf),
    /// The path is a file, such as an imported atlas, or a device.
    #[error("{path}: this is a file or a device; give the folder that holds sites/ and sources/", path = .0.display())]
    NotAFolder(PathBuf),
    /// The folder has no files.
    #[error("{path}: no records here; give the folder that holds sites/ and sources/", path = .0.display())]
    Empty(PathBuf),
}

#[derive(RustEmbed)]
#[folder = "data"]
#[exclude = "*.md"]
#[exclude = "schema/*"]
struct Data;

/// The data tree inside the program.
#[must_use]
pub fn embedded() -> Vec<File> {
    let mut files: Vec<File> = Data::iter()
        .filter_map(|path| Data::get(&path).map(|file| File { path: path.to_string(), bytes: file.data.into_owned() }))
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The data tree in a folder, sorted by path, without hidden files.
///
/// # Errors
/// When a file cannot be read or is too large, or the folder has no files.
pub fn folder(root: &Path) -> Result<Vec<File>, ReadError> {
    if root.exists() && !root.is_dir() {
        return Err(ReadError::NotAFolder(root.to_owned()));
    }
    let (mut files, mut left) = (Vec::new(), MAX_TOTAL);
    walk(root, "", 0, &mut left, &mut files)?;
    if files.is_empty() {
        return Err(ReadError::Empty(root.to_owned()));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn walk(folder: &Path, below: &str, depth: usize, left: &mut u64, files: &mut Vec<File>) -> Result<(), ReadError> {
    if depth > MAX_DEPTH {
        return Err(ReadError::TooDeep(folder.to_owned()));
    }
    let io = |path: &Path| {
        let path = path.to_owned();
        move |source| ReadError::Io { path, source }
    };
    for entry in fs::read_dir(folder).map_err(io(folder))? {
        let entry = entry.map_err(io(folder))?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let below = if below.is_empty() { name } else { format!("{below}/{name}") };
        if path.is_dir() {
            walk(&path, &below, depth + 1, left, files)?;
            continue;
        }
        let bytes = match input::read(&path, MAX_BYTES) {
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => return Err(ReadError::TooLarge(path)),
            read => read.map_err(io(&path))?,
        };
        *left = left.checked_sub(bytes.len() as u64).ok_or_else(|| ReadError::TooMuch(folder.to_owned()))?;
        files.push(File { path: below, bytes });
    }
    Ok(())
}

//! Writes a file completely or not at all.
//!
//! The bytes go to a hidden file next to the target, which replaces the target once they are on the disk. A process that
//! is killed leaves the hidden file behind; the next one that writes to the folder removes it.

use std::{
    fs::{self, File, Permissions},
    io::{self, BufWriter, ErrorKind, Write},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

/// Ends the names of unfinished files.
const UNFINISHED: &str = ".oreatlas-tmp";

/// How many characters of the target's name begin the name of its unfinished file.
const MAX_NAME: usize = 50;

/// A file that is being written. If it is dropped before it is finished, nothing has changed.
#[derive(Debug)]
pub struct Output {
    /// The file to replace; not a link.
    target: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl Output {
    /// Begins to write a file. If `path` is a link, the file that it leads to is written, and the link stays.
    ///
    /// # Errors
    /// When `path` is one of the `inputs` or lies in one that is a folder, is not a regular file or is read-only, or when
    /// no file can be created next to it.
    pub fn create(path: &Path, inputs: &[&Path]) -> io::Result<Self> {
        let refuse = |what: &str| Err(io::Error::new(ErrorKind::InvalidInput, what));
        let target = follow_links(path)?;
        let existing = match fs::metadata(&target) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            found => Some(found?),
        };
        if let Some(existing) = &existing {
            if existing.is_dir() {
                return refuse("this is a folder; give the name of a file");
            }
            if !existing.is_file() {
                return refuse("this is a device, a pipe or a socket; give the name of a regular file");
            }
        }
        let folder = folder_of(&target);
        for input in inputs {
            // Reading it reports that it is missing.
            let Ok(input_is) = fs::metadata(input) else { continue };
            if existing.as_ref().is_some_and(|is| (is.dev(), is.ino()) == (input_is.dev(), input_is.ino())) {
                return refuse("this file is read as input, and would be overwritten; give another name");
            }
            if input_is.is_dir() && fs::canonicalize(folder)?.starts_with(fs::canonicalize(input)?) {
                return refuse("this is in the folder that is read as input; write the file elsewhere");
            }
        }
        if existing.as_ref().is_some_and(|existing| existing.permissions().readonly()) {
            return refuse("this file is read-only; give another name, or make it writable");
        }
        sweep(folder);
        let name: String = target.file_name().unwrap_or_default().to_string_lossy().chars().take(MAX_NAME).collect();
        let prefix = format!(".{name}.");
        let mut builder = Builder::new();
        // The permissions follow the umask; the library would make it readable for its owner alone.
        builder.prefix(&prefix).suffix(UNFINISHED).permissions(Permissions::from_mode(0o666));
        let file = loop {
            let file = builder.tempfile_in(folder)?;
            // The lock shows other processes that this one is running. On a file system without locks nothing is removed.
            let _ = file.as_file().lock();
            // Another process may have removed the file before it was locked.
            if file.path().exists() {
                break file;
            }
        };
        if let Some(existing) = existing {
            file.as_file().set_permissions(existing.permissions())?;
        }
        Ok(Self { target, file: BufWriter::new(file) })
    }

    /// The file that is replaced.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Replaces the target.
    ///
    /// # Errors
    /// When the rest cannot be written; the target is then as it was.
    pub fn finish(self) -> io::Result<()> {
        self.persist(|file, target| file.persist(target).map_err(|error| error.error))
    }

    /// Gives the file its name, unless one of this name exists.
    ///
    /// # Errors
    /// When the file exists ([`ErrorKind::AlreadyExists`]), or the rest cannot be written.
    pub fn finish_new(self) -> io::Result<()> {
        self.persist(|file, target| file.persist_noclobber(target).map_err(|error| error.error))
    }

    fn persist(self, rename: impl FnOnce(NamedTempFile, &Path) -> io::Result<File>) -> io::Result<()> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        rename(file, &self.target)?;
        // The new name is on the disk only once the folder is.
        File::open(folder_of(&self.target))?.sync_all()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes a file.
///
/// # Errors
/// As for [`Output::create`] and [`Output::finish`].
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Output::create(path, &[])?;
    file.write_all(bytes)?;
    file.finish()
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The file that a link leads to, whether it exists or not.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    // As many as Linux follows.
    for _ in 0..40 {
        if !path.is_symlink() {
            return Ok(path);
        }
        let target = fs::read_link(&path)?;
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    Err(io::Error::new(ErrorKind::InvalidInput, "this link leads in a circle; give the name of a file"))
}

/// Removes the unfinished files of processes that no longer run.
fn sweep(folder: &Path) {
    // Failures are ignored: they matter only where they also stop this process from writing.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if name.starts_with('.')
            && name.ends_with(UNFINISHED)
            && is_file
            && let Ok(file) = File::open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

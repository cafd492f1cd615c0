//! Opens datasets. One with errors is refused.

use std::{env, fs, io, path::Path, thread};

use anyhow::anyhow;
use jiff::{Timestamp, civil, tz::TimeZone};
use oreatlas::{
    app::Data,
    catalog::Catalog,
    curate::{self, Report, Severity},
    dataset::{self, Dataset, Tree},
    formats::Atlas,
};

use crate::memory;

/// A dataset has errors.
#[derive(Debug, thiserror::Error)]
#[error(
    "the dataset has errors; fix them and try again. `oreatlas check` lists them all; the first is: {}",
    .0.problems.iter().find(|problem| problem.severity == Severity::Error).map(ToString::to_string).unwrap_or_default()
)]
pub(crate) struct Errors(pub Report);

/// Today's date, in UTC like every other date of the server: two servers in different time zones agree on it.
pub(crate) fn today() -> civil::Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// The atlas to serve, as [`atlas`] opens it, with the time of its last change.
pub(crate) fn data(path: Option<&Path>) -> anyhow::Result<Data> {
    // Read first: what changes from here on is newer.
    let program = env::current_exe().and_then(|program| newest(&program));
    let files = path.map(newest).transpose();
    let modified = [program, files.map(Option::unwrap_or_default)].into_iter().filter_map(Result::ok).max();
    Ok(Data { atlas: atlas(path)?, modified: modified.unwrap_or_default() })
}

/// When a file, or anything in a folder, was modified last. The time of a folder itself is that of the last removal.
fn newest(path: &Path) -> io::Result<Timestamp> {
    let metadata = path.metadata()?;
    let own = Timestamp::try_from(metadata.modified()?).unwrap_or_default();
    if !metadata.is_dir() {
        return Ok(own);
    }
    let entries = fs::read_dir(path)?.filter_map(Result::ok);
    // A link to a folder may lead back here.
    let entries = entries.filter(|entry| !(entry.path().is_symlink() && entry.path().is_dir()));
    Ok(entries.filter_map(|entry| newest(&entry.path()).ok()).fold(own, Timestamp::max))
}

/// The dataset in a folder, or the one inside the program, unparsed records included.
pub(crate) fn tree(path: Option<&Path>) -> anyhow::Result<Tree> {
    let files = match path {
        Some(path) => dataset::folder(path)?,
        None => dataset::embedded(),
    };
    Ok(Tree::new(files))
}

/// The atlas in a folder, in a file written by `import`, or inside the program.
pub(crate) fn atlas(path: Option<&Path>) -> anyhow::Result<Atlas> {
    match path {
        Some(path) if path.is_file() => {
            memory::check(path)?;
            Ok(Atlas::open(path, today())?)
        }
        path => Ok(Atlas::new(catalog(path)?)?),
    }
}

/// Today's catalog of a dataset. Fails with a [report](Errors) if the dataset has errors.
fn catalog(path: Option<&Path>) -> anyhow::Result<Catalog> {
    let tree = tree(path)?;
    let today = today();
    // The check and the catalog are computed in parallel.
    let (errors, catalog) = thread::scope(|scope| {
        let errors = scope.spawn(|| curate::errors(&tree, today));
        let catalog = Catalog::new(Dataset::new(tree.clone()), today);
        (errors.join(), catalog)
    });
    let errors = errors
        .map_err(|_| anyhow!("the check of the dataset panicked; this is a bug in oreatlas: please report it"))?;
    if errors.has_errors() {
        return Err(Errors(curate::check(&tree, today)).into());
    }
    Ok(catalog)
}

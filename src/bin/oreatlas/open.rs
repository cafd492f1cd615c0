//! Opening a dataset for use: one with errors is never opened.

use std::{path::Path, thread};

use anyhow::{Context, anyhow, bail};
use jiff::Zoned;
use oreatlas::{
    catalog::Catalog,
    curate,
    dataset::{self, Dataset, Tree},
    formats::Atlas,
};

/// The tree in a folder, or the one inside the program.
pub(crate) fn tree(path: Option<&Path>) -> anyhow::Result<Tree> {
    let files = match path {
        Some(path) if path.is_file() => {
            bail!("{} is a file: give the folder that holds sites/ and sources/", path.display())
        }
        Some(path) => dataset::folder(path).context("the dataset cannot be read")?,
        None => dataset::embedded(),
    };
    Ok(Tree::new(files))
}

/// The atlas in a folder, in a file that an import wrote, or inside the program.
pub(crate) fn atlas(path: Option<&Path>) -> anyhow::Result<Atlas> {
    match path {
        Some(path) if path.is_file() => Ok(Atlas::open(path, Zoned::now().date())?),
        path => Ok(Atlas::new(catalog(path)?)?),
    }
}

/// A catalog of today over a dataset without errors; otherwise the whole report goes to standard error.
fn catalog(path: Option<&Path>) -> anyhow::Result<Catalog> {
    let tree = tree(path)?;
    let today = Zoned::now().date();
    // The check and the catalog are made side by side: neither waits for the other.
    let (errors, catalog) = thread::scope(|scope| {
        let errors = scope.spawn(|| curate::errors(&tree, today));
        let catalog = Catalog::new(Dataset::new(tree.clone()), today);
        (errors.join(), catalog)
    });
    let errors = errors.map_err(|_| anyhow!("the check came to no end; this is our fault"))?;
    if errors.has_errors() {
        eprint!("{}", curate::check(&tree, today));
        bail!("a dataset with errors is not served; mend them and try again");
    }
    Ok(catalog)
}

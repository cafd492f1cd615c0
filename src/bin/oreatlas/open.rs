//! Opening a dataset for use: one with errors is never opened.

use std::{path::Path, thread};

use anyhow::{Context, anyhow, bail};
use jiff::Zoned;
use oreatlas::{
    catalog::Catalog,
    curate,
    dataset::{self, Dataset, Tree},
};

/// The tree in a folder, or the one inside the program.
pub(crate) fn tree(path: Option<&Path>) -> anyhow::Result<Tree> {
    let files = match path {
        Some(path) => dataset::folder(path).context("the dataset cannot be read")?,
        None => dataset::embedded(),
    };
    Ok(Tree::new(files))
}

/// A catalog of today over a dataset without errors; otherwise the whole report goes to standard error.
pub(crate) fn catalog(path: Option<&Path>) -> anyhow::Result<Catalog> {
    let tree = tree(path)?;
    // The check and the catalog are made side by side: neither waits for the other.
    let (report, catalog) = thread::scope(|scope| {
        let report = scope.spawn(|| curate::check(&tree));
        let catalog = Catalog::new(Dataset::new(tree.clone()), Zoned::now().date());
        (report.join(), catalog)
    });
    let report = report.map_err(|_| anyhow!("the check came to no end; this is our fault"))?;
    if report.has_errors() {
        eprint!("{report}");
        bail!("a dataset with errors is not served; mend them and try again");
    }
    Ok(catalog)
}

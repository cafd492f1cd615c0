//! Opens datasets. One with errors is refused.

use std::{path::Path, thread};

use anyhow::{anyhow, bail};
use jiff::Zoned;
use oreatlas::{
    catalog::Catalog,
    curate,
    dataset::{self, Dataset, Tree},
    formats::Atlas,
};

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
        Some(path) if path.is_file() => Ok(Atlas::open(path, Zoned::now().date())?),
        path => Ok(Atlas::new(catalog(path)?)?),
    }
}

/// Today's catalog of a dataset. Fails if the dataset has errors, and then prints the whole report to standard error.
fn catalog(path: Option<&Path>) -> anyhow::Result<Catalog> {
    let tree = tree(path)?;
    let today = Zoned::now().date();
    // The check and the catalog are computed in parallel.
    let (errors, catalog) = thread::scope(|scope| {
        let errors = scope.spawn(|| curate::errors(&tree, today));
        let catalog = Catalog::new(Dataset::new(tree.clone()), today);
        (errors.join(), catalog)
    });
    let errors = errors
        .map_err(|_| anyhow!("the check of the dataset panicked; this is a bug in oreatlas: please report it"))?;
    if errors.has_errors() {
        eprint!("{}", curate::check(&tree, today));
        bail!("the dataset has errors; fix them and try again");
    }
    Ok(catalog)
}

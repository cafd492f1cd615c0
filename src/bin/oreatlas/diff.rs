//! `oreatlas diff`: lists the changes between two versions of a dataset.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::Args;
use oreatlas::{
    curate::{diff, with_section},
    dataset::{Tree, input, output, printable},
};

use crate::{curate::Today, open};

/// The maximum size of a changelog, in bytes.
const MAX_BYTES: u64 = 64 << 20;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder of the older version.
    old: PathBuf,
    /// The folder of the newer version.
    new: PathBuf,
    /// Adds today's section to the top of this changelog, instead of printing the changes.
    #[arg(long, value_name = "FILE")]
    changelog: Option<PathBuf>,
    #[command(flatten)]
    today: Today,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let diff = diff(&valid_tree(&arguments.old)?, &valid_tree(&arguments.new)?);
    let Some(path) = &arguments.changelog else {
        diff.to_string().lines().for_each(|line| println!("{}", printable(line)));
        return Ok(ExitCode::SUCCESS);
    };
    let named = || path.display().to_string();
    let old = match input::read_to_string(path, MAX_BYTES) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        read => read.with_context(named)?,
    };
    let new = with_section(&old, arguments.today.date(), &diff).with_context(named)?;
    if new == old || diff.is_empty() {
        println!("{}: no changes to add", path.display());
    } else {
        output::write(path, new.as_bytes()).with_context(named)?;
        println!("{}: added a section for {}", path.display(), arguments.today.date());
    }
    Ok(ExitCode::SUCCESS)
}

/// The tree, unless a file in it cannot be parsed: that record would seem to have been removed.
fn valid_tree(root: &Path) -> anyhow::Result<Tree> {
    let tree = open::tree(Some(root))?;
    let invalid = tree.files.iter().find_map(|file| Some((&file.path, file.record.as_ref().err()?)));
    match invalid {
        Some((path, error)) => {
            bail!(
                "{}: {error}; fix it first, with the help of: oreatlas check {}",
                root.join(path).display(),
                root.display()
            )
        }
        None => Ok(tree),
    }
}

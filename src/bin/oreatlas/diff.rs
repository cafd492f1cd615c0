//! `oreatlas diff`: what changed between two versions of the data.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::Args;
use oreatlas::{
    curate::{diff, with_section},
    dataset::Tree,
};

use crate::{curate::Today, open};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder of the older data.
    old: PathBuf,
    /// The folder of the newer data.
    new: PathBuf,
    /// Writes a section of today before all others of this changelog.
    #[arg(long, value_name = "FILE")]
    changelog: Option<PathBuf>,
    #[command(flatten)]
    today: Today,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let diff = diff(&readable(&arguments.old)?, &readable(&arguments.new)?);
    let Some(path) = &arguments.changelog else {
        print!("{diff}");
        return Ok(ExitCode::SUCCESS);
    };
    let named = || path.display().to_string();
    let old = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        read => read.with_context(named)?,
    };
    let new = with_section(&old, arguments.today.date(), &diff).with_context(named)?;
    if new == old || diff.is_empty() {
        println!("{}: nothing to add", path.display());
    } else {
        fs::write(path, new).with_context(named)?;
        println!("{}: a section of {}", path.display(), arguments.today.date());
    }
    Ok(ExitCode::SUCCESS)
}

/// A tree whose every file can be read: what can't would look as if it had been removed.
fn readable(root: &Path) -> anyhow::Result<Tree> {
    let tree = open::tree(Some(root))?;
    let torn = tree.files.iter().find_map(|file| Some((&file.path, file.record.as_ref().err()?)));
    match torn {
        Some((path, error)) => {
            bail!("{}: {error}; mend it first: oreatlas check {}", root.join(path).display(), root.display())
        }
        None => Ok(tree),
    }
}

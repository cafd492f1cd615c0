//! `oreatlas diff`: what changed between two versions of the data.

use std::{fs, io, path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::Args;
use oreatlas::curate::{diff, with_section};

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
    let diff = diff(&open::tree(Some(&arguments.old))?, &open::tree(Some(&arguments.new))?);
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

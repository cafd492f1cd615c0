//! `oreatlas new`: creates a record.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::Args;
use oreatlas::{
    curate::{NewRecord, skeleton},
    dataset::output::Output,
};

use crate::{curate::DATA, open, word};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The kind of record.
    #[arg(value_parser = word(NewRecord::ALL, NewRecord::as_str))]
    kind: NewRecord,
    /// The record's permanent id: lower-case words separated by hyphens.
    id: String,
    /// The country's ISO 3166-1 alpha-2 code [default: the only country in the dataset].
    #[arg(long, value_name = "CC")]
    country: Option<String>,
    /// The folder of the dataset.
    #[arg(long, default_value = DATA, value_name = "PATH")]
    data: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let tree = open::tree(Some(&arguments.data))?;
    let skeleton = skeleton(&tree, arguments.kind, &arguments.id, arguments.country.as_deref())?;
    let path = write(&arguments.data, &skeleton.path, &skeleton.text)?;
    println!("{}\nFill in:", path.display());
    for (key, what) in skeleton.to_fill {
        println!("  {key}: {what}");
    }
    println!("Then run: oreatlas check {}", arguments.data.display());
    Ok(ExitCode::SUCCESS)
}

/// Writes a new file below `root`; never overwrites one.
pub(crate) fn write(root: &Path, below: &str, text: &str) -> anyhow::Result<PathBuf> {
    let path = root.join(below);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let written = Output::create(&path, &[]).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.finish_new()
    });
    match written {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{} exists already; choose another id", path.display())
        }
        written => written.with_context(|| format!("cannot write {}", path.display()))?,
    }
    Ok(path)
}

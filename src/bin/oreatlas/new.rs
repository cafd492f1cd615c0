//! `oreatlas new`: begins a record.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::Args;
use oreatlas::curate::{NewRecord, skeleton};

use crate::{curate::DATA, open};

#[derive(Args)]
pub(crate) struct Arguments {
    /// site, source, organization or agreement.
    #[arg(value_parser = kind)]
    kind: NewRecord,
    /// Its permanent id: lower-case words parted by hyphens.
    id: String,
    /// The country's two letters; by default the only one that the dataset has.
    #[arg(long, value_name = "CC")]
    country: Option<String>,
    /// The dataset's folder.
    #[arg(long, default_value = DATA, value_name = "PATH")]
    data: PathBuf,
}

fn kind(word: &str) -> Result<NewRecord, String> {
    NewRecord::ALL.iter().copied().find(|kind| kind.as_str() == word).ok_or_else(|| {
        let known: Vec<&str> = NewRecord::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("write one of {}", known.join(", "))
    })
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let tree = open::tree(Some(&arguments.data))?;
    let begun = skeleton(&tree, arguments.kind, &arguments.id, arguments.country.as_deref())?;
    let path = write(&arguments.data, &begun.path, &begun.text)?;
    println!("{}\nto fill in:", path.display());
    for (key, what) in begun.to_fill {
        println!("  {key}: {what}");
    }
    println!("then: oreatlas check {}", arguments.data.display());
    Ok(ExitCode::SUCCESS)
}

/// Writes a file that is not there yet.
pub(crate) fn write(root: &Path, below: &str, text: &str) -> anyhow::Result<PathBuf> {
    let path = root.join(below);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    match fs::File::create_new(&path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{} is there already, and is not overwritten: choose another id", path.display())
        }
        file => {
            file.and_then(|mut file| file.write_all(text.as_bytes())).with_context(|| path.display().to_string())?;
        }
    }
    Ok(path)
}

//! `oreatlas cite`: from a reference to a source record.

use std::{
    fs,
    io::{self, Read},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::Args;
use oreatlas::{
    curate::{Cited, NewRecord, canonical_text, cite, free},
    dataset::Record,
    model::source::SourceKind,
};

use crate::{curate::DATA, new, open};

#[derive(Args)]
pub(crate) struct Arguments {
    /// A file in BibTeX, RIS or CSL-JSON; by default standard input.
    file: Option<PathBuf>,
    /// Writes the record to `sources/<ID>.json`; otherwise it goes to standard output.
    #[arg(long)]
    id: Option<String>,
    /// Which reference to take, by its key, where there are several.
    #[arg(long, value_name = "KEY")]
    entry: Option<String>,
    /// What kind of witness it is; by default what its type suggests.
    #[arg(long, value_parser = kind)]
    kind: Option<SourceKind>,
    /// The dataset's folder.
    #[arg(long, default_value = DATA, value_name = "PATH")]
    data: PathBuf,
}

fn kind(word: &str) -> Result<SourceKind, String> {
    SourceKind::ALL.iter().copied().find(|kind| kind.as_str() == word).ok_or_else(|| {
        let known: Vec<&str> = SourceKind::ALL.iter().map(|kind| kind.as_str()).collect();
        format!("write one of {}", known.join(", "))
    })
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let (name, text) = match &arguments.file {
        Some(path) => (path.display().to_string(), fs::read_to_string(path)),
        None => ("standard input".to_owned(), read_all()),
    };
    let references = cite(&text.with_context(|| name.clone())?).with_context(|| name.clone())?;
    let Cited { mut source, left_over, .. } = only(references, arguments.entry.as_deref()).context(name)?;
    match arguments.kind {
        Some(kind) => source.custom.kind = kind,
        None => eprintln!("custom.kind is a guess: {}; give --kind if it is another", source.custom.kind),
    }
    for (field, value) in left_over {
        eprintln!("left out, a source has no place for it: {field}: {value}");
    }
    if let Some(id) = &arguments.id {
        free(&open::tree(Some(&arguments.data))?, NewRecord::Source, id)?;
        source.id.clone_from(id);
    } else if source.id.is_empty() {
        eprintln!("its key is no id; give one with --id");
    }
    if source.title.is_empty() {
        eprintln!("it has no title: fill that in");
    }
    let path = format!("sources/{}.json", source.id);
    let text = canonical_text(&Record::Source(Box::new(source))).context("a source could not be written")?;
    if arguments.id.is_some() {
        println!("{}", new::write(&arguments.data, &path, &text)?.display());
    } else {
        print!("{text}");
    }
    Ok(ExitCode::SUCCESS)
}

fn read_all() -> io::Result<String> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map(|_| text)
}

/// The reference asked for; without a question the only one.
fn only(references: Vec<Cited>, key: Option<&str>) -> anyhow::Result<Cited> {
    let keys = references.iter().map(|reference| reference.key.clone()).collect::<Vec<_>>().join(", ");
    let count = references.len();
    let mut chosen = references.into_iter().filter(|reference| key.is_none_or(|key| reference.key == key));
    match (chosen.next(), chosen.next()) {
        (Some(reference), None) => Ok(reference),
        (None, _) => bail!("no reference of that key; there are {keys}"),
        (Some(_), Some(_)) => bail!("{count} references: choose one with --entry, of {keys}"),
    }
}

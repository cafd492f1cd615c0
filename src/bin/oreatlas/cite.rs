//! `oreatlas cite`: converts a reference to a source record.

use std::{io, path::PathBuf, process::ExitCode};

use anyhow::{Context, bail};
use clap::Args;
use oreatlas::{
    curate::{Cited, NewRecord, canonical_text, cite, free},
    dataset::{Record, input, printable},
    model::source::SourceKind,
};

use crate::{curate::DATA, new, open, word};

/// The maximum size of a file of references, in bytes.
const MAX_BYTES: u64 = 64 << 20;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The reference, in BibTeX, RIS or CSL-JSON [default: standard input].
    file: Option<PathBuf>,
    /// The record's id; writes the record to `sources/<ID>.json` instead of standard output.
    #[arg(long)]
    id: Option<String>,
    /// The key of the reference to convert, if the file has several.
    #[arg(long, value_name = "KEY")]
    entry: Option<String>,
    /// The kind of source [default: guessed from the reference's type].
    #[arg(long, value_parser = word(SourceKind::ALL, SourceKind::as_str))]
    kind: Option<SourceKind>,
    /// The folder of the dataset.
    #[arg(long, default_value = DATA, value_name = "PATH")]
    data: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let (name, text) = match &arguments.file {
        Some(path) => (path.display().to_string(), input::read_to_string(path, MAX_BYTES)),
        None => ("standard input".to_owned(), input::text_at_most(io::stdin(), MAX_BYTES)),
    };
    let text = text.with_context(|| format!("cannot read {name}"))?;
    let references = cite(&text).with_context(|| name.clone())?;
    let Cited { mut source, left_over, .. } = only(references, arguments.entry.as_deref()).context(name)?;
    match arguments.kind {
        Some(kind) => source.custom.kind = kind,
        None => eprintln!("warning: guessed custom.kind: {}; use --kind to set it", source.custom.kind),
    }
    for (field, value) in left_over {
        let left = format!("{field}: {value}");
        eprintln!("warning: left out {}; see whether the record needs it", printable(&left));
    }
    if let Some(id) = &arguments.id {
        free(&open::tree(Some(&arguments.data))?, NewRecord::Source, id)?;
        source.id.clone_from(id);
    } else if source.id.is_empty() {
        eprintln!("warning: the reference's key is not a valid id; use --id to set one");
    }
    if source.title.is_empty() {
        eprintln!("warning: the reference has no title; add one to the record");
    }
    let path = format!("sources/{}.json", source.id);
    let text = canonical_text(&Record::Source(Box::new(source))).context("cannot serialize the source record")?;
    if arguments.id.is_some() {
        println!("{}", new::write(&arguments.data, &path, &text)?.display());
    } else {
        print!("{text}");
    }
    Ok(ExitCode::SUCCESS)
}

/// The reference with the key, or the only one where no key is given.
fn only(references: Vec<Cited>, key: Option<&str>) -> anyhow::Result<Cited> {
    let keys = references.iter().map(|reference| reference.key.clone()).collect::<Vec<_>>().join(", ");
    let count = references.len();
    let mut chosen = references.into_iter().filter(|reference| key.is_none_or(|key| reference.key == key));
    match (chosen.next(), chosen.next()) {
        (Some(reference), None) => Ok(reference),
        (None, _) => bail!("no reference has this key; use --entry with one of {keys}"),
        (Some(_), Some(_)) => bail!("there are {count} references; choose one with --entry: {keys}"),
    }
}

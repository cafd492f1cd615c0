//! The `oreatlas` program: one file per command.

#![forbid(unsafe_code)]

mod cite;
mod curate;
mod diff;
mod export;
mod import;
mod memory;
mod new;
mod open;
mod serve;

use std::{process::ExitCode, str::FromStr};

use clap::{
    Parser, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use oreatlas::{dataset::printable, model::UnknownWord};

/// Returns freed memory to the operating system: after the data has been read again, about one copy of it is in memory.
/// glibc's allocator keeps up to another one.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// An open atlas of mineral sites in which every fact can be traced to its source.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the server: the map page and the API.
    Serve(serve::Arguments),
    /// List every problem in a dataset, each with its fix.
    Check(curate::Check),
    /// Rewrite a dataset's files in canonical form.
    Fix(curate::Fix),
    /// Check every cited passage against local copies of the sources.
    Verify(curate::Verify),
    /// Create a new record, and list what is left to fill in.
    New(new::Arguments),
    /// Convert a reference in BibTeX, RIS or CSL-JSON to a source record.
    Cite(cite::Arguments),
    /// List the changes between two versions of a dataset.
    Diff(diff::Arguments),
    /// Write the JSON Schemas of the records and of the API's responses.
    Schema(curate::Schema),
    /// Export sites to a file.
    Export(export::Arguments),
    /// Import another publisher's data to a file that `serve --data` opens.
    Import(import::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Serve(arguments) => serve::run(arguments),
        Command::Check(arguments) => arguments.run(),
        Command::Fix(arguments) => arguments.run(),
        Command::Verify(arguments) => arguments.run(),
        Command::New(arguments) => new::run(&arguments),
        Command::Cite(arguments) => cite::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Schema(arguments) => arguments.run(),
        Command::Export(arguments) => export::run(&arguments),
        Command::Import(arguments) => import::run(arguments),
    };
    result.unwrap_or_else(|error| {
        if let Some(open::Errors(report)) = error.downcast_ref() {
            eprint!("{report}");
        }
        eprintln!("oreatlas: {}", printable(&format!("{error:#}")));
        ExitCode::from(2)
    })
}

/// A parser for the words of a vocabulary, which `--help` and error messages list.
fn word<T>(all: &'static [T], as_str: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + FromStr<Err = UnknownWord> + 'static,
{
    PossibleValuesParser::new(all.iter().map(|&known| as_str(known))).try_map(|word| word.parse())
}

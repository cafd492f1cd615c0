//! `oreatlas`: serves, checks, fixes, verifies, exports and imports atlases.

#![forbid(unsafe_code)]

mod cite;
mod curate;
mod diff;
mod export;
mod import;
mod new;
mod open;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// An open atlas of mineral sites in which every fact can be traced to who said it.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the page and the API.
    Serve(serve::Arguments),
    /// Lists every problem of a dataset at once, each with its repair; writes nothing.
    Check(curate::Check),
    /// Rewrites a dataset's files in canonical form.
    Fix(curate::Fix),
    /// Re-reads every cited passage in texts that you hold.
    Verify(curate::Verify),
    /// Begins a record: a valid skeleton in its folder, and what is left to fill in.
    New(new::Arguments),
    /// Turns a reference in BibTeX, RIS or CSL-JSON into a source record.
    Cite(cite::Arguments),
    /// Says in plain words what changed between two versions of the data.
    Diff(diff::Arguments),
    /// Writes the JSON Schemas of the records and of the API's answers.
    Schema(curate::Schema),
    /// Writes the sites that pass the filters.
    Export(export::Arguments),
    /// Takes another's data in, into one file that `serve --data` opens.
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
        eprintln!("oreatlas: {error:#}");
        ExitCode::from(2)
    })
}

//! `oreatlas import`: converts another publisher's data to a file that `serve` opens.

use std::{
    ffi::OsString,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use oreatlas::{
    dataset::{archive::Archive, input, output::Output, printable},
    import::{self, Field, Options, Profile, Report, readers::Format},
    model::{Source, UnknownWord},
};

use crate::{open, word};

/// The maximum size of a source record, in bytes.
const MAX_RECORD: u64 = 8 << 20;

/// The maximum size of a report, in bytes.
const MAX_REPORT: u64 = 256 << 20;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The file to import: GeoJSON, a GeoJSON text sequence, CSV, GeoPackage or FlatGeobuf.
    file: PathBuf,
    /// The source record that every claim cites, as in data/sources; `oreatlas cite` creates one.
    #[arg(long, value_name = "FILE")]
    source: PathBuf,
    /// Maps a field of the file, such as LOCALITY=name. Common names are mapped without it.
    #[arg(long, value_name = "THEIRS=OURS", value_parser = mapping)]
    map: Vec<(String, Field)>,
    /// A publisher whose fields and words are known.
    #[arg(long, value_parser = word(Profile::ALL, Profile::as_str))]
    profile: Option<Profile>,
    /// The format of the file [default: detected].
    #[arg(long, value_parser = word(Format::ALL, Format::as_str))]
    format: Option<Format>,
    /// The file to write, or the atlas to replace once the new one is complete. The report goes to PATH.report.json.
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
}

fn mapping(text: &str) -> Result<(String, Field), String> {
    let (theirs, ours) = text.rsplit_once('=').ok_or("write THEIRS=OURS, such as LOCALITY=name")?;
    let field = ours.parse().map_err(|error: UnknownWord| error.to_string())?;
    Ok((theirs.to_owned(), field))
}

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { file, source, map, profile, format, out } = arguments;
    let options = Options { source: read_source(&source)?, format, map, profile, day: open::today() };
    let read = input::open(&file).and_then(|file| file.metadata());
    let bytes = read.with_context(|| format!("cannot read {}", file.display()))?.len();
    let report_file = report_path(&out);
    let writing = |path: &Path| {
        Output::create(path, &[&file, &source]).with_context(|| format!("cannot write {}", path.display()))
    };
    // Both files are refused before the import, which may take minutes.
    let (atlas, report_out) = (writing(&out)?, writing(&report_file)?);
    if fs::metadata(&out).is_ok_and(|file| file.len() > 0) && !Archive::is_one(&out)? {
        bail!("{} exists and is not an imported atlas; give another name, or delete it", out.display());
    }
    if fs::metadata(&report_file).is_ok_and(|file| file.len() > 0) && !is_report(&report_file) {
        bail!("{} exists and is not the report of an import; give another name, or delete it", report_file.display());
    }
    // Draws nothing if standard error is not a terminal.
    let bar = ProgressBar::new(bytes).with_style(style()?);
    let (imported, report) = import::import(&file, &options, &|read| bar.set_position(read))?;
    bar.finish_and_clear();
    write_report(report_out, &report).with_context(|| format!("cannot write {}", report_file.display()))?;
    // A closed pipe does not stop the import.
    let mut err = io::stderr();
    let _ = writeln!(err, "{report}full report: {}", printable(&report_file.to_string_lossy()));
    if report.imported == 0 {
        bail!("no row can be imported, so no atlas was written");
    }
    imported.write(atlas)?;
    let _ = writeln!(err, "wrote {0}; open it with: oreatlas serve --data {0}", printable(&out.to_string_lossy()));
    Ok(ExitCode::SUCCESS)
}

fn read_source(path: &Path) -> anyhow::Result<Source> {
    let text = input::read_to_string(path, MAX_RECORD).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| {
        format!(
            "{} is not a source record; create one with `oreatlas cite`, or follow data/schema/source.json",
            path.display()
        )
    })
}

/// Whether a file is the report of an import, by the members that no other has.
fn is_report(path: &Path) -> bool {
    let text = input::read_to_string(path, MAX_REPORT).unwrap_or_default();
    let report: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap_or_default();
    ["source", "rows", "imported", "rejections"].iter().all(|name| report.contains_key(*name))
}

fn write_report(mut file: Output, report: &Report) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut file, report)?;
    writeln!(file)?;
    Ok(file.finish()?)
}

fn report_path(out: &Path) -> PathBuf {
    let mut path = OsString::from(out);
    path.push(".report.json");
    path.into()
}

fn style() -> anyhow::Result<ProgressStyle> {
    let template = "{bar:40} {percent}% {binary_bytes}/{binary_total_bytes} {binary_bytes_per_sec} {eta} left";
    Ok(ProgressStyle::with_template(template)?)
}

//! `oreatlas import`: converts another publisher's data to a file that `serve` opens.

use std::{
    ffi::OsString,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Zoned;
use oreatlas::{
    import::{self, Field, Options, Profile, readers::Format},
    model::{Source, UnknownWord},
};

use crate::word;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The file to import: GeoJSON, a GeoJSON text sequence, CSV, `GeoPackage` or `FlatGeobuf`.
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
    /// The file to write. The report goes to PATH.report.json.
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
    let options = Options { source: read_source(&source)?, format, map, profile, day: Zoned::now().date() };
    let bytes = fs::metadata(&file).with_context(|| format!("cannot read {}", file.display()))?.len();
    // Draws nothing where standard error is not a terminal.
    let bar = ProgressBar::new(bytes).with_style(style()?);
    let (imported, report) = import::import(&file, &options, &|read| bar.set_position(read))?;
    bar.finish_and_clear();
    let report_file = report_path(&out);
    let mut text = serde_json::to_vec_pretty(&report)?;
    text.push(b'\n');
    fs::write(&report_file, text).with_context(|| format!("cannot write {}", report_file.display()))?;
    let summary = format!("{report}full report: {}", report_file.display());
    if report.imported == 0 {
        bail!("no row can be imported, so no atlas was written\n{summary}");
    }
    imported.write(&out)?;
    let mut err = std::io::stderr();
    let _ = writeln!(err, "{summary}\nwrote {0}; open it with: oreatlas serve --data {0}", out.display());
    Ok(ExitCode::SUCCESS)
}

fn read_source(path: &Path) -> anyhow::Result<Source> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| {
        format!(
            "{} is not a source record; create one with `oreatlas cite`, or follow data/schema/source.json",
            path.display()
        )
    })
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

//! `oreatlas import`.

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
    model::Source,
};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The file to take in: GeoJSON, a GeoJSON text sequence, CSV, `GeoPackage` or `FlatGeobuf`.
    file: PathBuf,
    /// The source record that every claim will cite, as in data/sources; `oreatlas cite` makes one.
    #[arg(long, value_name = "S.json")]
    source: PathBuf,
    /// What a field of the file means, as in LOCALITY=name; usual names are known.
    #[arg(long, value_name = "THEIRS=OURS", value_parser = mapping)]
    map: Vec<(String, Field)>,
    /// The fields and words of a publisher: mrds.
    #[arg(long, value_parser = profile)]
    profile: Option<Profile>,
    /// The file's format, where its name does not tell: geojson, geojsonl, csv, gpkg or fgb.
    #[arg(long, value_parser = format)]
    format: Option<Format>,
    /// The file to write; the report is written beside it, to PATH.report.json.
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
}

fn one_of<T: Copy + ToString>(all: &[T], name: &str) -> Result<T, String> {
    all.iter()
        .copied()
        .find(|one| one.to_string() == name)
        .ok_or_else(|| format!("write one of {}", all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")))
}

fn profile(name: &str) -> Result<Profile, String> {
    one_of(Profile::ALL, name)
}

fn format(name: &str) -> Result<Format, String> {
    one_of(Format::ALL, name)
}

fn mapping(text: &str) -> Result<(String, Field), String> {
    let (theirs, ours) = text.rsplit_once('=').ok_or("write THEIRS=OURS, as in LOCALITY=name")?;
    let field = one_of(Field::ALL, ours).map_err(|known| format!("{ours:?} is no field of ours; {known}"))?;
    Ok((theirs.to_owned(), field))
}

pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { file, source, map, profile, format, out } = arguments;
    let options = Options { source: read_source(&source)?, format, map, profile, day: Zoned::now().date() };
    let bytes = fs::metadata(&file).with_context(|| file.display().to_string())?.len();
    // Hidden by itself where standard error is no terminal.
    let bar = ProgressBar::new(bytes).with_style(style()?);
    let (imported, report) = import::import(&file, &options, &|read| bar.set_position(read))?;
    bar.finish_and_clear();
    let beside = report_path(&out);
    let mut text = serde_json::to_vec_pretty(&report)?;
    text.push(b'\n');
    fs::write(&beside, text).with_context(|| beside.display().to_string())?;
    let summary = format!("{report}the whole report is in {}", beside.display());
    if report.imported == 0 {
        bail!("nothing can be imported, so nothing is written\n{summary}");
    }
    imported.write(&out)?;
    let mut err = std::io::stderr();
    let _ = writeln!(err, "{summary}\n{} is written; see it with: oreatlas serve --data {0}", out.display());
    Ok(ExitCode::SUCCESS)
}

fn read_source(path: &Path) -> anyhow::Result<Source> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| {
        format!(
            "{} is no source record; `oreatlas cite` makes one, data/schema/source.json describes it",
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

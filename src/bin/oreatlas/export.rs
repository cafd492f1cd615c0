//! `oreatlas export`: what the download gives, without a server.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::Args;
use oreatlas::{
    catalog::{Catalog, Filter},
    formats::{Format, csv, geojson::Features},
};

#[derive(Args)]
pub(crate) struct Arguments {
    /// geojson or csv.
    #[arg(long, value_name = "F", value_parser = format)]
    format: Format,
    /// Filters, named as in the API: `mineral=copper,gold operator=barrick bbox=60,24,78,37 "filter=uncertainty_m < 500"`.
    #[arg(value_name = "FILTER=VALUE")]
    filters: Vec<String>,
    /// The file to write; by default standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The folder of another dataset; by default the one inside the program.
    #[arg(long, env = "OREATLAS_DATA", value_name = "PATH")]
    data: Option<PathBuf>,
}

fn format(ending: &str) -> Result<Format, String> {
    Format::from_ending(ending).ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
        format!("write one of {}", known.join(", "))
    })
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let catalog = crate::open::catalog(arguments.data.as_deref())?;
    let mut filter = Filter::default();
    let parted = |part: &String| {
        let parted = part.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()));
        parted.with_context(|| format!("{part:?} is no filter: write name=value"))
    };
    let mut parts = arguments.filters.iter().map(parted).collect::<anyhow::Result<Vec<_>>>()?;
    parts.sort_by_key(|(name, _)| !Filter::comes_first(name));
    for (name, value) in &parts {
        if !filter.take(&catalog, name, value)? {
            bail!("there is no filter {name:?}; there are {}", Filter::parameters().collect::<Vec<_>>().join(", "));
        }
    }
    let catalog = match filter.as_of {
        Some(day) => Catalog::new(catalog.dataset, day),
        None => catalog,
    };
    let sites = catalog.select(&filter);
    let bytes = match arguments.format {
        Format::GeoJson => {
            let sites: Vec<usize> = sites.ones().collect();
            Features::new(&catalog)?.collection(&catalog, &sites, sites.len(), Vec::new())?
        }
        Format::Csv => {
            let mut table = Vec::new();
            csv::table(&catalog, sites.ones(), &mut table)?;
            table
        }
    };
    match &arguments.out {
        Some(path) => fs::write(path, bytes).with_context(|| path.display().to_string())?,
        None => io::stdout().write_all(&bytes)?,
    }
    Ok(ExitCode::SUCCESS)
}

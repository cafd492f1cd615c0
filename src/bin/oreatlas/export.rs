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
    formats::{Atlas, Format, csv},
};

#[derive(Args)]
pub(crate) struct Arguments {
    /// geojson or csv.
    #[arg(long, value_name = "F", value_parser = format)]
    format: Format,
    /// Filters, named as in the API: `mineral=copper,gold operator=barrick bbox=60,24,78,37`.
    #[arg(value_name = "FILTER=VALUE")]
    filters: Vec<String>,
    /// The file to write; by default standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The folder of another dataset, or a file that `import` wrote; by default the one inside the program.
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
    let Atlas { catalog, features } = crate::open::atlas(arguments.data.as_deref())?;
    let mut filter = Filter::default();
    for part in &arguments.filters {
        let (name, value) = part.split_once('=').with_context(|| format!("{part:?} is no filter: write name=value"))?;
        if !filter.take(&catalog, name, value)? {
            bail!("there is no filter {name:?}; there are {}", Filter::parameters().collect::<Vec<_>>().join(", "));
        }
    }
    let Atlas { catalog, features } = match filter.as_of {
        // An imported atlas stands as it does since its first day.
        Some(day) if catalog.since.is_some() => {
            catalog.reaches(day)?;
            Atlas { catalog, features }
        }
        Some(day) => Atlas::new(Catalog::new(catalog.dataset, day))?,
        None => Atlas { catalog, features },
    };
    let sites = catalog.select(&filter);
    let bytes = match arguments.format {
        Format::GeoJson => {
            let sites: Vec<usize> = sites.ones().collect();
            features.collection(&catalog, &sites, sites.len(), Vec::new())?
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

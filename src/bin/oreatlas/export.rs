//! `oreatlas export`: what the download gives, without a server.

use std::{fs::File, io, path::PathBuf, process::ExitCode, sync::atomic::AtomicBool};

use anyhow::{Context, bail};
use clap::Args;
use oreatlas::{
    catalog::{Catalog, Filter},
    formats::{
        ATTRIBUTION, Atlas, Format, LICENSE, LICENSE_URL,
        writing::{About, Selection},
    },
};

#[derive(Args)]
pub(crate) struct Arguments {
    /// geojson, geojsonl, jsonfg, csv, gpkg, fgb, parquet, kml or xlsx.
    #[arg(long, value_name = "F", value_parser = format)]
    format: Format,
    /// Filters, named as in the API: `mineral=copper,gold operator=barrick bbox=60,24,78,37 "filter=uncertainty_m < 500"`.
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
    ending.parse::<Format>().map_err(|_| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
        format!("write one of {}", known.join(", "))
    })
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Atlas { catalog, features } = crate::open::atlas(arguments.data.as_deref())?;
    let mut filter = Filter::default();
    let pair = |part| str::split_once(part, '=').with_context(|| format!("{part:?} is no filter: write name=value"));
    let mut filters = arguments.filters.iter().map(|part| pair(part)).collect::<anyhow::Result<Vec<_>>>()?;
    filters.sort_by_key(|(name, _)| !Filter::comes_first(name));
    for (name, value) in filters {
        if !filter.take(&catalog, name, value)? {
            bail!("there is no filter {name:?}; there are {}", Filter::parameters().collect::<Vec<_>>().join(", "));
        }
    }
    let Atlas { catalog, features } = match filter.as_of {
        // An imported atlas stands as it does since its first day.
        Some(day) if catalog.since.is_some() => {
            catalog.check_as_of(day)?;
            Atlas { catalog, features }
        }
        Some(day) => Atlas::new(Catalog::new(catalog.dataset, day))?,
        None => Atlas { catalog, features },
    };
    let sites: Vec<usize> = catalog.select(&filter).ones().collect();
    let about = About { matched: sites.len(), ..About::default() };
    let given_up = AtomicBool::new(false);
    let selection =
        Selection { catalog: &catalog, features: &features, sites: &sites, about: &about, given_up: &given_up };
    match &arguments.out {
        Some(path) => {
            let at = || path.display().to_string();
            let mut file = File::create(path).with_context(at)?;
            arguments.format.write(&selection, &mut file).with_context(at)?;
        }
        None => arguments.format.write(&selection, &mut io::stdout().lock())?,
    }
    if !arguments.format.has_null_geometry() {
        eprintln!("{} sites without a place are left out: {} has none", selection.without_place(), arguments.format);
    }
    if !arguments.format.has_licence() {
        eprintln!("{} says nothing of the licence: {ATTRIBUTION}; {LICENSE}, {LICENSE_URL}", arguments.format);
    }
    Ok(ExitCode::SUCCESS)
}

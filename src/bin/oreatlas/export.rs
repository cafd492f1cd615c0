//! `oreatlas export`: writes the same files as the server's downloads.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use clap::Args;
use oreatlas::{
    catalog::{Filter, Rows, Stop},
    dataset::output::Output,
    formats::{
        Atlas, Format,
        writing::{About, Selection},
    },
};

use crate::word;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The format of the file.
    #[arg(long, value_parser = word(Format::ALL, Format::as_str))]
    format: Format,
    /// The API's filters, such as `mineral=copper,gold`, `bbox=60,24,78,37` or `"filter=uncertainty_m < 500"`.
    #[arg(value_name = "FILTER=VALUE")]
    filters: Vec<String>,
    /// The file to write, or to replace once the new one is complete [default: standard output].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The folder of a dataset, or a file written by `import` [default: the dataset inside the program].
    #[arg(long, env = "OREATLAS_DATA", value_name = "PATH")]
    data: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let inputs: Vec<&Path> = arguments.data.as_deref().into_iter().collect();
    let at = |path: &Path| format!("cannot write {}", path.display());
    let out =
        arguments.out.as_deref().map(|path| Output::create(path, &inputs).with_context(|| at(path))).transpose()?;
    let mut atlas = crate::open::atlas(arguments.data.as_deref())?;
    let mut filter = Filter::default();
    let pair =
        |part| str::split_once(part, '=').with_context(|| format!("{part:?} is not a filter; write it as NAME=VALUE"));
    let mut filters = arguments.filters.iter().map(|part| pair(part)).collect::<anyhow::Result<Vec<_>>>()?;
    filters.sort_by_key(|(name, _)| !Filter::comes_first(name));
    for (name, value) in filters {
        if !filter.parse_param(&atlas.catalog, name, value)? {
            bail!("there is no filter {name:?}; use one of {}", Filter::parameters().collect::<Vec<_>>().join(", "));
        }
    }
    if let Some(day) = filter.as_of {
        atlas.catalog.check_as_of(day)?;
        atlas = atlas.on(day)?;
    }
    let Atlas { catalog, features } = atlas;
    let stop = Stop::default();
    let sites = Rows::Set(catalog.select(&filter, &stop)?);
    let about = About { matched: sites.count(), ..About::default() };
    let selection = Selection { catalog: &catalog, features: &features, sites: &sites, about: &about, stop: &stop };
    match out {
        Some(mut file) => {
            let path = file.target().to_owned();
            arguments.format.write(&selection, &mut file).with_context(|| at(&path))?;
            file.finish().with_context(|| at(&path))?;
        }
        None => arguments.format.write(&selection, &mut io::stdout().lock())?,
    }
    if !arguments.format.definition().has_null_geometry {
        let (count, format) = (selection.without_location(), arguments.format);
        eprintln!("warning: left out {count} sites without a geometry, which {format} does not allow");
    }
    if !arguments.format.definition().has_licence {
        let format = arguments.format;
        let terms = selection.terms();
        let license = terms.license.as_deref().unwrap_or("none stated by the source");
        let url = terms.license_url().filter(|url| url != license);
        let url = url.map_or_else(String::new, |url| format!(" ({url})"));
        eprintln!("note: {format} files cannot state the licence: {license}{url}, {}", terms.attribution);
    }
    Ok(ExitCode::SUCCESS)
}

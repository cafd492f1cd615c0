//! `oreatlas check`, `fix`, `verify` and `schema`: the commands for curators.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::Args;
use jiff::civil;
use oreatlas::{
    api::response_schemas,
    curate::{self, DatasetSummary},
    dataset::{self, Tree, output, printable},
    model::schema::schemas,
};

use crate::open;

/// The dataset's folder in the source tree.
pub(crate) const DATA: &str = "data";

/// The option that sets today's date.
#[derive(Args)]
pub(crate) struct Today {
    /// The date to use as today, such as 2026-11-22 [default: the date in UTC].
    #[arg(long, value_name = "DATE")]
    today: Option<civil::Date>,
}

impl Today {
    pub(crate) fn date(&self) -> civil::Date {
        self.today.unwrap_or_else(open::today)
    }
}

#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    today: Today,
    /// The folder of an older version: also refuses ids of claims that have changed their meaning since.
    #[arg(long, value_name = "DIR")]
    since: Option<PathBuf>,
    /// The folder of the dataset [default: `data` if it exists, otherwise the copy inside the program].
    path: Option<PathBuf>,
}

impl Check {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let tree = tree(self.path)?;
        let mut report = curate::check(&tree, self.today.date());
        if let Some(since) = self.since {
            report = report.with(curate::check_since(&open::tree(Some(&since))?, &tree));
        }
        println!("{report}{}", DatasetSummary::new(&tree));
        Ok(if report.has_failures() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

#[derive(Args)]
pub(crate) struct Fix {
    /// The folder of the dataset.
    #[arg(default_value = DATA)]
    path: PathBuf,
}

impl Fix {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let tree = Tree::new(dataset::folder(&self.path)?);
        let written = curate::fix(&self.path, &tree)
            .context("cannot write the dataset; every file is either rewritten or unchanged")?;
        for path in &written {
            println!("{}", printable(&self.path.join(path).to_string_lossy()));
        }
        println!("{} rewritten", written.len());
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
pub(crate) struct Verify {
    /// The folder of texts, which are identified by their SHA-256.
    #[arg(long, value_name = "DIR")]
    texts: PathBuf,
    /// The folder of the dataset [default: `data` if it exists, otherwise the copy inside the program].
    path: Option<PathBuf>,
}

impl Verify {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let verified = curate::verify(&tree(self.path)?, &self.texts)?;
        print!("{verified}");
        Ok(if verified.report.has_failures() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

#[derive(Args)]
pub(crate) struct Schema {
    /// The folder for the schemas.
    #[arg(default_value = "data/schema")]
    path: PathBuf,
}

impl Schema {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        fs::create_dir_all(&self.path).with_context(|| format!("cannot create {}", self.path.display()))?;
        for (name, schema) in schemas().into_iter().chain([("api", response_schemas())]) {
            let path = self.path.join(format!("{name}.json"));
            let text = format!("{schema:#}\n");
            output::write(&path, text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
            println!("{}", path.display());
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn tree(path: Option<PathBuf>) -> anyhow::Result<Tree> {
    let path = path.or_else(|| Path::new(DATA).is_dir().then(|| PathBuf::from(DATA)));
    open::tree(path.as_deref())
}

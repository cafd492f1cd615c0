//! `oreatlas check`, `fix`, `verify` and `schema`: for curators.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::Args;
use jiff::{Zoned, civil};
use oreatlas::{
    api::answer_schemas,
    curate::{self, DatasetSummary},
    dataset::{self, Tree},
    model::schema::schemas,
};

/// The dataset of the source tree, where a curator works.
pub(crate) const DATA: &str = "data";

/// The day on which is asked.
#[derive(Args)]
pub(crate) struct Today {
    /// The day to take for today, as in 2026-11-22.
    #[arg(long, value_name = "DATE")]
    today: Option<civil::Date>,
}

impl Today {
    pub(crate) fn date(&self) -> civil::Date {
        self.today.unwrap_or_else(|| Zoned::now().date())
    }
}

#[derive(Args)]
pub(crate) struct Check {
    #[command(flatten)]
    today: Today,
    /// The dataset's folder; by default `data` where there is one, else the copy inside the program.
    path: Option<PathBuf>,
}

impl Check {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let tree = tree(self.path)?;
        let report = curate::check(&tree, self.today.date());
        println!("{report}{}", DatasetSummary::new(&tree));
        Ok(if report.has_failures() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}

#[derive(Args)]
pub(crate) struct Fix {
    /// The dataset's folder.
    #[arg(default_value = DATA)]
    path: PathBuf,
}

impl Fix {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        let tree = Tree::new(dataset::folder(&self.path)?);
        let written = curate::fix(&self.path, &tree).context("a file could not be written; no file is half written")?;
        for path in &written {
            println!("{}", self.path.join(path).display());
        }
        println!("{} rewritten", written.len());
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Args)]
pub(crate) struct Verify {
    /// The folder of texts; each is found by its SHA-256.
    #[arg(long, value_name = "DIR")]
    texts: PathBuf,
    /// The dataset's folder; by default `data` where there is one, else the copy inside the program.
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
    /// The folder to write to.
    #[arg(default_value = "data/schema")]
    path: PathBuf,
}

impl Schema {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        fs::create_dir_all(&self.path)?;
        for (name, schema) in schemas().into_iter().chain([("api", answer_schemas())]) {
            let path = self.path.join(format!("{name}.json"));
            fs::write(&path, format!("{schema:#}\n")).with_context(|| path.display().to_string())?;
            println!("{}", path.display());
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn tree(path: Option<PathBuf>) -> anyhow::Result<Tree> {
    let path = path.or_else(|| Path::new(DATA).is_dir().then(|| PathBuf::from(DATA)));
    crate::open::tree(path.as_deref())
}

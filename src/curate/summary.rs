//! How much a data tree holds, as `check` tells it and the README repeats it.

use std::fmt;

use crate::{
    dataset::{Record, Tree},
    model::{Geometry, Site},
};

/// The records of a tree, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatasetSummary {
    /// Sites that stand at a point.
    pub points: usize,
    /// Sites with an outline.
    pub outlines: usize,
    /// Sites whose location is not established.
    pub unplaced: usize,
    /// Agreements.
    pub agreements: usize,
    /// Organizations.
    pub organizations: usize,
    /// Sources.
    pub sources: usize,
}

impl DatasetSummary {
    /// Counts the records that can be read.
    #[must_use]
    pub fn new(tree: &Tree) -> Self {
        let mut summary = Self::default();
        for (_, record) in tree.records() {
            match record {
                Record::Site(site) => *summary.sites_like(site) += 1,
                Record::Agreement(_) => summary.agreements += 1,
                Record::Organization(_) => summary.organizations += 1,
                Record::Source(_) => summary.sources += 1,
                _ => {}
            }
        }
        summary
    }

    /// All sites.
    #[must_use]
    pub fn sites(&self) -> usize {
        self.points + self.outlines + self.unplaced
    }

    fn sites_like(&mut self, site: &Site) -> &mut usize {
        match site.geometry {
            Some(Geometry::Point { .. }) => &mut self.points,
            Some(_) => &mut self.outlines,
            None => &mut self.unplaced,
        }
    }
}

impl fmt::Display for DatasetSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "sites: {} ({} at a point, {} as an outline, {} not placed); agreements: {}; organizations: {}; sources: {}",
            self.sites(),
            self.points,
            self.outlines,
            self.unplaced,
            self.agreements,
            self.organizations,
            self.sources
        )
    }
}

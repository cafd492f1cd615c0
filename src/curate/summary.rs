//! The size of a data tree, as `check` prints it and the README quotes it.

use std::fmt;

use crate::{
    curate::claims::claims,
    dataset::{Record, Tree},
    model::{Geometry, Site},
};

/// The number of records and claims in a tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatasetSummary {
    /// Sites located by a point.
    pub points: usize,
    /// Sites located by an outline.
    pub outlines: usize,
    /// Sites whose location is not established.
    pub unlocated: usize,
    /// Agreements.
    pub agreements: usize,
    /// Organizations.
    pub organizations: usize,
    /// Sources.
    pub sources: usize,
    /// Claims of all records.
    pub claims: usize,
    /// Claims that cite a paragraph, page or record of a source, not just the source as a whole.
    pub with_place: usize,
    /// Claims that cite a passage by its ends and its hash.
    pub with_passage: usize,
}

impl DatasetSummary {
    /// Counts the records that can be read.
    pub fn new(tree: &Tree) -> Self {
        let mut summary = Self::default();
        for (_, record) in tree.records() {
            for (_, claim) in claims(record) {
                let citations = claim.common().cite;
                summary.claims += 1;
                summary.with_place += usize::from(citations.iter().any(|citation| citation.at.is_some()));
                summary.with_passage += usize::from(citations.iter().any(|citation| citation.passage.is_some()));
            }
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
    pub fn sites(&self) -> usize {
        self.points + self.outlines + self.unlocated
    }

    fn sites_like(&mut self, site: &Site) -> &mut usize {
        match site.geometry {
            Some(Geometry::Point { .. }) => &mut self.points,
            Some(_) => &mut self.outlines,
            None => &mut self.unlocated,
        }
    }
}

impl fmt::Display for DatasetSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "sites: {} ({} at a point, {} as an outline, {} not located); agreements: {}; organizations: {}; sources: {}",
            self.sites(),
            self.points,
            self.outlines,
            self.unlocated,
            self.agreements,
            self.organizations,
            self.sources
        )?;
        write!(
            f,
            "claims: {} ({} cite a place in a source, {} a passage)",
            self.claims, self.with_place, self.with_passage
        )
    }
}

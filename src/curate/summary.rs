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
    /// Claims that cite a passage of a source whose address is known.
    pub with_address: usize,
}

impl DatasetSummary {
    /// Counts the records that can be read.
    pub fn new(tree: &Tree) -> Self {
        let mut summary = Self::default();
        let sources = tree.sources();
        for (_, record) in tree.records() {
            for (_, claim) in claims(record) {
                let citations = claim.common().cite;
                summary.claims += 1;
                summary.with_place += usize::from(citations.iter().any(|citation| citation.at.is_some()));
                let passages = || citations.iter().filter(|citation| citation.passage.is_some());
                let has_address = |source: &str| sources.get(source).is_some_and(|source| source.url.is_some());
                summary.with_passage += usize::from(passages().next().is_some());
                summary.with_address += usize::from(passages().any(|citation| has_address(&citation.source)));
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

    /// A number of claims with its share of all: `182 (16 %)`.
    pub fn share(&self, claims: usize) -> String {
        let percent = (claims * 100 + self.claims / 2).checked_div(self.claims).unwrap_or(0);
        format!("{claims} ({percent} %)")
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
            "claims: {}; with a place in a source: {}; with a passage: {}; with a passage and its address: {}",
            self.claims,
            self.share(self.with_place),
            self.share(self.with_passage),
            self.share(self.with_address)
        )
    }
}

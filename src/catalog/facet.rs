//! The facets: what sites can be told apart by.

use std::collections::BTreeMap;

use super::{Catalog, Columns, columns::Lists};
use crate::{
    dataset::Dataset,
    evidence::EvidenceLevel,
    model::{claim::Status, site::Kind},
};

/// A facet, named as the parameter that filters by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// A mineral; it stands for its narrower ones.
    Mineral,
    /// Who works the site; an organization stands for its subsidiaries.
    Operator,
    /// Who holds a licence for it.
    Licensee,
    /// Who owns a part of it.
    Owner,
    /// Whether it is worked.
    Status,
    /// What it is.
    Kind,
    /// ISO 3166-1 alpha-2.
    Country,
    /// ISO 3166-2.
    Province,
    /// A site that it lies in.
    PartOf,
    /// A source that it cites.
    Source,
    /// Its grade of evidence.
    Evidence,
}

impl Facet {
    /// Every facet, in the order that a reader meets them.
    pub const ALL: [Self; 11] = [
        Self::Mineral,
        Self::Operator,
        Self::Status,
        Self::Kind,
        Self::Province,
        Self::Evidence,
        Self::Licensee,
        Self::Owner,
        Self::Country,
        Self::PartOf,
        Self::Source,
    ];

    /// The parameter's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mineral => "mineral",
            Self::Operator => "operator",
            Self::Licensee => "licensee",
            Self::Owner => "owner",
            Self::Status => "status",
            Self::Kind => "kind",
            Self::Country => "country",
            Self::Province => "province",
            Self::PartOf => "part_of",
            Self::Source => "source",
            Self::Evidence => "evidence",
        }
    }

    /// The facet that a parameter names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }

    /// Whether a value may be asked for.
    #[must_use]
    pub fn knows(self, catalog: &Catalog, value: &str) -> bool {
        let (dataset, columns) = (&catalog.dataset, &catalog.columns);
        match self {
            Self::Mineral => dataset.minerals.contains_key(value),
            Self::Operator | Self::Licensee | Self::Owner => dataset.organizations.contains_key(value),
            Self::Country => dataset.countries.contains_key(value) || columns.countries.dictionary().contains(value),
            Self::Province => {
                let known = dataset.provinces.contains_key(value) || columns.provinces.dictionary().contains(value);
                known && !value.is_empty()
            }
            Self::PartOf => columns.position(value).is_some(),
            Self::Source => dataset.sources.contains_key(value),
            Self::Status | Self::Kind | Self::Evidence => self.known(catalog).contains(&value),
        }
    }

    /// Every value that may be asked for, sorted.
    #[must_use]
    pub fn known(self, catalog: &Catalog) -> Vec<&str> {
        let (dataset, columns) = (&catalog.dataset, &catalog.columns);
        let mut known: Vec<&str> = match self {
            Self::Mineral => dataset.minerals.keys().map(String::as_str).collect(),
            Self::Operator | Self::Licensee | Self::Owner => dataset.organizations.keys().map(String::as_str).collect(),
            Self::Status => Status::ALL.iter().map(|status| status.as_str()).collect(),
            Self::Kind => Kind::ALL.iter().map(|kind| kind.as_str()).collect(),
            Self::Evidence => EvidenceLevel::ALL.iter().map(|level| level.as_str()).collect(),
            Self::Country => {
                let countries = dataset.countries.keys();
                countries.chain(columns.countries.dictionary()).map(String::as_str).collect()
            }
            Self::Province => {
                let provinces = dataset.provinces.keys().chain(columns.provinces.dictionary()).map(String::as_str);
                provinces.filter(|province| !province.is_empty()).collect()
            }
            Self::PartOf => columns.ids.iter().collect(),
            Self::Source => dataset.sources.keys().map(String::as_str).collect(),
        };
        known.sort_unstable();
        known.dedup();
        known
    }

    /// The values that any site has, sorted, each with its sites, ascending: a value stands for those below it, too.
    pub(super) fn postings(self, dataset: &Dataset, columns: &Columns) -> BTreeMap<String, Vec<u32>> {
        let organization = |id: &str| owned(dataset.organization_line(id));
        match self {
            Self::Mineral => lists(&columns.minerals, |id| owned(dataset.mineral_line(id))),
            Self::Operator => lists(&columns.operators, organization),
            Self::Licensee => lists(&columns.licensees, organization),
            Self::Owner => lists(&columns.owners, organization),
            Self::Source => lists(&columns.sources, |id| vec![id.to_owned()]),
            Self::PartOf => lists(&columns.part_of, |id| part_of_line(columns, id)),
            Self::Status => words(columns.statuses.iter().map(|status| status.map(Status::as_str))),
            Self::Kind => words(columns.kinds.iter().map(|kind| Some(kind.as_str()))),
            Self::Evidence => words(columns.evidence_levels.iter().map(|grade| Some(grade.as_str()))),
            Self::Country => words((0..columns.len()).map(|row| Some(columns.countries.get(row)))),
            Self::Province => words((0..columns.len()).map(|row| columns.province(row))),
        }
    }

    /// What a reader calls a value.
    #[must_use]
    pub fn label<'a>(self, catalog: &'a Catalog, value: &'a str) -> &'a str {
        let dataset = &catalog.dataset;
        match self {
            Self::Mineral => dataset.minerals.get(value).map(|mineral| mineral.name.as_str()),
            Self::Operator | Self::Licensee | Self::Owner => {
                dataset.organizations.get(value).map(|organization| organization.name.as_str())
            }
            Self::Country => dataset.countries.get(value).map(|country| country.name.as_str()),
            Self::Province => dataset.provinces.get(value).map(String::as_str),
            Self::PartOf => catalog.columns.position(value).map(|row| catalog.columns.names.get(row)),
            Self::Source => dataset.sources.get(value).map(|source| source.title.as_str()),
            Self::Status | Self::Kind | Self::Evidence => None,
        }
        .unwrap_or(value)
    }
}

fn owned(line: Vec<&str>) -> Vec<String> {
    line.into_iter().map(str::to_owned).collect()
}

/// A site and every site it lies in.
fn part_of_line(columns: &Columns, id: &str) -> Vec<String> {
    let mut line = vec![id.to_owned()];
    let mut next = 0;
    while let Some(id) = line.get(next) {
        next += 1;
        for parent in columns.position(id).into_iter().flat_map(|row| columns.part_of.get(row)) {
            if !line.iter().any(|known| known == parent) {
                line.push(parent.to_owned());
            }
        }
    }
    line
}

/// The sites of each word of a column of lists and of those that it stands for, `line`.
fn lists(column: &Lists, line: impl Fn(&str) -> Vec<String>) -> BTreeMap<String, Vec<u32>> {
    let lines: Vec<Vec<String>> = column.dictionary().iter().map(|word| line(word)).collect();
    let mut names: Vec<&String> = lines.iter().flatten().collect();
    names.sort_unstable();
    names.dedup();
    let numbers: Vec<Vec<usize>> =
        lines.iter().map(|line| line.iter().filter_map(|word| names.binary_search(&word).ok()).collect()).collect();
    let mut sites = vec![Vec::new(); names.len()];
    for (site, row) in (0_u32..).zip(0..column.len()) {
        for &value in column.numbers(row).iter().flat_map(|&word| &numbers[word as usize]) {
            if sites[value].last() != Some(&site) {
                sites[value].push(site);
            }
        }
    }
    names.into_iter().cloned().zip(sites).filter(|(_, sites)| !sites.is_empty()).collect()
}

fn words<'a>(column: impl Iterator<Item = Option<&'a str>>) -> BTreeMap<String, Vec<u32>> {
    let mut sites: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (site, word) in (0..).zip(column) {
        if let Some(word) = word {
            sites.entry(word).or_default().push(site);
        }
    }
    sites.into_iter().map(|(word, sites)| (word.to_owned(), sites)).collect()
}

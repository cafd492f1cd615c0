//! The values of facets: which are known, what they are called, and which sites have them.

use std::collections::BTreeMap;

use super::{
    Catalog, Columns,
    columns::{Column, Lists, Words},
    properties::{Facet, Property, Values},
};
use crate::dataset::{Dataset, ancestors};

impl Values {
    /// The name of a known value in English; a value without a name is its own. None if the value is unknown, so that
    /// it cannot be filtered by.
    pub fn name_of<'a>(self, catalog: &'a Catalog, value: &str) -> Option<&'a str> {
        let (dataset, columns) = (&*catalog.dataset, &catalog.columns);
        let used = |property| used(columns, property).find(|word| *word == value);
        match self {
            Self::Free => None,
            Self::Terms(words) => words.iter().copied().find(|word| *word == value),
            Self::Minerals => dataset.minerals.get(value).map(|mineral| mineral.name.as_str()),
            Self::Organizations => dataset.organizations.get(value).map(|organization| organization.name.as_str()),
            Self::Countries => {
                dataset.countries.get(value).map(|country| country.name.as_str()).or_else(|| used(Property::Country))
            }
            Self::Provinces => dataset.provinces.get(value).map(String::as_str).or_else(|| used(Property::Province)),
            Self::Sites => columns.position(value).map(|row| columns.row(row).name()),
            Self::Sources => dataset.sources.get(value).map(|source| source.title.as_str()),
        }
    }

    /// Every known value, in ascending order.
    pub fn known(self, catalog: &Catalog) -> Vec<&str> {
        let (dataset, columns) = (&*catalog.dataset, &catalog.columns);
        let mut known: Vec<&str> = match self {
            Self::Free => Vec::new(),
            Self::Terms(words) => words.to_vec(),
            Self::Minerals => dataset.minerals.keys().map(String::as_str).collect(),
            Self::Organizations => dataset.organizations.keys().map(String::as_str).collect(),
            Self::Countries => {
                dataset.countries.keys().map(String::as_str).chain(used(columns, Property::Country)).collect()
            }
            Self::Provinces => {
                dataset.provinces.keys().map(String::as_str).chain(used(columns, Property::Province)).collect()
            }
            Self::Sites => columns.ids().iter().collect(),
            Self::Sources => dataset.sources.keys().map(String::as_str).collect(),
        };
        known.sort_unstable();
        known.dedup();
        known
    }

    /// A value and the broader ones that it implies.
    fn implied<'a>(self, dataset: &'a Dataset, columns: &'a Columns, value: &'a str) -> Vec<&'a str> {
        match self {
            Self::Sites => ancestors(value, |id| {
                columns.position(id).into_iter().flat_map(|row| columns.row(row).list(Property::PartOf))
            }),
            _ => self.line(dataset, value),
        }
    }

    /// A value and, of minerals and organizations, the broader ones.
    pub(super) fn line<'a>(self, dataset: &'a Dataset, value: &'a str) -> Vec<&'a str> {
        match self {
            Self::Minerals => dataset.mineral_line(value),
            Self::Organizations => dataset.organization_line(value),
            _ => vec![value],
        }
    }
}

impl Facet {
    /// What its values name.
    pub fn values(self) -> Values {
        self.property().definition().values
    }

    /// Every known value, in ascending order.
    pub fn known(self, catalog: &Catalog) -> Vec<&str> {
        self.values().known(catalog)
    }

    /// The name of a value in English; the value itself where it has none.
    pub fn label<'a>(self, catalog: &'a Catalog, value: &'a str) -> &'a str {
        self.values().name_of(catalog, value).unwrap_or(value)
    }

    /// The values that any site has, sorted, each with its sites, ascending. A site that has a value also has the
    /// broader ones that it implies.
    pub(super) fn postings(self, dataset: &Dataset, columns: &Columns) -> BTreeMap<String, Vec<u32>> {
        match columns.column(self.property()) {
            Column::Words(column) => words(column),
            Column::Lists(column) => lists(column, |value| self.values().implied(dataset, columns, value)),
            _ => BTreeMap::new(),
        }
    }
}

/// The words that any site has for a property.
fn used(columns: &Columns, property: Property) -> impl Iterator<Item = &str> {
    let words = match columns.column(property) {
        Column::Words(words) => Some(words.dictionary()),
        _ => None,
    };
    words.into_iter().flatten().map(String::as_str).filter(|word| !word.is_empty())
}

/// The sites of each word of a column of lists, and of the words that it implies.
fn lists<'a>(column: &'a Lists, implied: impl Fn(&'a str) -> Vec<&'a str>) -> BTreeMap<String, Vec<u32>> {
    let lines: Vec<Vec<&str>> = column.dictionary().iter().map(|word| implied(word)).collect();
    let mut names: Vec<&str> = lines.iter().flatten().copied().collect();
    names.sort_unstable();
    names.dedup();
    let numbers: Vec<Vec<usize>> =
        lines.iter().map(|line| line.iter().filter_map(|word| names.binary_search(word).ok()).collect()).collect();
    let mut sites = vec![Vec::new(); names.len()];
    for (site, row) in (0_u32..).zip(0..column.len()) {
        for &value in column.numbers(row).iter().flat_map(|&word| &numbers[word as usize]) {
            if sites[value].last() != Some(&site) {
                sites[value].push(site);
            }
        }
    }
    names.into_iter().map(str::to_owned).zip(sites).filter(|(_, sites)| !sites.is_empty()).collect()
}

/// The sites of each word of a column.
fn words(column: &Words) -> BTreeMap<String, Vec<u32>> {
    let mut sites = vec![Vec::new(); column.dictionary().len()];
    for (site, &number) in (0_u32..).zip(column.numbers()) {
        sites[number as usize].push(site);
    }
    let known = column.dictionary().iter().cloned().zip(sites);
    known.filter(|(word, sites)| !word.is_empty() && !sites.is_empty()).collect()
}

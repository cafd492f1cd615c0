//! The values of facets: which are known, what they are called, and which sites have them.

use std::collections::BTreeMap;

use super::{
    Catalog, Columns,
    columns::{Column, Lists, Words},
    properties::{Facet, Property, Values},
};
use crate::dataset::Dataset;

impl Facet {
    /// What its values name.
    fn values(self) -> Values {
        self.property().definition().values
    }

    /// Whether a value is known, and so can be filtered by.
    #[must_use]
    pub fn knows(self, catalog: &Catalog, value: &str) -> bool {
        let (dataset, columns) = (&catalog.dataset, &catalog.columns);
        match self.values() {
            Values::Free => false,
            Values::Terms(words) => words.contains(&value),
            Values::Minerals => dataset.minerals.contains_key(value),
            Values::Organizations => dataset.organizations.contains_key(value),
            Values::Countries => {
                dataset.countries.contains_key(value) || used(columns, Property::Country).any(|word| word == value)
            }
            Values::Provinces => {
                dataset.provinces.contains_key(value) || used(columns, Property::Province).any(|word| word == value)
            }
            Values::Sites => columns.position(value).is_some(),
            Values::Sources => dataset.sources.contains_key(value),
        }
    }

    /// Every known value, in ascending order.
    #[must_use]
    pub fn known(self, catalog: &Catalog) -> Vec<&str> {
        let (dataset, columns) = (&*catalog.dataset, &catalog.columns);
        let mut known: Vec<&str> = match self.values() {
            Values::Free => Vec::new(),
            Values::Terms(words) => words.to_vec(),
            Values::Minerals => dataset.minerals.keys().map(String::as_str).collect(),
            Values::Organizations => dataset.organizations.keys().map(String::as_str).collect(),
            Values::Countries => {
                dataset.countries.keys().map(String::as_str).chain(used(columns, Property::Country)).collect()
            }
            Values::Provinces => {
                dataset.provinces.keys().map(String::as_str).chain(used(columns, Property::Province)).collect()
            }
            Values::Sites => columns.ids().iter().collect(),
            Values::Sources => dataset.sources.keys().map(String::as_str).collect(),
        };
        known.sort_unstable();
        known.dedup();
        known
    }

    /// The name of a value in English; the value itself where it has none.
    #[must_use]
    pub fn label<'a>(self, catalog: &'a Catalog, value: &'a str) -> &'a str {
        let dataset = &catalog.dataset;
        match self.values() {
            Values::Free | Values::Terms(_) => None,
            Values::Minerals => dataset.minerals.get(value).map(|mineral| mineral.name.as_str()),
            Values::Organizations => dataset.organizations.get(value).map(|organization| organization.name.as_str()),
            Values::Countries => dataset.countries.get(value).map(|country| country.name.as_str()),
            Values::Provinces => dataset.provinces.get(value).map(String::as_str),
            Values::Sites => catalog.columns.position(value).map(|row| catalog.columns.row(row).name()),
            Values::Sources => dataset.sources.get(value).map(|source| source.title.as_str()),
        }
        .unwrap_or(value)
    }

    /// The values that any site has, sorted, each with its sites, ascending. A site that has a value also has the
    /// broader ones that it implies.
    pub(super) fn postings(self, dataset: &Dataset, columns: &Columns) -> BTreeMap<String, Vec<u32>> {
        match columns.column(self.property()) {
            Column::Words(column) => words(column),
            Column::Lists(column) => lists(column, |value| self.implied(dataset, columns, value)),
            _ => BTreeMap::new(),
        }
    }

    /// A value and the broader ones that it implies.
    fn implied(self, dataset: &Dataset, columns: &Columns, value: &str) -> Vec<String> {
        let owned = |line: Vec<&str>| line.into_iter().map(str::to_owned).collect();
        match self.values() {
            Values::Minerals => owned(dataset.mineral_line(value)),
            Values::Organizations => owned(dataset.organization_line(value)),
            Values::Sites => containing(columns, value),
            _ => vec![value.to_owned()],
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

/// A site and every site that contains it.
fn containing(columns: &Columns, id: &str) -> Vec<String> {
    let mut line = vec![id.to_owned()];
    let mut next = 0;
    while let Some(id) = line.get(next) {
        next += 1;
        for parent in columns.position(id).into_iter().flat_map(|row| columns.row(row).list(Property::PartOf)) {
            if !line.iter().any(|known| known == parent) {
                line.push(parent.to_owned());
            }
        }
    }
    line
}

/// The sites of each word of a column of lists, and of the words that it implies.
fn lists(column: &Lists, implied: impl Fn(&str) -> Vec<String>) -> BTreeMap<String, Vec<u32>> {
    let lines: Vec<Vec<String>> = column.dictionary().iter().map(|word| implied(word)).collect();
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

/// The sites of each word of a column.
fn words(column: &Words) -> BTreeMap<String, Vec<u32>> {
    let mut sites = vec![Vec::new(); column.dictionary().len()];
    for (site, &number) in (0_u32..).zip(column.numbers()) {
        sites[number as usize].push(site);
    }
    let known = column.dictionary().iter().cloned().zip(sites);
    known.filter(|(word, sites)| !word.is_empty() && !sites.is_empty()).collect()
}

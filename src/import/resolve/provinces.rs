//! Provinces (ISO 3166-2) by code or name.

use std::collections::{BTreeMap, HashMap};

use crate::{
    dataset::Dataset,
    model::{Id, fold::fold},
};

/// Former names and spellings in older gazetteers.
const ALIASES: [(&str, &str); 11] = [
    ("Baluchistan", "PK-BA"),
    ("Baltistan", "PK-GB"),
    ("Northern Areas", "PK-GB"),
    ("Islamabad", "PK-IS"),
    ("Azad Kashmir", "PK-JK"),
    ("Federally Administered Tribal Areas", "PK-KP"),
    ("North-West Frontier", "PK-KP"),
    ("North-West Frontier Province", "PK-KP"),
    ("NWFP", "PK-KP"),
    ("Panjab", "PK-PB"),
    ("Sind", "PK-SD"),
];

/// Looks up provinces.
pub(in super::super) struct Provinces {
    /// By country and folded name.
    by_name: HashMap<(String, String), Id>,
    names: BTreeMap<Id, String>,
    used: BTreeMap<Id, String>,
}

impl Provinces {
    pub(in super::super) fn new(dataset: &Dataset) -> Self {
        let mut by_name = HashMap::new();
        let aliases =
            ALIASES.iter().filter(|(_, id)| dataset.provinces.contains_key(*id)).map(|&(name, id)| (id, name));
        let names = dataset.provinces.iter().map(|(id, name)| (id.as_str(), name.as_str()));
        for (id, name) in names.chain(aliases) {
            let country = id.split('-').next().unwrap_or_default().to_owned();
            by_name.entry((country, fold(name))).or_insert_with(|| id.to_owned());
        }
        Self { by_name, names: dataset.provinces.clone(), used: BTreeMap::new() }
    }

    /// The code of a province of a country, given its name or a code that begins with the country's.
    pub(in super::super) fn resolve(&mut self, country: &str, word: &str) -> Option<Id> {
        let id = match self.by_name.get(&(country.to_owned(), fold(word))) {
            Some(id) => id.clone(),
            None => code(country, word)?,
        };
        if !self.used.contains_key(&id) {
            let name = self.names.get(&id).cloned().unwrap_or_else(|| id.clone());
            self.used.insert(id.clone(), name);
        }
        Some(id)
    }

    pub(in super::super) fn finish(self) -> BTreeMap<Id, String> {
        self.used
    }
}

fn code(country: &str, word: &str) -> Option<Id> {
    let part = word.strip_prefix(country)?.strip_prefix('-')?;
    let is_code =
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_code.then(|| word.to_owned())
}

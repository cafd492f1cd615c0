//! Countries (ISO 3166-1) by code or name.

use std::collections::{BTreeMap, HashMap};

use celes::{Country as Listed, LookupTable};

use crate::model::{Country, Id, fold::fold};

/// Common names that the library's list lacks.
const ALIASES: [(&str, &str); 24] = [
    ("Bosnia and Herzegovina", "BA"),
    ("Brunei", "BN"),
    ("Burma", "MM"),
    ("Cape Verde", "CV"),
    ("Congo (Kinshasa)", "CD"),
    ("Congo-Kinshasa", "CD"),
    ("Congo, Democratic Republic of the", "CD"),
    ("Congo (Brazzaville)", "CG"),
    ("Congo-Brazzaville", "CG"),
    ("DR Congo", "CD"),
    ("DRC", "CD"),
    ("Zaire", "CD"),
    ("East Timor", "TL"),
    ("Ivory Coast", "CI"),
    ("Cote d'Ivoire", "CI"),
    ("Korea, South", "KR"),
    ("Korea, North", "KP"),
    ("Laos", "LA"),
    ("Macedonia", "MK"),
    ("Swaziland", "SZ"),
    ("Syria", "SY"),
    ("Türkiye", "TR"),
    ("Viet Nam", "VN"),
    ("USA", "US"),
];

/// Looks up countries.
pub(in super::super) struct Countries {
    by_name: HashMap<String, &'static str>,
    names: HashMap<&'static str, &'static str>,
    used: BTreeMap<Id, Country>,
}

impl Countries {
    /// The code of an unknown country: user-assigned in ISO 3166-1, and used so by CLDR.
    pub(in super::super) const UNKNOWN: &'static str = "ZZ";

    pub(in super::super) fn new() -> Self {
        let (mut by_name, mut names) = (HashMap::new(), HashMap::new());
        for country in Listed::get_countries() {
            let plain = country.long_name.strip_prefix("The ").unwrap_or(country.long_name);
            for name in [country.long_name, plain].into_iter().chain(country.aliases.iter().copied()) {
                by_name.insert(fold(name), country.alpha2);
            }
            for code in [country.alpha2, country.alpha3] {
                by_name.entry(fold(code)).or_insert(country.alpha2);
            }
            names.insert(country.alpha2, plain);
        }
        for (name, code) in ALIASES {
            by_name.entry(fold(name)).or_insert(code);
        }
        Self { by_name, names, used: BTreeMap::new() }
    }

    pub(in super::super) fn resolve(&self, word: &str) -> Option<String> {
        self.by_name.get(&fold(word)).map(|&code| code.to_owned())
    }

    /// Records that a site lies in this country.
    pub(in super::super) fn add(&mut self, code: &str) {
        if !self.used.contains_key(code) {
            let name = self.names.get(code).copied().unwrap_or("Not stated");
            let country =
                Country { id: code.to_owned(), name: name.to_owned(), names: BTreeMap::new(), claims: Vec::new() };
            self.used.insert(code.to_owned(), country);
        }
    }

    pub(in super::super) fn finish(self) -> BTreeMap<Id, Country> {
        self.used
    }
}

//! Minerals by name, symbol or synonym, ignoring case and the plural.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::unused;
use crate::{
    dataset::Dataset,
    import::{Field, Report},
    model::{
        Id, Mineral,
        fold::{fold, slug},
        mineral::MineralKind,
    },
};

/// The colour of minerals that are not in the vocabulary: a grey with a contrast of 6.4 to white text.
const COLOUR: &str = "#5f6062";

/// What separates the minerals of a compound: hyphens, dashes, and what is written like them.
const DASHES: [char; 10] = ['-', '‐', '‑', '–', '—', '\u{2212}', ':', '(', ')', '•'];

/// The maximum number of new minerals, which filters and facets list.
const MAX_NEW: usize = 10_000;

/// Words that qualify the one before them, as MRDS writes them: `Sand and Gravel, Construction`.
const QUALIFIERS: [&str; 14] = [
    "general",
    "construction",
    "crushedbroken",
    "dimension",
    "metal",
    "heavyminerals",
    "pigment",
    "refiner",
    "abrasive",
    "crushed",
    "broken",
    "industrial",
    "flux",
    "noncrystalline",
];

/// Looks up minerals, and creates those that are missing.
pub(in super::super) struct Minerals {
    known: BTreeMap<Id, Mineral>,
    by_name: HashMap<String, Id>,
    by_symbol: HashMap<String, Id>,
    /// The chemical elements, by name and symbol.
    elements: HashMap<String, mendeleev::Element>,
    /// The texts so far, each with the words that it was split into.
    splits: HashMap<String, Vec<String>>,
    /// Each word of the source, with its mineral and the number of rows that use it.
    words: HashMap<String, (Id, u64)>,
    new: BTreeMap<Id, Mineral>,
    sources: BTreeMap<Id, crate::model::Source>,
    /// Whether a word with a hyphen or comma names one mineral, and the part after it is the narrower term, as in MRDS.
    narrowing: bool,
}

impl Minerals {
    pub(in super::super) fn new(dataset: &Dataset, narrowing: bool) -> Self {
        let (mut by_name, mut by_symbol) = (HashMap::new(), HashMap::new());
        // A mineral's own name takes precedence over another's synonym.
        for mineral in dataset.minerals.values() {
            for name in [&mineral.id, &mineral.name] {
                by_name.insert(key(name), mineral.id.clone());
            }
            by_symbol.insert(mineral.symbol.to_lowercase(), mineral.id.clone());
        }
        for mineral in dataset.minerals.values() {
            let names = mineral.names.values().flatten().map(|name| name.text());
            for name in names.chain(mineral.synonyms.iter().map(String::as_str)) {
                by_name.entry(key(name)).or_insert_with(|| mineral.id.clone());
            }
        }
        // An element's name means the mineral with its symbol: chromite for chromium.
        for element in mendeleev::Element::iter() {
            if let Some(id) = by_symbol.get(&element.symbol().to_lowercase()) {
                by_name.entry(key(element.name())).or_insert_with(|| id.clone());
            }
        }
        Self {
            known: dataset.minerals.clone(),
            by_name,
            by_symbol,
            elements: mendeleev::Element::iter()
                .flat_map(|element| [(key(element.name()), element), (element.symbol().to_lowercase(), element)])
                .collect(),
            splits: HashMap::new(),
            words: HashMap::new(),
            new: BTreeMap::new(),
            sources: dataset.sources.clone(),
            narrowing,
        }
    }

    /// Joins each qualifier in a list to the word before it.
    pub(in super::super) fn join_qualifiers(words: Vec<String>) -> Vec<String> {
        let mut joined: Vec<String> = Vec::with_capacity(words.len());
        for word in words {
            match joined.last_mut() {
                Some(before) if QUALIFIERS.contains(&fold(&word).as_str()) => {
                    before.push_str(", ");
                    before.push_str(&word);
                }
                _ => joined.push(word),
            }
        }
        joined
    }

    /// The minerals that a text names, a word each: `Lead-Zinc` and `Pb Zn` are two if the parts are known.
    pub(in super::super) fn split(&mut self, text: &str) -> Vec<String> {
        if let Some(words) = self.splits.get(text) {
            return words.clone();
        }
        let words = self.parts(text);
        self.splits.insert(text.to_owned(), words.clone());
        words
    }

    fn parts(&self, text: &str) -> Vec<String> {
        let whole = || vec![text.to_owned()];
        if self.narrowing || self.is_known(text) {
            return whole();
        }
        // Some programs write a line break as two characters.
        let dashed = [" and ", " with ", "\\n"].iter().fold(text.to_owned(), |text, word| text.replace(word, "-"));
        let parts = |separators: &dyn Fn(char) -> bool, text: &str| -> Vec<String> {
            text.split(separators).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let by_dash = parts(&|letter| DASHES.contains(&letter), &dashed);
        if by_dash.len() > 1 && by_dash.iter().any(|part| self.is_known(part)) {
            return by_dash;
        }
        let by_space = parts(&char::is_whitespace, text);
        // A word of one or two letters is a symbol only if it is written as one.
        let is_symbol_or_name = |part: &String| self.is_known(part) && part.starts_with(char::is_uppercase);
        if by_space.len() > 1 && by_space.iter().all(is_symbol_or_name) { by_space } else { whole() }
    }

    fn is_known(&self, word: &str) -> bool {
        self.find(word).is_some() || self.element(word).is_some()
    }

    /// The mineral that a word means; a new one if the vocabulary has none, and `None` if too many are new.
    pub(in super::super) fn resolve(&mut self, word: &str) -> Option<Id> {
        if let Some((id, _)) = self.words.get(word) {
            return Some(id.clone());
        }
        let id = match self.find(word) {
            Some(id) => id,
            None if self.new.len() < MAX_NEW => self.create(word),
            None => return None,
        };
        self.words.insert(word.to_owned(), (id.clone(), 0));
        Some(id)
    }

    /// Counts a row in which a mineral is named by this word, in one field or several.
    pub(in super::super) fn count(&mut self, word: &str) {
        if let Some((_, rows)) = self.words.get_mut(word) {
            *rows += 1;
        }
    }

    fn find(&self, word: &str) -> Option<Id> {
        let named = |part: &str| self.by_name.get(&key(part));
        let bare = word.strip_suffix(" ore").or_else(|| word.strip_suffix(" ores"));
        let whole = named(word).or_else(|| self.by_symbol.get(&word.to_lowercase())).or_else(|| named(bare?));
        // `Fluorine-Fluorite`, `Titanium, Metal`: the narrower word, else the wider.
        let part = || word.rsplit(['-', ',']).find_map(named);
        let narrower = || if self.narrowing { part() } else { named(word.split_once(", ")?.0) };
        // `Tin` may have been created for an earlier row, and `Sn` means the same.
        whole.or_else(narrower).or_else(|| named(self.element(word)?.name())).cloned()
    }

    fn element(&self, word: &str) -> Option<mendeleev::Element> {
        self.elements.get(&key(word)).or_else(|| self.elements.get(&word.to_lowercase())).copied()
    }

    fn create(&mut self, word: &str) -> Id {
        let folded = key(word);
        let element = self.element(word);
        let name = element.map_or_else(|| capitalized(word), |element| element.name().to_owned());
        let plain = Some(slug(&name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "mineral".to_owned());
        let id = unused(&plain, |id| self.known.contains_key(id) || self.new.contains_key(id));
        let symbol = match element {
            Some(element) => element.symbol().to_owned(),
            None => name.chars().filter(|letter| letter.is_alphanumeric()).take(3).collect(),
        };
        let mineral = Mineral {
            id: id.clone(),
            symbol: Some(symbol).filter(|symbol| !symbol.is_empty()).unwrap_or_else(|| "?".to_owned()),
            kind: if element.is_some() { MineralKind::Element } else { MineralKind::Commodity },
            names: BTreeMap::new(),
            broader: Vec::new(),
            cgi_uri: None,
            colour: COLOUR.to_owned(),
            synonyms: Vec::new(),
            memberships: Vec::new(),
            name: name.clone(),
        };
        self.by_name.insert(folded, id.clone());
        self.by_name.entry(key(&name)).or_insert_with(|| id.clone());
        self.new.insert(id.clone(), mineral);
        id
    }

    /// Adds the minerals in use, their broader terms and the sources that they cite to the dataset.
    pub(in super::super) fn finish(self, dataset: &mut Dataset, report: &mut Report) {
        let mut used = BTreeSet::new();
        let mut next: Vec<Id> = Vec::new();
        for (word, (id, count)) in self.words {
            if self.new.contains_key(&id) {
                report.unmatched(Field::Minerals, word, count, Some(id.clone()));
            }
            next.push(id);
        }
        while let Some(id) = next.pop() {
            if let Some(mineral) = self.known.get(&id).or_else(|| self.new.get(&id))
                && used.insert(id.clone())
            {
                next.extend(mineral.broader.iter().cloned());
                let named = mineral.names.values().flatten().flat_map(|name| name.cite());
                let listed = mineral.memberships.iter().flat_map(|membership| &membership.cite);
                super::add_sources(named.chain(listed), &self.sources, dataset);
                dataset.minerals.insert(id, mineral.clone());
            }
        }
    }
}

/// The form in which words are compared.
fn key(word: &str) -> String {
    let mut key = fold(word);
    if key.len() > 3 && key.ends_with('s') {
        key.pop();
    }
    key
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

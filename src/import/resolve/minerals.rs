//! Minerals by name, symbol or synonym, in any case, singular or plural.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{free, slug};
use crate::{
    catalog::fold::fold,
    dataset::Dataset,
    import::{Field, Report},
    model::{Id, Mineral, mineral::MineralKind},
};

/// The colour of what the vocabulary does not have: a grey on which white text reaches a contrast of 6.4.
const COLOUR: &str = "#5f6062";

/// Words that only say more of the one before them, as MRDS writes them: `Sand and Gravel, Construction`.
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

/// Finds minerals.
pub(in super::super) struct Minerals {
    known: BTreeMap<Id, Mineral>,
    by_name: HashMap<String, Id>,
    by_symbol: HashMap<String, Id>,
    /// Every word that was asked for, with its mineral and how often.
    asked: HashMap<String, (Id, u64)>,
    new: BTreeMap<Id, Mineral>,
    sources: BTreeMap<Id, crate::model::Source>,
}

impl Minerals {
    pub(in super::super) fn new(dataset: &Dataset) -> Self {
        let (mut by_name, mut by_symbol) = (HashMap::new(), HashMap::new());
        // What a name says in the first place comes before what it says as a synonym.
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
        // An element is the mineral that has its symbol: chromium is what chromite is mined for.
        for element in mendeleev::Element::iter() {
            if let Some(id) = by_symbol.get(&element.symbol().to_lowercase()) {
                by_name.entry(key(element.name())).or_insert_with(|| id.clone());
            }
        }
        Self {
            known: dataset.minerals.clone(),
            by_name,
            by_symbol,
            asked: HashMap::new(),
            new: BTreeMap::new(),
            sources: dataset.sources.clone(),
        }
    }

    /// The words of a list, those put together again that say one thing.
    pub(in super::super) fn split(words: Vec<String>) -> Vec<String> {
        let mut whole: Vec<String> = Vec::with_capacity(words.len());
        for word in words {
            match whole.last_mut() {
                Some(before) if QUALIFIERS.contains(&fold(&word).as_str()) => {
                    before.push_str(", ");
                    before.push_str(&word);
                }
                _ => whole.push(word),
            }
        }
        whole
    }

    /// The mineral that a word means; one of its own where the vocabulary has none.
    pub(in super::super) fn resolve(&mut self, word: &str) -> Id {
        if let Some((id, count)) = self.asked.get_mut(word) {
            *count += 1;
            return id.clone();
        }
        let id = self.find(word).unwrap_or_else(|| self.make(word));
        self.asked.insert(word.to_owned(), (id.clone(), 1));
        id
    }

    fn find(&self, word: &str) -> Option<Id> {
        let whole = self.by_name.get(&key(word)).or_else(|| self.by_symbol.get(&word.to_lowercase()));
        let named = |part: &str| self.by_name.get(&key(part));
        // `Fluorine-Fluorite`, `Titanium, Metal`: the narrower word, else the wider.
        let parted = || word.rsplit(['-', ',']).find_map(named);
        whole.or_else(parted).cloned()
    }

    fn make(&mut self, word: &str) -> Id {
        let folded = key(word);
        let element = mendeleev::Element::iter()
            .find(|element| key(element.name()) == folded || element.symbol().eq_ignore_ascii_case(word));
        let name = element.map_or_else(|| capitalized(word), |element| element.name().to_owned());
        let plain = Some(slug(&name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "mineral".to_owned());
        let id = free(&plain, |id| self.known.contains_key(id) || self.new.contains_key(id));
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

    /// The minerals that were asked for, their wider terms, and the sources that these cite.
    pub(in super::super) fn finish(self, dataset: &mut Dataset, report: &mut Report) {
        let mut used = BTreeSet::new();
        let mut next: Vec<Id> = Vec::new();
        for (word, (id, count)) in self.asked {
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
                super::cited(named.chain(listed), &self.sources, dataset);
                dataset.minerals.insert(id, mineral.clone());
            }
        }
    }
}

/// What a word is compared by.
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

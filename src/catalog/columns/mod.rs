//! The flat facts of every site, a column a property: what filters, facets, tiles and tables look at, and what an
//! imported atlas keeps in its file.

mod check;
mod dictionary;
mod geometries;
mod texts;
mod times;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    check::Unfit,
    dictionary::{Lists, Words},
    geometries::Geometries,
    texts::Texts,
    times::{Span, Spans},
};
use super::{Facts, fold::fold};
use crate::{
    dataset::Dataset,
    evidence::EvidenceLevel,
    model::{Site, claim::Status, site::Kind},
};

/// Other names and spellings of a site, by language.
pub type OtherNames = BTreeMap<String, Vec<String>>;

/// The columns. A site is named by its place in them, from 0, in the order of ids.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Columns {
    /// Permanent ids, ascending.
    pub ids: Texts,
    /// Names in English.
    pub names: Texts,
    /// Other names, of the sites that have any.
    pub other_names: BTreeMap<u32, OtherNames>,
    /// What search looks through: id and names, folded, a line each.
    pub search: Texts,
    /// What it is.
    pub kinds: Vec<Kind>,
    /// Whether it is worked, where that is known.
    pub statuses: Vec<Option<Status>>,
    /// How sure it is.
    pub evidence_levels: Vec<EvidenceLevel>,
    /// ISO 3166-1 alpha-2.
    pub countries: Words,
    /// ISO 3166-2; empty where unknown.
    pub provinces: Words,
    /// Minerals, the primary ones first.
    pub minerals: Lists,
    /// Who works it.
    pub operators: Lists,
    /// Who holds a licence for it.
    pub licensees: Lists,
    /// Who owns a part of it.
    pub owners: Lists,
    /// The sites it lies in.
    pub part_of: Lists,
    /// The sources it cites.
    pub sources: Lists,
    /// Darwin Core `coordinateUncertaintyInMeters`, where known.
    pub uncertainties: Vec<Option<u32>>,
    /// The accepted locations.
    pub geometries: Geometries,
    /// When its claims hold.
    pub times: Spans,
}

impl Columns {
    /// How many sites there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A site's permanent id.
    #[must_use]
    pub fn id(&self, row: usize) -> &str {
        self.ids.get(row)
    }

    /// The place of the site with this id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.ids.position(id)
    }

    /// Other names of a site in a language.
    #[must_use]
    pub fn other_names(&self, row: usize, language: &str) -> &[String] {
        let names = u32::try_from(row).ok().and_then(|row| self.other_names.get(&row));
        names.and_then(|names| names.get(language)).map_or(&[], Vec::as_slice)
    }

    /// All other names of a site; none where it has none.
    #[must_use]
    pub fn all_other_names(&self, row: usize) -> BTreeMap<&str, &[String]> {
        let names = u32::try_from(row).ok().and_then(|row| self.other_names.get(&row));
        names.into_iter().flatten().map(|(language, names)| (language.as_str(), names.as_slice())).collect()
    }

    /// A site's province, where it is known.
    #[must_use]
    pub fn province(&self, row: usize) -> Option<&str> {
        Some(self.provinces.get(row)).filter(|province| !province.is_empty())
    }

    /// Adds a site. Sites come in the order of their ids, or [`Self::gather`] puts them into it.
    pub fn push(&mut self, dataset: &Dataset, site: &Site, facts: &Facts) {
        let properties = &site.properties;
        let row = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.ids.push(&site.id);
        self.names.push(&properties.name);
        let mut search = vec![fold(&site.id), fold(&properties.name)];
        if !properties.names.is_empty() {
            let texts = |(language, names): (&String, &Vec<crate::model::Name>)| {
                (language.clone(), names.iter().map(|name| name.text().to_owned()).collect::<Vec<_>>())
            };
            let names: OtherNames = properties.names.iter().map(texts).collect();
            search.extend(names.values().flatten().map(|name| fold(name)));
            self.other_names.insert(row, names);
        }
        self.search.push(&search.join("\n"));
        self.kinds.push(properties.kind);
        self.statuses.push(facts.status);
        self.evidence_levels.push(facts.reasons.level());
        self.countries.push(&properties.country);
        self.provinces.push(properties.province.as_deref().unwrap_or_default());
        self.minerals.push(facts.minerals.iter());
        self.operators.push(facts.operators.iter());
        self.licensees.push(facts.licensees.iter());
        self.owners.push(facts.owners.iter());
        self.part_of.push(properties.part_of.iter());
        self.sources.push(facts.sources.iter());
        self.uncertainties.push(facts.uncertainty_m);
        self.geometries.push(site.geometry.as_ref());
        self.times.push(dataset, &properties.claims);
    }

    /// The columns of these sites, in this order.
    #[must_use]
    pub fn gather(&self, order: &[u32]) -> Self {
        Self {
            search: self.search.gather(order),
            licensees: self.licensees.gather(order),
            owners: self.owners.gather(order),
            part_of: self.part_of.gather(order),
            sources: self.sources.gather(order),
            geometries: self.geometries.gather(order),
            times: self.times.gather(order),
            ..self.gather_shown(order)
        }
    }

    /// The columns of these sites, in this order, that a map tile shows; the others are empty.
    #[must_use]
    pub fn gather_shown(&self, order: &[u32]) -> Self {
        let new: BTreeMap<u32, u32> =
            if self.other_names.is_empty() { BTreeMap::new() } else { order.iter().copied().zip(0..).collect() };
        let other_names =
            self.other_names.iter().filter_map(|(old, names)| Some((*new.get(old)?, names.clone()))).collect();
        Self {
            ids: self.ids.gather(order),
            names: self.names.gather(order),
            other_names,
            kinds: gather(&self.kinds, order),
            statuses: gather(&self.statuses, order),
            evidence_levels: gather(&self.evidence_levels, order),
            countries: self.countries.gather(order),
            provinces: self.provinces.gather(order),
            minerals: self.minerals.gather(order),
            operators: self.operators.gather(order),
            uncertainties: gather(&self.uncertainties, order),
            ..Self::default()
        }
    }
}

fn gather<T: Copy>(values: &[T], order: &[u32]) -> Vec<T> {
    order.iter().map(|&row| values[row as usize]).collect()
}

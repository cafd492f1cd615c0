//! Reads a data tree into an immutable [`Dataset`].

pub mod archive;
mod files;
pub mod input;
mod lines;
pub mod output;
mod terminal;
mod terms;
mod tree;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    files::{File, ReadError, embedded, folder},
    lines::line_of,
    terminal::printable,
    terms::Terms,
    tree::{Boundaries, Boundary, Record, SyntaxError, Tree, TreeFile},
};
use crate::{
    evidence::Sources,
    model::{Agreement, Claim, Country, Id, Mineral, Organization, Site},
};

/// Every record, by id. Made from a [`Tree`] in which `curate::errors` found nothing, so that every id resolves.
///
/// ```
/// use oreatlas::dataset::{Dataset, Tree, embedded};
///
/// let dataset = Dataset::new(Tree::new(embedded()));
/// let site = dataset.site("reko-diq").ok_or("no such site")?;
/// assert_eq!(site.properties.name, "Reko Diq");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Dataset {
    /// The sites, sorted by id. An imported atlas has none: their Features are stored instead.
    #[serde(skip)]
    pub sites: Vec<Site>,
    /// The sources.
    pub sources: Sources,
    /// The organizations.
    pub organizations: BTreeMap<Id, Organization>,
    /// The agreements.
    pub agreements: BTreeMap<Id, Agreement>,
    /// The countries.
    pub countries: BTreeMap<Id, Country>,
    /// The names of the provinces that have an outline, by ISO 3166-2 code.
    pub provinces: BTreeMap<Id, String>,
    /// The minerals.
    pub minerals: BTreeMap<Id, Mineral>,
    /// The licence, and whom to credit.
    pub terms: Terms,
}

impl Dataset {
    /// The records of a tree. Files that have no record, or could not be parsed, are left out.
    #[must_use]
    pub fn new(tree: Tree) -> Self {
        let mut dataset = Self::default();
        for file in tree.files {
            match file.record {
                Ok(Record::Site(site)) => dataset.sites.push(*site),
                Ok(Record::Source(source)) => drop(dataset.sources.insert(source.id.clone(), *source)),
                Ok(Record::Organization(organization)) => {
                    dataset.organizations.insert(organization.id.clone(), *organization);
                }
                Ok(Record::Agreement(agreement)) => {
                    dataset.agreements.insert(agreement.id.clone(), *agreement);
                }
                Ok(Record::Country(country)) => drop(dataset.countries.insert(country.id.clone(), country)),
                Ok(Record::Minerals(vocabulary)) => dataset
                    .minerals
                    .extend(vocabulary.minerals.into_iter().map(|mineral| (mineral.id.clone(), mineral))),
                Ok(Record::Boundaries(boundaries)) => dataset.provinces.extend(
                    boundaries.features.into_iter().map(|boundary| (boundary.properties.id, boundary.properties.name)),
                ),
                Ok(Record::Other) | Err(_) => {}
            }
        }
        dataset.sites.sort_by(|a, b| a.id.cmp(&b.id));
        dataset
    }

    /// An organization and all its parents, nearest first.
    #[must_use]
    pub fn organization_line<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        ancestors(id, |id| self.organizations.get(id).and_then(|organization| organization.parent.as_deref()))
    }

    /// A mineral and all its broader terms, nearest first.
    #[must_use]
    pub fn mineral_line<'a>(&'a self, id: &'a str) -> Vec<&'a str> {
        ancestors(id, |id| {
            self.minerals.get(id).into_iter().flat_map(|mineral| mineral.broader.iter().map(String::as_str))
        })
    }

    /// The claims of every record.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        let sites = self.sites.iter().flat_map(|site| &site.properties.claims);
        let agreements = self.agreements.values().flat_map(|agreement| &agreement.properties.claims);
        let organizations = self.organizations.values().flat_map(|organization| &organization.claims);
        let countries = self.countries.values().flat_map(|country| &country.claims);
        sites.chain(agreements).chain(organizations).chain(countries)
    }

    /// A site by its id.
    #[must_use]
    pub fn site(&self, id: &str) -> Option<&Site> {
        let index = self.sites.binary_search_by(|site| site.id.as_str().cmp(id)).ok()?;
        self.sites.get(index)
    }
}

/// `id` and everything that `parents` reaches from it, each once, nearest first.
pub(crate) fn ancestors<'a, I: IntoIterator<Item = &'a str>>(
    id: &'a str,
    parents: impl Fn(&'a str) -> I,
) -> Vec<&'a str> {
    let mut line = vec![id];
    let mut next = 0;
    while let Some(&id) = line.get(next) {
        next += 1;
        for parent in parents(id) {
            if !line.contains(&parent) {
                line.push(parent);
            }
        }
    }
    line
}

//! Organizations by current or former name.

use std::collections::{BTreeMap, HashMap};

use super::{add_sources, unused};
use crate::{
    dataset::Dataset,
    import::Report,
    model::{
        Id, Organization, Source,
        fold::{fold, slug},
        organization::OrganizationKind,
    },
};

/// The maximum number of new organizations, which filters and facets list.
const MAX_NEW: usize = 50_000;

/// Looks up organizations, and creates those that are missing.
pub(in super::super) struct Organizations {
    known: BTreeMap<Id, Organization>,
    sources: BTreeMap<Id, Source>,
    by_name: HashMap<String, Id>,
    /// Each name in the source, with its organization.
    names: HashMap<String, Id>,
    new: BTreeMap<Id, Organization>,
}

impl Organizations {
    pub(in super::super) fn new(dataset: &Dataset) -> Self {
        let mut by_name = HashMap::new();
        for organization in dataset.organizations.values() {
            by_name.insert(fold(&organization.name), organization.id.clone());
        }
        for organization in dataset.organizations.values() {
            let names = organization.names.values().flatten().map(|name| name.text());
            let former = organization.former_names.iter().map(|former| former.name.as_str());
            for name in names.chain(former) {
                by_name.entry(fold(name)).or_insert_with(|| organization.id.clone());
            }
        }
        Self {
            known: dataset.organizations.clone(),
            sources: dataset.sources.clone(),
            by_name,
            names: HashMap::new(),
            new: BTreeMap::new(),
        }
    }

    /// The organization of this name; a new company if there is none, and `None` if too many are new.
    pub(in super::super) fn resolve(&mut self, name: &str) -> Option<Id> {
        if let Some(id) = self.names.get(name) {
            return Some(id.clone());
        }
        let folded = fold(name);
        let id = match self.by_name.get(&folded) {
            Some(id) => id.clone(),
            None if self.new.len() < MAX_NEW => self.create(name, folded),
            None => return None,
        };
        self.names.insert(name.to_owned(), id.clone());
        Some(id)
    }

    fn create(&mut self, name: &str, folded: String) -> Id {
        let plain = Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "organization".to_owned());
        let id = unused(&plain, |id| self.known.contains_key(id) || self.new.contains_key(id));
        let organization = Organization {
            id: id.clone(),
            name: name.to_owned(),
            names: BTreeMap::new(),
            former_names: Vec::new(),
            kind: OrganizationKind::Company,
            country: None,
            parent: None,
            identifiers: BTreeMap::new(),
            searched: Vec::new(),
            claims: Vec::new(),
        };
        self.by_name.insert(folded, id.clone());
        self.new.insert(id.clone(), organization);
        id
    }

    /// Adds the organizations in use and their parents to the dataset, without the claims of the built-in atlas, which
    /// concern other sites.
    pub(in super::super) fn finish(self, dataset: &mut Dataset, report: &mut Report) {
        let mut next: Vec<Id> = self.names.into_values().collect();
        while let Some(id) = next.pop() {
            if dataset.organizations.contains_key(&id) {
                continue;
            }
            let Some(known) = self.known.get(&id) else {
                dataset.organizations.extend(self.new.get(&id).map(|new| (id, new.clone())));
                report.organizations.made += 1;
                continue;
            };
            let organization = Organization { claims: Vec::new(), searched: Vec::new(), ..known.clone() };
            next.extend(organization.parent.iter().cloned());
            let names = organization.names.values().flatten().flat_map(|name| name.cite());
            let former = organization.former_names.iter().flat_map(|former| &former.cite);
            add_sources(names.chain(former), &self.sources, dataset);
            dataset.organizations.insert(id, organization);
            report.organizations.known += 1;
        }
    }
}

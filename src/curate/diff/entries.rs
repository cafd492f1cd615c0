//! The records of a tree as what is compared: an id, a name, claims, a place, and every other field.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    curate::known::Kind,
    dataset::{Record, Tree, TreeFile},
    evidence::newest_source,
    model::{Claim, Date, Geometry},
};

/// A record, or an entry of the vocabulary of minerals.
pub(super) struct Entry<'a> {
    pub kind: Kind,
    pub id: String,
    pub name: String,
    /// Its fields but for claims and geometry; those of a Feature are its properties.
    pub fields: Value,
    /// Its claims, each with the day it was last said for.
    pub claims: Vec<(&'a Claim, Option<Date>)>,
    pub geometry: Option<&'a Geometry>,
}

impl Entry<'_> {
    /// What a reader calls it, with its id.
    pub fn title(&self) -> String {
        format!("{} (`{}`)", self.name, self.id)
    }
}

/// Every record of a tree.
pub(super) fn entries(tree: &Tree) -> BTreeMap<(Kind, String), Entry<'_>> {
    let sources = tree.sources();
    let mut entries = BTreeMap::new();
    for (_, record) in tree.records() {
        let (kind, id, name, value, geometry) = match record {
            Record::Site(site) => {
                (Kind::Site, &site.id, &site.properties.name, serde_json::to_value(&site.properties), &site.geometry)
            }
            Record::Agreement(agreement) => {
                let properties = &agreement.properties;
                (Kind::Agreement, &agreement.id, &properties.name, serde_json::to_value(properties), &None)
            }
            Record::Organization(it) => (Kind::Organization, &it.id, &it.name, serde_json::to_value(it), &None),
            Record::Country(it) => (Kind::Country, &it.id, &it.name, serde_json::to_value(it), &None),
            Record::Source(it) => (Kind::Source, &it.id, &it.title, serde_json::to_value(it), &None),
            Record::Minerals(vocabulary) => {
                for mineral in &vocabulary.minerals {
                    let (kind, id, name) = (Kind::Mineral, mineral.id.clone(), mineral.name.clone());
                    let fields = serde_json::to_value(mineral).unwrap_or_default();
                    let entry = Entry { kind, id: id.clone(), name, fields, claims: Vec::new(), geometry: None };
                    entries.insert((kind, id), entry);
                }
                continue;
            }
            Record::Boundaries(_) | Record::Other => continue,
        };
        let mut fields = value.unwrap_or_default();
        if let Some(fields) = fields.as_object_mut() {
            fields.remove("claims");
        }
        let said = |claim: &Claim| {
            let common = claim.common();
            common.as_of.or(common.from).or_else(|| newest_source(&sources, common.cite))
        };
        let claims = record.claims().1.iter().map(|claim| (claim, said(claim))).collect();
        let (id, name, geometry) = (id.clone(), name.clone(), geometry.as_ref());
        entries.insert((kind, id.clone()), Entry { kind, id, name, fields, claims, geometry });
    }
    entries
}

/// Whether a file is compared as a text: it is no record. What is made from the program, or tells of the data, is not
/// data.
pub(super) fn is_plain_file(file: &TreeFile) -> bool {
    let made = file.path.starts_with("schema/")
        || std::path::Path::new(&file.path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    !made && matches!(file.record, Ok(Record::Boundaries(_) | Record::Other))
}

//! The records of a tree in the form in which they are compared.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    dataset::{Record, Tree, TreeFile},
    evidence::{Dated, holds_since},
    model::{Geometry, RecordKind},
};

/// A record, or an entry of the vocabulary of minerals.
pub(super) struct Entry<'a> {
    pub kind: RecordKind,
    pub id: String,
    pub name: String,
    /// The fields without claims and geometry; for a Feature, its properties.
    pub fields: Value,
    /// The claims, each with the date from which it holds.
    pub claims: Vec<Dated<'a>>,
    pub geometry: Option<&'a Geometry>,
}

impl Entry<'_> {
    /// The name and the id.
    pub fn title(&self) -> String {
        format!("{} (`{}`)", self.name, self.id)
    }
}

/// Every record of a tree.
pub(super) fn entries(tree: &Tree) -> BTreeMap<(RecordKind, String), Entry<'_>> {
    let sources = tree.sources();
    let mut entries = BTreeMap::new();
    for (_, record) in tree.records() {
        let (kind, id, name, value, geometry) = match record {
            Record::Site(site) => (
                RecordKind::Site,
                &site.id,
                &site.properties.name,
                serde_json::to_value(&site.properties),
                &site.geometry,
            ),
            Record::Agreement(agreement) => {
                let properties = &agreement.properties;
                (RecordKind::Agreement, &agreement.id, &properties.name, serde_json::to_value(properties), &None)
            }
            Record::Organization(it) => (RecordKind::Organization, &it.id, &it.name, serde_json::to_value(it), &None),
            Record::Country(it) => (RecordKind::Country, &it.id, &it.name, serde_json::to_value(it), &None),
            Record::Source(it) => (RecordKind::Source, &it.id, &it.title, serde_json::to_value(it), &None),
            Record::Minerals(vocabulary) => {
                for mineral in &vocabulary.minerals {
                    let (kind, id, name) = (RecordKind::Mineral, mineral.id.clone(), mineral.name.clone());
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
        let claims = record.claims().1.iter().map(|claim| (claim, holds_since(&sources, claim))).collect();
        let (id, name, geometry) = (id.clone(), name.clone(), geometry.as_ref());
        entries.insert((kind, id.clone()), Entry { kind, id, name, fields, claims, geometry });
    }
    entries
}

/// Whether a file has no record and is compared as text. Generated files and documentation are left out.
pub(super) fn is_plain_file(file: &TreeFile) -> bool {
    let made = file.path.starts_with("schema/")
        || std::path::Path::new(&file.path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    !made && matches!(file.record, Ok(Record::Boundaries(_) | Record::Other))
}

//! The records of a tree in the form in which they are compared.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    curate::json::json,
    dataset::{Record, Tree, TreeFile},
    evidence::{Dated, holds_since},
    model::{
        Geometry, RecordKind,
        claim::{ClaimId, claim_ids},
    },
};

/// A record, or an entry of the vocabulary of minerals.
pub(super) struct Entry<'a> {
    pub kind: RecordKind,
    pub id: String,
    pub name: String,
    /// The fields without claims and geometry; for a Feature, its properties.
    pub fields: Value,
    /// The claims, each with its id and the date from which it holds.
    pub claims: Vec<(ClaimId, Dated<'a>)>,
    pub geometry: Option<&'a Geometry>,
}

impl Entry<'_> {
    /// An entry without claims and without a geometry. Sources have a title instead of a name.
    fn new(kind: RecordKind, id: &str, fields: Value) -> Self {
        let name = fields["name"].as_str().or_else(|| fields["title"].as_str()).unwrap_or_default().to_owned();
        Self { kind, id: id.to_owned(), name, fields, claims: Vec::new(), geometry: None }
    }

    /// The name and the id.
    pub fn title(&self) -> String {
        format!("{} (`{}`)", self.name, self.id)
    }
}

/// Every record of a tree.
pub(super) fn entries<'a>(tree: &'a Tree) -> BTreeMap<(RecordKind, String), Entry<'a>> {
    let sources = tree.sources();
    let mut entries = BTreeMap::new();
    let mut insert = |entry: Entry<'a>| drop(entries.insert((entry.kind, entry.id.clone()), entry));
    for (_, record) in tree.records() {
        if let Record::Minerals(vocabulary) = record {
            for mineral in &vocabulary.minerals {
                insert(Entry::new(RecordKind::Mineral, &mineral.id, serde_json::to_value(mineral).unwrap_or_default()));
            }
        }
        let (Some((kind, id)), Some(mut value)) = (record.kind().zip(record.id()), json(record)) else { continue };
        let mut fields = match value.get_mut("properties") {
            Some(properties) => properties.take(),
            None => value,
        };
        if let Some(fields) = fields.as_object_mut() {
            fields.remove("claims");
        }
        let geometry = match record {
            Record::Site(site) => site.geometry.as_ref(),
            _ => None,
        };
        let claims = record.claims().1;
        let dated = claims.iter().map(|claim| (claim, holds_since(&sources, claim)));
        let claims = claim_ids(claims).into_iter().zip(dated).collect();
        insert(Entry { claims, geometry, ..Entry::new(kind, id, fields) });
    }
    entries
}

/// Whether a file has no record and is compared as text. Generated files and documentation are left out.
pub(super) fn is_plain_file(file: &TreeFile) -> bool {
    let made = file.path.starts_with("schema/")
        || std::path::Path::new(&file.path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    !made && matches!(file.record, Ok(Record::Boundaries(_) | Record::Other))
}

//! The ids of a tree, and every reference to one.

use std::collections::BTreeSet;

use serde_json::Value;

use super::json::each_field;
use crate::{
    dataset::{Record, Tree},
    model::{RecordKind, vocabulary::by_similarity},
};

/// The file to which a record of a kind is added.
pub(super) fn home(kind: RecordKind, id: &str) -> String {
    match kind {
        RecordKind::Source => format!("sources/{id}.json"),
        RecordKind::Organization => format!("organizations/{id}.json"),
        RecordKind::Mineral => "minerals.json".to_owned(),
        RecordKind::Site => format!("sites/<cc>/{id}.geojson"),
        RecordKind::Agreement => format!("agreements/{id}.json"),
        RecordKind::Country => format!("countries/{}.json", id.to_lowercase()),
    }
}

/// Every id of a tree. A file that cannot be parsed counts by its name, so that one mistake is not reported twice.
pub(super) struct Known<'a>(BTreeSet<(RecordKind, &'a str)>);

impl<'a> Known<'a> {
    pub fn new(tree: &'a Tree) -> Self {
        let mut ids = BTreeSet::new();
        for file in &tree.files {
            match &file.record {
                Ok(Record::Minerals(vocabulary)) => {
                    ids.extend(vocabulary.minerals.iter().map(|mineral| (RecordKind::Mineral, mineral.id.as_str())));
                }
                Ok(record) => ids.extend(record.kind().zip(record.id())),
                Err(_) => ids.extend(unread(&file.path)),
            }
        }
        Self(ids)
    }

    pub fn has(&self, kind: RecordKind, id: &str) -> bool {
        self.0.contains(&(kind, id))
    }

    pub fn ids(&self, kind: RecordKind) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(other, _)| *other == kind).map(|(_, id)| *id)
    }
}

fn unread(path: &str) -> Option<(RecordKind, &str)> {
    let (folder, name) = path.split_once('/')?;
    let kind = match folder {
        "sites" => RecordKind::Site,
        "sources" => RecordKind::Source,
        "organizations" => RecordKind::Organization,
        "agreements" => RecordKind::Agreement,
        _ => return None,
    };
    let name = name.rsplit('/').next()?;
    Some((kind, name.split_once('.').map_or(name, |(stem, _)| stem)))
}

/// The known word that is most similar to `word`, if any is similar enough.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    by_similarity(word, known).into_iter().next().filter(|(similarity, _)| *similarity >= 0.8).map(|(_, known)| known)
}

/// The fields that refer to records, and the kind of record that each refers to.
const REFERENCES: [(&str, RecordKind); 11] = [
    ("source", RecordKind::Source),
    ("derives_from", RecordKind::Source),
    ("organization", RecordKind::Organization),
    ("estimator", RecordKind::Organization),
    ("parent", RecordKind::Organization),
    ("mineral", RecordKind::Mineral),
    ("minerals", RecordKind::Mineral),
    ("broader", RecordKind::Mineral),
    ("part_of", RecordKind::Site),
    ("distinct_from", RecordKind::Site),
    ("sites", RecordKind::Site),
];

/// A reference: the pointer to it, the kind of record that it refers to, and the id.
pub(super) type Use = (String, RecordKind, String);

/// Every reference in a record, except those in `conflicts_with`.
pub(super) fn uses(record: &Record) -> Vec<Use> {
    let mut uses = Vec::new();
    each_field(record, |pointer, name, value| {
        let Some(&(_, kind)) = REFERENCES.iter().find(|(field, _)| *field == name) else { return };
        match value {
            Value::String(id) => uses.push((pointer.to_owned(), kind, id.clone())),
            Value::Array(ids) => uses.extend(
                ids.iter()
                    .enumerate()
                    .filter_map(|(index, id)| Some((format!("{pointer}/{index}"), kind, id.as_str()?.to_owned()))),
            ),
            _ => {}
        }
    });
    uses
}

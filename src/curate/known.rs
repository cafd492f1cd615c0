//! The ids of a tree, and every reference to one.

use std::{borrow::Cow, collections::BTreeSet};

use serde_json::Value;

use super::claims::{cite_lists, each_citation};
use crate::{
    dataset::{Record, Tree},
    model::{Id, RecordKind},
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
    known
        .into_iter()
        .map(|other| (strsim::jaro_winkler(word, other), other))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, other)| other)
}

/// A reference: the pointer to it, the kind of record that it refers to, and the id.
pub(super) type Use<'a> = (String, RecordKind, Cow<'a, str>);

/// Every reference in a record, except those in `conflicts_with`.
pub(super) fn uses(record: &Record) -> Vec<Use<'_>> {
    let mut uses = Vec::new();
    let lists = cite_lists(record);
    for (pointer, citation) in each_citation(&lists) {
        uses.push((format!("{pointer}/source"), RecordKind::Source, citation.source.as_str().into()));
        push_list(&mut uses, &format!("{pointer}/derives_from"), RecordKind::Source, &citation.derives_from);
    }
    let (list, claims) = record.claims();
    for (index, claim) in claims.iter().enumerate() {
        let value = serde_json::to_value(claim).unwrap_or_default();
        in_value(&mut uses, &format!("{list}/{index}"), &value);
    }
    match record {
        Record::Site(site) => {
            push_list(&mut uses, "/properties/part_of", RecordKind::Site, &site.properties.part_of);
            push_list(&mut uses, "/properties/distinct_from", RecordKind::Site, &site.properties.distinct_from);
        }
        Record::Agreement(agreement) => {
            push_list(&mut uses, "/properties/sites", RecordKind::Site, &agreement.properties.sites);
        }
        Record::Organization(organization) => {
            uses.extend(
                organization
                    .parent
                    .iter()
                    .map(|id| ("/parent".to_owned(), RecordKind::Organization, id.as_str().into())),
            );
        }
        Record::Source(source) => {
            push_list(&mut uses, "/custom/derives_from", RecordKind::Source, &source.custom.derives_from);
        }
        Record::Minerals(vocabulary) => {
            for (index, mineral) in vocabulary.minerals.iter().enumerate() {
                push_list(&mut uses, &format!("/minerals/{index}/broader"), RecordKind::Mineral, &mineral.broader);
            }
        }
        Record::Country(_) | Record::Boundaries(_) | Record::Other => {}
    }
    uses
}

fn push_list<'a>(uses: &mut Vec<Use<'a>>, pointer: &str, kind: RecordKind, ids: &'a [Id]) {
    uses.extend(ids.iter().enumerate().map(|(index, id)| (format!("{pointer}/{index}"), kind, id.as_str().into())));
}

/// The ids in the value of a claim, by the names of their fields. Citations and conflicts are not part of the value.
fn in_value(uses: &mut Vec<Use<'_>>, pointer: &str, value: &Value) {
    let Value::Object(members) = value else { return };
    for (key, value) in members {
        let pointer = format!("{pointer}/{key}");
        let kind = match key.as_str() {
            "organization" | "estimator" => RecordKind::Organization,
            "mineral" | "minerals" => RecordKind::Mineral,
            "metals" => {
                let metals = value.as_array().into_iter().flatten().enumerate();
                metals.for_each(|(index, metal)| in_value(uses, &format!("{pointer}/{index}"), metal));
                continue;
            }
            _ => continue,
        };
        match value {
            Value::String(id) => uses.push((pointer, kind, id.clone().into())),
            Value::Array(ids) => {
                uses.extend(ids.iter().enumerate().filter_map(|(index, id)| {
                    Some((format!("{pointer}/{index}"), kind, id.as_str()?.to_owned().into()))
                }));
            }
            _ => {}
        }
    }
}

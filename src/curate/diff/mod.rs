//! What changed between two versions of the data, in plain words.

mod changelog;
mod claims;
mod entries;
mod fields;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

pub use self::changelog::{NotAChangelog, with_section};
use self::entries::{Entry, entries};
use super::report::counted;
use crate::{
    dataset::Tree,
    model::{Geometry, RecordKind},
};

/// The kinds of record in the order of the report, with their headings.
const KINDS: [(RecordKind, &str); 6] = [
    (RecordKind::Site, "Sites"),
    (RecordKind::Agreement, "Agreements"),
    (RecordKind::Organization, "Organizations"),
    (RecordKind::Country, "Countries"),
    (RecordKind::Mineral, "Minerals"),
    (RecordKind::Source, "Sources"),
];

/// What changed, by kind of record. Displayed as Markdown that is also readable as plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diff {
    /// Each heading with its changed records.
    pub sections: Vec<(&'static str, Vec<Change>)>,
}

/// A record that was added, removed or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The name of the record, and whether it was added or removed.
    pub what: String,
    /// What changed in it.
    pub details: Vec<String>,
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return writeln!(f, "no changes");
        }
        for (index, (heading, changes)) in self.sections.iter().enumerate() {
            writeln!(f, "{}### {heading}\n", if index == 0 { "" } else { "\n" })?;
            for Change { what, details } in changes {
                writeln!(f, "- {what}{}", if details.is_empty() { "" } else { ":" })?;
                for detail in details {
                    writeln!(f, "  - {detail}")?;
                }
            }
        }
        Ok(())
    }
}

/// What changed from `old` to `new`: records and claims added, removed and changed, claims superseded, locations moved.
pub fn diff(old: &Tree, new: &Tree) -> Diff {
    let names = words::Names::new([old, new]);
    let (before, after) = (entries(old), entries(new));
    let records: Vec<_> = paired(&before, &after).collect();
    let mut sections: Vec<(&'static str, Vec<Change>)> = Vec::new();
    for (kind, heading) in KINDS {
        let of_kind = records.iter().filter(|((other, _), ..)| *other == kind);
        let changes: Vec<Change> = of_kind
            .filter_map(|(_, before, after)| match (before, after) {
                (None, None) => None,
                (None, Some(entry)) => Some(whole("added", entry)),
                (Some(entry), None) => Some(whole("removed", entry)),
                (Some(before), Some(after)) => changed(before, after, &names),
            })
            .collect();
        if !changes.is_empty() {
            sections.push((heading, changes));
        }
    }
    let files = files(old, new);
    if !files.is_empty() {
        sections.push(("Files", files));
    }
    Diff { sections }
}

/// A record that was added or removed.
fn whole(what: &str, entry: &Entry) -> Change {
    let location = match (entry.kind, entry.geometry) {
        (RecordKind::Site, None) => ", location not established".to_owned(),
        (RecordKind::Site, Some(point @ Geometry::Point { .. })) => format!(", at {}", words::geometry(point)),
        (RecordKind::Site, Some(outline)) => format!(", {}", words::geometry(outline)),
        _ => String::new(),
    };
    let claims =
        if entry.claims.is_empty() { String::new() } else { format!(", {}", counted(entry.claims.len(), "claim")) };
    Change { what: format!("{what}: {}{location}{claims}", entry.title()), details: Vec::new() }
}

fn changed(before: &Entry, after: &Entry, names: &words::Names) -> Option<Change> {
    let mut details = fields::changes(before, after);
    details.extend(moved(before.geometry, after.geometry));
    details.extend(claims::changes(before, after, names));
    (!details.is_empty()).then(|| Change { what: after.title(), details })
}

/// How the geometry of a site changed.
fn moved(before: Option<&Geometry>, after: Option<&Geometry>) -> Option<String> {
    match (before, after) {
        (None, Some(geometry)) => Some(format!("location established: {}", words::geometry(geometry))),
        (Some(geometry), None) => Some(format!("location no longer established; it was {}", words::geometry(geometry))),
        (Some(from), Some(to)) if from != to => {
            let points = matches!((from, to), (Geometry::Point { .. }, Geometry::Point { .. }));
            let by =
                if points { format!("moved by {}", words::metres(from.distance_m(to))) } else { "redrawn".to_owned() };
            Some(format!("location {by}: {} → {}", words::geometry(from), words::geometry(to)))
        }
        _ => None,
    }
}

/// Files without a record that differ.
fn files(old: &Tree, new: &Tree) -> Vec<Change> {
    let texts = |tree: &Tree| -> BTreeMap<String, String> {
        let files = tree.files.iter().filter(|file| entries::is_plain_file(file));
        files.map(|file| (file.path.clone(), file.text.clone())).collect()
    };
    let (before, after) = (texts(old), texts(new));
    let differing = paired(&before, &after).filter(|(_, before, after)| before != after);
    differing
        .map(|(path, before, after)| {
            let how = match (before, after) {
                (None, _) => "added",
                (_, None) => "removed",
                _ => "changed",
            };
            Change { what: format!("{how}: {path}"), details: Vec::new() }
        })
        .collect()
}

/// Every key of two maps in order, with its value in each.
fn paired<'a, K: Ord, V>(
    before: &'a BTreeMap<K, V>,
    after: &'a BTreeMap<K, V>,
) -> impl Iterator<Item = (&'a K, Option<&'a V>, Option<&'a V>)> {
    let keys: BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    keys.into_iter().map(|key| (key, before.get(key), after.get(key)))
}

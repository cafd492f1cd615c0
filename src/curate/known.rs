//! The ids that a tree knows, and every place that uses one.

use std::{collections::BTreeSet, fmt};

use super::claims::{cite_lists, each_citation};
use crate::{
    dataset::{Record, Tree},
    model::{Claim, Id},
};

/// What kind of record an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Source,
    Organization,
    Mineral,
    Site,
    Agreement,
    Country,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Source => "source",
            Self::Organization => "organization",
            Self::Mineral => "mineral",
            Self::Site => "site",
            Self::Agreement => "agreement",
            Self::Country => "country",
        })
    }
}

impl Kind {
    /// The kind of a record that is one file.
    pub fn of(record: &Record) -> Option<Self> {
        match record {
            Record::Site(_) => Some(Self::Site),
            Record::Source(_) => Some(Self::Source),
            Record::Organization(_) => Some(Self::Organization),
            Record::Agreement(_) => Some(Self::Agreement),
            Record::Country(_) => Some(Self::Country),
            Record::Minerals(_) | Record::Boundaries(_) | Record::Other => None,
        }
    }

    /// Where to add a record of this kind.
    pub fn home(self, id: &str) -> String {
        match self {
            Self::Source => format!("sources/{id}.json"),
            Self::Organization => format!("organizations/{id}.json"),
            Self::Mineral => "minerals.json".to_owned(),
            Self::Site => format!("sites/<cc>/{id}.geojson"),
            Self::Agreement => format!("agreements/{id}.json"),
            Self::Country => format!("countries/{}.json", id.to_lowercase()),
        }
    }
}

/// Every id of a tree. An unreadable file counts by its name, so that one slip isn't reported twice.
pub(super) struct Known<'a>(BTreeSet<(Kind, &'a str)>);

impl<'a> Known<'a> {
    pub fn new(tree: &'a Tree) -> Self {
        let mut ids = BTreeSet::new();
        for file in &tree.files {
            match &file.record {
                Ok(Record::Minerals(vocabulary)) => {
                    ids.extend(vocabulary.minerals.iter().map(|mineral| (Kind::Mineral, mineral.id.as_str())));
                }
                Ok(record) => ids.extend(Kind::of(record).zip(record.id())),
                Err(_) => ids.extend(unread(&file.path)),
            }
        }
        Self(ids)
    }

    pub fn has(&self, kind: Kind, id: &str) -> bool {
        self.0.contains(&(kind, id))
    }

    pub fn ids(&self, kind: Kind) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(other, _)| *other == kind).map(|(_, id)| *id)
    }
}

fn unread(path: &str) -> Option<(Kind, &str)> {
    let (folder, name) = path.split_once('/')?;
    let kind = match folder {
        "sites" => Kind::Site,
        "sources" => Kind::Source,
        "organizations" => Kind::Organization,
        "agreements" => Kind::Agreement,
        _ => return None,
    };
    let name = name.rsplit('/').next()?;
    Some((kind, name.split_once('.').map_or(name, |(stem, _)| stem)))
}

/// The word that is most like `word`.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|other| (strsim::jaro_winkler(word, other), other))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, other)| other)
}

/// A use of an id: the pointer to it, what it should name, and itself.
pub(super) type Use<'a> = (String, Kind, &'a Id);

/// Every use of an id in a record, but for the records that conflicts point to.
pub(super) fn uses(record: &Record) -> Vec<Use<'_>> {
    let mut uses = Vec::new();
    let lists = cite_lists(record);
    for (pointer, citation) in each_citation(&lists) {
        uses.push((format!("{pointer}/source"), Kind::Source, &citation.source));
        push_list(&mut uses, &format!("{pointer}/derives_from"), Kind::Source, &citation.derives_from);
    }
    let (list, claims) = record.claims();
    for (index, claim) in claims.iter().enumerate() {
        in_claim(&mut uses, &format!("{list}/{index}"), claim);
    }
    match record {
        Record::Site(site) => {
            push_list(&mut uses, "/properties/part_of", Kind::Site, &site.properties.part_of);
            push_list(&mut uses, "/properties/distinct_from", Kind::Site, &site.properties.distinct_from);
        }
        Record::Agreement(agreement) => {
            push_list(&mut uses, "/properties/sites", Kind::Site, &agreement.properties.sites);
        }
        Record::Organization(organization) => {
            uses.extend(organization.parent.iter().map(|id| ("/parent".to_owned(), Kind::Organization, id)));
        }
        Record::Source(source) => {
            push_list(&mut uses, "/custom/derives_from", Kind::Source, &source.custom.derives_from);
        }
        Record::Minerals(vocabulary) => {
            for (index, mineral) in vocabulary.minerals.iter().enumerate() {
                push_list(&mut uses, &format!("/minerals/{index}/broader"), Kind::Mineral, &mineral.broader);
            }
        }
        Record::Country(_) | Record::Boundaries(_) | Record::Other => {}
    }
    uses
}

fn push_list<'a>(uses: &mut Vec<Use<'a>>, pointer: &str, kind: Kind, ids: &'a [Id]) {
    uses.extend(ids.iter().enumerate().map(|(index, id)| (format!("{pointer}/{index}"), kind, id)));
}

fn in_claim<'a>(uses: &mut Vec<Use<'a>>, pointer: &str, claim: &'a Claim) {
    let mut one = |field: &str, kind: Kind, id: &'a Id| uses.push((format!("{pointer}/{field}"), kind, id));
    match claim {
        Claim::Mineral(claim) => one("mineral", Kind::Mineral, &claim.mineral),
        Claim::Operator(claim) => one("organization", Kind::Organization, &claim.organization),
        Claim::Owner(claim) => one("organization", Kind::Organization, &claim.organization),
        Claim::Party(claim) => one("organization", Kind::Organization, &claim.organization),
        Claim::Licence(claim) => {
            one("organization", Kind::Organization, &claim.organization);
            push_list(uses, &format!("{pointer}/minerals"), Kind::Mineral, &claim.minerals);
        }
        Claim::Estimate(claim) => {
            claim.estimator.iter().for_each(|id| one("estimator", Kind::Organization, id));
            for (index, metal) in claim.metals.iter().enumerate() {
                one(&format!("metals/{index}/mineral"), Kind::Mineral, &metal.mineral);
            }
        }
        Claim::Production(claim) => claim.mineral.iter().for_each(|id| one("mineral", Kind::Mineral, id)),
        Claim::Export(claim) => claim.mineral.iter().for_each(|id| one("mineral", Kind::Mineral, id)),
        Claim::Scope(claim) => push_list(uses, &format!("{pointer}/minerals"), Kind::Mineral, &claim.minerals),
        Claim::Location(_)
        | Claim::Status(_)
        | Claim::Signed(_)
        | Claim::Amount(_)
        | Claim::Milestone(_)
        | Claim::Figure(_)
        | Claim::Remark(_) => {}
    }
}

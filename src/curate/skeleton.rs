//! The skeleton of a new record: valid except for what only a curator can fill in.

use std::collections::BTreeMap;

use super::{
    canonical::canonical_text,
    known::{Known, home},
    rules::is_id,
};
use crate::{
    dataset::{Record, Tree},
    model::{
        Agreement, Names, Organization, RecordKind, Site, Source,
        agreement::{AgreementKind, AgreementProperties},
        organization::OrganizationKind,
        site::{self, Feature, SiteProperties},
        source::{CslType, SourceKind},
        vocabulary::vocabulary,
    },
};

vocabulary! {
    /// The kinds of record that can be started.
    pub enum NewRecord {
        Site = "site",
        Source = "source",
        Organization = "organization",
        Agreement = "agreement",
    }
}

/// A new record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton {
    /// The path of its file, relative to the root of the tree.
    pub path: String,
    /// The canonical text.
    pub text: String,
    /// What a curator must fill in or check: the key, and what belongs there.
    pub to_fill: Vec<(&'static str, String)>,
}

/// Why there is no skeleton.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSkeleton {
    /// The id is not valid.
    #[error("{0:?} is not a valid id: use lower-case ASCII letters and digits, with single hyphens between words")]
    BadId(String),
    /// The id is taken.
    #[error("{id} already exists: {path}; choose a more specific id")]
    Taken {
        /// The id.
        id: String,
        /// The file of the record that has it.
        path: String,
    },
    /// The country code does not have two letters.
    #[error("{0:?} is not a country code: write the two letters of ISO 3166-1, such as pk")]
    BadCountry(String),
    /// No country was given, and the dataset has several or none.
    #[error("the country is missing: the dataset has {0}; add --country with the two letters")]
    WhichCountry(String),
}

/// The skeleton of a record with a new id.
///
/// # Errors
/// When the id is not valid or taken, or no country is given and the tree does not have exactly one.
pub fn skeleton(tree: &Tree, kind: NewRecord, id: &str, country: Option<&str>) -> Result<Skeleton, NoSkeleton> {
    free(tree, kind, id)?;
    let country = country.map(code).transpose()?;
    let (record, path, to_fill) = match kind {
        NewRecord::Site => site(id.to_owned(), country.map_or_else(|| only_country(tree), Ok)?),
        NewRecord::Agreement => agreement(id.to_owned(), country.map_or_else(|| only_country(tree), Ok)?),
        NewRecord::Organization => organization(id.to_owned(), country),
        NewRecord::Source => source(id.to_owned()),
    };
    Ok(Skeleton { path, text: canonical_text(&record).unwrap_or_default(), to_fill })
}

/// Checks that an id is valid and not taken.
///
/// # Errors
/// When it is not valid, or taken.
pub fn free(tree: &Tree, kind: NewRecord, id: &str) -> Result<(), NoSkeleton> {
    if !is_id(id) {
        return Err(NoSkeleton::BadId(id.to_owned()));
    }
    // Conflicts refer to records with claims by id alone, whatever their kind.
    let rivals: &[RecordKind] = match kind {
        NewRecord::Source => &[RecordKind::Source],
        NewRecord::Site | NewRecord::Organization | NewRecord::Agreement => {
            &[RecordKind::Site, RecordKind::Organization, RecordKind::Agreement]
        }
    };
    let known = Known::new(tree);
    let Some(kind) = rivals.iter().find(|kind| known.has(**kind, id)) else { return Ok(()) };
    let holder = tree.records().find(|(_, record)| record.kind() == Some(*kind) && record.id() == Some(id));
    let path = holder.map_or_else(|| home(*kind, id), |(file, _)| file.path.clone());
    Err(NoSkeleton::Taken { id: id.to_owned(), path })
}

fn code(country: &str) -> Result<String, NoSkeleton> {
    let good = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_alphabetic());
    if good { Ok(country.to_ascii_uppercase()) } else { Err(NoSkeleton::BadCountry(country.to_owned())) }
}

fn only_country(tree: &Tree) -> Result<String, NoSkeleton> {
    let mut countries: Vec<&str> = Known::new(tree).ids(RecordKind::Country).collect();
    match (countries.pop(), countries.is_empty()) {
        (Some(only), true) => Ok(only.to_owned()),
        (None, _) => Err(NoSkeleton::WhichCountry("none".to_owned())),
        (Some(last), false) => {
            countries.push(last);
            Err(NoSkeleton::WhichCountry(countries.join(", ").to_lowercase()))
        }
    }
}

/// A record, its path, and what must be filled in.
type Begun = (Record, String, Vec<(&'static str, String)>);

const CLAIMS: &str = "what each source states, with its citation";
const NAME: &str = "the usual English name";

fn words<T: Copy + std::fmt::Display + PartialEq>(now: T, all: &[T]) -> String {
    let others: Vec<String> = all.iter().filter(|word| **word != now).map(ToString::to_string).collect();
    format!("{now} for now, or {}", others.join(", "))
}

fn site(id: String, country: String) -> Begun {
    let path = format!("sites/{}/{id}.geojson", country.to_lowercase());
    let kind = site::Kind::Occurrence;
    let to_fill = vec![
        ("name", NAME.to_owned()),
        ("kind", words(kind, site::Kind::ALL)),
        ("province", "the ISO 3166-2 code, such as PK-BA, if known".to_owned()),
        ("claims", CLAIMS.to_owned()),
        ("geometry", "the geometry of the accepted location claim; null until there is one".to_owned()),
    ];
    let properties = SiteProperties {
        name: String::new(),
        names: Names::new(),
        kind,
        country,
        province: None,
        part_of: Vec::new(),
        distinct_from: Vec::new(),
        identifiers: BTreeMap::new(),
        searched: Vec::new(),
        claims: Vec::new(),
    };
    (Record::Site(Box::new(Site { kind: Feature::Feature, id, geometry: None, properties })), path, to_fill)
}

fn agreement(id: String, country: String) -> Begun {
    let path = format!("agreements/{id}.json");
    let kind = AgreementKind::Mou;
    let to_fill = vec![
        ("name", NAME.to_owned()),
        ("kind", words(kind, AgreementKind::ALL)),
        ("sites", "the ids of its sites, or `unplaced`: why it is not on the map".to_owned()),
        ("claims", CLAIMS.to_owned()),
    ];
    let properties = AgreementProperties {
        name: String::new(),
        names: Names::new(),
        kind,
        country,
        sites: Vec::new(),
        unplaced: None,
        searched: Vec::new(),
        claims: Vec::new(),
    };
    (Record::Agreement(Box::new(Agreement { kind: Feature::Feature, id, geometry: None, properties })), path, to_fill)
}

fn organization(id: String, country: Option<String>) -> Begun {
    let path = format!("organizations/{id}.json");
    let kind = OrganizationKind::Company;
    let mut to_fill = vec![("name", NAME.to_owned()), ("kind", words(kind, OrganizationKind::ALL))];
    if country.is_none() {
        to_fill.push(("country", "the ISO 3166-1 code of its headquarters in capitals, if known".to_owned()));
    }
    let organization = Organization {
        id,
        name: String::new(),
        names: Names::new(),
        former_names: Vec::new(),
        kind,
        country,
        parent: None,
        identifiers: BTreeMap::new(),
        searched: Vec::new(),
        claims: Vec::new(),
    };
    (Record::Organization(Box::new(organization)), path, to_fill)
}

fn source(id: String) -> Begun {
    let path = format!("sources/{id}.json");
    let (kind, witness) = (CslType::ArticleNewspaper, SourceKind::Newspaper);
    let to_fill = vec![
        ("type", words(kind, CslType::ALL)),
        ("title", "the title, exactly as published".to_owned()),
        ("issued", "{ \"date-parts\": [[year, month, day]] }, as far as known".to_owned()),
        ("URL", "the URL, if known; never a guess".to_owned()),
        ("custom.kind", words(witness, SourceKind::ALL)),
        ("custom.derives_from", "the ids of the sources that it is based on, if any".to_owned()),
        ("custom.text_sha256", "the output of `sha256sum` for its text, if you have it".to_owned()),
    ];
    (Record::Source(Box::new(Source::new(id, kind, String::new(), witness))), path, to_fill)
}

//! The skeleton of a new record: valid but for what only a person can fill in.

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
    /// The kinds of record that a curator begins.
    pub enum NewRecord {
        Site = "site",
        Source = "source",
        Organization = "organization",
        Agreement = "agreement",
    }
}

/// A record to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton {
    /// Where it belongs, below the tree's root.
    pub path: String,
    /// Its canonical text.
    pub text: String,
    /// What a person must fill in or look at: the key, and what belongs there.
    pub to_fill: Vec<(&'static str, String)>,
}

/// Why there is no skeleton.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSkeleton {
    /// The id has a wrong form.
    #[error("{0:?} is no id: write lower-case ASCII letters and digits, words parted by single hyphens")]
    BadId(String),
    /// A record has the id.
    #[error("{id} is there already: {path}; choose another id, one that says more")]
    Taken {
        /// The id.
        id: String,
        /// The record that has it.
        path: String,
    },
    /// The country is not two letters.
    #[error("{0:?} is no country: write the two letters of ISO 3166-1, such as pk")]
    BadCountry(String),
    /// No country was given, and the dataset does not tell which.
    #[error("which country? countries/ has {0}; give --country with its two letters")]
    WhichCountry(String),
}

/// The skeleton of a record whose id no other has.
///
/// # Errors
/// When the id is none or is taken, or no country is given and the tree does not have exactly one.
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

/// Whether a record may have the id: it is one, and no record that would be taken for it has it.
///
/// # Errors
/// When it may not.
pub fn free(tree: &Tree, kind: NewRecord, id: &str) -> Result<(), NoSkeleton> {
    if !is_id(id) {
        return Err(NoSkeleton::BadId(id.to_owned()));
    }
    // Records with claims are pointed to by their ids alone.
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

/// A record, its path, and what is to be filled in.
type Begun = (Record, String, Vec<(&'static str, String)>);

const CLAIMS: &str = "what each source says, with its citation";
const NAME: &str = "the name it goes by in English";

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
        ("province", "its code of ISO 3166-2, such as PK-BA, where it is known".to_owned()),
        ("claims", CLAIMS.to_owned()),
        ("geometry", "the location claim that is accepted; null until there is one".to_owned()),
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
        ("sites", "the sites it touches, or `unplaced`: why it is not on the map".to_owned()),
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
        to_fill.push(("country", "the two capitals of its seat's, where it is known".to_owned()));
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
        ("title", "its title, as it stands there".to_owned()),
        ("issued", "{ \"date-parts\": [[year, month, day]] }, as far as it is known".to_owned()),
        ("URL", "its address, where it is known; never made up".to_owned()),
        ("custom.kind", words(witness, SourceKind::ALL)),
        ("custom.derives_from", "the sources whose story it retells, if any".to_owned()),
        ("custom.text_sha256", "what `sha256sum` prints for its text, if you hold it".to_owned()),
    ];
    (Record::Source(Box::new(Source::new(id, kind, String::new(), witness))), path, to_fill)
}

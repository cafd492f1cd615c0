//! The skeleton of a new record: valid except for what only a curator can fill in.

use serde_json::json;

use super::{
    canonical::layout,
    known::{Known, home},
    rules::is_id,
};
use crate::{
    dataset::Tree,
    model::{
        RecordKind,
        agreement::AgreementKind,
        organization::OrganizationKind,
        site::Kind,
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
    let country = match (kind, country) {
        (_, Some(country)) => Some(code(country)?),
        (NewRecord::Site | NewRecord::Agreement, None) => Some(only_country(tree)?),
        (NewRecord::Organization | NewRecord::Source, None) => None,
    };
    let feature = |kind: &str| {
        let properties = json!({"name": "", "kind": kind, "country": country, "claims": []});
        json!({"type": "Feature", "id": id, "geometry": null, "properties": properties})
    };
    let name = ("name", "the usual English name".to_owned());
    let claims = ("claims", "what each source states, with its citation".to_owned());
    let (kind, record, to_fill) = match kind {
        NewRecord::Site => {
            let to_fill = vec![
                name,
                ("kind", words(Kind::Occurrence, Kind::ALL)),
                ("province", "the ISO 3166-2 code, such as PK-BA, if known".to_owned()),
                claims,
                ("geometry", "the geometry of the accepted location claim; null until there is one".to_owned()),
            ];
            (RecordKind::Site, feature(Kind::Occurrence.as_str()), to_fill)
        }
        NewRecord::Agreement => {
            let to_fill = vec![
                name,
                ("kind", words(AgreementKind::Mou, AgreementKind::ALL)),
                ("sites", "the ids of its sites, or `unplaced`: why it is not on the map".to_owned()),
                claims,
            ];
            (RecordKind::Agreement, feature(AgreementKind::Mou.as_str()), to_fill)
        }
        NewRecord::Organization => {
            let mut record = json!({"id": id, "name": "", "kind": OrganizationKind::Company});
            let mut to_fill = vec![name, ("kind", words(OrganizationKind::Company, OrganizationKind::ALL))];
            match &country {
                Some(country) => record["country"] = country.as_str().into(),
                None => to_fill
                    .push(("country", "the ISO 3166-1 code of its headquarters in capitals, if known".to_owned())),
            }
            (RecordKind::Organization, record, to_fill)
        }
        NewRecord::Source => {
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
            (RecordKind::Source, json!({"id": id, "type": kind, "title": "", "custom": {"kind": witness}}), to_fill)
        }
    };
    let path = home(kind, id).replace("<cc>", &country.unwrap_or_default().to_lowercase());
    Ok(Skeleton { path, text: layout::text(&record, None), to_fill })
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

/// The word that a skeleton has, and those that may replace it.
fn words<T: Copy + std::fmt::Display + PartialEq>(now: T, all: &[T]) -> String {
    let others: Vec<String> = all.iter().filter(|word| **word != now).map(ToString::to_string).collect();
    format!("{now} for now, or {}", others.join(", "))
}

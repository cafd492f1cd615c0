//! The claims and citations of a record, with JSON Pointers to them.

use crate::{
    dataset::Record,
    model::{Citation, Claim, Names},
};

/// A list of citations: the pointer to it, what it supports, and the list.
pub(super) type CiteList<'a> = (String, &'static str, &'a [Citation]);

/// Every claim of a record with the pointer to it.
pub(super) fn claims(record: &Record) -> impl Iterator<Item = (String, &Claim)> {
    let (list, claims) = record.claims();
    claims.iter().enumerate().map(move |(index, claim)| (format!("{list}/{index}"), claim))
}

/// Every list of citations in a record. A plain name has no list.
pub(super) fn cite_lists(record: &Record) -> Vec<CiteList<'_>> {
    let mut lists = Vec::new();
    for (pointer, claim) in claims(record) {
        lists.extend(claim.cite_lists().map(|(list, what, cite)| (format!("{pointer}{list}"), what, cite)));
    }
    for (pointer, names) in names(record) {
        for (language, names) in names {
            for (index, name) in names.iter().enumerate() {
                if let crate::model::Name::Cited(cited) = name {
                    lists.push((format!("{pointer}/{language}/{index}/cite"), "name", cited.cite.as_slice()));
                }
            }
        }
    }
    match record {
        Record::Organization(organization) => {
            for (index, former) in organization.former_names.iter().enumerate() {
                lists.push((format!("/former_names/{index}/cite"), "former name", former.cite.as_slice()));
            }
        }
        Record::Minerals(vocabulary) => {
            for (mineral_index, mineral) in vocabulary.minerals.iter().enumerate() {
                for (index, membership) in mineral.memberships.iter().enumerate() {
                    let pointer = format!("/minerals/{mineral_index}/memberships/{index}/cite");
                    lists.push((pointer, "membership", membership.cite.as_slice()));
                }
            }
        }
        _ => {}
    }
    lists
}

/// Every citation in lists, with the pointer to it.
pub(super) fn each_citation<'a, 'l>(lists: &'l [CiteList<'a>]) -> impl Iterator<Item = (String, &'a Citation)> + 'l {
    lists.iter().flat_map(|(pointer, _, cite)| {
        cite.iter().enumerate().map(move |(index, citation)| (format!("{pointer}/{index}"), citation))
    })
}

/// The other names of a record, with the pointer to them.
pub(super) fn names(record: &Record) -> Vec<(String, &Names)> {
    match record {
        Record::Site(site) => vec![("/properties/names".to_owned(), &site.properties.names)],
        Record::Agreement(agreement) => vec![("/properties/names".to_owned(), &agreement.properties.names)],
        Record::Organization(organization) => vec![("/names".to_owned(), &organization.names)],
        Record::Country(country) => vec![("/names".to_owned(), &country.names)],
        Record::Minerals(vocabulary) => vocabulary
            .minerals
            .iter()
            .enumerate()
            .map(|(index, mineral)| (format!("/minerals/{index}/names"), &mineral.names))
            .collect(),
        Record::Source(_) | Record::Boundaries(_) | Record::Other => Vec::new(),
    }
}

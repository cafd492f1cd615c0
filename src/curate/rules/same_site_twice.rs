//! No site has two records.

use std::collections::{BTreeMap, BTreeSet};

use rstar::{RTree, primitives::GeomWithData};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::curate::report::{Findings, Rule, Severity};
use crate::{
    curate::claims::names,
    dataset::{Record, Tree, TreeFile},
    model::{Claim, Geometry, Name, Site},
};

pub(super) const RULE: Rule = Rule {
    name: "same-site-twice",
    severity: Severity::Warning,
    about: "Two sites with the same name, or less than 1 km apart with a mineral in common, are probably one site, unless `distinct_from` says otherwise",
    check,
};

/// Sites closer than this are suspected to be the same, in metres.
const NEAR_M: f64 = 1000.0;

/// The number of namesakes that a site is compared with: hundreds of sites with one name would flood the report.
const MOST_NAMESAKES: usize = 8;

/// The mean radius of the earth, in metres.
const RADIUS_M: f64 = 6_371_008.8;

fn check(tree: &Tree, findings: &mut Findings) {
    let sites: Vec<(&TreeFile, &Record, &Site)> = tree
        .records()
        .filter_map(|(file, record)| match record {
            Record::Site(site) => Some((file, record, site.as_ref())),
            _ => None,
        })
        .collect();
    let mut pairs: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (near, metres) in neighbours(&sites) {
        let [one, other] = [near.0, near.1].map(|index| sites[index].2);
        let within = |one: &Site, other: &Site| one.properties.part_of.contains(&other.id);
        let common = minerals(one).intersection(&minerals(other)).next().copied().map(str::to_owned);
        if let Some(mineral) = common.filter(|_| !within(one, other) && !within(other, one)) {
            pairs.insert(near, format!("{metres:.0} m from {}, and both have {mineral}", one.id));
        }
    }
    for (pair, name) in namesakes(&sites) {
        pairs.insert(pair, format!("called {name}, like {}", sites[pair.0].2.id));
    }
    for ((first, second), problem) in pairs {
        let [one, other] = [first, second].map(|index| sites[index].2);
        let distinct = |one: &Site, other: &Site| one.properties.distinct_from.contains(&other.id);
        if !distinct(one, other) && !distinct(other, one) {
            let hint = format!("merge them, or write \"distinct_from\": [{:?}]", one.id);
            findings.add(sites[second].0, "/properties/name", problem, hint);
        }
    }
}

/// Pairs of sites whose points are close to each other, with the distance in metres.
fn neighbours(sites: &[(&TreeFile, &Record, &Site)]) -> Vec<((usize, usize), f64)> {
    let points: Vec<GeomWithData<[f64; 3], usize>> = sites
        .iter()
        .enumerate()
        .filter_map(|(index, (_, _, site))| match site.geometry {
            Some(Geometry::Point { coordinates }) => Some(GeomWithData::new(on_sphere(coordinates), index)),
            _ => None,
        })
        .collect();
    let index = RTree::bulk_load(points);
    index
        .iter()
        .flat_map(|point| {
            index
                .locate_within_distance(*point.geom(), NEAR_M * NEAR_M)
                .filter(|other| other.data > point.data)
                .map(|other| ((point.data, other.data), distance(*point.geom(), *other.geom())))
        })
        .collect()
}

/// A position in metres from the centre of the earth, so that the antimeridian is no edge.
fn on_sphere([lon, lat]: [f64; 2]) -> [f64; 3] {
    let (lon, lat) = (lon.to_radians(), lat.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()].map(|part| part * RADIUS_M)
}

fn distance(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
}

fn minerals(site: &Site) -> BTreeSet<&str> {
    let claims = site.properties.claims.iter().filter(|claim| !claim.is_rejected());
    claims
        .filter_map(|claim| match claim {
            Claim::Mineral(claim) => Some(claim.mineral.as_str()),
            _ => None,
        })
        .collect()
}

/// Pairs of sites in the same country with a name in common.
fn namesakes(sites: &[(&TreeFile, &Record, &Site)]) -> Vec<((usize, usize), String)> {
    let mut holders: BTreeMap<(&str, String), BTreeMap<usize, String>> = BTreeMap::new();
    for (index, (_, record, site)) in sites.iter().enumerate() {
        let own = std::iter::once(site.properties.name.as_str());
        let others = names(record).into_iter().flat_map(|(_, names)| names.values().flatten()).map(Name::text);
        for name in own.chain(others) {
            let folded = fold(name);
            if !folded.is_empty() {
                let holders = holders.entry((site.properties.country.as_str(), folded)).or_default();
                holders.entry(index).or_insert_with(|| name.to_owned());
            }
        }
    }
    let pairs = |holders: &BTreeMap<usize, String>| {
        let holders: Vec<(usize, String)> = holders.iter().map(|(index, name)| (*index, name.clone())).collect();
        let pair = |one: usize, other: usize| ((holders[one].0, holders[other].0), holders[other].1.clone());
        let next = |one: usize| (one + 1..holders.len()).take(MOST_NAMESAKES).map(move |other| (one, other));
        (0..holders.len()).flat_map(next).map(|(one, other)| pair(one, other)).collect::<Vec<_>>()
    };
    holders.values().flat_map(pairs).collect()
}

/// A name without case, diacritics, spaces and punctuation.
fn fold(name: &str) -> String {
    name.nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .filter(|l| l.is_alphanumeric())
        .collect()
}

//! No site has two records.

use std::collections::{BTreeMap, BTreeSet};

use geo::Haversine;
use rstar::{RTree, primitives::GeomWithData};

use crate::{
    curate::report::Findings,
    dataset::{Record, Tree, TreeFile},
    model::{Claim, Geometry, Name, Site, fold::fold},
};

/// Sites closer than this are suspected to be the same, in metres.
const NEAR_M: f64 = 1000.0;

/// The number of namesakes that a site is compared with: hundreds of sites with one name would flood the report.
const MOST_NAMESAKES: usize = 8;

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let sites = tree.records().filter_map(|(file, record)| match record {
        Record::Site(site) => Some((file, site.as_ref())),
        _ => None,
    });
    let sites: Vec<(&TreeFile, &Site)> = sites.collect();
    let mut pairs: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (near, metres) in neighbours(&sites) {
        let [one, other] = [near.0, near.1].map(|index| sites[index].1);
        let within = |one: &Site, other: &Site| one.properties.part_of.contains(&other.id);
        let common = minerals(one).intersection(&minerals(other)).next().copied().map(str::to_owned);
        if let Some(mineral) = common.filter(|_| !within(one, other) && !within(other, one)) {
            pairs.insert(near, format!("{metres:.0} m from {}, and both have {mineral}", one.id));
        }
    }
    for (pair, name) in namesakes(&sites) {
        pairs.insert(pair, format!("called {name}, like {}", sites[pair.0].1.id));
    }
    for ((first, second), problem) in pairs {
        let [one, other] = [first, second].map(|index| sites[index].1);
        let distinct = |one: &Site, other: &Site| one.properties.distinct_from.contains(&other.id);
        if !distinct(one, other) && !distinct(other, one) {
            let hint = format!("merge them, or write \"distinct_from\": [{:?}]", one.id);
            findings.add(sites[second].0, "/properties/name", problem, hint);
        }
    }
}

/// Pairs of sites whose points are close to each other, with the distance in metres.
fn neighbours(sites: &[(&TreeFile, &Site)]) -> Vec<((usize, usize), f64)> {
    let points: Vec<GeomWithData<[f64; 3], usize>> = sites
        .iter()
        .enumerate()
        .filter_map(|(index, (_, site))| match site.geometry {
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
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()].map(|part| part * Haversine.radius())
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
fn namesakes(sites: &[(&TreeFile, &Site)]) -> Vec<((usize, usize), String)> {
    let mut holders: BTreeMap<(&str, String), Vec<(usize, &str)>> = BTreeMap::new();
    for (index, (_, site)) in sites.iter().enumerate() {
        let properties = &site.properties;
        let others = properties.names.values().flatten().map(Name::text);
        for name in std::iter::once(properties.name.as_str()).chain(others) {
            let holders = holders.entry((&properties.country, fold(name))).or_default();
            if holders.last().is_none_or(|(last, _)| *last != index) {
                holders.push((index, name));
            }
        }
    }
    holders.retain(|(_, name), _| !name.is_empty());
    let pairs = holders.values().flat_map(|holders| {
        holders.iter().enumerate().flat_map(|(index, (one, _))| {
            let next = holders[index + 1..].iter().take(MOST_NAMESAKES);
            next.map(move |(other, name)| ((*one, *other), (*name).to_owned()))
        })
    });
    pairs.collect()
}

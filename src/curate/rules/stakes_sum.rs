//! The owners of a site hold no more than the whole of it.

use std::collections::BTreeMap;

use jiff::civil;

use crate::{
    curate::report::Findings,
    dataset::{Record, Tree},
    evidence::{Sources, changes, weigh},
    model::{Claim, claim::Interest},
};

/// The sum in percent up to which stakes count as the whole: sources round each of them.
const WHOLE: f64 = 100.5;

pub(super) fn check(tree: &Tree, findings: &mut Findings) {
    let Some(today) = findings.today else { return };
    let sources = tree.sources();
    for (file, record) in tree.records() {
        let Record::Site(_) = record else { continue };
        let (list, claims) = record.claims();
        if claims.iter().filter_map(equity).count() < 2 {
            continue;
        }
        let days = changes(&sources, claims).into_iter().filter(|day| *day < today).chain([today]);
        let most = days.map(|day| (stakes(&sources, claims, day), day)).find(|(stakes, _)| sum(stakes) > WHOLE);
        let Some((stakes, day)) = most else { continue };
        let held: Vec<String> = stakes.iter().map(|(owner, (share, _))| format!("{owner} {share} %")).collect();
        let problem = format!("on {day} the equity stakes add up to {} %: {}", sum(&stakes), held.join(", "));
        let hint = "end the stakes that were given up with `until`, reject what cannot be, and give whoever leases or operates \
             another kind of claim";
        let first = stakes.values().map(|(_, index)| *index).min().unwrap_or_default();
        findings.add(file, &format!("{list}/{first}/share_percent"), problem, hint);
    }
}

/// The owner and the share of an equity stake.
fn equity(claim: &Claim) -> Option<(&str, f64)> {
    match claim {
        Claim::Owner(owner) if owner.interest == Interest::Equity => Some((&owner.organization, owner.share_percent?)),
        _ => None,
    }
}

/// The share of each owner on a day, with the position of its claim; the largest where sources disagree, since one of
/// them must be wrong if it leaves no room for the other owners.
fn stakes<'a>(sources: &Sources, claims: &'a [Claim], day: civil::Date) -> BTreeMap<&'a str, (f64, usize)> {
    let mut stakes: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
    for (index, (claim, evidence)) in claims.iter().zip(weigh(sources, claims, day)).enumerate() {
        let Some((owner, share)) = equity(claim).filter(|_| evidence.is_active()) else { continue };
        let largest = stakes.entry(owner).or_insert((share, index));
        if share > largest.0 {
            *largest = (share, index);
        }
    }
    stakes
}

fn sum(stakes: &BTreeMap<&str, (f64, usize)>) -> f64 {
    stakes.values().map(|(share, _)| share).sum()
}

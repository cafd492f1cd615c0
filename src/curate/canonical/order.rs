//! The order of lists that have none by themselves: sets alphabetically, claims by kind, key and date.

use crate::{
    dataset::Record,
    model::{Citation, Claim, Names, claim::Common, name::Name},
};

/// The record with its sets and claims in order.
pub(super) fn ordered(record: &Record) -> Record {
    let mut record = record.clone();
    match &mut record {
        Record::Site(site) => {
            let properties = &mut site.properties;
            sort(&mut properties.part_of);
            sort(&mut properties.distinct_from);
            order_names(&mut properties.names);
            order_claims(&mut properties.claims);
        }
        Record::Agreement(agreement) => {
            sort(&mut agreement.properties.sites);
            order_names(&mut agreement.properties.names);
            order_claims(&mut agreement.properties.claims);
        }
        Record::Organization(organization) => {
            order_names(&mut organization.names);
            organization.former_names.iter_mut().for_each(|former| order_citations(&mut former.cite));
            order_claims(&mut organization.claims);
        }
        Record::Country(country) => {
            order_names(&mut country.names);
            order_claims(&mut country.claims);
        }
        Record::Source(source) => sort(&mut source.custom.derives_from),
        Record::Minerals(vocabulary) => {
            vocabulary.minerals.sort_by(|a, b| a.id.cmp(&b.id));
            for mineral in &mut vocabulary.minerals {
                sort(&mut mineral.broader);
                sort(&mut mineral.synonyms);
                order_names(&mut mineral.names);
                mineral.memberships.iter_mut().for_each(|membership| order_citations(&mut membership.cite));
            }
        }
        Record::Boundaries(_) | Record::Other => {}
    }
    record
}

/// The positions of the claims in canonical order.
pub(in crate::curate) fn claim_order(claims: &[Claim]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_cached_key(|&index| {
        let claim = &claims[index];
        // The primary minerals first; claims in free words have no key and keep the order of their author.
        let rank = match claim {
            Claim::Mineral(mineral) => Some(mineral.rank),
            _ => None,
        };
        let kind = Claim::KINDS.iter().position(|(about, _)| *about == claim.about());
        (kind, rank, claim.key(), start(claim))
    });
    order
}

fn order_claims(claims: &mut Vec<Claim>) {
    *claims = claim_order(claims).into_iter().map(|index| claims[index].clone()).collect();
    for claim in claims {
        match claim {
            Claim::Licence(licence) => sort(&mut licence.minerals),
            Claim::Scope(scope) => sort(&mut scope.minerals),
            _ => {}
        }
        let common = claim.common_mut();
        order_citations(common.cite);
        if let Some(judgement) = common.judgement {
            order_citations(&mut judgement.cite);
        }
        common.conflicts_with.iter_mut().for_each(|conflict| order_citations(&mut conflict.cite));
    }
}

fn order_names(names: &mut Names) {
    for name in names.values_mut().flatten() {
        if let Name::Cited(cited) = name {
            order_citations(&mut cited.cite);
        }
    }
}

/// Citations keep their order, the most important first; `derives_from` is a set.
fn order_citations(cite: &mut [Citation]) {
    for citation in cite {
        sort(&mut citation.derives_from);
    }
}

fn sort(set: &mut Vec<String>) {
    set.sort();
    set.dedup();
}

fn start(claim: &Claim) -> String {
    let Common { from, as_of, .. } = claim.common();
    let own = match claim {
        Claim::Estimate(_) | Claim::Milestone(_) => claim.date(),
        _ => None,
    };
    own.or(from).or(as_of).map(|date| date.to_string()).unwrap_or_default()
}

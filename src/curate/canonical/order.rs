//! The order of lists that have none by themselves: sets alphabetically, claims by kind, key and date.

use serde_json::Value;

use crate::{
    dataset::Record,
    model::{
        Claim,
        claim::{Common, claim_ids},
    },
};

/// The fields that are sets: of ids or words, or of the minerals of the vocabulary.
const SETS: [&str; 7] = ["part_of", "distinct_from", "sites", "derives_from", "broader", "synonyms", "minerals"];

/// Puts the sets and the claims of a record in order, and gives an id to each claim that has none. Other lists keep the
/// order of their author: citations, for example, have the most important one first.
pub(super) fn sort(record: &Record, value: &mut Value) -> serde_json::Result<()> {
    let (list, claims) = record.claims();
    if let Some(Value::Array(items)) = value.pointer_mut(list) {
        let ids = claim_ids(claims);
        let claim = |index: usize| {
            let mut claim = claims[index].clone();
            claim.set_id(ids[index].clone());
            serde_json::to_value(claim)
        };
        *items = claim_order(claims).into_iter().map(claim).collect::<serde_json::Result<_>>()?;
    }
    sort_sets(value);
    Ok(())
}

fn sort_sets(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(sort_sets),
        Value::Object(members) => {
            for (key, value) in members {
                sort_sets(value);
                if let Value::Array(set) = value
                    && SETS.contains(&key.as_str())
                {
                    set.sort_by(|a, b| id(a).cmp(&id(b)));
                    set.dedup_by(|a, b| a.is_string() && a == b);
                }
            }
        }
        _ => {}
    }
}

/// The id that a set holds, or that of the mineral.
fn id(item: &Value) -> Option<&str> {
    item.as_str().or_else(|| item["id"].as_str())
}

/// The positions of the claims in canonical order.
fn claim_order(claims: &[Claim]) -> Vec<usize> {
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

fn start(claim: &Claim) -> String {
    let Common { from, as_of, .. } = claim.common();
    let own = match claim {
        Claim::Estimate(_) | Claim::Milestone(_) => claim.date(),
        _ => None,
    };
    own.or(from).or(as_of).map(|date| date.to_string()).unwrap_or_default()
}

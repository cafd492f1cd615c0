//! Whether the ids of claims kept their meaning since an older version of the data.

use std::collections::BTreeMap;

use super::{
    claims::claims,
    report::{Findings, Report, Severity},
};
use crate::{dataset::Tree, model::Claim};

/// The rule's name in a report.
const RULE: &str = "claim-ids-permanent";

/// What a published id of a claim may not do: change its meaning, or give way to another id.
pub fn check_since(old: &Tree, new: &Tree) -> Report {
    let mut findings = Findings::new(RULE, Severity::Error);
    let before: BTreeMap<(Option<_>, &str), _> =
        old.records().filter_map(|(_, record)| Some(((record.kind(), record.id()?), record))).collect();
    for (file, record) in new.records() {
        let Some(older) = record.id().and_then(|id| before.get(&(record.kind(), id))) else { continue };
        let published: BTreeMap<&str, &Claim> =
            claims(older).filter_map(|(_, claim)| Some((claim.common().id?, claim))).collect();
        let current: BTreeMap<&str, &Claim> =
            claims(record).filter_map(|(_, claim)| Some((claim.common().id?, claim))).collect();
        for (pointer, claim) in claims(record) {
            let Some(id) = claim.common().id else { continue };
            let pointer = format!("{pointer}/id");
            match published.get(id) {
                Some(was) if is_about_something_else(was, claim) => findings.add(
                    file,
                    &pointer,
                    format!("{id:?} was the id of another claim: {}", subject(was)),
                    "remove the id, and run `oreatlas fix`: it assigns a new one",
                ),
                Some(_) => {}
                None => {
                    let renamed = published.iter().find(|(id, was)| !current.contains_key(*id) && is_same(was, claim));
                    if let Some((was, _)) = renamed {
                        let problem = format!("this claim had the id {was:?}, and links lead to it");
                        findings.add(file, &pointer, problem, format!("write {was:?} again"));
                    }
                }
            }
        }
    }
    Report::new(new.files.len(), findings.problems)
}

/// Whether two claims with one id cannot be versions of one claim. Any value may be corrected, the subject may not: claims
/// in free words, which have no key, may become any other text.
fn is_about_something_else(was: &Claim, is: &Claim) -> bool {
    was.about() != is.about()
        || match (was, is) {
            // Curators often correct an estimator or a category, and the words for what a sum or a figure is.
            (Claim::Estimate(_) | Claim::Amount(_) | Claim::Figure(_), _) => false,
            _ => was.key() != is.key(),
        }
}

fn subject(claim: &Claim) -> String {
    claim.key().map_or_else(|| claim.about().to_owned(), |key| key.to_string())
}

/// Whether two claims are equal but for their ids.
fn is_same(one: &Claim, other: &Claim) -> bool {
    let mut one = one.clone();
    one.set_id(other.common().id.unwrap_or_default().to_owned());
    one == *other
}

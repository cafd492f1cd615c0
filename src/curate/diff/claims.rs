//! Changes of the claims of a record.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    entries::Entry,
    words::{self, Names},
};
use crate::{
    evidence::{Dated, supersedes},
    model::{Citation, Claim, Date},
};

/// Each claim that was added, removed, changed or superseded, in a sentence. Claims with the same id correspond.
pub(super) fn changes(before: &Entry, after: &Entry, names: &Names) -> Vec<String> {
    let (old, new): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (before.claims.iter().cloned().collect(), after.claims.iter().cloned().collect());
    let kept: Vec<Dated> = before.claims.iter().filter(|(id, _)| new.contains_key(id)).map(|(_, old)| *old).collect();
    let mut changes = Vec::new();
    for (id, (claim, _)) in &after.claims {
        let Some((was, _)) = old.get(id) else { continue };
        // A location that moved with its site is reported there.
        let is_reported = match (was, claim) {
            (Claim::Location(was), Claim::Location(is)) => {
                before.geometry == was.geometry().as_ref() && after.geometry == is.geometry().as_ref()
            }
            _ => false,
        };
        changes.extend(changed(was, claim, is_reported, names));
    }
    let added = after.claims.iter().filter(|(id, _)| !old.contains_key(id));
    changes.extend(added.map(|(_, new)| newcomer(*new, &kept, names)));
    let removed = before.claims.iter().filter(|(id, _)| !new.contains_key(id));
    changes
        .extend(removed.map(|(_, (claim, _))| format!("claim removed: {}{}", words::claim(claim, names), says(claim))));
    changes
}

/// A claim that is new: it supersedes the newest claim that it can, or is simply added.
fn newcomer((claim, date): Dated, kept: &[Dated], names: &Names) -> String {
    let added = || format!("claim added: {}{}", words::claim(claim, names), says(claim));
    let overtaken = kept.iter().filter(|old| !old.0.is_rejected() && supersedes((claim, date), **old));
    match overtaken.max_by_key(|(_, since)| since.map(Date::last)) {
        // A claim that repeats the value of an older one changes nothing for a reader.
        Some((old, _)) if words::value(old, names) == words::value(claim, names) => added(),
        None => added(),
        Some(&(old, since)) => {
            let (was, is) = (words::value(old, names), words::value(claim, names));
            format!("{} superseded: {was}{} by {is}{}{}", claim.about(), day(since), day(date), says(claim))
        }
    }
}

/// What changed in a claim, in one sentence.
fn changed(old: &Claim, new: &Claim, is_reported: bool, names: &Names) -> Option<String> {
    let (was, is) = (words::claim(old, names), words::claim(new, names));
    let (before, after) = (old.common(), new.common());
    let mut changes = Vec::new();
    if was == is && value_only(old) != value_only(new) {
        changes.push("details of its value".to_owned());
    }
    if before.cite != after.cite {
        changes.push(cited(before.cite, after.cite));
    }
    if before.judgement != after.judgement {
        changes.push(match after.judgement {
            Some(judgement) => format!("{}: {}", judgement.verdict, judgement.why),
            None => "judgement withdrawn".to_owned(),
        });
    }
    if before.note != after.note {
        changes.push("note changed".to_owned());
    }
    if before.conflicts_with != after.conflicts_with {
        changes.push("conflicts changed".to_owned());
    }
    let value = if was == is || is_reported { is.clone() } else { format!("{was} → {is}") };
    match (was != is && !is_reported, changes.is_empty()) {
        (false, true) => None,
        (true, true) => Some(format!("claim changed: {value}")),
        (_, false) => Some(format!("claim changed: {value}; {}", changes.join("; "))),
    }
}

/// The value and the dates of a claim.
fn value_only(claim: &Claim) -> Value {
    let mut value = serde_json::to_value(claim).unwrap_or_default();
    if let Some(members) = value.as_object_mut() {
        members.retain(|key, _| !["id", "cite", "judgement", "note", "conflicts_with"].contains(&key.as_str()));
    }
    value
}

fn cited(before: &[Citation], after: &[Citation]) -> String {
    let new = |cite: &[Citation], other: &[Citation]| {
        sources(cite.iter().filter(|cite| !other.iter().any(|other| other.source == cite.source)))
    };
    let changes: Vec<String> =
        [("now also cited from", new(after, before)), ("no longer cited from", new(before, after))]
            .into_iter()
            .filter(|(_, ids)| !ids.is_empty())
            .map(|(word, ids)| format!("{word} {ids}"))
            .collect();
    if changes.is_empty() { "citations changed".to_owned() } else { changes.join(", ") }
}

fn says(claim: &Claim) -> String {
    let ids = sources(claim.common().cite);
    if ids.is_empty() { ids } else { format!(", says {ids}") }
}

/// The sources of citations, each once.
fn sources<'a>(cite: impl IntoIterator<Item = &'a Citation>) -> String {
    let mut ids: Vec<String> = Vec::new();
    for citation in cite {
        let id = format!("`{}`", citation.source);
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.join(", ")
}

fn day(date: Option<Date>) -> String {
    date.map(|date| format!(" ({date})")).unwrap_or_default()
}

//! Changes of the claims of a record: which claims correspond in both versions, and what changed.

use serde_json::Value;

use super::{
    entries::Entry,
    words::{self, Names},
};
use crate::{
    evidence::{Dated, supersedes},
    model::{Citation, Claim, Date},
};

/// Each claim that was added, removed, changed or superseded, in a sentence.
pub(super) fn changes(before: &Entry, after: &Entry, names: &Names) -> Vec<String> {
    let mut removed: Vec<Dated> = before.claims.clone();
    let mut added: Vec<Dated> = Vec::new();
    let mut kept: Vec<Dated> = Vec::new();
    for &(claim, date) in &after.claims {
        match removed.iter().position(|(other, _)| *other == claim) {
            Some(index) => kept.push(removed.remove(index)),
            None => added.push((claim, date)),
        }
    }
    let mut changes = Vec::new();
    let mut same = pairs(&mut removed, &mut added, names);
    same.sort_by_key(|(_, (new, _))| after.claims.iter().position(|(claim, _)| std::ptr::eq(*claim, *new)));
    for (old, new) in same {
        // A location that moved with its site is reported there.
        let is_reported = match (old.0, new.0) {
            (Claim::Location(old), Claim::Location(new)) => {
                before.geometry == old.geometry().as_ref() && after.geometry == new.geometry().as_ref()
            }
            _ => false,
        };
        changes.extend(changed(old.0, new.0, is_reported, names));
        kept.push(old);
    }
    changes.extend(added.iter().map(|new| newcomer(*new, &kept, names)));
    changes.extend(
        removed.iter().map(|(claim, _)| format!("claim removed: {}{}", words::claim(claim, names), says(claim))),
    );
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

/// Removes and returns the pairs of claims that are versions of one claim, the most similar first.
fn pairs<'a>(removed: &mut Vec<Dated<'a>>, added: &mut Vec<Dated<'a>>, names: &Names) -> Vec<(Dated<'a>, Dated<'a>)> {
    let mut found = Vec::new();
    while let Some((old, new, _)) = removed
        .iter()
        .enumerate()
        .flat_map(|(old, (one, _))| {
            added.iter().enumerate().map(move |(new, (other, _))| (old, new, likeness(one, other, names)))
        })
        .filter(|(_, _, likeness)| *likeness > 0.0)
        .max_by(|(_, _, a), (_, _, b)| a.total_cmp(b))
    {
        found.push((removed.remove(old), added.remove(new)));
    }
    found
}

/// How similar two claims are: 0 where they are not about the same thing. Where the key does not tell claims of one kind
/// apart, two of them are versions of one claim only if they share a source, and free words only if they are similar.
fn likeness(one: &Claim, other: &Claim, names: &Names) -> f64 {
    let same_subject = match (one, other) {
        // The estimator and the basis are what curators often correct.
        (Claim::Estimate(one), Claim::Estimate(other)) => {
            (one.category, one.effective) == (other.category, other.effective)
        }
        _ => one.about() == other.about() && one.key() == other.key(),
    };
    let cites = |source: &str| other.common().cite.iter().any(|cite| cite.source == source);
    let share_source = || one.common().cite.iter().any(|cite| cites(&cite.source));
    let similar = || strsim::normalized_levenshtein(&words::value(one, names), &words::value(other, names)) >= SIMILAR;
    let same = same_subject
        && match one.key() {
            None => share_source() && similar(),
            Some(key) => !key.is_whole_record() || share_source(),
        };
    if !same {
        return 0.0;
    }
    let (one, other) = (serde_json::to_value(one).unwrap_or_default(), serde_json::to_value(other).unwrap_or_default());
    let equal = one.as_object().into_iter().flatten().filter(|(key, value)| other.get(key) == Some(*value)).count();
    let text = |value: &Value| value.to_string();
    f64::from(u32::try_from(equal).unwrap_or(u32::MAX)) + strsim::jaro(&text(&one), &text(&other))
}

/// The similarity from which on two sentences are versions of one sentence.
const SIMILAR: f64 = 0.5;

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
        members.retain(|key, _| !["cite", "judgement", "note", "conflicts_with"].contains(&key.as_str()));
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

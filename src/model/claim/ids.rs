//! The ids of claims: assigned once, kept for ever, and computed where none is assigned.

use std::collections::{BTreeMap, BTreeSet};

use super::{Claim, Estimate};
use crate::model::fold::slug;

/// The permanent id of a claim, unique in its record, such as `owner-barrick`.
pub type ClaimId = String;

/// The maximum length of one word of an id, in characters.
const WORD: usize = 40;

/// The id of each of a record's claims: the one that it has, else one computed from its kind, its key or its text, its
/// date and its first source. A computed id has as many of these words as distinguish the claim from the others, at least two, and
/// a number where they do not suffice.
///
/// ```
/// use oreatlas::model::{Claim, claim::claim_ids};
///
/// let claims: Vec<Claim> = serde_json::from_str(
///     r#"[{"about": "owner", "organization": "barrick", "interest": "equity", "cite": []},
///         {"about": "status", "status": "operating", "as_of": "2026-03", "cite": []}]"#,
/// )?;
/// assert_eq!(claim_ids(&claims), ["owner-barrick", "status-2026-03"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn claim_ids(claims: &[Claim]) -> Vec<ClaimId> {
    let mut taken: BTreeSet<ClaimId> = claims.iter().filter_map(|claim| claim.common().id).map(str::to_owned).collect();
    let words: Vec<Vec<String>> = claims.iter().map(words).collect();
    let mut shared: BTreeMap<&[String], usize> = BTreeMap::new();
    for words in &words {
        for length in 1..=words.len() {
            *shared.entry(&words[..length]).or_default() += 1;
        }
    }
    let ids = claims.iter().zip(&words).map(|(claim, words)| {
        if let Some(id) = claim.common().id {
            return id.to_owned();
        }
        let mut prefixes = (words.len().min(2)..=words.len()).map(|length| &words[..length]);
        let distinct = prefixes.find(|prefix| shared[prefix] == 1).unwrap_or(words).join("-");
        let numbered = (2..).map(|number| format!("{distinct}-{number}"));
        let id = std::iter::once(distinct.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or_default();
        taken.insert(id.clone());
        id
    });
    ids.collect()
}

/// What an id is made of, the most telling word first.
fn words(claim: &Claim) -> Vec<String> {
    let common = claim.common();
    let subject = match claim {
        Claim::Remark(claim) => vec![claim.text.clone()],
        Claim::Scope(claim) => vec![claim.what.clone()],
        Claim::Milestone(claim) => vec![claim.what.clone()],
        // The part is folded in the key.
        Claim::Estimate(Estimate { part, estimator, category, basis, .. }) => {
            let words =
                [part.clone(), estimator.clone(), Some(category.to_string()), basis.map(|basis| basis.to_string())];
            words.into_iter().flatten().collect()
        }
        _ => claim.key().map(|key| key.parts).unwrap_or_default(),
    };
    let date = claim.date().or(common.from).or(common.as_of).map(|date| date.to_string());
    let source = common.cite.first().map(|citation| citation.source.clone());
    let mut words = vec![claim.about().to_owned()];
    for part in subject.into_iter().chain(date).chain(source) {
        let word = shortened(slug(&part));
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// The text up to the last hyphen within the maximum length.
fn shortened(mut word: String) -> String {
    if word.len() > WORD {
        let end = word[..=WORD].rfind('-').unwrap_or(WORD);
        word.truncate(end);
    }
    word
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ids(claims: serde_json::Value) -> Vec<ClaimId> {
        claim_ids(&serde_json::from_value::<Vec<Claim>>(claims).unwrap())
    }

    #[test]
    fn an_id_has_as_many_words_as_distinguish_it() {
        let owner = |interest: &str, from: Option<&str>| json!({"about": "owner", "organization": "barrick", "interest": interest, "from": from, "cite": [{"source": "dawn"}]});
        assert_eq!(
            ids(json!([owner("equity", None), owner("equity", Some("2023")), owner("carried", None)])),
            ["owner-barrick-equity-dawn", "owner-barrick-equity-2023", "owner-barrick-carried"]
        );
        let location = |source: &str| json!({"about": "location", "coordinates": [1, 2], "cite": [{"source": source}]});
        assert_eq!(
            ids(json!([location("usgs"), location("usgs"), location("dawn")])),
            ["location-usgs", "location-usgs-2", "location-dawn"]
        );
        let what = "a very long description of what the sum of money is for, word by word";
        let remark = json!({"about": "remark", "text": "Nobody lives near it.", "cite": [{"source": "dawn"}]});
        assert_eq!(ids(json!([remark])), ["remark-nobody-lives-near-it"]);
        let amount = json!({"about": "amount", "what": what, "value": {"amount": 1, "currency": "USD"}, "cite": []});
        assert_eq!(ids(json!([amount])), ["amount-a-very-long-description-of-what-the-sum"]);
    }

    #[test]
    fn an_assigned_id_stays_and_is_not_given_twice() {
        let mineral = |id: Option<&str>| json!({"about": "mineral", "id": id, "mineral": "gold", "rank": "primary", "cite": [{"source": "dawn"}]});
        assert_eq!(
            ids(json!([mineral(None), mineral(Some("mineral-gold-dawn"))])),
            ["mineral-gold-dawn-2", "mineral-gold-dawn"]
        );
        assert_eq!(ids(json!([mineral(Some("x")), mineral(Some("x"))])), ["x", "x"], "`check` reports it");
    }
}

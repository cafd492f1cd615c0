//! What readers call the values of the vocabularies: the words of the map page, in English.

use std::borrow::Cow;

/// What readers call a vocabulary's value; a value without a word is shown as it is, hyphens apart.
pub(super) fn term<'a>(vocabulary: &str, value: &'a str) -> Cow<'a, str> {
    let word = match (vocabulary, value) {
        ("kind", "deposit") => "Deposit",
        ("kind", "prospect") => "Prospect",
        ("kind", "occurrence") => "Occurrence",
        ("kind", "field") => "Field",
        ("kind", "district") => "Mining district",
        ("kind", "province") => "Mineral province",
        ("kind", "mineralized-zone") => "Mineral belt",
        ("kind", "region") => "Region",
        ("status", "operating") => "Operating",
        ("status", "operating-continuously") => "Operating continuously",
        ("status", "operating-intermittently") => "Operating intermittently",
        ("status", "under-development") => "Under development",
        ("status", "construction") => "Under construction",
        ("status", "feasibility") => "Feasibility study",
        ("status", "pending-approval") => "Awaiting approval",
        ("status", "retention") => "Retention",
        ("status", "care-and-maintenance") => "Care and maintenance",
        ("status", "not-operating") => "Not operating",
        ("status", "closed") => "Closed",
        ("status", "abandoned") => "Abandoned",
        ("status", "historic") => "Historic",
        ("status", "claimed-only") => "Claimed only",
        ("status", "exploration") => "Exploration",
        ("evidence", "corroborated") => "Corroborated",
        ("evidence", "single-source") => "Single source",
        ("evidence", "disputed") => "Disputed",
        ("evidence-why", "corroborated") => {
            "Its location and a primary mineral are each supported by two or more independent reports."
        }
        ("evidence-why", "single-source") => {
            "Its location or its primary minerals are supported by one report or none."
        }
        ("evidence-why", "disputed") => "Sources disagree on its location, minerals, operator, owner or status.",
        ("province", "PK-BA") => "Balochistan",
        ("province", "PK-KP") => "Khyber Pakhtunkhwa",
        ("province", "PK-GB") => "Gilgit-Baltistan",
        ("province", "PK-JK") => "Azad Jammu and Kashmir",
        ("province", "PK-PB") => "Punjab",
        ("province", "PK-SD") => "Sindh",
        ("country", "PK") => "Pakistan",
        ("rank", "reported") => "reported only",
        ("interest", "carried") => "carried interest",
        ("interest", "profit") => "profit share",
        ("licence", "exploration") => "Exploration licence",
        ("licence", "mining-lease") => "Mining lease",
        ("licence", "reconnaissance") => "Reconnaissance licence",
        ("licence", "prospecting") => "Prospecting licence",
        ("licence", "") | ("agreement", "licence") => "Licence",
        ("basis", "published") => "as published",
        ("basis", "compiled") => "compiled from records",
        ("basis", "digitized") => "digitized from a map",
        ("estimate", "resource") => "Mineral resource",
        ("estimate", "reserve") => "Mineral reserve",
        ("estimate", "unclassified") => "Estimate, category not stated",
        ("estimate", "informal") => "Estimate outside reporting codes",
        ("category", "measured-indicated-and-inferred") => "measured, indicated and inferred",
        ("category", "unclassified") => "no category stated",
        ("code", "ni-43-101") => "NI 43-101",
        ("code", "jorc-code") => "JORC Code",
        ("code", "samrec-code") => "SAMREC Code",
        ("code", "non-compliant-resource-estimate") => "no reporting code (non-compliant)",
        ("share", "100-percent") => "100% basis",
        ("share", "attributable") => "attributable share",
        ("share", "") => "basis not stated",
        ("output", "production") => "Production",
        ("output", "export") => "Exports",
        ("agreement", "mou") => "Memorandum of understanding",
        ("agreement", "lease") => "Lease",
        ("agreement", "trade-deal") => "Trade deal",
        ("agreement", "designation") => "Designation",
        ("agreement", "shipment") => "Shipment",
        ("organization", "company") => "Company",
        ("organization", "state-owned-company") => "State-owned company",
        ("organization", "military") => "Military organization",
        ("organization", "government") => "Government",
        ("organization", "ministry") => "Ministry",
        ("organization", "industry-body") => "Industry body",
        ("mineral", "element") => "Element",
        ("mineral", "group") => "Mineral group",
        ("mineral", "mineral") => "Mineral",
        ("mineral", "commodity") => "Commodity",
        ("source", "agency") => "news agency",
        _ if value.contains('-') => return value.replace('-', " ").into(),
        _ => return value.into(),
    };
    word.into()
}

/// A word at the beginning of a line or a cell.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "1 site", "12 sites".
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        super::figures::number(f64::from(u32::try_from(n).unwrap_or(u32::MAX))),
        if n == 1 { one } else { many }
    )
}

#[cfg(test)]
mod tests {
    use super::term;

    #[test]
    fn the_words_are_those_of_the_map_page() {
        let messages = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/messages/en.json"));
        let messages: serde_json::Map<String, serde_json::Value> = serde_json::from_str(messages).unwrap();
        // The vocabularies stand at the end of the file, from the kinds of site on.
        let terms = messages.iter().skip_while(|(key, _)| *key != "kind.deposit");
        let mut compared = 0;
        for (key, label) in terms {
            let (vocabulary, value) = key.split_once('.').unwrap();
            assert_eq!(term(vocabulary, value), label.as_str().unwrap(), "{key}");
            compared += 1;
        }
        assert!(compared > 90, "{compared}");
    }
}

//! What the JSON Schema asks of values and the types let pass: patterns, lengths, ranges.

use super::claims::{cite_lists, claims, each_citation};
use crate::{
    dataset::Record,
    model::{
        Claim,
        citation::{At, Paragraph},
        claim::MoneyAmount,
    },
};

/// A value out of its range: the pointer to it, what is wrong, how to repair it.
pub(super) type BadValue = (String, String, String);

/// Every value of a record that the schema refuses.
pub(super) fn bad_values(record: &Record) -> Vec<BadValue> {
    let mut bad = Vec::new();
    let mut refuse = |pointer: &str, good: bool, problem: String, repair: &str| {
        if !good {
            bad.push((pointer.to_owned(), problem, repair.to_owned()));
        }
    };
    let capitals = "write the two capitals of ISO 3166-1, such as PK";
    match record {
        Record::Site(site) => {
            let properties = &site.properties;
            refuse("/properties/name", is_text(&properties.name), "no name".to_owned(), "give the English name");
            let country = &properties.country;
            refuse("/properties/country", is_country(country), format!("no country code: {country:?}"), capitals);
            if let Some(province) = &properties.province {
                let problem = format!("no province code of {country}: {province:?}");
                let repair = "write the code of ISO 3166-2, such as PK-BA";
                refuse("/properties/province", is_province(province, country), problem, repair);
            }
        }
        Record::Agreement(agreement) => {
            let properties = &agreement.properties;
            refuse("/properties/name", is_text(&properties.name), "no name".to_owned(), "give the English name");
            let country = &properties.country;
            refuse("/properties/country", is_country(country), format!("no country code: {country:?}"), capitals);
            let problem = "an agreement has no place of its own".to_owned();
            refuse("/geometry", agreement.geometry.is_none(), problem, "write null, and name its sites in `sites`");
        }
        Record::Organization(organization) => {
            refuse("/name", is_text(&organization.name), "no name".to_owned(), "give the English name");
            if let Some(country) = &organization.country {
                refuse("/country", is_country(country), format!("no country code: {country:?}"), capitals);
            }
        }
        Record::Country(country) => {
            refuse("/id", is_country(&country.id), format!("no country code: {:?}", country.id), capitals);
        }
        Record::Source(source) => {
            refuse("/title", is_text(&source.title), "no title".to_owned(), "give the title, or what it would be");
            if let Some(hash) = &source.custom.text_sha256 {
                let problem = "no SHA-256: 64 lower-case hex digits".to_owned();
                refuse("/custom/text_sha256", is_sha256(hash), problem, "write what `sha256sum` prints for the file");
            }
        }
        Record::Minerals(vocabulary) => {
            for (index, mineral) in vocabulary.minerals.iter().enumerate() {
                let good = (1..=4).contains(&mineral.symbol.chars().count());
                let problem = format!("a symbol of one to four characters, not {:?}", mineral.symbol);
                refuse(
                    &format!("/minerals/{index}/symbol"),
                    good,
                    problem,
                    "shorten it: it must fit the disc on the map",
                );
            }
        }
        Record::Boundaries(_) | Record::Other => {}
    }
    for (pointer, claim) in claims(record) {
        in_claim(&pointer, claim, &mut refuse);
    }
    for (pointer, citation) in each_citation(&cite_lists(record)) {
        if let Some(At::Paragraph(Paragraph { paragraph: 0 })) = citation.at {
            let problem = "paragraphs count from 1".to_owned();
            refuse(&format!("{pointer}/at"), false, problem, "count the non-empty lines of the text, from 1");
        }
    }
    bad
}

fn in_claim(pointer: &str, claim: &Claim, refuse: &mut impl FnMut(&str, bool, String, &str)) {
    let mut money = |field: &str, value: &MoneyAmount| {
        let good = value.currency.len() == 3 && value.currency.bytes().all(|byte| byte.is_ascii_uppercase());
        let problem = format!("no currency code: {:?}", value.currency);
        refuse(&format!("{pointer}/{field}/currency"), good, problem, "write the code of ISO 4217, such as USD");
    };
    match claim {
        Claim::Production(claim) => claim.value.iter().for_each(|value| money("value", value)),
        Claim::Export(claim) => claim.value.iter().for_each(|value| money("value", value)),
        Claim::Amount(claim) => money("value", &claim.value),
        Claim::Owner(claim) => {
            let good = claim.share_percent.is_none_or(|share| (0.0..=100.0).contains(&share));
            let problem = "a share between 0 and 100 percent".to_owned();
            refuse(&format!("{pointer}/share_percent"), good, problem, "write the percentage, or leave it out");
        }
        Claim::Location(claim) => {
            let problem = "an uncertainty of 0 m".to_owned();
            let repair = "state how far it may be off, or leave it out where that is unknown";
            refuse(&format!("{pointer}/uncertainty_m"), claim.uncertainty_m != Some(0), problem, repair);
        }
        _ => {}
    }
}

fn is_text(text: &str) -> bool {
    !text.trim().is_empty()
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_province(code: &str, country: &str) -> bool {
    code.strip_prefix(country).and_then(|rest| rest.strip_prefix('-')).is_some_and(|rest| {
        (1..=3).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

/// Whether it is 64 lower-case hex digits.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

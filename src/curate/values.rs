//! Constraints of the JSON Schema that the types do not enforce: patterns, lengths and ranges.

use super::claims::{cite_lists, claims, each_citation};
use crate::{
    dataset::Record,
    model::{
        Claim,
        citation::{At, Paragraph},
        claim::MoneyAmount,
    },
};

/// An invalid value: the pointer to it, what is wrong, and how to fix it.
pub(super) type BadValue = (String, String, String);

/// Every value of a record that the schema rejects.
pub(super) fn bad_values(record: &Record) -> Vec<BadValue> {
    let mut bad = Vec::new();
    let mut refuse = |pointer: &str, good: bool, problem: String, hint: &str| {
        if !good {
            bad.push((pointer.to_owned(), problem, hint.to_owned()));
        }
    };
    let capitals = "write the ISO 3166-1 code in capitals, such as PK";
    match record {
        Record::Site(site) => {
            let properties = &site.properties;
            refuse("/properties/name", is_text(&properties.name), "no name".to_owned(), "write the English name");
            let country = &properties.country;
            refuse("/properties/country", is_country(country), format!("not a country code: {country:?}"), capitals);
            if let Some(province) = &properties.province {
                let problem = format!("not a province code of {country}: {province:?}");
                let hint = "write the ISO 3166-2 code, such as PK-BA";
                refuse("/properties/province", is_province(province, country), problem, hint);
            }
        }
        Record::Agreement(agreement) => {
            let properties = &agreement.properties;
            refuse("/properties/name", is_text(&properties.name), "no name".to_owned(), "write the English name");
            let country = &properties.country;
            refuse("/properties/country", is_country(country), format!("not a country code: {country:?}"), capitals);
            let problem = "an agreement has no geometry of its own".to_owned();
            refuse("/geometry", agreement.geometry.is_none(), problem, "write null, and list its sites in `sites`");
        }
        Record::Organization(organization) => {
            refuse("/name", is_text(&organization.name), "no name".to_owned(), "write the English name");
            if let Some(country) = &organization.country {
                refuse("/country", is_country(country), format!("not a country code: {country:?}"), capitals);
            }
        }
        Record::Country(country) => {
            refuse("/id", is_country(&country.id), format!("not a country code: {:?}", country.id), capitals);
        }
        Record::Source(source) => {
            refuse(
                "/title",
                is_text(&source.title),
                "no title".to_owned(),
                "write the title, or a short description in its place",
            );
            if let Some(hash) = &source.custom.text_sha256 {
                let problem = "not a SHA-256 of 64 lower-case hex digits".to_owned();
                refuse("/custom/text_sha256", is_sha256(hash), problem, "write the output of `sha256sum` for the file");
            }
        }
        Record::Minerals(vocabulary) => {
            for (index, mineral) in vocabulary.minerals.iter().enumerate() {
                let good = (1..=4).contains(&mineral.symbol.chars().count());
                let problem = format!("the symbol {:?} does not have one to four characters", mineral.symbol);
                refuse(
                    &format!("/minerals/{index}/symbol"),
                    good,
                    problem,
                    "shorten it: it must fit in the icon on the map",
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
            let problem = "paragraphs are counted from 1".to_owned();
            refuse(&format!("{pointer}/at"), false, problem, "count the non-empty lines of the text, from 1");
        }
    }
    bad
}

fn in_claim(pointer: &str, claim: &Claim, refuse: &mut impl FnMut(&str, bool, String, &str)) {
    let mut money = |field: &str, value: &MoneyAmount| {
        let good = value.currency.len() == 3 && value.currency.bytes().all(|byte| byte.is_ascii_uppercase());
        let problem = format!("not a currency code: {:?}", value.currency);
        refuse(&format!("{pointer}/{field}/currency"), good, problem, "write the ISO 4217 code, such as USD");
    };
    match claim {
        Claim::Production(claim) => claim.value.iter().for_each(|value| money("value", value)),
        Claim::Export(claim) => claim.value.iter().for_each(|value| money("value", value)),
        Claim::Amount(claim) => money("value", &claim.value),
        Claim::Owner(claim) => {
            let good = claim.share_percent.is_none_or(|share| (0.0..=100.0).contains(&share));
            let problem = "the share is not between 0 and 100 percent".to_owned();
            refuse(
                &format!("{pointer}/share_percent"),
                good,
                problem,
                "write the percentage, or remove it if it is unknown",
            );
        }
        Claim::Location(claim) => {
            let problem = "the uncertainty is 0 m".to_owned();
            let hint = "write how far the location may be off, or remove it if that is unknown";
            refuse(&format!("{pointer}/uncertainty_m"), claim.uncertainty_m != Some(0), problem, hint);
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

/// Whether a text is 64 lower-case hex digits.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

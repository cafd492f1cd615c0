//! Addresses: of our lists and records, and of passages in other people's pages.

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What `encodeURIComponent` leaves as it is, but for the dash, which would end a part of a text directive.
const DIRECTIVE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// The unreserved characters of RFC 3986.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

pub(super) const SITES: &str = "/collections/sites/items";
pub(super) const FACETS: &str = "/collections/sites/facets";
pub(super) const AGREEMENTS: &str = "/collections/agreements/items";
pub(super) const SOURCES: &str = "/sources";
pub(super) const ORGANIZATIONS: &str = "/organizations";
pub(super) const MINERALS: &str = "/minerals";
pub(super) const COUNTRIES: &str = "/countries";

/// The path of a record in its list.
pub(super) fn record(list: &str, id: &str) -> String {
    format!("{list}/{}", encoded(id))
}

/// The path of a claim of a record.
pub(super) fn claim(record: &str, id: &str) -> String {
    format!("/claims/{}/{}", encoded(record), encoded(id))
}

/// The path of the records of a list that have this value of a parameter.
pub(super) fn filtered(list: &str, parameter: &str, value: &str) -> String {
    format!("{list}?{parameter}={}", encoded(value))
}

pub(super) fn encoded(text: &str) -> impl Display {
    utf8_percent_encode(text, SEGMENT)
}

/// A page's address at a passage, which browsers scroll to and highlight (URL fragment text directive).
pub(super) fn passage(page: &str, start: &str, end: &str) -> String {
    let page = page.split('#').next().unwrap_or_default();
    let part = |text| utf8_percent_encode(text, DIRECTIVE);
    format!("{page}#:~:text={},{}", part(start), part(end))
}

/// Whether an address is http or https. Pages link to no others, whatever a record contains.
pub(super) fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// The page of a record in another register, where the register has pages.
pub(super) fn register_page(scheme: &str, id: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    match scheme {
        "wikidata" if id.strip_prefix('Q').is_some_and(digits) => Some(format!("https://www.wikidata.org/wiki/{id}")),
        "geonames" if digits(id) => Some(format!("https://www.geonames.org/{id}")),
        "lei" if id.bytes().all(|letter| letter.is_ascii_alphanumeric()) => {
            Some(format!("https://search.gleif.org/#/record/{id}"))
        }
        _ => None,
    }
}

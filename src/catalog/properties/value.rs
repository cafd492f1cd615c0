//! The value of a property.

use std::collections::BTreeMap;

use serde::Serialize;

/// The value that a site has for a property, as JSON writes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value<'a> {
    /// Unknown.
    Null,
    /// A text, an id or a word of a vocabulary.
    Text(&'a str),
    /// A whole number.
    Number(u32),
    /// An angle in degrees.
    Degrees(f64),
    /// A list of ids.
    List(Vec<&'a str>),
    /// Names, by language.
    Names(BTreeMap<&'a str, Vec<&'a str>>),
}

impl<'a> From<Option<&'a str>> for Value<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }
}

impl From<Option<u32>> for Value<'_> {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::Null, Self::Number)
    }
}

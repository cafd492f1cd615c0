//! Closed lists of words.

use std::fmt::Display;

/// A word that is not in a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is not one of {known}")]
pub struct UnknownWord {
    word: String,
    known: String,
}

impl UnknownWord {
    pub(crate) fn new(word: &str, known: &[impl Display]) -> Self {
        let known: Vec<String> = known.iter().map(ToString::to_string).collect();
        Self { word: word.to_owned(), known: known.join(", ") }
    }
}

/// The known words, each with how similar it is to `word` (Jaro-Winkler: 0 to 1), the most similar first.
pub(crate) fn by_similarity<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<(f64, &'a str)> {
    let mut scored: Vec<(f64, &str)> =
        known.into_iter().map(|known| (strsim::jaro_winkler(known, word), known)).collect();
    scored.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    scored
}

/// Declares enums whose variants are the words of a vocabulary. Each parses and writes them, lists them in order (`ALL`)
/// and describes itself in the schema.
macro_rules! vocabulary {
    ($($(#[$doc:meta])* pub enum $name:ident { $($variant:ident = $word:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Every word as it is written, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word as records and the API write it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().copied().find(|known| known.as_str() == word);
                found.ok_or_else(|| $crate::model::UnknownWord::new(word, Self::ALL))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+};
}

pub(crate) use vocabulary;

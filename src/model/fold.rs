//! Folding: names without what their spellings differ in, so that search and `check` compare them.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A text without case, marks, spaces and punctuation, so that spellings match (`Reko Diq`, `Rekodiq`); Arabic and Urdu
/// forms of a letter become one.
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|&letter| !is_combining_mark(letter))
        .flat_map(char::to_lowercase)
        .filter(|letter| letter.is_alphanumeric())
        .map(|letter| match letter {
            'ك' => 'ک',
            'ي' | 'ى' => 'ی',
            'ه' | 'ة' | 'ۀ' | 'ە' => 'ہ',
            _ => letter,
        })
        .collect()
}

/// A text as an id: lower-case ASCII letters and digits, with hyphens between words.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.nfkd().filter(|&letter| !is_combining_mark(letter)).flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len().min(120));
    slug
}

/// The words of a search, folded; a text matches if it contains each of them.
pub fn words(query: &str) -> Vec<String> {
    query.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_together() {
        assert_eq!(fold("Reko Diq"), fold("rekodiq"));
        assert_eq!(fold("Chāgai-"), "chagai");
        assert_eq!(fold("ریکوڈک"), fold("ريكوڈك"));
        assert_eq!(words(" Reko  diq. ,"), ["reko", "diq"]);
    }
}

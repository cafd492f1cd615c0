//! `CASEI` and `ACCENTI`: comparison without case or accents.

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// The differences to ignore.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Folding {
    pub case: bool,
    pub accents: bool,
}

impl Folding {
    pub(super) fn is_none(self) -> bool {
        self == Self::default()
    }

    /// Ignores the differences of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self { case: self.case || other.case, accents: self.accents || other.accents }
    }

    /// The folded text; uses `room` only if it differs from `text`.
    pub(super) fn fold<'a>(self, text: &'a str, room: &'a mut String) -> &'a str {
        if self.is_none() || (text.is_ascii() && !self.case) {
            return text;
        }
        room.clear();
        if text.is_ascii() {
            room.push_str(text);
            room.make_ascii_lowercase();
        } else if self.accents {
            let plain = text.nfd().filter(|&letter| !is_accent(letter)).nfc();
            self.push(plain, room);
        } else {
            self.push(text.chars(), room);
        }
        room
    }

    fn push(self, letters: impl Iterator<Item = char>, room: &mut String) {
        if self.case {
            room.extend(letters.flat_map(folded));
        } else {
            room.extend(letters);
        }
    }
}

/// Whether a letter is a diacritic. Nukta, virama and the voicing marks of kana are not: they make another letter.
fn is_accent(letter: char) -> bool {
    canonical_combining_class(letter) > 9
}

/// Full case folding (Unicode, section 5.18), as lower case, then upper case, then lower case: each step unifies letters
/// that the one before leaves different. The dotless i folds to itself.
fn folded(letter: char) -> impl Iterator<Item = char> {
    let dotless = letter == 'ı';
    let capitals = (!dotless).then(|| letter.to_lowercase().flat_map(char::to_uppercase));
    capitals.into_iter().flatten().flat_map(char::to_lowercase).chain(dotless.then_some(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str, case: bool, accents: bool) -> String {
        Folding { case, accents }.fold(text, &mut String::new()).to_owned()
    }

    #[test]
    fn case_folds_in_full() {
        // From CaseFolding.txt, statuses C and F.
        for (text, folded) in [
            ("Straße", "strasse"),
            ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
            ("ﬁn", "fin"),
            ("ıI", "ıi"),
            ("ſK", "sk"),
            ("STRAẞE", "strasse"),
        ] {
            assert_eq!(fold(text, true, false), folded);
        }
        assert_eq!(fold("Reko Diq", true, false), "reko diq");
        assert_eq!(fold("Chāgai", false, false), "Chāgai");
    }

    #[test]
    fn accents_are_removed() {
        for (text, plain) in
            [("Chāgai", "Chagai"), ("äöüéáí", "aoueai"), ("Kōh", "Koh"), ("ガ", "ガ"), ("क़ि", "क़ि"), ("각", "각")]
        {
            assert_eq!(fold(text, false, true), plain.nfc().collect::<String>());
        }
        assert_eq!(fold("ÄÉ", true, true), "ae");
    }
}

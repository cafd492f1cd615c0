//! LIKE: `%` matches any characters, `_` one, and `\` escapes the next.

/// A pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pattern(Vec<Token>);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Letter(char),
    One,
    Any,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            tokens.push(match letter {
                '%' if tokens.last() == Some(&Token::Any) => continue,
                '%' => Token::Any,
                '_' => Token::One,
                '\\' => Token::Letter(letters.next().unwrap_or('\\')),
                letter => Token::Letter(letter),
            });
        }
        Self(tokens)
    }

    /// Whether the whole text matches.
    pub(super) fn matches(&self, text: &str) -> bool {
        let mut rest = text.chars();
        let mut at = 0;
        // Where to backtrack to on a mismatch: after the last `%`, which then matches one more character.
        let mut again = None;
        loop {
            let before = rest.clone();
            let fits = match (self.0.get(at), rest.next()) {
                (Some(Token::Any), _) => {
                    at += 1;
                    if at == self.0.len() {
                        return true;
                    }
                    again = Some((at, before.clone()));
                    rest = before;
                    continue;
                }
                (Some(Token::Letter(wanted)), Some(letter)) => *wanted == letter,
                (Some(Token::One), Some(_)) => true,
                (None, None) => return true,
                (Some(_), None) => return false,
                (None, Some(_)) => false,
            };
            if fits {
                at += 1;
                continue;
            }
            let Some((token, from)) = &mut again else { return false };
            from.next();
            (at, rest) = (*token, from.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition, naively implemented.
    fn like(text: &[char], pattern: &[char]) -> bool {
        match pattern {
            [] => text.is_empty(),
            ['%', rest @ ..] => (0..=text.len()).any(|taken| like(&text[taken..], rest)),
            ['_', rest @ ..] => !text.is_empty() && like(&text[1..], rest),
            ['\\', letter, rest @ ..] | [letter, rest @ ..] => text.first() == Some(letter) && like(&text[1..], rest),
        }
    }

    proptest! {
        #[test]
        fn patterns_match_as_defined(text in "[ab%é]{0,7}", pattern in "[ab_%é\\\\]{0,7}") {
            let letters = |text: &str| text.chars().collect::<Vec<char>>();
            prop_assert_eq!(Pattern::new(&pattern).matches(&text), like(&letters(&text), &letters(&pattern)));
        }
    }
}

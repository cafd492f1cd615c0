//! Makes text from outside safe to print.

use std::borrow::Cow;

/// A text in which control characters, and those that change the direction of the text after them, are written as escapes.
/// Printed as they are, they could move the cursor, hide a line or make one text look like another.
///
/// ```
/// use oreatlas::dataset::printable;
///
/// assert_eq!(printable("ریکوڈک\n"), "ریکوڈک\\n");
/// assert_eq!(printable("\u{1b}[2J\u{202e}"), "\\u{1b}[2J\\u{202e}");
/// ```
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut printable = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => printable.push_str("\\n"),
            '\t' => printable.push_str("\\t"),
            hidden if is_hidden(hidden) => printable.extend(hidden.escape_unicode()),
            shown => printable.push(shown),
        }
    }
    Cow::Owned(printable)
}

/// Control characters, line separators and the controls of the bidirectional algorithm (UAX #9).
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

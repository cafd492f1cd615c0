//! TeX that is left in a text once its accents and symbols are letters.

/// Commands that only set their argument in another way.
const STYLES: [&str; 13] = [
    "emph",
    "textit",
    "textbf",
    "textsc",
    "textrm",
    "textsf",
    "texttt",
    "textup",
    "textsl",
    "textnormal",
    "enquote",
    "textsuperscript",
    "textsubscript",
];

/// Other commands, and what they stand for.
const SIGNS: [(&str, &str); 19] = [
    ("\\textdegree", "°"),
    ("\\textcopyright", "©"),
    ("\\relax", ""),
    ("\\&amp;", "&"),
    ("&amp;", "&"),
    ("\\\"\\i", "ï"),
    ("\\'\\i", "í"),
    ("\\`\\i", "ì"),
    ("\\^\\i", "î"),
    // What the reader makes of an accent on a letter i without a dot.
    ("\\\u{308}i", "ï"),
    ("\\\u{301}i", "í"),
    ("\\\u{300}i", "ì"),
    ("\\\u{302}i", "î"),
    ("{}", ""),
    ("\\,", " "),
    ("\\-", ""),
    ("``", "“"),
    ("''", "”"),
    ("~", " "),
];

/// The text without what TeX only needs to set it.
pub(super) fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    for raised in ["$_", "$^"] {
        while let Some((before, inner, after)) = argument(&plain, raised, '$') {
            plain = [before, inner.trim_matches(['{', '}']), after].concat();
        }
    }
    for style in STYLES {
        while let Some((before, inner, after)) = argument(&plain, &format!("\\{style}{{"), '}') {
            plain = [before, inner, after].concat();
        }
    }
    for (command, sign) in SIGNS {
        plain = plain.replace(command, sign);
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text has commands.
pub(super) fn has_tex(text: &str) -> bool {
    text.contains('\\')
}

/// What stands before a command, in it, and after it; `None` if it does not occur, or contains another.
fn argument<'a>(text: &'a str, start: &str, end: char) -> Option<(&'a str, &'a str, &'a str)> {
    let (before, rest) = text.split_once(start)?;
    let (inner, after) = rest.split_once(end)?;
    (!inner.contains(['\\', '$'])).then_some((before, inner, after))
}

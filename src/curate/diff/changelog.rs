//! `CHANGELOG.md`: a section for each day on which the data changed, the newest first.

use jiff::civil;

use super::Diff;

const HEAD: &str = "# Changes of the data\n\nWritten by `oreatlas diff OLD NEW --changelog FILE`, the newest first.\n";

/// Why a text is not a changelog.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the first line is {0:?}: give a file that begins with {head:?}, or one that does not exist yet", head = HEAD.lines().next().unwrap_or_default())]
pub struct NotAChangelog(String);

/// The changelog with a section for `day` added at the top. If nothing changed, or the newest section already says the
/// same, it is returned as it is. An empty text becomes a changelog.
///
/// # Errors
/// When the text is not a changelog.
pub fn with_section(changelog: &str, day: civil::Date, diff: &Diff) -> Result<String, NotAChangelog> {
    let title = HEAD.lines().next().unwrap_or_default();
    let changelog = if changelog.trim().is_empty() { HEAD } else { changelog };
    let first = changelog.lines().next().unwrap_or_default();
    if first != title {
        return Err(NotAChangelog(first.to_owned()));
    }
    let (head, sections) = match changelog.find("\n## ") {
        Some(at) => changelog.split_at(at + 1),
        None => (changelog, ""),
    };
    let section = format!("## {day}\n\n{diff}");
    let said = sections.strip_prefix(section.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with("\n## "));
    if diff.is_empty() || said {
        return Ok(changelog.to_owned());
    }
    let head = head.trim_end();
    let between = if sections.is_empty() { "" } else { "\n" };
    Ok(format!("{head}\n\n{section}{between}{sections}"))
}

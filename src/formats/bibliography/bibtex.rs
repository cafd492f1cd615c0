//! `BibTeX`, written by the `biblatex` crate.

use biblatex::{Chunk, Entry, EntryType, Spanned};

use crate::model::{
    Source,
    source::{Author, CslDate, CslType},
};

/// One source as an entry, with a blank line after it.
pub(super) fn entry(source: &Source) -> String {
    let mut entry = Entry::new(source.id.clone(), entry_type(source.kind));
    let container = match entry.entry_type {
        EntryType::Article => "journaltitle",
        EntryType::InBook | EntryType::InProceedings => "booktitle",
        _ => "howpublished",
    };
    let date = |date: &Option<CslDate>| date.as_ref().and_then(CslDate::date).map(|date| date.to_string());
    let authors: Vec<String> = source.author.iter().map(author).collect();
    let authors = (!authors.is_empty()).then(|| authors.join(" and "));
    for (field, value) in [
        ("title", Some(source.title.clone())),
        (container, source.container_title.clone()),
        (if entry.entry_type == EntryType::Report { "institution" } else { "publisher" }, source.publisher.clone()),
        ("date", date(&source.issued)),
        ("volume", source.volume.clone()),
        ("number", source.number.clone().or_else(|| source.issue.clone())),
        ("pages", source.page.clone()),
        ("edition", source.edition.clone()),
        ("version", source.version.clone()),
        ("langid", source.language.clone()),
        ("note", source.note.clone()),
        ("doi", source.doi.clone()),
        ("url", source.url.clone()),
        ("urldate", date(&source.accessed)),
    ] {
        if let Some(value) = value {
            entry.set(field, vec![Spanned::detached(Chunk::Normal(value))]);
        }
    }
    // Names are written in BibTeX's own grammar, whose braces must stay as they are.
    let text = entry.to_bibtex_string().unwrap_or_else(|_| entry.to_biblatex_string());
    let authors = authors.map(|authors| format!("author = {{{authors}}},\n")).unwrap_or_default();
    let (head, body) = text.split_once('\n').unwrap_or((&text, "}"));
    format!("{head}\n{authors}{body}\n\n")
}

/// A name; one without parts is in braces, so that it is not split.
fn author(author: &Author) -> String {
    let plain = |name: &str| name.replace(['{', '}', '\\'], "");
    match (&author.literal, &author.family, &author.given) {
        (Some(literal), _, _) => format!("{{{}}}", plain(literal)),
        (None, Some(family), Some(given)) => format!("{}, {}", plain(family), plain(given)),
        (None, family, given) => format!("{{{}}}", plain(family.as_deref().or(given.as_deref()).unwrap_or_default())),
    }
}

fn entry_type(kind: CslType) -> EntryType {
    match kind {
        CslType::Article | CslType::ArticleJournal | CslType::ArticleMagazine | CslType::ArticleNewspaper => {
            EntryType::Article
        }
        CslType::Book => EntryType::Book,
        CslType::Chapter | CslType::EntryEncyclopedia => EntryType::InBook,
        CslType::PaperConference => EntryType::InProceedings,
        CslType::Report => EntryType::Report,
        CslType::Thesis => EntryType::Thesis,
        CslType::Webpage | CslType::Post | CslType::PostWeblog => EntryType::Online,
        CslType::Dataset => EntryType::Dataset,
        CslType::Software => EntryType::Software,
        CslType::Document | CslType::LegalLegislation | CslType::Map | CslType::PressRelease => EntryType::Misc,
    }
}

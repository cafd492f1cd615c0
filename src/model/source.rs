//! Sources: one CSL-JSON item each, with the sources that it is based on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Id, vocabulary::vocabulary};

/// One source, one file: `data/sources/<id>.json`, a CSL-JSON 1.0 item with a `custom` object.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Source {
    /// The name of the file without the extension.
    pub id: Id,
    /// The CSL type, for example `article-newspaper`.
    #[serde(rename = "type")]
    pub kind: CslType,
    /// The title.
    pub title: String,
    /// The authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Author>,
    /// The newspaper, journal or website that published it.
    pub container_title: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The date of publication.
    pub issued: Option<CslDate>,
    /// The volume.
    pub volume: Option<String>,
    /// The issue.
    pub issue: Option<String>,
    /// The pages.
    pub page: Option<String>,
    /// The number of the report.
    pub number: Option<String>,
    /// The edition.
    pub edition: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// The DOI.
    #[serde(rename = "DOI")]
    pub doi: Option<String>,
    /// The URL; absent if unknown, never a guess.
    #[serde(rename = "URL")]
    pub url: Option<String>,
    /// The URL of an archived copy.
    pub archive: Option<String>,
    /// The date of access.
    pub accessed: Option<CslDate>,
    /// The language tag, BCP 47.
    pub language: Option<String>,
    /// The licence.
    pub license: Option<String>,
    /// A comment by the curators.
    pub note: Option<String>,
    /// What CSL has no variable for.
    pub custom: Custom,
}

impl Source {
    /// A source with these fields alone.
    pub fn new(id: Id, kind: CslType, title: String, witness: SourceKind) -> Self {
        Self {
            id,
            kind,
            title,
            author: Vec::new(),
            container_title: None,
            publisher: None,
            issued: None,
            volume: None,
            issue: None,
            page: None,
            number: None,
            edition: None,
            version: None,
            doi: None,
            url: None,
            archive: None,
            accessed: None,
            language: None,
            license: None,
            note: None,
            custom: Custom { kind: witness, derives_from: Vec::new(), text_sha256: None },
        }
    }
}

/// A person, or an organization as author.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// Family name.
    pub family: Option<String>,
    /// Given name.
    pub given: Option<String>,
    /// The whole name, if it has no parts.
    pub literal: Option<String>,
}

/// A CSL date: a year and, if known, month and day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CslDate {
    /// One list: year, month, day.
    pub date_parts: [Vec<i16>; 1],
}

impl CslDate {
    /// The date, if it exists in the calendar and its year has four digits: an earlier one is a month or a day taken for a
    /// year.
    pub fn date(&self) -> Option<Date> {
        let [parts] = &self.date_parts;
        let small = |index: usize| parts.get(index).map(|&part| i8::try_from(part)).transpose();
        let year = parts.first().copied().filter(|year| (1000..=9999).contains(year))?;
        Date::from_parts(year, small(1).ok()?, small(2).ok()?).ok()
    }
}

/// The kind of source, and what it is based on.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Custom {
    /// The kind of source.
    pub kind: SourceKind,
    /// The ids of the sources that it is based on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derives_from: Vec<Id>,
    /// The SHA-256 (lower-case hex) of its text as a file, for `verify`.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub text_sha256: Option<String>,
}

vocabulary! {
    /// The kinds of source.
    pub enum SourceKind {
        Agency = "agency",
        Newspaper = "newspaper",
        Rewrite = "rewrite",
        Company = "company",
        Government = "government",
        Dataset = "dataset",
        Paper = "paper",
        Encyclopedia = "encyclopedia",
    }

    /// The CSL item types that a source can have.
    pub enum CslType {
        Article = "article",
        ArticleJournal = "article-journal",
        ArticleMagazine = "article-magazine",
        ArticleNewspaper = "article-newspaper",
        Book = "book",
        Chapter = "chapter",
        Dataset = "dataset",
        Document = "document",
        EntryEncyclopedia = "entry-encyclopedia",
        LegalLegislation = "legislation",
        Map = "map",
        PaperConference = "paper-conference",
        Post = "post",
        PostWeblog = "post-weblog",
        PressRelease = "press-release",
        Report = "report",
        Software = "software",
        Thesis = "thesis",
        Webpage = "webpage",
    }
}

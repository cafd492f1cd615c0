//! Sources: one CSL-JSON item each, with the sources that it is based on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Id, vocabulary::vocabulary};

/// One source, one file: `data/sources/<id>.json`, a CSL-JSON 1.0 item with a `custom` object.
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub container_title: Option<String>,
    /// The publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The date of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<CslDate>,
    /// The volume.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// The issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// The pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The number of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// The version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The DOI.
    #[serde(default, rename = "DOI", skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// The URL; absent if unknown, never a guess.
    #[serde(default, rename = "URL", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The URL of an archived copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// The date of access.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessed: Option<CslDate>,
    /// The language tag, BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// A comment by the curators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What CSL has no variable for.
    pub custom: Custom,
}

impl Source {
    /// A source with nothing but the given fields.
    #[must_use]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// The whole name, if it has no parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        let [parts] = &self.date_parts;
        let small = |index: usize| parts.get(index).map(|&part| i8::try_from(part)).transpose();
        let year = parts.first().copied().filter(|year| (1000..=9999).contains(year))?;
        Date::from_parts(year, small(1).ok()?, small(2).ok()?).ok()
    }
}

/// The kind of source, and what it is based on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Custom {
    /// The kind of source.
    pub kind: SourceKind,
    /// The ids of the sources that it is based on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derives_from: Vec<Id>,
    /// The SHA-256 (lower-case hex) of its text as a file, for `verify`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
}

vocabulary! {
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

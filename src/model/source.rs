//! Sources: one CSL-JSON item each, and whose story they tell.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Id, vocabulary::vocabulary};

/// One source, one file: `data/sources/<id>.json`, a CSL-JSON 1.0 item with a `custom` object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Source {
    /// The file's name without its ending.
    pub id: Id,
    /// The CSL type, such as `article-newspaper`.
    #[serde(rename = "type")]
    pub kind: CslType,
    /// The title.
    pub title: String,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<Author>,
    /// The newspaper, journal or site that carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub container_title: Option<String>,
    /// The publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it appeared.
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
    /// The report's number.
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
    /// Its address; absent where unknown, never invented.
    #[serde(default, rename = "URL", skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// An archived copy's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// When it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessed: Option<CslDate>,
    /// BCP 47.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// What a reader should know of it, in our own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What CSL has no word for.
    pub custom: Custom,
}

impl Source {
    /// A source of which nothing else is known.
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
    /// The whole name, where it has no parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub literal: Option<String>,
}

/// A CSL date: year, and where known month and day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CslDate {
    /// One list: year, month, day.
    pub date_parts: [Vec<i16>; 1],
}

impl CslDate {
    /// The date it names, if the calendar has it.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        let [parts] = &self.date_parts;
        let small = |index: usize| parts.get(index).map(|&part| i8::try_from(part)).transpose();
        Date::from_parts(*parts.first()?, small(1).ok()?, small(2).ok()?).ok()
    }
}

/// What kind of witness a source is, and whose story it retells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Custom {
    /// What kind of source it is.
    pub kind: SourceKind,
    /// The sources whose story it retells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derives_from: Vec<Id>,
    /// SHA-256 (lower-case hex) of its text as a file, for `verify`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub text_sha256: Option<String>,
}

vocabulary! {
    /// What kind of witness a source is.
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
    /// The CSL item types that a source of this atlas may have.
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

//! The terms under which a dataset may be used.

use serde::{Deserialize, Serialize};

use crate::model::Source;

/// The licence of a dataset, and whom its users credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The licence, as an SPDX id (as STAC and OGC API - Records write it) where it has one; absent where none is stated.
    pub license: Option<String>,
    /// Whom to credit.
    pub attribution: String,
}

impl Default for Terms {
    /// The terms of the built-in dataset.
    fn default() -> Self {
        Self {
            license: Some("CC-BY-4.0".to_owned()),
            attribution: "Oreatlas contributors; every claim names its sources".to_owned(),
        }
    }
}

impl Terms {
    /// The terms of data from a source: its own licence, if its record states one, and its authors or publisher
    /// and title as the credit.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let authors = source.author.iter().map(|author| match (&author.literal, &author.given, &author.family) {
            (Some(name), ..) => name.clone(),
            (None, given, family) => given.iter().chain(family).cloned().collect::<Vec<_>>().join(" "),
        });
        let mut credit: Vec<String> = authors.collect();
        if credit.is_empty() {
            credit.extend(source.publisher.iter().chain(&source.container_title).next().cloned());
        }
        credit.push(source.title.clone());
        let license = source.license.as_deref().map(str::trim).filter(|license| !license.is_empty());
        Self { license: license.map(str::to_owned), attribution: credit.join(", ") }
    }

    /// The licence as it is usually written: an SPDX id of Creative Commons without its first and last hyphen.
    #[must_use]
    pub fn license_name(&self) -> Option<String> {
        let license = self.license.as_deref()?;
        let parts = license.strip_prefix("CC-").and_then(|rest| rest.rsplit_once('-'));
        Some(parts.map_or_else(|| license.to_owned(), |(kind, version)| format!("CC {kind} {version}")))
    }

    /// The URL of the licence's text, if the licence is stated as a URL or is one of Creative Commons.
    #[must_use]
    pub fn license_url(&self) -> Option<String> {
        let license = self.license.as_deref()?;
        if license.starts_with("https://") || license.starts_with("http://") {
            // It is used in a header and in links.
            let is_address = license.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"".contains(&byte));
            return is_address.then(|| license.to_owned());
        }
        let id = license.to_ascii_lowercase().replace(' ', "-");
        let (name, version) = id.rsplit_once('-')?;
        let is_version = version.len() == 3 && version.parse::<f32>().is_ok();
        let path = match name {
            "cc0" => "publicdomain/zero".to_owned(),
            "cc-by" | "cc-by-sa" | "cc-by-nd" | "cc-by-nc" | "cc-by-nc-sa" | "cc-by-nc-nd" => {
                format!("licenses/{}", name.trim_start_matches("cc-"))
            }
            _ => return None,
        };
        is_version.then(|| format!("https://creativecommons.org/{path}/{version}/"))
    }
}

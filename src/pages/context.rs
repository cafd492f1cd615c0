//! What a page needs besides the record that it shows.

use std::borrow::Cow;

use jiff::civil;
use maud::{Markup, html};

use super::{language::Language, parameters::Parameters};
use crate::{
    catalog::{Catalog, filter::as_of},
    model::{Country, Date, Mineral, Name, Names, Organization, agreement::AgreementProperties},
};

/// A record with a name in English, and other names by language.
pub(super) trait Named {
    fn name(&self) -> &str;

    fn names(&self) -> &Names;

    /// The other names, each with its language.
    fn others(&self) -> impl Iterator<Item = (&str, &Name)> {
        self.names().iter().flat_map(|(language, names)| names.iter().map(move |name| (language.as_str(), name)))
    }
}

macro_rules! named {
    ($($record:ty),+) => {
        $(impl Named for $record {
            fn name(&self) -> &str {
                &self.name
            }

            fn names(&self) -> &Names {
                &self.names
            }
        })+
    };
}

named!(Organization, Mineral, Country, AgreementProperties);

/// What a page needs besides the record that it shows.
pub(crate) struct Context<'a> {
    /// The catalog of the day that the page is about.
    pub catalog: &'a Catalog,
    /// Today, which may be another day.
    pub today: civil::Date,
    /// The address that this server is reached at, without a slash at its end.
    pub public_url: &'a str,
    /// The language of the page.
    pub language: &'static Language,
    /// The query of the request.
    pub query: Parameters,
}

impl Context<'_> {
    /// The day that the page is about. Days between which nothing changes share a catalog, so the catalog's may be another.
    pub(super) fn day(&self) -> civil::Date {
        self.query.get("as_of").and_then(|day| as_of(day).ok()).unwrap_or(self.catalog.day)
    }

    /// See [`Language::text`].
    pub(super) fn text(&self, key: &'static str) -> &'static str {
        self.language.text(key)
    }

    /// See [`Language::term`].
    pub(super) fn term<'a>(&self, vocabulary: &str, value: &'a str) -> Cow<'a, str> {
        self.language.term(vocabulary, value)
    }

    /// See [`Language::link`].
    pub(super) fn link(&self, address: &str) -> String {
        self.language.link(address)
    }

    /// A record's name in the page's language, else in English.
    pub(super) fn name_of<'a>(&self, record: &'a impl Named) -> &'a str {
        self.own_name(record).unwrap_or(record.name())
    }

    fn own_name<'a>(&self, record: &'a impl Named) -> Option<&'a str> {
        let names = record.names().get(&self.language.code).filter(|_| !self.language.is_default())?;
        names.first().map(|name| name.text())
    }

    /// A record's other name besides [`Self::name_of`], with its language: in another language of the pages on an English page,
    /// in English on any other.
    pub(super) fn other_name<'a>(&self, record: &'a impl Named) -> Option<(&'static str, &'a str)> {
        if self.language.is_default() {
            Language::others().find_map(|language| Some((language, record.names().get(language)?.first()?.text())))
        } else {
            self.own_name(record).map(|_| (Language::DEFAULT, record.name()))
        }
    }

    /// The name of the site at a row of the catalog, in the page's language, else in English.
    pub(super) fn site_name(&self, row: usize) -> &str {
        let row = self.catalog.row(row);
        let own = if self.language.is_default() { None } else { row.other_names(&self.language.code).first() };
        own.map_or_else(|| row.name(), String::as_str)
    }

    /// A site's other name besides [`Self::site_name`], as [`Self::other_name`] chooses it.
    pub(super) fn other_site_name(&self, row: usize) -> Option<(&'static str, &str)> {
        let site = self.catalog.row(row);
        let other = if self.language.is_default() {
            Language::others().find_map(|language| Some((language, site.other_names(language).first()?.as_str())))
        } else {
            Some((Language::DEFAULT, site.name()))
        };
        other.filter(|(_, other)| *other != self.site_name(row))
    }

    /// A text that the records or the API have in English only, marked as such on a page in another language.
    pub(super) fn english(&self, text: &str) -> Markup {
        html! { @if self.language.is_default() { (text) } @else { span.english lang="en" dir="ltr" { (text) } } }
    }

    /// A note that the page shows the facts of another day than today.
    pub(super) fn as_of(&self) -> Markup {
        let day = self.day();
        html! {
            @if day != self.today {
                p.as-stood {
                    strong { (self.language.fill("document.asOf", &[("date", &self.language.date(Date::day(day)))])) }
                    " " (self.text("document.asOfNote"))
                }
            }
        }
    }
}

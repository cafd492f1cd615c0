//! What expressions read: the columns of a collection.

use super::property::{ListProperty, TextProperty};
use crate::{
    catalog::{
        Columns,
        columns::{Geometries, Lists, Spans, Texts, Words},
    },
    evidence::EvidenceLevel,
    model::{claim::Status, site::Kind},
};

/// A collection as expressions read it, one row per record. A property that the collection lacks is null in every row.
pub trait Source {
    /// How many rows there are.
    fn rows(&self) -> usize;

    /// A column of texts.
    fn texts(&self, property: TextProperty) -> Option<TextColumn<'_>>;

    /// A column of lists.
    fn lists(&self, property: ListProperty) -> Option<&Lists>;

    /// When the claims of each record hold.
    fn times(&self) -> &Spans;

    /// The accepted locations.
    fn geometries(&self) -> Option<&Geometries> {
        None
    }

    /// How far each location may be off, in metres.
    fn uncertainties(&self) -> &[Option<u32>] {
        &[]
    }
}

/// A column of texts, by how it is stored.
#[derive(Clone, Copy)]
pub enum TextColumn<'a> {
    /// One text for every row.
    Constant(&'a str),
    /// Distinct texts in ascending order.
    Ids(&'a Texts),
    /// Texts in any order.
    Texts(&'a Texts),
    /// Words shared by many rows; an empty word is null.
    Words(&'a Words),
    /// Kinds of sites.
    Kinds(&'a [Kind]),
    /// Statuses of sites.
    Statuses(&'a [Option<Status>]),
    /// Evidence levels of sites.
    EvidenceLevels(&'a [EvidenceLevel]),
}

impl<'a> TextColumn<'a> {
    /// The text of a row; none where it is null.
    #[must_use]
    pub fn get(self, row: usize) -> Option<&'a str> {
        match self {
            Self::Constant(text) => Some(text),
            Self::Ids(texts) | Self::Texts(texts) => Some(texts.get(row)),
            Self::Words(words) => Some(words.get(row)).filter(|word| !word.is_empty()),
            Self::Kinds(kinds) => Some(kinds[row].as_str()),
            Self::Statuses(statuses) => statuses[row].map(Status::as_str),
            Self::EvidenceLevels(levels) => Some(levels[row].as_str()),
        }
    }
}

impl Source for Columns {
    fn rows(&self) -> usize {
        self.len()
    }

    fn texts(&self, property: TextProperty) -> Option<TextColumn<'_>> {
        Some(match property {
            TextProperty::Id => TextColumn::Ids(&self.ids),
            TextProperty::Name => TextColumn::Texts(&self.names),
            TextProperty::Kind => TextColumn::Kinds(&self.kinds),
            TextProperty::Status => TextColumn::Statuses(&self.statuses),
            TextProperty::Country => TextColumn::Words(&self.countries),
            TextProperty::Province => TextColumn::Words(&self.provinces),
            TextProperty::Evidence => TextColumn::EvidenceLevels(&self.evidence_levels),
        })
    }

    fn lists(&self, property: ListProperty) -> Option<&Lists> {
        Some(match property {
            ListProperty::Minerals => &self.minerals,
            ListProperty::Operators => &self.operators,
            ListProperty::Licensees => &self.licensees,
            ListProperty::Owners => &self.owners,
            ListProperty::PartOf => &self.part_of,
            ListProperty::Sources => &self.sources,
            ListProperty::Parties | ListProperty::Sites => return None,
        })
    }

    fn times(&self) -> &Spans {
        &self.times
    }

    fn geometries(&self) -> Option<&Geometries> {
        Some(&self.geometries)
    }

    fn uncertainties(&self) -> &[Option<u32>] {
        &self.uncertainties
    }
}

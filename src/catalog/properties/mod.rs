//! The properties of a site, each declared once: filters, facets, sorting, downloads, tiles and schemas read this table.
//!
//! A new property is one entry of `properties!`, and its computation a method of [`SiteRecord`]. If people filter by its
//! values, it also gets a [`Facet`].

pub mod queryable;
mod record;
mod value;

pub use self::{
    record::{SiteEvidence, SiteRecord},
    value::Value,
};
use crate::{
    evidence::EvidenceLevel,
    model::{Claim, claim::Status, site::Kind, vocabulary::vocabulary},
};

vocabulary! {
    /// A facet, named as the parameter that filters by it, in the order in which facets are shown.
    pub enum Facet {
        Mineral = "mineral",
        Operator = "operator",
        Status = "status",
        Kind = "kind",
        Province = "province",
        Evidence = "evidence",
        Licensee = "licensee",
        Owner = "owner",
        Country = "country",
        PartOf = "part_of",
        Source = "source",
    }
}

impl Facet {
    /// The property whose values it counts.
    pub fn property(self) -> Property {
        let has = |property: &&Property| property.definition().facet == Some(self);
        // Every facet belongs to one property: the test below.
        Property::ALL.iter().find(has).copied().unwrap_or(Property::Id)
    }
}

/// What the values of a property name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Nothing in particular: any value.
    Free,
    /// The words of a closed vocabulary.
    Terms(&'static [&'static str]),
    /// Minerals; one implies its broader ones.
    Minerals,
    /// Organizations; one implies its parents.
    Organizations,
    /// Countries, by ISO 3166-1 alpha-2 code.
    Countries,
    /// Provinces, by ISO 3166-2 code.
    Provinces,
    /// Sites; one implies the sites that contain it.
    Sites,
    /// Sources.
    Sources,
}

/// What the table says of a property.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// A short label in English.
    pub title: &'static str,
    /// What it means, in one sentence, with its unit or standard.
    pub description: &'static str,
    /// Where its value is kept.
    pub storage: Storage,
    /// What its values name.
    pub values: Values,
    /// The facet that counts and filters by it.
    pub facet: Option<Facet>,
    /// Whether it is null where unknown; other flat properties always have a value.
    pub optional: bool,
    /// Whether `sortby` accepts it.
    pub sortable: bool,
    /// Whether map tiles carry it.
    pub in_tiles: bool,
}

/// Reads a value from a site's record.
pub type Read = for<'a> fn(&SiteRecord<'a>) -> Value<'a>;

/// Where the values of a property are kept, and so of which type they are.
#[derive(Clone, Copy, Debug)]
pub enum Storage {
    /// The ids, in ascending order.
    Id,
    /// A column of texts that differ from site to site.
    Text(Read),
    /// A column of words that many sites share; empty where unknown.
    Word(Read),
    /// A column of lists of words.
    List(Read),
    /// A column of whole numbers.
    Number(Read),
    /// Other names, by language.
    Names,
    /// The accepted location.
    Geometry,
    /// An axis of the location of a point: 0 is longitude, 1 latitude.
    Axis(usize),
    /// The days on which the claims hold.
    Time,
    /// No column: it is nested, and only the stored Feature has it.
    Nested,
}

macro_rules! properties {
    ($($variant:ident = $name:literal: $definition:expr,)+) => {
        vocabulary! {
            /// A property of a site, in the order in which a Feature has them.
            pub enum Property { $($variant = $name,)+ }
        }

        static DEFINITIONS: [Definition; Property::ALL.len()] = [$($definition),+];
    };
}

properties! {
    Id = "id": define("Id", "Permanent id of the site", Storage::Id).sortable().in_tiles(),
    Name = "name": define("Name", "Name in English", Storage::Text(|it| Value::Text(&it.site.properties.name))).sortable().in_tiles(),
    Names = "names": define("Other names", "Other names and spellings, by language", Storage::Names).in_tiles(),
    Kind = "kind": define(
        "Kind",
        "Type of site: CGI mineral-occurrence-type, or region",
        Storage::Word(|it| Value::Text(it.site.properties.kind.as_str())),
    ).of(Values::Terms(Kind::WORDS)).facet(Facet::Kind).sortable().in_tiles(),
    Status = "status": define(
        "Status",
        "Activity: CGI mine-status, exploration or claimed-only; null if unknown",
        Storage::Word(|it| it.evidence.status.map(Status::as_str).into()),
    ).of(Values::Terms(Status::WORDS)).facet(Facet::Status).optional().sortable().in_tiles(),
    StatusAsOf = "status_as_of": define(
        "Status as of",
        "The year, month or day (ISO 8601) for which its status was last reported; null if unknown",
        Storage::Word(|it| it.evidence.status_as_of.as_deref().into()),
    ).optional().sortable().in_tiles(),
    Minerals = "minerals": define(
        "Minerals",
        "Ids of its minerals, primary ones first",
        Storage::List(|it| Value::List(it.minerals())),
    ).of(Values::Minerals).facet(Facet::Mineral).in_tiles(),
    Operators = "operators": define(
        "Operators",
        "Ids of the organizations that operate the site",
        Storage::List(|it| Value::List(it.organizations(|claim| match claim {
            Claim::Operator(claim) => Some(&claim.organization),
            _ => None,
        }))),
    ).of(Values::Organizations).facet(Facet::Operator).in_tiles(),
    Licensees = "licensees": define(
        "Licensees",
        "Ids of the organizations that hold a licence for the site",
        Storage::List(|it| Value::List(it.organizations(|claim| match claim {
            Claim::Licence(claim) => Some(&claim.organization),
            _ => None,
        }))),
    ).of(Values::Organizations).facet(Facet::Licensee),
    Owners = "owners": define(
        "Owners",
        "Ids of the organizations that own a share of the site",
        Storage::List(|it| Value::List(it.organizations(|claim| match claim {
            Claim::Owner(claim) => Some(&claim.organization),
            _ => None,
        }))),
    ).of(Values::Organizations).facet(Facet::Owner),
    Country = "country": define(
        "Country",
        "ISO 3166-1 alpha-2 code",
        Storage::Word(|it| Value::Text(&it.site.properties.country)),
    ).of(Values::Countries).facet(Facet::Country).sortable().in_tiles(),
    Province = "province": define(
        "Province",
        "ISO 3166-2 code; null if unknown",
        Storage::Word(|it| it.site.properties.province.as_deref().into()),
    ).of(Values::Provinces).facet(Facet::Province).optional().sortable().in_tiles(),
    PartOf = "part_of": define(
        "Part of",
        "Ids of the sites that contain it",
        Storage::List(|it| Value::List(it.site.properties.part_of.iter().map(String::as_str).collect())),
    ).of(Values::Sites).facet(Facet::PartOf),
    UncertaintyM = "uncertainty_m": define(
        "Uncertainty",
        "Darwin Core coordinateUncertaintyInMeters, in metres; null if unknown",
        Storage::Number(|it| it.site.properties.uncertainty_m().into()),
    ).optional().sortable().in_tiles(),
    Evidence = "evidence": define(
        "Evidence level",
        "How well its location and minerals are attested: disputed, corroborated or single-source",
        Storage::Word(|it| Value::Text(it.evidence.reasons.level().as_str())),
    ).of(Values::Terms(EvidenceLevel::WORDS)).facet(Facet::Evidence).sortable().in_tiles(),
    EvidenceReasons = "evidence_reasons": define("Evidence reasons", "What the evidence level rests on", Storage::Nested),
    Sources = "sources": define(
        "Sources",
        "Ids of the sources it cites",
        Storage::List(|it| Value::List(it.sources())),
    ).of(Values::Sources).facet(Facet::Source),
    Identifiers = "identifiers": define("Identifiers", "Ids in other registers, by scheme", Storage::Nested),
    Searched = "searched": define("Searched", "What was looked for and not found", Storage::Nested),
    Claims = "claims": define("Claims", "Every claim about the site, with its evidence", Storage::Nested),
    Geometry = "geometry": define("Location", "Accepted location; null where none is established", Storage::Geometry),
    Datetime = "datetime": define(
        "Time",
        "When its claims hold, in whole days (UTC). A temporal relation is true if it is true for any of the claims; \
         =, < and > mean T_EQUALS, T_BEFORE and T_AFTER, and <>, >= and <= their negations.",
        Storage::Time,
    ),
    Longitude = "longitude": define(
        "Longitude",
        "Longitude of a site that is a point, in degrees (WGS 84); null for others",
        Storage::Axis(0),
    ),
    Latitude = "latitude": define(
        "Latitude",
        "Latitude of a site that is a point, in degrees (WGS 84); null for others",
        Storage::Axis(1),
    ),
}

const fn define(title: &'static str, description: &'static str, storage: Storage) -> Definition {
    Definition {
        title,
        description,
        storage,
        values: Values::Free,
        facet: None,
        optional: false,
        sortable: false,
        in_tiles: false,
    }
}

impl Definition {
    const fn of(self, values: Values) -> Self {
        Self { values, ..self }
    }

    const fn facet(self, facet: Facet) -> Self {
        Self { facet: Some(facet), ..self }
    }

    const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    const fn sortable(self) -> Self {
        Self { sortable: true, ..self }
    }

    const fn in_tiles(self) -> Self {
        Self { in_tiles: true, ..self }
    }
}

impl Property {
    /// What the table says of it.
    pub fn definition(self) -> &'static Definition {
        &DEFINITIONS[self as usize]
    }

    /// Whether a Feature has it among its `properties`.
    pub fn is_member(self) -> bool {
        !matches!(self.definition().storage, Storage::Id | Storage::Geometry | Storage::Axis(_) | Storage::Time)
    }

    /// Whether it has no column, so that only the stored Feature has its value.
    pub fn is_nested(self) -> bool {
        matches!(self.definition().storage, Storage::Nested)
    }

    /// Whether a CQL2 expression may name it.
    pub fn is_queryable(self) -> bool {
        !matches!(self.definition().storage, Storage::Names | Storage::Nested)
    }

    /// The members of a Feature's `properties`, in their order.
    pub fn members() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|property| property.is_member())
    }

    /// What `sortby` accepts.
    pub fn sortable() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|property| property.definition().sortable)
    }

    /// What map tiles carry.
    pub fn in_tiles() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|property| property.definition().in_tiles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_facet_belongs_to_one_property() {
        for facet in Facet::ALL {
            let of = Property::ALL.iter().filter(|property| property.definition().facet == Some(*facet)).count();
            assert_eq!(of, 1, "{facet}");
        }
    }
}

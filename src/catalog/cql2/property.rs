//! The properties that an expression may name.

use crate::catalog::Facet;

/// A property that an expression may name.
#[derive(Clone, Copy, Debug)]
pub struct Queryable {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a word or two.
    pub title: &'static str,
    /// What it says, and how it compares.
    pub description: &'static str,
    /// Its column.
    pub property: Property,
    /// The facet whose values it has.
    pub facet: Option<Facet>,
}

/// A column, by its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// A text.
    Text(TextProperty),
    /// A number.
    Number(NumberProperty),
    /// A list of texts.
    List(ListProperty),
    /// The accepted location.
    Geometry,
    /// When the claims hold.
    Datetime,
}

/// A column of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the property of its name")]
pub enum TextProperty {
    Id,
    Name,
    Kind,
    Status,
    Country,
    Province,
    Evidence,
}

/// A column of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the property of its name")]
pub enum NumberProperty {
    UncertaintyM,
    Longitude,
    Latitude,
}

/// A column of lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the property of its name")]
pub enum ListProperty {
    Minerals,
    Operators,
    Licensees,
    Owners,
    PartOf,
    Sources,
    /// Who takes part in an agreement.
    Parties,
    /// The sites that an agreement touches.
    Sites,
}

/// What an expression is asked of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CollectionKind {
    /// Sites.
    #[default]
    Sites,
    /// Agreements.
    Agreements,
}

impl CollectionKind {
    /// Every property that an expression may name.
    #[must_use]
    pub fn queryables(self) -> &'static [Queryable] {
        match self {
            Self::Sites => &QUERYABLES,
            Self::Agreements => &AGREEMENTS,
        }
    }
}

/// The properties of agreements.
const AGREEMENTS: [Queryable; 8] = [
    text("id", "Id", "The permanent id.", TextProperty::Id, None),
    text("name", "Name", "The name in English.", TextProperty::Name, None),
    text("kind", "Kind", "What it is.", TextProperty::Kind, None),
    text("country", "Country", "ISO 3166-1 alpha-2.", TextProperty::Country, None),
    list(
        "parties",
        "Parties",
        "Ids of who takes part, each as it is: not its subsidiaries.",
        ListProperty::Parties,
        Facet::Operator,
    ),
    list(
        "minerals",
        "Minerals",
        "Ids of the minerals it names, each as it is: not those below it.",
        ListProperty::Minerals,
        Facet::Mineral,
    ),
    list("sites", "Sites", "Ids of the sites it touches.", ListProperty::Sites, Facet::PartOf),
    Queryable {
        name: "signed",
        title: "Signed",
        description: "When it was signed, in whole days (UTC), as each side of a dispute has it: a relation of times \
                      holds where it does for any of them. =, < and > stand for T_EQUALS, T_BEFORE and T_AFTER, and <>, >= \
                      and <= for their negations; null where unknown.",
        property: Property::Datetime,
        facet: None,
    },
];

/// Every property of sites, in the order that a reader meets them.
pub const QUERYABLES: [Queryable; 18] = [
    text("id", "Id", "The permanent id.", TextProperty::Id, None),
    text("name", "Name", "The name in English.", TextProperty::Name, None),
    text("kind", "Kind", "What it is.", TextProperty::Kind, Some(Facet::Kind)),
    text("status", "Status", "Whether it is worked; null where unknown.", TextProperty::Status, Some(Facet::Status)),
    list(
        "minerals",
        "Minerals",
        "Ids of minerals, each as it is: not those below it.",
        ListProperty::Minerals,
        Facet::Mineral,
    ),
    list(
        "operators",
        "Operators",
        "Ids of who works it, each as it is: not its subsidiaries.",
        ListProperty::Operators,
        Facet::Operator,
    ),
    list(
        "licensees",
        "Licensees",
        "Ids of who holds a licence for it, each as it is: not its subsidiaries.",
        ListProperty::Licensees,
        Facet::Licensee,
    ),
    list(
        "owners",
        "Owners",
        "Ids of who owns a part of it, each as it is: not its subsidiaries.",
        ListProperty::Owners,
        Facet::Owner,
    ),
    text("country", "Country", "ISO 3166-1 alpha-2.", TextProperty::Country, Some(Facet::Country)),
    text("province", "Province", "ISO 3166-2; null where unknown.", TextProperty::Province, Some(Facet::Province)),
    list(
        "part_of",
        "Part of",
        "Ids of the sites it lies in, each as it is: not those these lie in.",
        ListProperty::PartOf,
        Facet::PartOf,
    ),
    number(
        "uncertainty_m",
        "Uncertainty",
        "Within how many metres the location is known; null where unknown.",
        NumberProperty::UncertaintyM,
    ),
    text("evidence", "Evidence", "How sure it is.", TextProperty::Evidence, Some(Facet::Evidence)),
    list("sources", "Sources", "Ids of the sources it cites.", ListProperty::Sources, Facet::Source),
    Queryable {
        name: "geometry",
        title: "Location",
        description: "The accepted location; null where none is established.",
        property: Property::Geometry,
        facet: None,
    },
    Queryable {
        name: "datetime",
        title: "Time",
        description: "When the claims hold, in whole days (UTC). A relation of times holds where it does for any of the \
                      claims; =, < and > stand for T_EQUALS, T_BEFORE and T_AFTER, and <>, >= and <= for their negations.",
        property: Property::Datetime,
        facet: None,
    },
    number(
        "longitude",
        "Longitude",
        "Of a site that is a point, in degrees (WGS 84); null for others.",
        NumberProperty::Longitude,
    ),
    number(
        "latitude",
        "Latitude",
        "Of a site that is a point, in degrees (WGS 84); null for others.",
        NumberProperty::Latitude,
    ),
];

const fn text(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    property: TextProperty,
    facet: Option<Facet>,
) -> Queryable {
    Queryable { name, title, description, property: Property::Text(property), facet }
}

const fn number(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    property: NumberProperty,
) -> Queryable {
    Queryable { name, title, description, property: Property::Number(property), facet: None }
}

const fn list(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    property: ListProperty,
    facet: Facet,
) -> Queryable {
    Queryable { name, title, description, property: Property::List(property), facet: Some(facet) }
}

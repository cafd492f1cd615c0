//! How Features are written where not as they were stored: in another reference system, with fewer properties
//! (OGC API - Features Part 2; the draft of Part 6, 24-019).

use serde::{
    Serialize,
    ser::{SerializeMap, Serializer},
};
use serde_json::value::RawValue;

use super::{WriteError, geojson::Features};
use crate::{
    catalog::{BadParameter, Catalog, Columns, Crs, filter::nearest},
    model::{Geometry, site::Feature, vocabulary::vocabulary},
};

vocabulary! {
    /// A property of a site, in the order in which a Feature has them.
    pub enum Property {
        Name = "name",
        Names = "names",
        Kind = "kind",
        Status = "status",
        Minerals = "minerals",
        Operators = "operators",
        Licensees = "licensees",
        Owners = "owners",
        Country = "country",
        Province = "province",
        PartOf = "part_of",
        UncertaintyM = "uncertainty_m",
        Evidence = "evidence",
        EvidenceReasons = "evidence_reasons",
        Sources = "sources",
        Identifiers = "identifiers",
        Searched = "searched",
        Claims = "claims",
    }
}

impl Property {
    /// Whether it stands in no column, but in the stored text alone.
    fn is_stored(self) -> bool {
        matches!(self, Self::EvidenceReasons | Self::Identifiers | Self::Searched | Self::Claims)
    }
}

/// How Features are written; by default as they were stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projection {
    /// What the coordinates are in.
    pub crs: Crs,
    /// The properties that are written; all where none are chosen.
    pub properties: Vec<Property>,
}

impl Projection {
    /// The names of its parameters.
    pub const PARAMETERS: [&'static str; 2] = ["crs", "properties"];

    /// Takes a parameter in; false where it is none of [`Self::PARAMETERS`].
    ///
    /// # Errors
    /// When a reference system is not offered, or a property unknown.
    pub fn take(&mut self, name: &str, value: &str) -> Result<bool, BadParameter> {
        match name {
            "crs" => self.crs = Crs::parse(name, value)?,
            "properties" => {
                self.properties = value.split(',').map(|name| property(name.trim())).collect::<Result<_, _>>()?;
                self.properties.sort_unstable();
                self.properties.dedup();
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether Features are written as they were stored.
    #[must_use]
    pub fn is_stored(&self) -> bool {
        *self == Self::default()
    }

    /// Writes one site to the end of `out`.
    ///
    /// # Errors
    /// When what was written before is damaged.
    pub fn write(
        &self,
        features: &Features,
        catalog: &Catalog,
        row: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), WriteError> {
        if self.is_stored() {
            return Ok(features.site(row, out)?);
        }
        let columns = &catalog.columns;
        let mut text = Vec::new();
        if self.properties.is_empty() || self.properties.iter().any(|property| property.is_stored()) {
            features.site(row, &mut text)?;
        }
        let properties = match (text.is_empty(), self.properties.as_slice()) {
            (true, chosen) => Properties::Facts { columns, row, chosen, stored: Stored::default() },
            (false, []) => Properties::All(serde_json::from_slice::<Whole<'_>>(&text)?.properties),
            (false, chosen) => {
                let stored = serde_json::from_slice::<WithStored<'_>>(&text)?.properties;
                Properties::Facts { columns, row, chosen, stored }
            }
        };
        let geometry = columns.geometries.geometry(row).and_then(|geometry| self.place(geometry));
        let shaped = Shaped { kind: Feature::Feature, id: columns.id(row), geometry, properties };
        Ok(serde_json::to_writer(out, &shaped)?)
    }

    /// A geometry in the reference system; none where it lies outside.
    fn place(&self, mut geometry: Geometry) -> Option<Geometry> {
        let mut outside = false;
        geometry.for_each_position_mut(|position| match self.crs.shown(*position) {
            Some(shown) => *position = shown,
            None => outside = true,
        });
        (!outside).then_some(geometry)
    }
}

fn property(name: &str) -> Result<Property, BadParameter> {
    Property::ALL.iter().copied().find(|property| property.as_str() == name).ok_or_else(|| {
        let known: Vec<&str> = Property::ALL.iter().map(|property| property.as_str()).collect();
        BadParameter::new("properties", format!("there is no property {name:?}"), nearest(&known, name))
    })
}

#[derive(Serialize)]
struct Shaped<'a> {
    #[serde(rename = "type")]
    kind: Feature,
    id: &'a str,
    geometry: Option<Geometry>,
    properties: Properties<'a>,
}

enum Properties<'a> {
    /// All of them, as they were stored.
    All(&'a RawValue),
    /// Some, most from the columns.
    Facts { columns: &'a Columns, row: usize, chosen: &'a [Property], stored: Stored<'a> },
}

/// A stored Feature, of which all the properties are wanted.
#[derive(serde::Deserialize)]
struct Whole<'a> {
    #[serde(borrow)]
    properties: &'a RawValue,
}

/// A stored Feature, of which those properties are wanted that stand in no column.
#[derive(serde::Deserialize)]
struct WithStored<'a> {
    #[serde(borrow)]
    properties: Stored<'a>,
}

/// The properties that stand in no column.
#[derive(Default, serde::Deserialize)]
struct Stored<'a> {
    #[serde(borrow)]
    evidence_reasons: Option<&'a RawValue>,
    #[serde(borrow)]
    identifiers: Option<&'a RawValue>,
    #[serde(borrow)]
    searched: Option<&'a RawValue>,
    #[serde(borrow)]
    claims: Option<&'a RawValue>,
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (columns, row, chosen, stored) = match self {
            Self::All(raw) => return raw.serialize(serializer),
            Self::Facts { columns, row, chosen, stored } => (*columns, *row, *chosen, stored),
        };
        let mut map = serializer.serialize_map(Some(chosen.len()))?;
        for property in chosen {
            let name = property.as_str();
            match property {
                Property::Name => map.serialize_entry(name, columns.names.get(row))?,
                Property::Names => map.serialize_entry(name, &columns.all_other_names(row))?,
                Property::Kind => map.serialize_entry(name, &columns.kinds[row])?,
                Property::Status => map.serialize_entry(name, &columns.statuses[row])?,
                Property::Minerals => map.serialize_entry(name, &columns.minerals.get(row).collect::<Vec<_>>())?,
                Property::Operators => map.serialize_entry(name, &columns.operators.get(row).collect::<Vec<_>>())?,
                Property::Licensees => map.serialize_entry(name, &columns.licensees.get(row).collect::<Vec<_>>())?,
                Property::Owners => map.serialize_entry(name, &columns.owners.get(row).collect::<Vec<_>>())?,
                Property::Country => map.serialize_entry(name, columns.countries.get(row))?,
                Property::Province => map.serialize_entry(name, &columns.province(row))?,
                Property::PartOf => map.serialize_entry(name, &columns.part_of.get(row).collect::<Vec<_>>())?,
                Property::UncertaintyM => map.serialize_entry(name, &columns.uncertainties[row])?,
                Property::Evidence => map.serialize_entry(name, &columns.evidence_levels[row])?,
                Property::Sources => map.serialize_entry(name, &columns.sources.get(row).collect::<Vec<_>>())?,
                Property::EvidenceReasons => map.serialize_entry(name, &stored.evidence_reasons)?,
                Property::Identifiers => map.serialize_entry(name, &stored.identifiers)?,
                Property::Searched => map.serialize_entry(name, &stored.searched)?,
                Property::Claims => map.serialize_entry(name, &stored.claims)?,
            }
        }
        map.end()
    }
}

//! A site as a Feature: flat properties from the table of [properties](crate::catalog::properties), nested ones from its
//! record or from the stored text.

use std::{borrow::Cow, collections::BTreeMap};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Serialize,
    ser::{SerializeMap, Serializer},
};
use serde_json::{Map, Value as Json, value::RawValue};

use super::{Link, WeighedClaim, claim::assign_ids, weighed};
use crate::{
    catalog::{
        Property, Row,
        properties::{SiteRecord, Storage},
    },
    evidence::{EvidenceLevel, Reasons},
    model::{Geometry, name::Searched, site::Feature},
};

/// A site as a Feature.
#[derive(Serialize, JsonSchema)]
pub struct SiteFeature<'a> {
    /// Always `Feature`.
    #[serde(rename = "type")]
    kind: Feature,
    /// The site's permanent id.
    id: &'a str,
    /// The accepted location; null where none is established.
    geometry: Option<Cow<'a, Geometry>>,
    /// Flat properties and claims.
    properties: SiteProperties<'a>,
    /// Links to related documents; left out inside a collection.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
}

/// The properties of a site: flat ones, from its active claims, and nested ones.
pub struct SiteProperties<'a> {
    flat: Flat<'a>,
    nested: Nested<'a>,
    /// Those that are written; all where none are chosen.
    chosen: &'a [Property],
}

/// Where flat properties are read from.
enum Flat<'a> {
    Record(SiteRecord<'a>),
    Row(Row<'a>),
}

/// The nested properties of a site.
pub(crate) enum Nested<'a> {
    /// From its record.
    Details(SiteDetails),
    /// From its stored text, as it is; a member that is not wanted may be missing.
    Stored(BTreeMap<&'a str, &'a RawValue>),
}

/// The nested properties of a site: those that no column has.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SiteDetails {
    /// What the evidence level rests on.
    pub evidence_reasons: Reasons,
    /// Ids in other registers, by scheme.
    #[serde(default)]
    pub identifiers: BTreeMap<String, String>,
    /// What was looked for and not found.
    #[serde(default)]
    pub searched: Vec<Searched>,
    /// Every claim about the site, with its evidence.
    pub claims: Vec<WeighedClaim>,
}

impl<'a> SiteFeature<'a> {
    /// The Feature of a record, whole.
    pub(crate) fn of_record(record: SiteRecord<'a>) -> Self {
        let nested = Nested::Details(SiteDetails::of_record(&record));
        Self {
            kind: Feature::Feature,
            id: &record.site.id,
            geometry: record.site.geometry.as_ref().map(Cow::Borrowed),
            properties: SiteProperties { flat: Flat::Record(record), nested, chosen: &[] },
            links: Vec::new(),
        }
    }

    /// The Feature of a row with the `chosen` properties, of which `nested` has those without a column.
    pub(crate) fn of_row(row: Row<'a>, geometry: Option<Geometry>, nested: Nested<'a>, chosen: &'a [Property]) -> Self {
        Self {
            kind: Feature::Feature,
            id: row.id(),
            geometry: geometry.map(Cow::Owned),
            properties: SiteProperties { flat: Flat::Row(row), nested, chosen },
            links: Vec::new(),
        }
    }
}

impl SiteDetails {
    /// The nested properties of a record.
    pub(crate) fn of_record(record: &SiteRecord<'_>) -> Self {
        let properties = &record.site.properties;
        Self {
            evidence_reasons: record.evidence.reasons.clone(),
            identifiers: properties.identifiers.clone(),
            searched: properties.searched.clone(),
            claims: weighed(&properties.claims, &record.evidence.claims),
        }
    }

    /// The nested properties of a stored Feature; claims without an id, as in an imported atlas, get one.
    pub(crate) fn parse(feature: &[u8]) -> serde_json::Result<Self> {
        #[derive(Deserialize)]
        struct Stored {
            properties: SiteDetails,
        }
        let mut details = serde_json::from_slice::<Stored>(feature)?.properties;
        assign_ids(&mut details.claims);
        Ok(details)
    }
}

impl<'a> Nested<'a> {
    /// The nested properties of a stored Feature, unparsed.
    pub(crate) fn stored(feature: &'a [u8]) -> serde_json::Result<Self> {
        #[derive(Deserialize)]
        struct Stored<'a> {
            #[serde(borrow)]
            properties: BTreeMap<&'a str, &'a RawValue>,
        }
        Ok(Self::Stored(serde_json::from_slice::<Stored<'a>>(feature)?.properties))
    }

    fn serialize_member<M: SerializeMap>(&self, property: Property, map: &mut M) -> Result<(), M::Error> {
        let name = property.as_str();
        match (self, property) {
            (Self::Stored(members), _) => map.serialize_entry(name, &members.get(name)),
            (Self::Details(details), Property::EvidenceReasons) => map.serialize_entry(name, &details.evidence_reasons),
            (Self::Details(details), Property::Identifiers) => map.serialize_entry(name, &details.identifiers),
            (Self::Details(details), Property::Searched) => map.serialize_entry(name, &details.searched),
            (Self::Details(details), _) => map.serialize_entry(name, &details.claims),
        }
    }
}

impl Serialize for SiteProperties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let chosen = |property: &Property| self.chosen.is_empty() || self.chosen.contains(property);
        let mut map = serializer.serialize_map(None)?;
        for property in Property::members().filter(chosen) {
            if property.is_nested() {
                self.nested.serialize_member(property, &mut map)?;
            } else {
                let value = match &self.flat {
                    Flat::Record(record) => record.value(property),
                    Flat::Row(row) => row.value(property),
                };
                map.serialize_entry(property.as_str(), &value)?;
            }
        }
        map.end()
    }
}

impl JsonSchema for SiteProperties<'_> {
    fn schema_name() -> Cow<'static, str> {
        "SiteProperties".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut details = SiteDetails::json_schema(generator);
        let mut nested = details.remove("properties").unwrap_or_default();
        let mut properties = Map::new();
        for property in Property::members() {
            let name = property.as_str();
            let schema = match property.definition().storage {
                Storage::Nested => nested[name].take(),
                _ => flat_schema(property, generator).to_value(),
            };
            properties.insert(name.to_owned(), schema);
        }
        let required: Vec<&str> = Property::members().map(Property::as_str).collect();
        json_schema!({
            "description": "The properties of a site: flat ones, from its active claims, and nested ones.",
            "type": "object",
            "properties": properties,
            "required": required,
        })
    }
}

fn flat_schema(property: Property, generator: &mut SchemaGenerator) -> Schema {
    let definition = property.definition();
    let mut schema = match definition.storage {
        Storage::List(_) => json_schema!({"type": "array", "items": {"type": "string"}}),
        Storage::Names => BTreeMap::<String, Vec<String>>::json_schema(generator),
        Storage::Number(_) if definition.optional => Option::<u32>::json_schema(generator),
        Storage::Number(_) => u32::json_schema(generator),
        _ if property == Property::Evidence => generator.subschema_for::<EvidenceLevel>(),
        _ if definition.optional => Option::<String>::json_schema(generator),
        _ => String::json_schema(generator),
    };
    schema.insert("description".to_owned(), Json::from(definition.description));
    schema
}

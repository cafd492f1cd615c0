//! Features that are not written as they are stored, but in another reference system, or with fewer properties
//! (OGC API - Features Part 2; the draft of Part 6, 24-019).

use std::collections::BTreeMap;

use super::{WriteError, features::Features};
use crate::{
    catalog::{BadParameter, Catalog, Crs, Property, nearest},
    feature::{Nested, SiteFeature},
    model::Geometry,
};

/// How Features are written; by default as they were stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Projection {
    /// What the coordinates are in.
    pub crs: Crs,
    /// The properties that are written; all where none are chosen.
    pub properties: Vec<Property>,
}

impl Projection {
    /// Parses a parameter; false if it is neither `crs` nor `properties`.
    pub(crate) fn parse_param(&mut self, name: &str, value: &str) -> Result<bool, BadParameter> {
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
    pub(crate) fn is_stored(&self) -> bool {
        *self == Self::default()
    }

    /// Writes one site to the end of `out`.
    pub(crate) fn write(
        &self,
        features: &Features,
        catalog: &Catalog,
        index: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), WriteError> {
        if self.is_stored() {
            return Ok(features.site(index, out)?);
        }
        let row = catalog.row(index);
        let geometry = row.geometry().and_then(|geometry| project(geometry, self.crs));
        let mut text = Vec::new();
        if self.properties.is_empty() || self.properties.iter().any(|property| property.is_nested()) {
            features.site(index, &mut text)?;
        }
        let nested = if text.is_empty() { Nested::Stored(BTreeMap::new()) } else { Nested::stored(&text)? };
        let feature = SiteFeature::of_row(row, geometry, nested, &self.properties);
        Ok(serde_json::to_writer(out, &feature)?)
    }
}

/// A geometry in a reference system; `None` if it lies outside.
pub(super) fn project(mut geometry: Geometry, crs: Crs) -> Option<Geometry> {
    let mut outside = false;
    geometry.for_each_position_mut(|position| match crs.shown(*position) {
        Some(shown) => *position = shown,
        None => outside = true,
    });
    (!outside).then_some(geometry)
}

fn property(name: &str) -> Result<Property, BadParameter> {
    name.parse().ok().filter(|property: &Property| property.is_member()).ok_or_else(|| {
        let known: Vec<&str> = Property::members().map(Property::as_str).collect();
        BadParameter::new("properties", format!("there is no property {name:?}"), nearest(&known, name))
    })
}

//! Sites as flat Features: the fields of the [table](super::table), and geometries of one type. Desktop GIS can neither show
//! nested properties nor mix types of geometry in a layer.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_json::Map;

use super::{
    projection::project,
    table::{Cell, Field, Reader, fields, readers},
};
use crate::{
    catalog::{Catalog, Crs, Property},
    feature::Link,
    model::{Geometry, site::Feature},
};

/// A site with flat properties.
#[derive(Serialize, JsonSchema)]
pub(crate) struct FlatFeature<'a> {
    /// Always `Feature`.
    #[serde(rename = "type")]
    kind: Feature,
    /// The site's permanent id.
    id: &'a str,
    /// The accepted location: a point or a multi-polygon; null if it lies outside the reference system.
    geometry: Option<Geometry>,
    /// The flat properties.
    properties: FlatProperties<'a>,
    /// Links to related documents; left out inside a collection.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
}

struct FlatProperties<'a>(Vec<(&'static str, Cell<'a>)>);

/// Makes flat Features of the sites of a catalog.
pub(crate) struct Flattener<'a> {
    catalog: &'a Catalog,
    crs: Crs,
    fields: Vec<(&'static str, Reader<'a>)>,
}

impl<'a> Flattener<'a> {
    /// With coordinates in a reference system.
    pub(crate) fn new(catalog: &'a Catalog, crs: Crs) -> Self {
        let fields = flat_fields();
        let readers = readers(&fields, &catalog.columns);
        Self { catalog, crs, fields: fields.iter().map(|field| field.name).zip(readers).collect() }
    }

    /// The Feature of the site at a row.
    pub(crate) fn feature(&self, row: usize, links: Vec<Link>) -> FlatFeature<'a> {
        let site = self.catalog.row(row);
        let geometry = site.geometry().map(|geometry| match geometry {
            Geometry::Polygon { coordinates } => Geometry::MultiPolygon { coordinates: vec![coordinates] },
            other => other,
        });
        FlatFeature {
            kind: Feature::Feature,
            id: site.id(),
            geometry: geometry.and_then(|geometry| project(geometry, self.crs)),
            properties: FlatProperties(self.fields.iter().map(|(name, reader)| (*name, reader.cell(row))).collect()),
            links,
        }
    }
}

/// The fields of the table, but for the id, which a Feature has as a member of its own.
fn flat_fields() -> Vec<Field> {
    fields().into_iter().filter(|field| field.property != Property::Id).collect()
}

impl Serialize for FlatProperties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, cell)| (name, cell)))
    }
}

impl JsonSchema for FlatProperties<'_> {
    fn schema_name() -> Cow<'static, str> {
        "FlatProperties".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let fields = flat_fields();
        let properties = fields.iter().map(|field| {
            let kind = if field.is_number { "integer" } else { "string" };
            let kind = if field.property.definition().optional {
                json_schema!({"type": [kind, "null"]})
            } else {
                json_schema!({"type": kind})
            };
            let mut schema = kind;
            schema.insert("description".to_owned(), field.description.into());
            (field.name.to_owned(), schema.to_value())
        });
        json_schema!({
            "description": "The flat properties of a site. Items of lists are separated by semicolons.",
            "type": "object",
            "properties": properties.collect::<Map<_, _>>(),
            "required": fields.iter().map(|field| field.name).collect::<Vec<_>>(),
        })
    }
}

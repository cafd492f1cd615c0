//! KML 2.2 (OGC 07-147r2): a folder of placemarks in the colour of their first mineral, with the flat properties as extended
//! data, and every claim with its citations in the balloon.

use std::{collections::HashMap, fmt::Write as _};

use kml::{Kml, KmlWriter, types::Element};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    Definition, LAYER, TITLE, WriteError,
    table::{Cell, fields},
    writing::{Selection, TextFormat, Writer},
};
use crate::{
    catalog::{Columns, Property},
    dataset::Dataset,
    model::{Geometry, Position, Source, geometry::Ring},
};

/// The format.
pub(super) const DEFINITION: Definition = Definition {
    media_type: "application/vnd.google-earth.kml+xml",
    title: "KML",
    summary: "The same as KML, with every claim and its sources in the balloons",
    has_null_geometry: true,
    has_licence: true,
    capacity: usize::MAX,
    writer: Writer::Text(|| Box::new(Document::default())),
};

/// The style of sites whose mineral has no colour; `#rrggbb`.
const NO_MINERAL: (&str, &str) = ("none", "#666666");

/// A selection as a KML document.
#[derive(Default)]
pub struct Document {
    site: Vec<u8>,
}

impl TextFormat for Document {
    fn begin(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        out.extend_from_slice(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\" ",
        );
        out.extend_from_slice(b"xmlns:atom=\"http://www.w3.org/2005/Atom\"><Document>");
        write(text("name", TITLE), out)?;
        write(parent("atom:author", vec![text("atom:name", &selection.terms().attribution)]), out)?;
        if let Some(url) = &selection.terms().license_url {
            write(with(text("atom:link", ""), &[("rel", "license"), ("href", url)]), out)?;
        }
        write(text("description", &about(selection)), out)?;
        let colours = selection.catalog.dataset.minerals.values().map(|mineral| (&*mineral.id, &*mineral.colour));
        for (mineral, colour) in colours.chain([NO_MINERAL]) {
            write(style(mineral, colour), out)?;
        }
        let facts = selection.metadata().into_iter().map(|(name, value)| data(name, &value)).collect();
        write(parent("ExtendedData", facts), out)?;
        out.extend_from_slice(b"<Folder>");
        write(text("name", LAYER), out)
    }

    fn sites(&mut self, selection: &Selection<'_>, sites: &[usize], out: &mut Vec<u8>) -> Result<(), WriteError> {
        for &row in sites {
            self.site.clear();
            selection.features.site(row, &mut self.site)?;
            let site: Site = serde_json::from_slice(&self.site)?;
            out.push(b'\n');
            write(placemark(selection, row, &site), out)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        out.extend_from_slice(b"</Folder></Document></kml>\n");
        Ok(())
    }
}

/// What the balloon needs of a site as `GeoJSON`.
#[derive(Deserialize)]
struct Site {
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    claims: Vec<Map<String, Value>>,
}

fn write(element: Element, out: &mut Vec<u8>) -> Result<(), WriteError> {
    Ok(KmlWriter::<_, f64>::from_writer(out).write(&Kml::Element(element))?)
}

fn text(name: &str, content: &str) -> Element {
    // XML 1.0 has no way to write most control characters.
    let legal = |letter: char| letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}') || "\t\n\r".contains(letter);
    let content = content.replace(|letter| !legal(letter), "\u{fffd}");
    Element { name: name.to_owned(), content: Some(content), ..Element::default() }
}

fn parent(name: &str, children: Vec<Element>) -> Element {
    Element { name: name.to_owned(), children, ..Element::default() }
}

fn with(element: Element, attributes: &[(&str, &str)]) -> Element {
    let attrs: HashMap<_, _> = attributes.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
    Element { attrs, ..element }
}

fn data(name: &str, value: &str) -> Element {
    with(parent("Data", vec![text("value", value)]), &[("name", name)])
}

/// The icon and the outline in a mineral's colour.
fn style(mineral: &str, colour: &str) -> Element {
    // KML writes alpha, blue, green, red.
    let part = |from: usize| colour.get(from..from + 2).unwrap_or("66");
    let abgr = |alpha: &str| format!("{alpha}{}{}{}", part(5), part(3), part(1));
    let styles = vec![
        parent("IconStyle", vec![text("color", &abgr("ff"))]),
        parent("LineStyle", vec![text("color", &abgr("ff")), text("width", "2")]),
        parent("PolyStyle", vec![text("color", &abgr("40"))]),
    ];
    with(parent("Style", styles), &[("id", &format!("mineral-{mineral}"))])
}

fn placemark(selection: &Selection<'_>, row: usize, site: &Site) -> Element {
    let dataset = &selection.catalog.dataset;
    let columns = &selection.catalog.columns;
    let found = columns.row(row);
    let mineral = found.list(Property::Minerals).next().filter(|mineral| dataset.minerals.contains_key(*mineral));
    let mut parts = vec![
        text("name", found.name()),
        text("description", &balloon(dataset, &site.properties.claims)),
        text("styleUrl", &format!("#mineral-{}", mineral.unwrap_or(NO_MINERAL.0))),
        parent("ExtendedData", facts(columns, row)),
    ];
    parts.extend(found.geometry().map(|geometry| shape(&geometry)));
    parent("Placemark", parts)
}

fn facts(columns: &Columns, row: usize) -> Vec<Element> {
    // The name is the placemark's own.
    let fields = fields().into_iter().filter(|field| field.name != "name");
    fields
        .filter_map(|field| match field.reader(columns).cell(row) {
            Cell::Text(value) => Some(data(field.name, &value)),
            Cell::Number(number) => Some(data(field.name, &number.to_string())),
            Cell::Null => None,
        })
        .collect()
}

fn shape(geometry: &Geometry) -> Element {
    match geometry {
        Geometry::Point { coordinates } => parent("Point", vec![positions(&[*coordinates])]),
        Geometry::Polygon { coordinates } => polygon(coordinates),
        Geometry::MultiPolygon { coordinates } => {
            parent("MultiGeometry", coordinates.iter().map(|rings| polygon(rings)).collect())
        }
    }
}

fn polygon(rings: &[Ring]) -> Element {
    let boundary = |(row, ring): (usize, &Ring)| {
        let name = if row == 0 { "outerBoundaryIs" } else { "innerBoundaryIs" };
        parent(name, vec![parent("LinearRing", vec![positions(ring)])])
    };
    parent("Polygon", rings.iter().enumerate().map(boundary).collect())
}

fn positions(positions: &[Position]) -> Element {
    let pairs: Vec<String> = positions.iter().map(|[x, y]| format!("{x},{y}")).collect();
    text("coordinates", &pairs.join(" "))
}

/// The description of the document: its metadata, and every source.
fn about(selection: &Selection<'_>) -> String {
    let mut html = String::new();
    for (name, value) in selection.metadata() {
        // Writing to a String does not fail, here and below.
        let _ = write!(html, "<p><b>{name}</b>: {}</p>", escape(&value));
    }
    html.push_str("<p><b>sources</b></p><ul>");
    for (id, _) in selection.sources() {
        let source = selection.catalog.dataset.sources.get(id);
        let _ = write!(html, "<li>{}</li>", cited(id, source));
    }
    html + "</ul>"
}

/// Every claim with its citations.
fn balloon(dataset: &Dataset, claims: &[Map<String, Value>]) -> String {
    let mut html = String::from("<ul>");
    for claim in claims {
        let about = claim.get("about").and_then(Value::as_str).unwrap_or_default();
        let _ = write!(html, "<li><b>{about}</b> {}", escape(&said(dataset, claim)));
        if let Some(note) = claim.get("note").and_then(Value::as_str) {
            let _ = write!(html, "; {}", escape(note));
        }
        if let Some(verdict) = claim.get("judgement") {
            let part = |name: &str| escape(verdict.get(name).and_then(Value::as_str).unwrap_or_default());
            let _ = write!(html, " (<i>{}: {}</i>)", part("verdict"), part("why"));
        }
        html.push_str("<ul>");
        for citation in claim.get("cite").and_then(Value::as_array).into_iter().flatten() {
            let id = citation.get("source").and_then(Value::as_str).unwrap_or_default();
            let _ = write!(html, "<li>{}", cited(id, dataset.sources.get(id)));
            match citation.get("at") {
                Some(Value::String(at)) => _ = write!(html, ", {}", escape(at)),
                Some(Value::Object(at)) => {
                    for (name, value) in at {
                        let _ = write!(html, ", {name} {}", escape(&plain(value)));
                    }
                }
                _ => {}
            }
            if let Some(speaker) = citation.get("attributed_to").and_then(Value::as_str) {
                let _ = write!(html, ", quoting {}", escape(speaker));
            }
            html.push_str("</li>");
        }
        html.push_str("</ul></li>");
    }
    html + "</ul>"
}

/// The values of a claim, named where necessary.
fn said(dataset: &Dataset, claim: &Map<String, Value>) -> String {
    let mut parts = Vec::new();
    for (name, value) in claim {
        match (name.as_str(), value) {
            ("about" | "cite" | "note" | "judgement" | "evidence" | "conflicts_with" | "outline", _) => {}
            ("coordinates", Value::Array(pair)) => {
                parts.push(pair.iter().map(Value::to_string).collect::<Vec<_>>().join(", "));
            }
            (_, Value::Array(values)) => {
                for value in values {
                    match value {
                        Value::Object(inner) => parts.push(said(dataset, inner)),
                        value => parts.push(plain(value)),
                    }
                }
            }
            (_, Value::Object(inner)) => parts.push(said(dataset, inner)),
            ("mineral", value) => {
                let mineral = value.as_str().and_then(|id| dataset.minerals.get(id));
                parts.push(mineral.map_or_else(|| plain(value), |mineral| mineral.name.clone()));
            }
            ("organization" | "estimator", value) => {
                let organization = value.as_str().and_then(|id| dataset.organizations.get(id));
                parts.push(organization.map_or_else(|| plain(value), |organization| organization.name.clone()));
            }
            ("rank" | "status" | "text", value) => parts.push(plain(value)),
            (name, value) => parts.push(format!("{} {}", name.replace('_', " "), plain(value))),
        }
    }
    parts.join(", ")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A source in a line, linked where it has an address.
fn cited(id: &str, source: Option<&Source>) -> String {
    let Some(source) = source else { return escape(id) };
    let title = escape(&source.title);
    // A balloon may run scripts, and an address may be one.
    let web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    let mut line = match source.url.as_deref().or(source.archive.as_deref()).filter(web) {
        Some(url) => format!("<a href=\"{}\">{title}</a>", escape(url)),
        None => title,
    };
    let issued = source.issued.as_ref().and_then(|issued| issued.date()).map(|date| date.to_string());
    for part in [source.container_title.clone(), issued, source.license.clone()].into_iter().flatten() {
        let _ = write!(line, ", {}", escape(&part));
    }
    line
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
